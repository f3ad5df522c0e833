"""Addresses written in base64 or hexadecimal, in any of the ways pages write them."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

MAX_BLOB: Final = 16_384
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,3}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
_BLANKS = re.compile(r"\s+")
ADDRESS_STARTS: Final = (
    "http://",
    "https://",
    "magnet:",
    "ed2k:",
    "thunder:",
    "ftp://",
    "//",
    "rtmp://",
    "flashget:",
    "qqdl:",
)


def decode_bytes(blob: str) -> bytes:
    """The bytes of a base64 text (standard or URL-safe, padded or not); b"" when it is none."""
    blob = _BLANKS.sub(
        "", blob[:MAX_BLOB].replace("%3D", "=").replace("%3d", "=").replace("%2B", "+").replace("%2F", "/")
    )
    if not _BLOB.fullmatch(blob):
        return b""
    blob = blob.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def text_of(data: bytes) -> str:
    """Bytes as text: UTF-8, else GB18030, else ""."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def decode_address(blob: str) -> str:
    """The address that a base64 or hexadecimal text hides; "" when it hides none."""
    for data in (decode_bytes(blob) if len(blob) >= 12 else b"", _unhex(blob)):
        text = text_of(data).strip() if data else ""
        if text[:10].lower().startswith(ADDRESS_STARTS) and text.isprintable():
            return text
    return ""


def _unhex(blob: str) -> bytes:
    return bytes.fromhex(blob) if len(blob) <= MAX_BLOB and _HEX.fullmatch(blob) else b""
