"""Elements of a few words, found in a page's source by what stands in their tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_MOST_HOLDING: Final = 2_000
_LEAF: Final = re.compile(
    r"<(?P<tag>[a-z]{1,8})\b(?P<held>[^<>]{0,1000})>(?P<words>[^<>]{0,300})</(?P=tag)\s{0,4}>", re.I
)
_FARTHEST: Final = 1_000


def starts_of(source: str, mark: str) -> Iterator[int]:
    """Where a mark stands, in order."""
    at = source.find(mark)
    while at >= 0:
        yield at
        at = source.find(mark, at + len(mark))


def leaf_at(source: str, at: int) -> re.Match[str] | None:
    """The element without others inside in whose tag a place stands: `tag`, what its tag `held`, its `words`."""
    start = source.rfind("<", max(0, at - _FARTHEST), at)
    leaf = _LEAF.match(source, start) if start >= 0 else None
    return leaf if leaf is not None and leaf.start("held") <= at < leaf.end("held") else None


def holding(source: str, name: str) -> Iterator[re.Match[str]]:
    """The elements without others inside that have this class or id."""
    left = _MOST_HOLDING
    for at in starts_of(source, name):
        left -= 1
        if left < 0:
            return
        around = source[at - 1 : at], source[at + len(name) : at + len(name) + 1]
        if around[0] in ('"', "'", "=", " ") and around[1] in ('"', "'", ">", " ") and (leaf := leaf_at(source, at)):
            yield leaf
