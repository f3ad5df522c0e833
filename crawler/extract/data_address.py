"""Documents that an address carries in itself: `data:text/html;base64,...`."""

from __future__ import annotations

import base64
import binascii
from typing import Final
from urllib.parse import unquote_to_bytes

PAGES: Final = ("text/html", "application/xhtml", "image/svg")
SCRIPTS: Final = ("text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript")


def carried(address: str, kinds: tuple[str, ...]) -> str:
    """The text that a `data:` address of one of these kinds carries; "" for any other address."""
    if address.lstrip()[:5].lower() != "data:":
        return ""
    kind, _, data = address.lstrip()[5:].partition(",")
    if not kind.lower().lstrip().startswith(kinds):
        return ""
    raw = unquote_to_bytes(data)
    if ";base64" in kind.lower():
        try:
            raw = base64.b64decode(raw + b"=" * (-len(raw) % 4))
        except binascii.Error:
            return ""
    return raw.decode("utf-8", "replace")
