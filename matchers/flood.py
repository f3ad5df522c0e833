"""Flood: a title so short or so common that it will be found everywhere is warned of before it is listed."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from core.folding import compact, fold
from core.types import Reason, Work
from matchers import words
from matchers.names import HAN
from matchers.wording import sentence

_SHORT_HAN: Final = 2
_SHORT_LATIN: Final = 4
_PRICE: Final = -20.0


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(compact(word) for line in words.read("common.txt") for word in line.split())


def _risk(name: str) -> str | None:
    """Why one name will flood, as a feature's code."""
    text = compact(name)
    if not text:
        return "flood_empty"
    if text.isdigit():
        return "flood_number"
    if text in _common():
        return "flood_common"
    han = len(HAN.findall(text))
    if (han and len(text) <= _SHORT_HAN) or (not han and len(text) <= _SHORT_LATIN):
        return "flood_short"
    return None


def flood_risk(work: Work) -> Reason | None:
    """Why this work's title or an alias will bring a flood of hits, or None."""
    for name in (work.title, *work.aliases):
        code = _risk(name)
        if code:
            return Reason(code, _PRICE, sentence(code, "en", fold(name)), name)
    return None
