"""Near names: listed names that differ little from a written form, found by the pairs of letters they share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from matchers.names import Name

_LONG_LIST: Final = 400  # a pair that more names have tells nothing
_ENOUGH: Final = 600
_TOP: Final = 14
_GRAM: Final = 4


def _pairs(text: str) -> list[str]:
    """Unordered pairs of neighbours and of next-but-one letters."""
    found = [a + b if a < b else b + a for a, b in zip(text, text[1:], strict=False)]
    found.extend(a + b if a < b else b + a for a, b in zip(text, text[2:], strict=False))
    return found


def _grams(text: str) -> list[str]:
    return [text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)]


class NearNames:
    """An inverted index from letter pairs (Chinese) and four-letter pieces (Latin) to names."""

    def __init__(self) -> None:
        self._pairs: dict[str, list[int]] = {}
        self._grams: dict[str, list[int]] = {}
        self._names: list[Name] = []

    def add(self, name: Name, number: int) -> None:
        """Makes one name findable."""
        table, keys = (self._pairs, _pairs(name.text)) if name.han else (self._grams, _grams(name.text))
        for key in set(keys):
            known = table.get(key)
            if known is None:
                table[key] = [number]
            else:
                known.append(number)

    def like_han(self, text: str) -> list[int]:
        """Names that share the rarer pairs of a Chinese or mixed text, the likeliest first."""
        return self._vote(self._pairs, _pairs(text))

    def like_latin(self, text: str) -> list[int]:
        """Names that share the rarer pieces of a Latin text, the likeliest first."""
        return self._vote(self._grams, _grams(text))

    def _vote(self, table: dict[str, list[int]], keys: list[str]) -> list[int]:
        lists = sorted(filter(None, map(table.get, set(keys))), key=len)
        votes: dict[int, int] = {}
        read = 0
        for numbers in lists:
            read += len(numbers)
            if votes and (len(numbers) > _LONG_LIST or read > _ENOUGH):
                break
            for number in numbers[:_LONG_LIST]:
                votes[number] = votes.get(number, 0) + 1
        if len(votes) <= _TOP:
            return list(votes)
        return sorted(votes, key=votes.__getitem__, reverse=True)[:_TOP]


def closest(numbers: list[int], names: list[Name], size: int, *, slack: int) -> Iterator[int]:
    """The numbers whose names are about as long."""
    return (number for number in numbers if abs(names[number].size - size) <= slack)
