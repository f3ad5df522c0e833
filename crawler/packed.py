"""Lists that a site keeps packed (sitemap.xml.gz, feed.xml.gz): unpacked in bounded memory, however long they are."""

from __future__ import annotations

import re
from typing import Final

from crawler.unpacking import unpack

_PACKED: Final = re.compile(r"\.(?:xml|rss|atom|txt|json|m3u)\.gz\Z", re.I)
_GZIP: Final = b"\x1f\x8b\x08"


def is_packed_list(url: str) -> bool:
    """Whether an address names a list in gzip."""
    return _PACKED.search(url.partition("#")[0].partition("?")[0]) is not None


def unpacked(url: str, body: bytes, longest: int) -> bytes:
    """The list in a body of gzip, as far as it is whole and at most `longest` bytes; any other body as it is."""
    if not is_packed_list(url) or not body.startswith(_GZIP):
        return body
    return unpack(body, [b"gzip"], longest).body
