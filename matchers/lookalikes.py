"""Characters that look alike: shared parts, characters split into their parts, Latin letters written as digits."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from matchers import words

# One sign for all forms of a radical, so that 亻 and 人 are the same part.
_RADICALS: Final = str.maketrans("亻氵扌忄艹讠钅纟礻衤犭饣刂灬罒⺼辶阝牜王訁釒糹飠", "人水手心草言金丝示衣犬食刀火网月走耳牛玉言金丝食")
_LEET: Final = str.maketrans("0134578l@$!|", "oieastbiasii")


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    """Each character's ways of being split, the parts as plain radicals."""
    table: dict[str, tuple[str, ...]] = {}
    for line in words.read("parts.txt"):
        letter, *splits = line.split(" ")
        table[letter] = tuple(split.translate(_RADICALS) for split in splits)
    return table


def is_split(parts: str, letter: str) -> bool:
    """Are these characters the letter taken apart?"""
    splits = _parts().get(letter)
    return splits is not None and parts.translate(_RADICALS) in splits


def look_alike(one: str, two: str) -> bool:
    """Do two characters share a part, or is one a part of the other?"""
    table = _parts()
    first = {part for split in table.get(one, ()) for part in split} | {one.translate(_RADICALS)}
    second = {part for split in table.get(two, ()) for part in split} | {two.translate(_RADICALS)}
    return not first.isdisjoint(second)


def unleet(text: str) -> str:
    """Latin letters and the digits that stand for them as one form."""
    return text.translate(_LEET)
