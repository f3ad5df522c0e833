"""Near names: listed names that differ little from a written form, found by the pairs of letters they share."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Final

from matchers.names import Name

_LONG_LIST: Final = 300  # no more names of one pair are read: it tells little
_ENOUGH: Final = 60
_TOP: Final = 5
_GRAM: Final = 4
_LONGEST: Final = 64
_FEW: Final = 4  # longer texts are found by their neighbours alone
_MANY: Final = 12  # of longer Latin texts every second piece is enough


def _pairs(text: str) -> list[str]:
    """Unordered pairs of neighbours and of next-but-one letters."""
    found = _neighbours(text)
    found.extend([a + b if a < b else b + a for a, b in zip(text, text[2:], strict=False)])
    return found


def _neighbours(text: str) -> list[str]:
    return [a + b if a < b else b + a for a, b in pairwise(text)]


def _grams(text: str, step: int = 1) -> list[str]:
    return [text[i : i + _GRAM] for i in range(0, len(text) - _GRAM + 1, step)]


class _Table:
    """Names by key and by their own length."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[int, list[int]]] = {}

    def add(self, keys: set[str], size: int, number: int) -> None:
        """Puts a name of this size under each key."""
        table = self._numbers
        for key in keys:
            known = table.get(key)
            if known is None:
                table[key] = {size: [number]}
            elif size in known:
                known[size].append(number)
            else:
                known[size] = [number]

    def lists(self, keys: list[str], sizes: range | tuple[int, ...], least: int) -> list[list[int]]:
        """The names under each key, of the sizes of which at least so many keys are known."""
        known = [numbers for numbers in map(self._numbers.get, keys) if numbers]
        if len(known) < least:
            return []
        found: list[list[int]] = []
        for size in sizes:
            here = [numbers[size] for numbers in known if size in numbers]
            if len(here) >= least:
                found += here
        return found

    def of_size(self, keys: list[str], size: int) -> list[list[int]]:
        """The names of one size under each key, none under a key that is not known."""
        return [self._numbers.get(key, {}).get(size, []) for key in keys]


class NearNames:
    """An inverted index from letter pairs (Chinese) and four-letter pieces (Latin) to names."""

    def __init__(self) -> None:
        self._pairs = _Table()
        self._grams = _Table()

    def add(self, name: Name, number: int) -> None:
        """Makes one name findable."""
        if name.size > _LONGEST:
            return
        if name.han:
            keys = _pairs(name.text) if name.size <= _FEW + 1 else _neighbours(name.text)
            self._pairs.add(set(keys), name.size, number)
        else:
            self._grams.add(set(_grams(name.text)), name.size, number)

    def like_han(self, text: str, latin: int = 0) -> list[int]:
        """Names about as long that share the rarer pairs of a text; `latin` of its letters may be one character."""
        size = len(text)
        sizes: tuple[int, ...] = (size - 1, size, size + 1)
        if 2 < latin < size:
            sizes = (*sizes, size - latin + 1)
        least = 1 if latin or size <= _FEW + 1 else max(2, size - _FEW)
        return _vote(self._pairs.lists(_pairs(text) if size <= _FEW else _neighbours(text), sizes, least))

    def like_latin(self, text: str, slack: int) -> list[int]:
        """Names about as long that share the rarer pieces of a Latin text, the likeliest first."""
        size = len(text)
        sizes = range(size - slack, size + slack + 1)
        if size < _MANY:
            return _vote(self._grams.lists(_grams(text), sizes, max(1, size - 2 * _GRAM)))
        return _vote(self._grams.lists(_grams(text, 2), sizes, max(1, (size - _MANY) // 2 - 1)))

    def like_masked(self, text: str, hidden: str) -> list[int]:
        """Names exactly as long that share what a text with hidden letters still shows."""
        size = len(text)
        if size > _LONGEST:
            return []
        if text.replace(hidden, "").isascii():
            table, keys = self._grams, _grams(text)
        else:
            table, keys = self._pairs, _pairs(text) if size <= _FEW + 1 else _neighbours(text)
        lists = table.of_size([key for key in keys if hidden not in key], size)
        return min(lists, key=len)[:_LONG_LIST] if lists and all(lists) else []


def _vote(lists: list[list[int]]) -> list[int]:
    """The names that most of the shorter lists hold."""
    if len(lists) <= 1:
        return lists[0][:_TOP] if lists else []
    lists.sort(key=len)
    read = used = 0
    for numbers in lists:
        read += len(numbers)
        if read > _ENOUGH and used:
            break
        used += 1
    if used == 1:
        return lists[0][:_TOP]
    votes: dict[int, int] = {}
    for number in chain.from_iterable(lists[:used]):
        votes[number] = votes.get(number, 0) + 1
    if len(votes) <= _TOP:
        return list(votes)
    least = max(votes.values()) - 1
    likely = [number for number, count in votes.items() if count >= least]
    if len(likely) > _TOP:
        likely = sorted(likely, key=votes.__getitem__, reverse=True)[:_TOP]
    return likely
