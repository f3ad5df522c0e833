"""Masks: signs that hide a character of a title (流*地球, 流浪□球2, Op*ration R*d Sea)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.edits import Edit
from matchers.index import Index
from matchers.line import Line
from matchers.units import Unit

HIDDEN: Final = "\x00"
# Letters that people use as boxes and crosses, only where a Chinese character stands beside them.
_SIGNS: Final = "*□○●×■◯▢⭕?◎☐⬜◻▇█�＿_〇某?"
_BOXES: Final = "口囗xo"
_HAN: Final = "\u3400-\u9fff"
_MASKED_HAN: Final = re.compile(
    rf"(?:[{_HAN}0-9a-z][ ·.:-]?)*(?:(?<=[{_HAN}])[{_SIGNS}{_BOXES}]{{1,2}}|[{_SIGNS}{_BOXES}]{{1,2}}(?=[{_HAN}]))"
    rf"(?:[ ·.:-]?(?:[{_HAN}0-9]|[{_SIGNS}{_BOXES}]))*"
)
_MASKED_LATIN: Final = re.compile(r"[a-z][a-z0-9' ._:-]{0,60}\*(?:[a-z0-9*' ._:-]{0,60}[a-z0-9*])?")
# A quick look: the sign first, its neighbours then.
_MAY: Final = re.compile(
    rf"[{_SIGNS}{_BOXES}](?:(?=[{_HAN}])|(?<=[{_HAN}][{_SIGNS}{_BOXES}])|(?<=\*)(?=[a-z])|(?<=[a-z]\*))"
)
_HIDES: Final = str.maketrans(dict.fromkeys(_SIGNS + _BOXES, HIDDEN))
_LETTERS: Final = re.compile(rf"[^\w{HIDDEN}]+|_")
_LIST_NUMBER: Final = re.compile(r"\d{1,4}[ .、_-]+(?=\D)")
_MOST: Final = 60
_BUCKET: Final = 4000  # names with the letters before the first mask that are looked through


def may_be_masked(folded: str) -> bool:
    """Whether a sign stands where it may hide a character: a quick look that most texts pass."""
    return _MAY.search(folded) is not None


def masked_units(line: Line) -> Iterator[Unit]:
    """The stretches of a line in which signs may hide characters, each hidden one as the sign HIDDEN."""
    folded = line.folded
    if not may_be_masked(folded):
        return
    for start, end in line.runs:
        piece = folded[start:end]
        pattern, hides = (_MASKED_LATIN, {ord("*"): HIDDEN}) if piece.isascii() else (_MASKED_HAN, _HIDES)
        for found in pattern.finditer(piece):
            shown = found.group().rstrip("_ ")
            number = _LIST_NUMBER.match(shown)
            for begin in dict.fromkeys((0, number.end() if number else 0)):
                text = _LETTERS.sub("", shown[begin:].translate(hides))
                if HIDDEN in text and 3 <= len(text) <= _MOST:
                    yield Unit(start + found.start() + begin, start + found.start() + len(shown), text)


def unmasked(text: str, index: Index) -> Iterator[tuple[int, Edit]]:
    """The names that fit a text with hidden characters; where several do, none is sure."""
    hidden = text.count(HIDDEN)
    kept = len(text) - hidden
    han = not text.replace(HIDDEN, "").isascii()
    if kept < (2 if han and hidden == 1 else 3) or kept < 2 * hidden - 1:
        return
    likely = index.near.like_masked(text, HIDDEN)
    if not likely and not han and text[0] != HIDDEN:
        likely = index.beginnings.beginning_with(text[: text.index(HIDDEN)], _BUCKET)
    fitting = [number for number in likely if _fits(text, index.names[number].text)]
    works = {index.names[number].work for number in fitting}
    if len(works) > 2 or (len(works) > 1 and kept < 3):
        return
    price = (8.0 if kept >= 3 else 13.0) + 5.0 * (hidden - 1) + 6.0 * (len(works) - 1)
    shown = text.replace(HIDDEN, "□")
    for number in fitting:
        yield number, Edit("masked", price, f"{shown}→{index.names[number].text} ({text.index(HIDDEN) + 1})")


def _fits(text: str, name: str) -> bool:
    return len(text) == len(name) and all(
        a == b or (a == HIDDEN and not b.isdigit()) for a, b in zip(text, name, strict=True)
    )
