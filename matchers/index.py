"""The index: from letters to the listed names that may stand in them, at a cost that hardly grows with the list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick

from matchers import lookalikes, pinyin, spoken
from matchers.cut import Beginnings
from matchers.names import Name
from matchers.near import NearNames

SHORTEST_LATIN: Final = 8  # shorter Latin words with a typing error are other words
LONG_LATIN: Final = 11  # letters of a title that is known without one of its small words
SMALL_WORDS: Final = frozenset(("the", "of", "and", "a", "an", "in", "on", "to", "for", "at"))
_WORD: Final = re.compile(r"[a-z0-9]+")
_LATIN_WORD: Final = re.compile(r"[a-z]{2,}")
Ids = int | list[int]


def _put(table: dict[str, Ids], key: str, value: int) -> None:
    known = table.get(key)
    if known is None:
        table[key] = value
    elif isinstance(known, int):
        if known != value:
            table[key] = [known, value]
    elif value not in known[-3:]:
        known.append(value)


def ids(found: Ids | None) -> Iterable[int]:
    """The numbers behind one entry."""
    if found is None:
        return ()
    return (found,) if isinstance(found, int) else found


def _may_stand_anywhere(name: Name) -> bool:
    """Long enough to be looked for inside other words; shorter names must be a whole segment."""
    if name.han:
        return name.size >= 3
    return name.size >= 5 and not name.text.isdigit()


def content_words(written: str) -> list[str]:
    """The words of an English title that say something."""
    return [word for word in _WORD.findall(written.replace("'", "")) if word not in SMALL_WORDS]


def leaves_one_out(written: str, name: str) -> bool:
    """Is a text an English title but for one small word inside that is left out?"""
    mine, words = _WORD.findall(written.replace("'", "")), _WORD.findall(name.replace("'", ""))
    return len(mine) == len(words) - 1 and any(
        words[:place] + words[place + 1 :] == mine for place in range(1, len(words) - 1) if words[place] in SMALL_WORDS
    )


class Patterns:
    """Strings found in a text in one pass, each with the numbers it stands for; additions go to a small second pass."""

    def __init__(self) -> None:
        self._ids: dict[str, Ids] = {}
        self._built: list[tuple[AhoCorasick, list[str]]] = []
        self._fresh: list[str] = []

    def put(self, pattern: str, number: int) -> None:
        """Makes one pattern stand for one more number."""
        if pattern not in self._ids:
            self._fresh.append(pattern)
        _put(self._ids, pattern, number)

    def build(self) -> None:
        """Takes what was added into the pass: into a small one of its own, until that has grown."""
        if not self._fresh:
            return
        added = (self._built[1][1] if len(self._built) > 1 else []) + self._fresh
        small = bool(self._built) and len(added) < max(512, len(self._built[0][1]) // 50)
        patterns = added if small else list(self._ids)
        built = (AhoCorasick(patterns), patterns)
        self._built = [self._built[0], built] if small else [built]
        self._fresh = []

    def find(self, text: str) -> list[tuple[Ids, int, int]]:
        """(numbers, start, end) of every pattern in the text, overlapping ones too."""
        if self._fresh:
            self.build()
        found: list[tuple[Ids, int, int]] = []
        for automaton, patterns in self._built:
            places = automaton.find_matches_as_indexes(text, overlapping=True)
            if places:
                found.extend([(self._ids[patterns[which]], start, end) for which, start, end in places])
        return found


def _spellings(text: str) -> Iterator[str]:
    """A Chinese title in pinyin, with the other readings of up to two characters."""
    yield pinyin.spelled(text)
    several = [i for i, c in enumerate(text) if len(pinyin.readings(c)) > 1][:2]
    if not several:
        return
    options = [sorted(pinyin.readings(c)) if i in several else [pinyin.syllable(c) or c] for i, c in enumerate(text)]
    for choice in itertools.islice(itertools.product(*options), 9):
        yield "".join(choice)


class Index:
    """All names of a list: exact, by sound, by spelling, by initials, by look, and by what they are near to."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.exact = Patterns()
        self.whole: dict[str, Ids] = {}
        self.sounds: dict[str, Ids] = {}
        self.spelled: dict[str, Ids] = {}
        self.initials: dict[str, Ids] = {}
        self.looks: dict[str, Ids] = {}
        self.heard: dict[str, Ids] = {}
        self.bare: dict[str, Ids] = {}  # English names without their small words
        self.near = NearNames()
        self.beginnings = Beginnings()
        self.words: set[str] = set()  # Latin words that some name holds: no misspelt ones

    def add(self, name: Name) -> None:
        """Makes one name findable."""
        number = len(self.names)
        self.names.append(name)
        _put(self.whole, name.text, number)
        if _may_stand_anywhere(name):
            self.exact.put(name.text, number)
            self.beginnings.add(name, number)
        if name.form in ("numeral", "signed"):
            return
        if name.han:
            self._add_han(name, number)
        else:
            self._add_latin(name, number)

    def _add_latin(self, name: Name, number: int) -> None:
        self.words.update(_LATIN_WORD.findall(name.written))
        if name.size >= 5:
            _put(self.looks, lookalikes.unleet(name.text), number)
            if name.size >= LONG_LATIN and len(content := content_words(name.written)) > 1:
                _put(self.bare, "".join(content), number)
            if name.size >= spoken.SHORTEST and len(sounds := spoken.key(name.text)) >= spoken.LEAST:
                _put(self.heard, sounds, number)
            if name.size >= SHORTEST_LATIN and not name.written.startswith("the "):
                self.near.add(name, number)

    def _add_han(self, name: Name, number: int) -> None:
        text = name.text
        if name.size >= 2:
            _put(self.sounds, pinyin.sounds(text), number)
        if name.size >= 3:
            self.near.add(name, number)
        if not pinyin.spelled(text).isascii():
            return
        for spelled in _spellings(text):
            if len(spelled) >= 6:
                _put(self.spelled, spelled, number)
        if name.size >= 4:
            _put(self.initials, pinyin.initials(text), number)
