"""Links inside encoded stretches of a text: base64, percent signs, entities, numbers, reversed writing, scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from crawler.links.base64_text import decode_bytes, text_of
from crawler.links.script import Expansion, expansions

MAX_PIECES: Final = 400
MAX_PIECE: Final = 60_000

# How http, magnet, ed2k, thunder, //, pan. and 链接 begin in base64, and http once more encoded.
_BASE64_STARTS: Final = (
    "aHR0c",
    "bWFnbmV0",
    "ZWQyazov",
    "dGh1bmRlc",
    "Ly9",
    "cGFuL",
    "6ZO+5o6l",
    "YUhSMG",
    "SFRUU",
    "55m+5bqm",
    "5o+Q5Y+W",
)
_BLOB = re.compile(
    r"(?<![A-Za-z0-9+/])(?:"
    + "|".join(re.escape(start) for start in _BASE64_STARTS)
    + r")[A-Za-z0-9+/_-]{8,60000}={0,2}"
)
_PERCENT = re.compile(r"[^\s\"'<>&=?]{0,60}%3A%2F%2F[^\s\"'<>]{4,4000}|(?:%[0-9a-fA-F]{2}){8,4000}", re.I)
_ENTITIES = re.compile(r"(?:[A-Za-z0-9./:_-]{0,40}&#[xX]?[0-9a-fA-F]{2,5};){4,2000}[A-Za-z0-9./:_?=&-]{0,200}")
_REVERSED = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&+,;=%]{6,500}//:(?:sptth|ptth|ptf|k2de)")
_REVERSED_MAGNET = re.compile(r"[0-9a-fA-F]{40}:hitb:nru=tx\?:tengam")
_HEX = re.compile(r"(?<![0-9a-fA-F])(?:68747470|6d61676e6574|6564326b)(?:[0-9a-fA-F]{2}){8,2000}(?![0-9a-fA-F])", re.I)


def pieces(text: str) -> Iterator[Expansion]:
    """The encoded stretches of a text with what they say; at most as many as a page may need."""
    for count, piece in enumerate(_all(text)):
        if count >= MAX_PIECES:
            return
        yield piece


def _all(text: str) -> Iterator[Expansion]:
    yield from expansions(text)
    yield from _base64(text)
    yield from _web_encodings(text)
    yield from _odd_writings(text)


def _base64(text: str) -> Iterator[Expansion]:
    if any(start in text for start in _BASE64_STARTS):
        for match in _BLOB.finditer(text):
            if text[max(0, match.start() - 7) : match.start()] != "base64,":
                yield from _piece(_from_base64(match[0]), match)


def _web_encodings(text: str) -> Iterator[Expansion]:
    if "%3A%2F" in text or "%3a%2f" in text or "%68%74" in text or "%6D%61" in text or "%6d%61" in text:
        for match in _PERCENT.finditer(text):
            yield from _piece(_unquoted(match[0]), match)
    if "&#" in text:
        for match in _ENTITIES.finditer(text):
            yield from _piece(html.unescape(match[0]), match)


def _odd_writings(text: str) -> Iterator[Expansion]:
    if "//:" in text:
        for match in _REVERSED.finditer(text):
            yield from _piece(match[0][::-1], match)
    if "tengam" in text:
        for match in _REVERSED_MAGNET.finditer(text):
            yield from _piece(match[0][::-1], match)
    if "6874747" in text or "6d61676e" in text or "6D61676E" in text:
        for match in _HEX.finditer(text):
            yield from _piece(text_of(bytes.fromhex(match[0])), match)


def _piece(decoded: str, match: re.Match[str]) -> Iterator[Expansion]:
    if decoded and len(decoded) <= MAX_PIECE:
        yield Expansion(decoded, match.start(), match.end())


def _from_base64(blob: str) -> str:
    """The text of a base64 stretch that may be encoded twice, or have a letter or two glued behind it."""
    for shorter in range(4):
        decoded = text_of(decode_bytes(blob[: len(blob) - shorter]))
        if decoded.replace("\n", "").replace("\r", "").isprintable() and decoded:
            if decoded.startswith(_BASE64_STARTS):
                return text_of(decode_bytes(decoded)) or decoded
            return decoded
    return ""


def _unquoted(text: str) -> str:
    once = unquote(text)
    return unquote(once) if "%3A%2F" in once or "%3a%2f" in once else once
