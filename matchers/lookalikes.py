"""Characters that look alike: shared parts, characters split into their parts, Latin letters written as digits."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from operator import add
from typing import Final

from matchers import words

# One sign for all forms of a radical, so that 亻 and 人 are the same part.
_RADICALS: Final = str.maketrans(
    "亻氵扌忄艹讠钅纟礻衤犭饣刂灬罒⺼辶阝牜王訁釒糹飠糸", "人水手心草言金丝示衣犬食刀火网月走耳牛玉言金丝食丝"
)
TURNED: Final = "ɐɔǝɟɥᴉɾʞʅɹʇʌʍʎ"  # letters that only texts turned upside down have
_UPRIGHT: Final = str.maketrans("ɐqɔpǝɟƃɥıᴉɾʞlʅɯuodbɹʇnʌʍʎ", "abcdefghiijkllmnopqrtuvwy")
_TURNED_WORD: Final = rf"[a-zƃıɯ]*[{TURNED}][a-zƃıɯ{TURNED}]*"
_UPSIDE_DOWN: Final = re.compile(rf"{_TURNED_WORD}(?:(?:[ ._'-][a-zƃıɯ{TURNED}]+){{0,3}}[ ._'-]{_TURNED_WORD})*")
_LEANING: Final = (("rn", "m"), ("vv", "w"), ("ci", "d"))  # ci: l and i are one letter by then
_LEET: Final = str.maketrans("01345789l@$!|", "oieastbgiasii")


@lru_cache(maxsize=1)
def _parts() -> dict[str, tuple[str, ...]]:
    """Each character's ways of being split, the parts as plain radicals."""
    table: dict[str, tuple[str, ...]] = {}
    for line in words.read("parts.txt"):
        letter, _, splits = line.partition(" ")
        table[letter] = tuple(splits.translate(_RADICALS).split(" "))
    return table


@lru_cache(maxsize=1)
def _wholes() -> dict[str, str]:
    """For each pair of parts the characters that they make together."""
    table: dict[str, str] = {}
    for letter, splits in _parts().items():
        for split in splits:
            if len(split) == 2:
                table[split] = table.get(split, "") + letter
    return table


def joined(text: str) -> list[str]:
    """The text with each pair of neighbours that makes a character as this character."""
    wholes = _wholes()
    plain = text.translate(_RADICALS)
    if wholes.keys().isdisjoint(map(add, plain, plain[1:])):
        return []
    return [
        text[:i] + letter + text[i + 2 :]
        for i in range(len(text) - 1)
        for letter in wholes.get(plain[i : i + 2], "")[:3]
    ]


def is_split(parts: str, letter: str) -> bool:
    """Are these characters the letter taken apart?"""
    splits = _parts().get(letter)
    return splits is not None and parts.translate(_RADICALS) in splits


_STROKES: Final = frozenset("一丨丿丶乙乀乁亅乚乛㇆㇏㇀𠃊𠃋丷")
_SMALL: Final = frozenset("一丨丿丶乙亅口日木人土十又二八厂厶亠冖儿几刀力大小寸月田")


@lru_cache(maxsize=20_000)
def _inside(letter: str) -> frozenset[str]:
    """A character, its parts, and the parts of these that are telling."""
    table = _parts()
    found = {letter.translate(_RADICALS)}
    for split in table.get(letter, ()):
        found.update(split)
        for part in split:
            found.update(inner for deeper in table.get(part, ()) for inner in deeper if inner not in _SMALL)
    return frozenset(found)


def look_alike(one: str, two: str) -> bool:
    """Do two characters share a part, or is one a part of the other, and do they not say the opposite?"""
    if (one, two) in _OPPOSITES:
        return False
    return not _inside(one).isdisjoint(_inside(two)) or (one, two) in _twins()


# Who writes one for the other names another work: 有声 is not 无声 in disguise.
_OPPOSITES: Final = frozenset(
    pair for row in ("有无", "左右", "上下", "买卖", "进退", "远近", "明暗", "凹凸") for pair in permutations(row, 2)
)
# Signs of what a word is about: hundreds of characters share each, and nobody takes these for one another.
_MEANINGS: Final = frozenset(
    "人水手心草言金丝示衣犬食刀火网月走耳牛玉木土口女虫鱼鸟马车竹米石日目足疒宀广尸门雨页王山禾贝力又巾弓"
)


@lru_cache(maxsize=1)
def _twins() -> frozenset[tuple[str, str]]:
    """Pairs that differ in a stroke or its length, which no shared part tells."""
    rows = [row for line in words.read("twins.txt") for row in line.split()]
    return frozenset(pair for row in rows for pair in permutations(row, 2))


def are_close(one: str, two: str) -> bool:
    """Do two characters look alike at a glance: one a part of the other, or both with a part that tells them?"""
    if (one, two) in _twins():
        return True
    inside, other = _inside(one) - _STROKES, _inside(two) - _STROKES
    if one in other or two in inside:
        return True
    shared = inside & other
    if any(part not in _SMALL and part not in _MEANINGS for part in shared):
        return True
    return bool(shared) and inside - {one} == other - {two}  # 未 and 末 differ in a stroke


def unleet(text: str) -> str:
    """Latin letters, the digits that stand for them and pairs that lean on each other like one letter as one form."""
    plain = text.translate(_LEET)
    for pair, letter in _LEANING:
        if pair in plain:
            plain = plain.replace(pair, letter)
    return plain


def turned_back(text: str) -> str:
    """The text with each stretch of letters that stand upside down put upright: ʇɥƃıuʞ."""
    return _UPSIDE_DOWN.sub(lambda run: run.group().translate(_UPRIGHT)[::-1], text)
