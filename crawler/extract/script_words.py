"""What a script says of a share: the literal beside it, up to the shares before and behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crawler.extract.telling import is_telling
from crawler.links.found import Found

_FARTHEST: Final = 160
_SHARES: Final = frozenset(("netdisk", "magnet", "ed2k", "torrent"))
_SAID: Final = re.compile(r"(?<=[\"'`>])[^\"'`<>\\\n/]{2,120}(?=[\"'`<\\])|(?<=[\"'`>])[^\"'`<>\\\n/]{2,120}\Z")
_HAN: Final = re.compile(r"[\u3400-\u9fff]{2}")


def words_beside(script: str, found: Sequence[Found], number: int) -> str:
    """The literal nearest before a share, else behind it; "" for other links and where none names anything."""
    one = found[number]
    if one.link.kind not in _SHARES:
        return ""
    floor = found[number - 1].end if number else 0
    ceiling = found[number + 1].start if number + 1 < len(found) else len(script)
    before = _SAID.findall(script, max(floor, one.start - _FARTHEST), one.start)
    behind = _SAID.findall(script, one.end, min(ceiling, one.end + _FARTHEST))
    told = (*reversed(before), *behind)
    return next((" ".join(said.split()) for said in told if _HAN.search(said) and is_telling(said)), "")
