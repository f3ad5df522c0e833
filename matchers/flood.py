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


def flood_warning(work: Work) -> str:
    """What a person who lists this work should know and can do, in a sentence; "" when nothing is to be feared."""
    risk = flood_risk(work)
    told = work.year is not None and work.kind is not None
    if risk is None or (risk.feature == "flood_short" and told):
        return ""
    name = risk.evidence
    if name != work.title:
        cure = "leave this alias out, or write it as it stands on pages that offer the work"
    else:
        missing = [
            words
            for words, given in (
                ("year", work.year),
                ("kind", work.kind),
                ("aliases by which pirates tell it apart (with its author or leading actors)", work.aliases),
                ("official_domains", work.official_domains),
            )
            if not given
        ]
        cure = (
            f"add {', '.join(missing)}" if missing else "expect many hits: netsword hits --grouped shows them together"
        )
    return f"“{name}” will flood: {_SHORTLY[risk.feature]}; {cure}"


_SHORTLY: Final = {
    "flood_empty": "it has no letters or digits",
    "flood_number": "it is nothing but a number",
    "flood_common": "it is a common word",
    "flood_short": "it is very short",
}
