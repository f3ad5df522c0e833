"""Which episode, chapter or issue a title names, as written there."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = r"[0-9０-９零〇一二两三四五六七八九十百千]{1,6}"
_EPISODE: Final = re.compile(
    rf"第\s{{0,2}}{_NUMBER}(?:\s{{0,2}}[-~—至到]\s{{0,2}}{_NUMBER})?\s{{0,2}}[集话話回期章讲]"
    r"|(?<![a-zA-Z0-9])S\d{1,2}\s?E\d{1,4}|(?<![a-zA-Z0-9])(?:EP?|#|\d{1,2}x)\d{1,4}(?![a-zA-Z0-9])"
    r"|(?<!\d)\d{1,4}\s?集(?=完结|全)|全\s?\d{1,4}\s?[集话章回]|更新?[至到]?第?\s?\d{1,4}\s?[集话章回期]?",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    rf"\W{{0,3}}(?:第\s{{0,2}}{_NUMBER}\s{{0,2}}[集话話回期章讲课节]|(?:EP?|Lesson|Episode|#)\s?\d{{1,4}}(?!\d))", re.I
)
_COUNTED: Final = re.compile(r"[\d第]")  # one of these stands in all of them


def begins(text: str) -> bool:
    """Whether words begin with a part's number: they name the part, the page they stand on names the work."""
    return _PART.match(text) is not None


def of(text: str) -> str:
    """The first episode words of a title, or ""."""
    if _COUNTED.search(text, 0, 400) is None:
        return ""
    found = _EPISODE.search(text[:400])
    return found.group(0).strip() if found else ""
