"""The covers set-top-box configurations travel in: pictures, base64 after `**`, AES-ECB and AES-CBC."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MOST_BYTES: Final = 20_000_000
_HEX: Final = re.compile(r"[0-9a-fA-F\s]{64,}+\Z")
_MARKED: Final = re.compile(r"[A-Za-z0-9]{8}\*\*(?=[A-Za-z0-9+/_-]{16})")
_MARKED_BYTES: Final = re.compile(rb"[A-Za-z0-9]{8}\*\*(?=[A-Za-z0-9+/_-]{16})")
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF")
_BLOCK: Final = 16
_VECTOR: Final = 13  # characters at the very end


def is_covered(text: str, body: bytes) -> bool:
    """Whether a body looks like one of the covers; cheap."""
    start = text[:2_000].lstrip("\ufeff \r\n\t")
    if start.startswith("2423") and _HEX.match(start):
        return True
    if start and not start.startswith(("<", "{", "[")):
        return _MARKED.search(start) is not None
    return not start and body.startswith(_PICTURES) and _MARKED_BYTES.search(body[:MOST_BYTES]) is not None


def uncovered(text: str, body: bytes = b"", key: str = "") -> str:
    """The configuration under its covers, or the text as it is when there are none; "" when they cannot be opened."""
    if not text.strip() and body:
        text = body[:MOST_BYTES].decode("latin-1")
    text = text[:MOST_BYTES].lstrip("\ufeff").strip()
    for _ in range(4):
        if text.startswith(("{", "[", "//", "#")):
            return text
        if key and _HEX.match(text):
            text, key = ecb(text, key), ""
        elif text.startswith("2423") and _HEX.match(text):
            text = cbc(text)
        elif marked := _last_mark(text):
            text = _unbased(text[marked:])
        else:
            return text
    return text


def ecb(digits: str, key: str) -> str:
    """AES-ECB: hex digits under a key padded with zeros; the key came with the address (`URL;pk;KEY`)."""
    return _decrypted(_bytes(digits), modes.ECB(), _padded(key))  # the boxes' own scheme; nothing is kept secret here


def cbc(digits: str) -> str:
    """AES-CBC as the boxes write it: `$#KEY#$`, the cipher, and the 13 last characters as initial vector, all in"
    " hex."""
    raw = _bytes("".join(digits.split()))
    closed = raw.find(b"#$", 2)
    if not raw.startswith(b"$#") or closed < 0 or len(raw) < closed + 2 + _BLOCK + _VECTOR:
        return ""
    key, vector = (_padded(part.decode("latin-1").lower()) for part in (raw[2:closed], raw[-_VECTOR:]))
    return _decrypted(raw[closed + 2 : -_VECTOR], modes.CBC(vector), key)


def _decrypted(cipher: bytes, mode: modes.CBC | modes.ECB, key: bytes) -> str:
    if not cipher or len(cipher) % _BLOCK or len(key) not in (16, 24, 32):
        return ""
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    plain = decryptor.update(cipher) + decryptor.finalize()
    padding = plain[-1]
    if 1 <= padding <= _BLOCK and plain.endswith(bytes([padding]) * padding):
        plain = plain[:-padding]
    return plain.decode("utf-8", "replace").lstrip("\ufeff").strip()


def _padded(key: str) -> bytes:
    return key.encode("latin-1", "replace")[:32].ljust(_BLOCK, b"0")


def _bytes(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError:
        return b""


def _last_mark(text: str) -> int:
    """Where the base64 begins: after the last mark, as pictures hold anything before it."""
    end = 0
    for match in _MARKED.finditer(text):
        end = match.end()
    return end


def _unbased(text: str) -> str:
    clean = "".join(text.split()).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(clean + "=" * (-len(clean) % 4)).decode("utf-8", "replace").lstrip("\ufeff").strip()
    except (binascii.Error, ValueError):
        return ""
