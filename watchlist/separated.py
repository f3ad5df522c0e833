"""Several values in one cell: how people separate them."""

from __future__ import annotations

import re
from typing import Final

_SEPARATORS = re.compile(r"[|;；、｜\n]|\s/\s")
_CLOSERS: Final = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》", "“": "”", "「": "」", "『": "』", "〈": "〉"}


def split(text: str) -> list[str]:
    """The values of a cell, separated by | ; ； 、 line breaks, or / with blanks; never inside 《》."""
    if "《" not in text:
        return [item for item in (part.strip() for part in _SEPARATORS.split(text)) if item]
    return [item for item in (part.strip() for part in _outside(text, "《")) if item]


def split_outside_brackets(text: str, also: str = "") -> list[str]:
    """The same for values that carry brackets with separators of their own; `also` are further separators."""
    parts = _outside(text, "(（[【", also)
    return [item for item in (part.strip() for part in parts) if item]


def _outside(text: str, openers: str, also: str = "") -> list[str]:
    """Pieces between separators that stand outside brackets; one pass, a bracket never closed is not one."""
    pieces: list[str] = []
    begin = 0
    closer = ""
    position = 0
    while position < len(text):
        char = text[position]
        if closer:
            closer = "" if char in closer else closer
        elif char in openers and _closing(text, position):
            closer = ")）" if char in "(（" else _CLOSERS[char]
        elif width := _separator(text, position, also):
            pieces.append(text[begin:position])
            begin = position + width
            position = begin
            continue
        position += 1
    pieces.append(text[begin:])
    return pieces


def _closing(text: str, position: int) -> bool:
    """Whether the bracket opened here is closed within reach."""
    closers = ")）" if text[position] in "(（" else _CLOSERS[text[position]]
    reach = text[position + 1 : position + 300]
    return any(closer in reach for closer in closers)


def _separator(text: str, position: int, also: str) -> int:
    char = text[position]
    if char in "|;；、｜\n" or char in also:
        return 1
    found = _SEPARATORS.match(text, position) if char.isspace() else None
    return len(found[0]) if found else 0
