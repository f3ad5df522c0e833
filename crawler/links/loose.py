"""Shares whose address is broken up by letters, blanks or pictures that a reader is told to delete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from core.types import Link
from crawler.links.elision import is_elided
from crawler.links.found import Found
from crawler.links.magnet import link_of
from crawler.links.netdisk import Netdisk
from crawler.links.netdisks import NETDISKS

_STOP: Final = "提密访码取\n"
_GAP: Final = rf"[^A-Za-z0-9{_STOP}]{{0,3}}"
_WIDE_GAP: Final = rf"[^A-Za-z0-9{_STOP}]{{0,4}}"
_KEY_CHARS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_SHORTEST: Final = 6
_INSIDE: Final = rf"[^()（）\[\]【】{_STOP}]{{1,10}}"  # "（删掉我）"
_REMARK = re.compile(rf"[ ]?(?:（{_INSIDE}）|\({_INSIDE}\)|【{_INSIDE}】|\[{_INSIDE}\])(?=[A-Za-z0-9_-])")
_MAGNET = re.compile(
    _GAP.join("magnet")
    + _WIDE_GAP
    + _GAP.join("xt")
    + _WIDE_GAP
    + _GAP.join("urn")
    + _WIDE_GAP
    + _GAP.join("btih")
    + _WIDE_GAP,
    re.I,
)
_STRAY_WORDS = re.compile("百度|度盘|度娘|网盘|云盘|提取|pan|bdwp|bd[:：]", re.I)
_NEAR: Final = 60


@lru_cache(maxsize=64)
def _loose(prefix: str) -> re.Pattern[str]:
    """A pattern for a prefix with up to three strange characters behind each letter."""
    parts = [(re.escape(char) + _GAP) if char.isalnum() else _WIDE_GAP for char in prefix]
    return re.compile("".join(parts), re.I)


def find(text: str, providers: set[str]) -> Iterator[Found]:
    """The shares of these netdisks in a text, their addresses broken up or not."""
    for disk in NETDISKS:
        if disk.name in providers:
            for prefix in disk.disguised:
                for match in _loose(prefix).finditer(text):
                    if found := _share(text, match.start(), match.end(), disk, prefix):
                        yield found
    if "magnet" in providers:
        yield from _magnets(text)


def _share(text: str, start: int, key_start: int, disk: Netdisk, prefix: str) -> Found | None:
    key, end = read_key(text, key_start, disk.usual)
    if len(key) < max(_SHORTEST, disk.usual // 2) or (disk.usual and len(key) > 2 * disk.usual):
        return None
    host, slash, route = prefix.partition("/")
    share = disk.share(host, f"{slash}{route}{key}")
    if share is None:
        return None
    link = Link("netdisk", f"{share.provider}:{share.key}", share.url, share.provider)
    return None if is_elided(text, end, link) else Found(link, start, end)


def read_key(text: str, start: int, usual: int) -> tuple[str, int]:
    """The key that begins at `start`, up to three strange characters between its parts when its length is known."""
    end = _run(text, start)
    key = text[start:end]
    while usual and len(key) < usual:
        begin = _next_part(text, end)
        part_end = _run(text, begin)
        if begin in (end, part_end) or len(key) + part_end - begin > usual:
            break
        key += text[begin:part_end]
        end = part_end
    return (key, end) if len(key) == usual else (text[start : _run(text, start)], _run(text, start))


def _run(text: str, start: int) -> int:
    end = start
    while end < len(text) and end - start < 64 and text[end] in _KEY_CHARS:
        end += 1
    return end


def _next_part(text: str, end: int) -> int:
    """Where a key goes on behind a gap; `end` itself when it does not."""
    begin = end
    if remark := _REMARK.match(text, end):
        return remark.end()
    while begin < len(text) and begin - end < 4 and text[begin] not in _KEY_CHARS:
        if text[begin] in _STOP or text[begin] in "?&#=/:":
            return end
        begin += 1
    return begin if begin < len(text) and begin - end < 4 else end


def _magnets(text: str) -> Iterator[Found]:
    for match in _MAGNET.finditer(text):
        digits: list[str] = []
        place = match.end()
        while place < len(text) and len(digits) < 40 and place - match.end() < 200:
            if text[place] in "0123456789abcdefABCDEF":
                digits.append(text[place])
            elif text[place].isascii() and text[place].isalnum():
                break
            place += 1
        if len(digits) == 40:
            yield Found(link_of("".join(digits)), match.start(), place)


def stray_keys(text: str) -> Iterator[Found]:
    """Keys that stand without any host beside words for their netdisk (`/s/1...`), or bare behind its name."""
    for disk in NETDISKS:
        for match in _stray(disk.stray).finditer(text) if disk.stray else ():
            start = _stray_start(text, match)
            if start < 0:
                continue
            near = text[max(0, start - _NEAR) : start]
            if start < match.start("key"):
                near += text[match.end() : match.end() + _NEAR]
            share = disk.share(disk.hosts[0], f"/s/{match['key']}") if _speaks_of(near, disk) else None
            if share:
                yield Found(Link("netdisk", f"{disk.name}:{share.key}", share.url, disk.name), start, match.end())


def _stray_start(text: str, match: re.Match[str]) -> int:
    """Where the writing of a key begins, its `/s/` included; -1 when it is a part of something longer."""
    start = match.start("key")
    if text[max(0, start - 2) : start] == "s/":
        start -= 2 + (text[max(0, start - 3) : start - 2] == "/")
    before = text[start - 1 : start] if start else ""
    return -1 if before in _KEY_CHARS or before in (".", "=", "/") else start


def _speaks_of(words: str, disk: Netdisk) -> bool:
    return any(name in words for name in disk.names) or (disk.bare_code and _STRAY_WORDS.search(words) is not None)


@lru_cache(maxsize=8)
def _stray(key: str) -> re.Pattern[str]:
    return re.compile(rf"{key}(?![\w-])", re.A)
