"""Near names: listed names that differ little from a written form, found by the pairs of letters they share."""

from __future__ import annotations

from collections import Counter
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

_Tables = list[dict[str, list[int]]]  # one table a name length, so that only names of the right length are read


def _pairs(text: str) -> list[str]:
    """Unordered pairs of neighbours and of next-but-one letters."""
    found = _neighbours(text)
    found.extend([a + b if a < b else b + a for a, b in zip(text, text[2:], strict=False)])
    return found


def _neighbours(text: str) -> list[str]:
    return [a + b if a < b else b + a for a, b in pairwise(text)]


def _grams(text: str) -> list[str]:
    return [text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)]


class NearNames:
    """An inverted index from letter pairs (Chinese) and four-letter pieces (Latin) to names."""

    def __init__(self) -> None:
        self._pairs: _Tables = [{} for _ in range(_LONGEST + 1)]
        self._grams: _Tables = [{} for _ in range(_LONGEST + 1)]

    def add(self, name: Name, number: int) -> None:
        """Makes one name findable."""
        if name.size > _LONGEST:
            return
        tables, keys = (
            (self._pairs, _pairs(name.text) if name.size <= _FEW + 1 else _neighbours(name.text))
            if name.han
            else (self._grams, _grams(name.text))
        )
        table = tables[name.size]
        for key in set(keys):
            known = table.get(key)
            if known is None:
                table[key] = [number]
            else:
                known.append(number)

    def like_han(self, text: str, latin: int = 0) -> list[int]:
        """Names about as long that share the rarer pairs of a text; `latin` of its letters may be one character."""
        size = len(text)
        tables = self._pairs[max(2, size - 1) : size + 2]
        if 1 < latin < size:
            tables.append(self._pairs[size - latin + 1])
        return _vote(tables, _pairs(text) if size <= _FEW else _neighbours(text))

    def like_latin(self, text: str, slack: int) -> list[int]:
        """Names about as long that share the rarer pieces of a Latin text, the likeliest first."""
        size = len(text)
        return _vote(
            self._grams[max(4, size - slack) : size + slack + 1], _grams(text) if size < _MANY else _grams(text)[::2]
        )

    def like_masked(self, text: str, hidden: str) -> list[int]:
        """Names exactly as long that share what a text with hidden letters still shows."""
        size = len(text)
        if size > _LONGEST:
            return []
        if text.replace(hidden, "").isascii():
            tables, keys = self._grams, _grams(text)
        else:
            tables, keys = self._pairs, _pairs(text) if size <= _FEW + 1 else _neighbours(text)
        table = tables[size]
        lists = [table.get(key, []) for key in keys if hidden not in key]
        return min(lists, key=len)[:_LONG_LIST] if lists and all(lists) else []


def _vote(tables: _Tables, keys: list[str]) -> list[int]:
    lists: list[list[int]] = []
    for table in tables:
        if table:
            lists.extend(filter(None, map(table.get, keys)))
    if len(lists) <= 1:
        return lists[0][:_TOP] if lists else []
    lists.sort(key=len)
    read = used = 0
    for numbers in lists:
        read += len(numbers)
        if read > _ENOUGH and used:
            break
        used += 1
    votes = Counter(chain.from_iterable(lists[:used]) if used > 1 else lists[0][:_LONG_LIST])
    if len(votes) <= _TOP:
        return list(votes)
    least = max(votes.values()) - 1
    likely = [number for number, count in votes.items() if count >= least]
    if len(likely) > _TOP:
        likely = sorted(likely, key=votes.__getitem__, reverse=True)[:_TOP]
    return likely
