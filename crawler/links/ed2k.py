"""ed2k links: file name, size and hash."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from core.types import Link
from crawler.links.base64_text import text_of

FILE = re.compile(r"ed2k:/*\|file\|([^|<>\r\n]{1,1000})\|(\d{1,15})\|([0-9a-fA-F]{32})(?![0-9a-fA-F])", re.I)
_BAR = re.compile(r"%7c", re.I)


def read(uri: str) -> Link | None:
    """The link of an ed2k URI, bars written plainly or percent-encoded; None when it names no file."""
    found = FILE.match(plain(uri))
    if found is None:
        return None
    title = text_of(unquote_to_bytes(found[1])).replace("|", "") or found[1]
    return Link("ed2k", f"ed2k:{found[3].lower()}", f"ed2k://|file|{title}|{int(found[2])}|{found[3].upper()}|/")


def name(uri: str) -> str:
    """The file name of an ed2k URI, decoded."""
    found = FILE.match(plain(uri))
    return (text_of(unquote_to_bytes(found[1])) or found[1]).strip() if found else ""


def plain(uri: str) -> str:
    """The URI with plain bars."""
    return _BAR.sub("|", uri) if "%7" in uri else uri
