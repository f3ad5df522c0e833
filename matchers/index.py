"""The index: from letters to the listed names that may stand in them, at a cost that hardly grows with the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from matchers import pinyin
from matchers.names import Name

_Ids = int | list[int]


def _put(table: dict[str, _Ids], key: str, value: int) -> None:
    known = table.get(key)
    if known is None:
        table[key] = value
    elif isinstance(known, int):
        table[key] = [known, value]
    else:
        known.append(value)


def ids(found: _Ids | None) -> Iterable[int]:
    """The numbers behind one entry."""
    if found is None:
        return ()
    return (found,) if isinstance(found, int) else found


def _may_stand_anywhere(name: Name) -> bool:
    """Long enough to be looked for inside other words; shorter names must be a whole segment."""
    if name.han:
        return name.size >= 3
    return name.size >= 5


class Patterns:
    """Strings found inside a text in one pass, each with the numbers it stands for; additions go to a small second pass."""

    def __init__(self) -> None:
        self._ids: dict[str, _Ids] = {}
        self._built: list[tuple[AhoCorasick, list[str]]] = []
        self._fresh: list[str] = []

    def put(self, pattern: str, number: int) -> None:
        if pattern not in self._ids:
            self._fresh.append(pattern)
        _put(self._ids, pattern, number)

    def _build(self) -> None:
        if not self._fresh:
            return
        small = self._built[1][1] if len(self._built) > 1 else []
        added = small + self._fresh
        if self._built and len(added) < max(512, len(self._built[0][1]) // 50):
            self._built[1:] = [(AhoCorasick(added), added)]
        else:
            every = list(self._ids)
            self._built = [(AhoCorasick(every), every)]
        self._fresh = []

    def find(self, text: str) -> Iterator[tuple[_Ids, int, int]]:
        """(numbers, start, end) of every pattern in the text, overlapping ones too."""
        if self._fresh:
            self._build()
        for automaton, patterns in self._built:
            for which, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                yield self._ids[patterns[which]], start, end

    def get(self, pattern: str) -> _Ids | None:
        """The numbers of one whole pattern."""
        return self._ids.get(pattern)


class Index:
    """All names of a list: exact, by sound, by initials."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.exact = Patterns()
        self.whole: dict[str, _Ids] = {}
        self.sound = Patterns()
        self.sound_whole: dict[str, _Ids] = {}
        self.spelled = Patterns()
        self.initials: dict[str, _Ids] = {}

    def add(self, name: Name) -> None:
        """Makes one name findable."""
        number = len(self.names)
        self.names.append(name)
        _put(self.whole, name.text, number)
        if _may_stand_anywhere(name):
            self.exact.put(name.text, number)
        if name.form == "numeral" or not name.han:
            return
        self._add_sounds(name, number)

    def _add_sounds(self, name: Name, number: int) -> None:
        sound = pinyin.sounds(name.text)
        if name.size >= 3:
            self.sound.put(sound, number)
        if name.size >= 2:
            _put(self.sound_whole, sound, number)
        spelled = pinyin.spelled(name.text)
        if spelled.isascii():
            if len(spelled) >= 6 and name.size >= 2:
                self.spelled.put(spelled, number)
            if name.size >= 4:
                _put(self.initials, pinyin.initials(name.text), number)
