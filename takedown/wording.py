"""The words of a page that was fetched for evidence: decoded by what it says of itself, or by what it is."""

from __future__ import annotations

import re
from typing import Final

from charset_normalizer import from_bytes

_NAMED: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_LOOKED: Final = 4_096
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030"}


def text_of(body: bytes, content_type: str) -> str:
    """The text; "" where there is none. A charset that is named wrongly is not believed."""
    if not body:
        return ""
    named = [
        found[1].lower() for text in (content_type, body[:_LOOKED].decode("latin-1")) if (found := _NAMED.search(text))
    ]
    for name in (*named, "utf-8", "gb18030"):
        try:
            return body.decode(_WIDER.get(name, name))
        except (LookupError, UnicodeError):
            continue
    best = from_bytes(body[:100_000]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")
