"""Magnet links: the info-hash is the link, in one form; names and trackers are words around it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

from core.types import Link
from crawler.links.base64_text import text_of
from crawler.links.found import Found

_V1 = re.compile(r"urn:btih:([0-9a-f]{40}|[a-z2-7]{32})(?![0-9a-z])", re.I)
_V2 = re.compile(r"urn:btmh:1220([0-9a-f]{64})(?![0-9a-f])", re.I)
_NAME = re.compile(r"[?&](?:amp;)?dn=([^&]*)", re.I)


def link_of(info_hash: str, *, obfuscated: bool = False) -> Link:
    """The link of a version 1 info-hash in 40 hexadecimal digits or 32 characters of base32."""
    if len(info_hash) == 32:
        info_hash = base64.b32decode(info_hash.upper()).hex()
    info_hash = info_hash.lower()
    return Link("magnet", f"btih:{info_hash}", f"magnet:?xt=urn:btih:{info_hash}", obfuscated=obfuscated)


def read(uri: str) -> Link | None:
    """The link of a magnet URI with its parameters in any order; None without a usable hash."""
    uri = unquote(uri) if "%3" in uri else uri
    if found := _V1.search(uri):
        return link_of(found[1])
    if found := _V2.search(uri):
        digest = found[1].lower()
        return Link("magnet", f"btmh:{digest}", f"magnet:?xt=urn:btmh:1220{digest}")
    return None


def name(uri: str) -> str:
    """The display name (dn=) of a magnet URI."""
    found = _NAME.search(uri)
    return text_of(unquote_to_bytes(found[1].replace("+", " "))).strip() if found else ""


_HEX = re.compile(r"[0-9a-fA-F]{40,41}")
_URN = re.compile(r"[bB][tT][iI][hH]:([0-9a-fA-F]{40}|[A-Za-z2-7]{32})(?![0-9A-Za-z])")
_WORDS = re.compile("磁力|特征码|哈希|种子|迅雷|hash|btih|magnet", re.I)
_OTHER_HASHES = re.compile("commit|sha-?1|git|revision|checksum", re.I)


def bare_hashes(text: str) -> Iterator[Found]:
    """Info-hashes that stand without a scheme beside words for magnets: weak evidence, so the words are required."""
    for match in _URN.finditer(text):
        start = match.start()
        start -= 4 if text[max(0, start - 4) : start].lower() == "urn:" else 0
        if text[start - 1 : start] not in ("&", ":"):
            yield Found(link_of(match[1]), start, match.end())
    for match in _HEX.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if _stands_alone(text, match) and _WORDS.search(before) and not _OTHER_HASHES.search(before[-30:]):
            yield Found(link_of(match[0]), match.start(), match.end())


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, behind = text[max(0, match.start() - 5) : match.start()], text[match.end() : match.end() + 1]
    if len(match[0]) != 40 or before.lower() == "btih:" or behind in ("-", "_") or before[-1:] in ("/", "=", "_", "-"):
        return False
    return not any(char.isascii() and char.isalnum() for char in (before[-1:], behind))
