"""Addresses in the wrappings of download managers: thunder, flashget and qqdl."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from crawler.links.base64_text import decode_bytes, text_of

SCHEMES: Final = ("thunder", "flashget", "qqdl", "thunderx")
_WRAPPED = re.compile(r"(thunder|flashget|qqdl)x?:/{0,2}(.+)", re.I | re.S)
_ENCODED = re.compile(r"[a-zA-Z0-9]{2,10}%3a", re.I)


def unwrap(uri: str) -> str:
    """The address inside (one layer); "" when the payload is broken."""
    found = _WRAPPED.match(uri)
    if found is None:
        return ""
    scheme, payload = found[1].lower(), unquote(found[2]).strip().rstrip("/")
    if scheme != "thunder":
        payload = payload.partition("&")[0]
    inner = text_of(_decode(payload)).strip()
    if scheme == "thunder":
        inner = inner.removeprefix("AA").removesuffix("ZZ")
    elif scheme == "flashget":
        inner = inner.removeprefix("[FLASHGET]").removesuffix("[FLASHGET]")
    if _ENCODED.match(inner):
        inner = text_of(unquote_to_bytes(inner))
    return inner.strip()


def _decode(payload: str) -> bytes:
    # A slash at the very end may belong to the base64 text or to the address: try as it stands, then with it.
    return decode_bytes(payload) or decode_bytes(payload + "/")
