"""Licensed platforms with their dates: 爱奇艺(2021/4/4-2031/4/3)、优酷网(2021/4/14-2031/4/13)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from core.types import Licence
from watchlist.cells import is_nothing
from watchlist.dates import is_period, parse_period
from watchlist.sentences import wrong
from watchlist.separated import split_outside_brackets
from watchlist.words import load

_BRACKET = re.compile(
    r"^([^()（）\[\]【】]{0,200}?)\s*[(（\[【]([^()（）\[\]【】]{0,200})[)）\]】]\s*(.{0,200})$", re.S
)
_NAMED = re.compile(r"^([^:：]{1,100}?)\s*[:：]\s*(.{4,200})$", re.S)
_DATED = re.compile(r"^(\D{1,100}?)\s*(?:自|从|from\s|since\s)?\s*((?:19|20)\d{2}\D.{0,100})$", re.S | re.I)
_GLUED = re.compile(r"(?<=[)）])\s*(?=[^\s()（）,，;；、|/.。:：\[\]【】\d自从])|(?<!\d)/(?!\d)")
_KEEPERS: Final = load("keepers.txt")
_END_MARKS: Final = " \t。.,，;；:："


@lru_cache(maxsize=8192)
def split_licences(text: str) -> tuple[str, ...]:
    """One piece for each platform of the cell."""
    spaced = _GLUED.sub("\n", text)
    pieces = (piece.strip(_END_MARKS) for piece in split_outside_brackets(spaced, also=",，"))
    return tuple(piece for piece in pieces if piece)


@lru_cache(maxsize=8192)
def parse_licence(text: str) -> Licence | None:
    """The platform and its first and last day; None for 无."""
    text = text.strip(_END_MARKS)
    if is_nothing(text) or text.casefold() in _KEEPERS or text in ("未授权", "尚未授权"):
        return None
    name, period = _name_and_period(text)
    name = " ".join(name.split()).strip(_END_MARKS + "-—")
    if not name or not any(char.isalnum() for char in name) or not any(char.isalpha() for char in name.strip("年月日")):
        raise wrong("“{value}” names no platform: write it as 爱奇艺(2021/4/4-2031/4/3)", value=text)
    if len(name) > 100:
        raise wrong(
            "“{value}” is too long for the name of a platform: write it as 爱奇艺(2021/4/4-2031/4/3)", value=text
        )
    starts, ends = _period(period) if period else (None, None)
    return Licence(name, starts, ends)


def written_licence(licence: Licence) -> str:
    """The licence as lists and forms write it, so that it is read again as it is: 爱奇艺(2021/04/04-2031/04/03)."""
    if licence.starts is None and licence.ends is None:
        return licence.platform
    days = [f"{day:%Y/%m/%d}" if day else "" for day in (licence.starts, licence.ends)]
    return f"{licence.platform}({days[0]}-{days[1]})"


def _name_and_period(text: str) -> tuple[str, str]:
    bracket = _BRACKET.match(text)
    if bracket:
        name, inside, after = bracket[1], bracket[2].strip(), bracket[3].strip()
        if is_period(inside):
            if after and after not in _KEEPERS:
                raise wrong(
                    "“{value}”: cannot tell what follows the bracket: separate platforms with 、 or ;", value=text
                )
            return name, inside
        if after:
            return (f"{name}（{inside}）", after) if is_period(after) else (text, "")
        return (name, "") if inside.casefold() in _KEEPERS or not inside else (text, "")
    if "(" in text or "（" in text:
        raise wrong("“{value}”: its brackets do not match: write it as 爱奇艺(2021/4/4-2031/4/3)", value=text)
    for pattern in (_NAMED, _DATED):
        found = pattern.match(text)
        if found and is_period(found[2]):
            return found[1], found[2]
    return text, ""


def _period(period: str) -> tuple[date | None, date | None]:
    parts = [part.strip() for part in re.split(r"[,，;；、]", period)]
    bare = ",".join(part for part in parts if part.casefold() not in _KEEPERS)
    return parse_period(bare) if bare else (None, None)
