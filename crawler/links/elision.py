"""Addresses that a page shows cut short (`…/s/1nSz0 ... xvg`): the whole one stands in an attribute."""

from __future__ import annotations

import re

from core.types import Link
from crawler.links.netdisks import disk_named

_DOTS = re.compile(r"[ ]?(?:\.{2,}|…)")


def is_elided(text: str, end: int, link: Link) -> bool:
    """Whether a share's key, which ends at `end`, goes on behind three dots."""
    if link.kind != "netdisk":
        return False
    usual = disk_named(link.provider).usual
    return _DOTS.match(text, end) is not None and len(link.ref.partition(":")[2]) < (usual or 64)
