"""How Chinese characters sound: one character's toneless syllables, whole titles as pinyin and as initials."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from matchers import words

_FIRST_CODE: Final = 0xE000  # syllables are written as private-use characters, so that sounds are strings too


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, frozenset[str]], dict[int, int], list[str]]:
    """First reading, all readings of characters that have several, character -> sound character, the syllables."""
    first: dict[str, str] = {}
    several: dict[str, set[str]] = {}
    codes: dict[int, int] = {}
    syllables: list[str] = []
    for number, line in enumerate(words.read("pinyin.txt")):
        syllable, main, other = line.split(" ")
        syllables.append(syllable)
        code = _FIRST_CODE + number
        for letter in main:
            first[letter] = syllable
            codes[ord(letter)] = code
        for letter in other if other != "-" else "":
            several.setdefault(letter, set()).add(syllable)
    codes.pop(ord("-"), None)
    first.pop("-", None)
    readings = {letter: frozenset(more | {first[letter]}) for letter, more in several.items() if letter in first}
    return first, readings, codes, syllables


def syllable(letter: str) -> str:
    """The commonest reading of a character, "" when it has none."""
    return _tables()[0].get(letter, "")


def readings(letter: str) -> frozenset[str]:
    """Every reading of a character."""
    first, several, _, _ = _tables()
    known = several.get(letter)
    if known:
        return known
    one = first.get(letter)
    return frozenset((one,)) if one else frozenset()


def near(one: str, two: str) -> bool:
    """Do two characters sound the same to those who do not tell zh from z, n from l and ing from in?"""
    sound = syllable(one)
    return bool(sound) and _blurred(sound) == _blurred(syllable(two))


def _blurred(syllable: str) -> str:
    """zh as z, l in front as n, ang as an."""
    if syllable[1:2] == "h":
        syllable = syllable[0] + syllable[2:]
    if syllable[:1] == "l":
        syllable = "n" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") and syllable[-3:-2] in "aei" else syllable


def sounds(compact: str) -> str:
    """The text with each Chinese character replaced by a sign for its sound; one sign a character."""
    return compact.translate(_tables()[2])


def spelled(compact: str) -> str:
    """The text with each Chinese character spelled out."""
    first = _tables()[0]
    return "".join([first.get(c, c) for c in compact])


def initials(compact: str) -> str:
    """The text with each Chinese character as the first letter of its pinyin."""
    first = _tables()[0]
    return "".join([first.get(c, c)[0] for c in compact])


@lru_cache(maxsize=1)
def syllable_codes() -> dict[str, str]:
    """Each syllable's sign."""
    return {written: chr(_FIRST_CODE + number) for number, written in enumerate(_tables()[3])}


_LATIN_RUN: Final = re.compile(r"[a-z]+")


def sounds_of_mixed(compact: str) -> str:
    """`sounds` of a text in which some characters are spelled out: 公zhu时间."""
    codes = syllable_codes()
    return sounds(_LATIN_RUN.sub(lambda run: codes.get(run.group(), run.group()), compact))
