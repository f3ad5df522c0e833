"""Identifiers with a check digit: what a typing error leaves behind is said, and the row is taken all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from watchlist.sentences import Sentence, say

_NAMED = re.compile(r"(ISBN(?:-1[03])?|ISRC|EIDR)\s*[:：]?\s*(?=\S)(.{1,60})", re.I)
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")
_EIDR = re.compile(r"10\.5240/([0-9A-F]{20})([0-9A-Z])")
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def doubt_of(identifier: str) -> Sentence | None:
    """What a careful person would say about an ISBN, ISRC or EIDR that cannot be right; None for all others."""
    found = _NAMED.fullmatch(identifier.strip())
    if found is None:
        return None
    scheme = found[1].upper()[:4]
    if _SOUND[scheme](re.sub(r"[\s‐–—-]", "", found[2]).upper()):
        return None
    return say(
        "“{value}” is no sound {scheme}: its length or its check digit does not fit; it was kept as written",
        value=identifier,
        scheme=scheme,
    )


def _isbn(text: str) -> bool:
    """ISO 2108: weights 10 to 1 modulo 11, or 1 and 3 in turn modulo 10."""
    if len(text) == 10 and text[:9].isdigit() and text[9] in "0123456789X":
        return (
            sum((10 - place) * _DIGITS.index(digit if digit != "X" else "A") for place, digit in enumerate(text)) % 11
            == 0
        )
    if len(text) != 13 or not (text.isascii() and text.isdigit()):
        return False
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(text)) % 10 == 0


def _isrc(text: str) -> bool:
    return _ISRC.fullmatch(text) is not None


def _eidr(text: str) -> bool:
    """ISO 7064, modulo 37, 36."""
    found = _EIDR.fullmatch(text)
    if found is None:
        return False
    rest = 36
    for digit in found[1]:
        rest = (rest + _DIGITS.index(digit)) % 36 or 36
        rest = rest * 2 % 37
    return (rest + _DIGITS.index(found[2])) % 36 == 1


_SOUND: Final[dict[str, Callable[[str], bool]]] = {"ISBN": _isbn, "ISRC": _isrc, "EIDR": _eidr}
