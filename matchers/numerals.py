"""Numbers in titles: 2, Ⅱ, 二, 第二部, Part Two are one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_HAN: Final = "零一二三四五六七八九十"
_ROMAN: Final = ("", "", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")
_ENGLISH: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_VALUE: Final = (
    {han: value for value, han in enumerate(_HAN)}
    | {roman: value for value, roman in enumerate(_ROMAN) if roman}
    | {word: value for value, word in enumerate(_ENGLISH) if word}
    | {"两": 2, "贰": 2, "叁": 3}
)
_COUNTER: Final = r"(?:第(?P<counted>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?P<unit>[季部辑章]))"
_IN_HAN: Final = re.compile(
    rf"{_COUNTER}|(?<![0-9a-z])(?P<digits>[0-9]{{1,2}})(?![0-9a-z])|(?<![a-z])(?P<roman>i{{2,3}}|iv|vi{{0,3}}|ix)(?![a-z])|(?P<han>[二三四五六七八九])$"
)
_IN_LATIN: Final = re.compile(
    r"(?:\b(?:part|vol|volume|chapter|episode|season)\.?\s)?\b(?P<number>[0-9]{1,2}|i{2,3}|iv|vi{1,3}|ix|two|three|four|five|six|seven|eight|nine|ten)\b"
)


_MAYBE: Final = re.compile(
    r"[0-9二三四五六七八九十]|(?<![a-z])(?:i{2,3}|iv|vi{0,3}|ix|t(?:wo|hree|en)|f(?:our|ive)|s(?:ix|even)|eight|nine)(?![a-z])"
)


def value_of(written: str) -> int | None:
    """The number a numeral means: 12, ii, 二, 十三, two."""
    if written.isascii() and written.isdigit():
        return int(written[:6])
    known = _VALUE.get(written)
    if known is not None:
        return known
    if "十" in written and len(written) <= 3:
        tens, _, ones = written.partition("十")
        if (not tens or tens in _HAN) and (not ones or ones in _HAN):
            return (_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0)
    return None


def _in_han(number: int, unit: str) -> Iterator[str]:
    yield str(number)
    if number < len(_ROMAN) and number > 1:
        yield _ROMAN[number]
    if number <= 10:
        yield _HAN[number]
    if unit == "季":
        yield from _seasons(number)
    for counter in (unit,) if unit in ("季", "章") else ("部",):
        yield f"第{number}{counter}"
        if number <= 10:
            yield f"第{_HAN[number]}{counter}"


def _seasons(number: int) -> Iterator[str]:
    """A season as release names write it."""
    yield f"s{number:02d}"
    yield f"s{number}"
    yield f"season {number}"


def _in_latin(number: int, written: str) -> Iterator[str]:
    if "season" in written:
        yield from _seasons(number)
    yield str(number)
    roman = _ROMAN[number] if 1 < number < len(_ROMAN) else ""
    if roman:
        yield roman
        yield f"part {roman}"
    yield f"part {number}"
    yield f"vol {number}"
    if 1 < number <= 10:
        yield _ENGLISH[number]
        yield f"part {_ENGLISH[number]}"


def other_writings(folded: str) -> list[str]:
    """A folded title with its last number in every other writing; empty when it has none."""
    if not _MAYBE.search(folded):
        return []
    if folded.isascii():
        found = list(_IN_LATIN.finditer(folded))
        if not found or found[-1].start() == 0:
            return []
        number = value_of(found[-1]["number"])
        forms = list(_in_latin(number, found[-1].group())) if number and number <= 20 else []
    else:
        found = list(_IN_HAN.finditer(folded))
        if not found or found[-1].start() == 0:
            return []
        written = found[-1]["counted"] or found[-1]["digits"] or found[-1]["roman"] or found[-1]["han"]
        number = value_of(written)
        forms = list(_in_han(number, found[-1]["unit"] or "")) if number and 1 < number <= 20 else []
    before, after = folded[: found[-1].start()], folded[found[-1].end() :]
    return [f"{before}{form}{after}" for form in forms]
