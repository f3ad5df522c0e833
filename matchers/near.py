"""Near names: listed names that differ little from a written form, found by the pairs of letters they share."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Final

from matchers.names import Name

_LONG_LIST: Final = 300  # no more names of one pair are read: it tells little
_ENOUGH: Final = 250
_TOP: Final = 8
_GRAM: Final = 4
_SIZE_BITS: Final = 8  # a posting is the name's number and its length in one integer: no look at the name to compare lengths
_SIZE_MASK: Final = (1 << _SIZE_BITS) - 1


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

    def add(self, name: Name, number: int) -> None:
        """Makes one name findable."""
        table, keys = (self._pairs, _pairs(name.text)) if name.han else (self._grams, _grams(name.text))
        posting = number << _SIZE_BITS | min(name.size, _SIZE_MASK)
        for key in set(keys):
            known = table.get(key)
            if known is None:
                table[key] = [posting]
            else:
                known.append(posting)

    def like_han(self, text: str, slack: int) -> list[int]:
        """Names about as long as a Chinese or mixed text that share its rarer pairs, the likeliest first."""
        return self._vote(self._pairs, _pairs(text), len(text), slack)

    def like_latin(self, text: str, slack: int) -> list[int]:
        """Names about as long as a Latin text that share its rarer pieces, the likeliest first."""
        return self._vote(self._grams, _grams(text), len(text), slack)

    @staticmethod
    def _vote(table: dict[str, list[int]], keys: list[str], size: int, slack: int) -> list[int]:
        lists = sorted(filter(None, map(table.get, set(keys))), key=len)
        read = 0
        used = 0
        for numbers in lists:
            read += len(numbers)
            if read > _ENOUGH and used:
                break
            used += 1
        if not used:
            return []
        votes = Counter(chain.from_iterable(lists[:used]) if len(lists[used - 1]) <= _LONG_LIST else lists[0][:_LONG_LIST])
        low, high = size - slack, size + slack
        likely = [posting for posting in votes if low <= posting & _SIZE_MASK <= high]
        if len(likely) > _TOP:
            likely = sorted(likely, key=votes.__getitem__, reverse=True)[:_TOP]
        return [posting >> _SIZE_BITS for posting in likely]
