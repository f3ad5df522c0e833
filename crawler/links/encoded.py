"""Links inside encoded stretches of a text: base64, percent signs, entities, numbers, reversed writing, scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Set
from typing import Final
from urllib.parse import unquote

from crawler.links.base64_text import decode_bytes, text_of
from crawler.links.hints import BASE64_INNER, BASE64_STARTS, Topic
from crawler.links.script import Expansion, expansions

MAX_PIECES: Final = 400
MAX_PIECE: Final = 60_000

_BLOB = re.compile(
    r"(?<![A-Za-z0-9+])(?:" + "|".join(re.escape(start) for start in BASE64_STARTS) + r")[A-Za-z0-9+/_-]{8,60000}={0,2}"
)
# The same behind a few letters that a player takes off before it decodes.
_BEHIND = re.compile(
    r"(?<![A-Za-z0-9+/])[A-Za-z0-9]{1,8}?(?:aHR0c(?:DovL|HM6Ly)[A-Za-z0-9+/_-]{8,8000})(?![A-Za-z0-9+/_-])"
)
# A whole word in base64 that says more than an address: markup, an object, a list of episodes.
_WORD = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,60000}={0,2}(?![A-Za-z0-9+/_-])")
_PERCENT = re.compile(
    r"[^\s\"'<>&=?]{0,60}%3A(?:%2F%2F|//)[^\s\"'<>]{4,4000}|[A-Za-z0-9.-]{4,80}%2Fs%2F[A-Za-z0-9_%?=-]{4,200}|(?:%[0-9a-fA-F]{2}){8,4000}",
    re.I,
)
_ENTITIES = re.compile(r"(?:[A-Za-z0-9./:_-]{0,40}&#[xX]?[0-9a-fA-F]{2,5};){4,2000}[A-Za-z0-9./:_?=&-]{0,200}")
_REVERSED = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&+,;=%]{6,500}//:(?:sptth|ptth|ptf|k2de)")
_REVERSED_MAGNET = re.compile(r"[0-9a-fA-F]{40}:hitb:nru=tx\?:tengam")
_HEX = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2}){12,8000}(?![0-9a-fA-F])", re.I)
_HEX_MARKS: Final = ("68747470", "6d61676e6574", "6564326b")
_BREAKS: Final = {ord(blank): None for blank in "\n\r\t"}


def pieces(text: str, topics: Set[Topic]) -> Iterator[Expansion]:
    """The encoded stretches of a text with what they say; at most as many as a page may need."""
    for count, piece in enumerate(_all(text, topics)):
        if count >= MAX_PIECES:
            return
        yield piece


def _all(text: str, topics: Set[Topic]) -> Iterator[Expansion]:
    if "script" in topics:
        yield from expansions(text)
    for topic, pattern, decode in _KINDS:
        if topic in topics:
            for match in pattern.finditer(text):
                yield from _piece(decode(match[0]), match)


def _piece(decoded: str, match: re.Match[str]) -> Iterator[Expansion]:
    picture = text_before(match, 7) == "base64,"
    if decoded and len(decoded) <= MAX_PIECE and not picture:
        yield Expansion(decoded, match.start(), match.end())


def _from_base64(blob: str) -> str:
    """The text of a base64 stretch that may be encoded twice, or have a letter or two glued behind it."""
    for shorter in range(4):
        decoded = text_of(decode_bytes(blob[: len(blob) - shorter]))
        if decoded.replace("\n", "").replace("\r", "").isprintable() and decoded:
            if decoded.startswith(BASE64_STARTS):
                return text_of(decode_bytes(decoded)) or decoded
            return decoded
    return ""


def _from_behind(blob: str) -> str:
    """The address in base64 behind a few letters of nothing."""
    decoded = _from_base64(blob[blob.find("aHR0c") :])
    return decoded if decoded.startswith(("http://", "https://")) else ""


def _unquoted(text: str) -> str:
    once = unquote(text)
    return unquote(once) if "%3A%2F" in once or "%3a%2f" in once else once


def text_before(match: re.Match[str], length: int) -> str:
    """What stands right before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def _reversed(text: str) -> str:
    return text[::-1]


def _from_hex(digits: str) -> str:
    """The text of hex digits that begin with an address or hold one; numbers and checksums hold none."""
    lowered = digits.lower()
    if not any(mark in lowered for mark in _HEX_MARKS):
        return ""
    decoded = text_of(bytes.fromhex(digits))
    return decoded if decoded.translate(_BREAKS).isprintable() else ""


def _from_word(blob: str) -> str:
    """The text of a word in base64 in whose midst an address stands."""
    if not any(mark in blob for mark in BASE64_INNER):
        return ""
    decoded = text_of(decode_bytes(blob))
    return decoded if decoded.translate(_BREAKS).isprintable() else ""


_KINDS: Final[tuple[tuple[Topic, re.Pattern[str], Callable[[str], str]], ...]] = (
    ("base64", _WORD, _from_word),
    ("base64", _BLOB, _from_base64),
    ("base64", _BEHIND, _from_behind),
    ("percent", _PERCENT, _unquoted),
    ("entity", _ENTITIES, html.unescape),
    ("reversed", _REVERSED, _reversed),
    ("reversed", _REVERSED_MAGNET, _reversed),
    ("hex", _HEX, _from_hex),
)
