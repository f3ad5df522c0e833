"""Bencoded data of .torrent files: names, sizes and the infohash, read without trust."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

MOST_BYTES: Final = 20_000_000
DEEPEST: Final = 32
MOST_FILES: Final = 20_000
LONGEST_NUMBER: Final = 20
MOST_VALUES: Final = 1_000_000  # twenty thousand files have some hundred thousand


class BencodeError(ValueError):
    """The data is no bencode: says at which byte."""


@dataclass(frozen=True, slots=True)
class Torrent:
    """What a .torrent file offers; `infohash` is v1 (40 hex), `infohash2` v2 (64 hex) where it has one."""

    name: str
    infohash: str
    infohash2: str
    files: tuple[str, ...]
    size: int
    comment: str = ""


def is_torrent(body: bytes) -> bool:
    """Whether bytes begin like a .torrent file; cheap."""
    return body[:1] == b"d" and body[1:2].isdigit() and b"4:info" in body[:200_000] and b"4:name" in body[:400_000]


def read_torrent(body: bytes) -> Torrent | None:
    """The torrent of a file, or None when it is none or broken."""
    try:
        value, spans = _Decoder(body[:MOST_BYTES]).decode()
    except BencodeError:
        return None
    info = value.get(b"info") if isinstance(value, dict) else None
    if not isinstance(info, dict) or b"info" not in spans:
        return None
    start, end = spans[b"info"]
    raw = body[start:end]
    files = tuple(_files(info))
    return Torrent(
        name=_text(info.get(b"name.utf-8")) or _text(info.get(b"name")),
        infohash=hashlib.sha1(raw, usedforsecurity=False).hexdigest() if b"pieces" in info else "",
        infohash2=hashlib.sha256(raw).hexdigest() if info.get(b"meta version") == 2 else "",
        files=tuple(path for path, _ in files),
        size=_number(info.get(b"length")) or sum(size for _, size in files),
        comment=_text(value.get(b"comment.utf-8")) or _text(value.get(b"comment")),
    )


class _Decoder:
    """One pass, with the byte spans of the outermost dictionary's values (an infohash is taken over raw bytes)."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.at = 0
        self.left = MOST_VALUES
        self.spans: dict[bytes, tuple[int, int]] = {}

    def decode(self) -> tuple[Any, dict[bytes, tuple[int, int]]]:
        return self._value(0), self.spans

    def _value(self, depth: int) -> Any:
        mark = self.body[self.at : self.at + 1]
        if depth > DEEPEST or not mark:
            raise BencodeError(f"nested too deep or cut at byte {self.at}")
        self.left -= 1
        if self.left < 0:
            raise BencodeError(f"more than {MOST_VALUES} values")
        if mark.isdigit():
            return self._bytes()
        self.at += 1
        if mark == b"i":
            return self._integer(b"e")
        if mark == b"l":
            return self._list(depth)
        if mark == b"d":
            return self._dictionary(depth)
        raise BencodeError(f"unknown mark {mark!r} at byte {self.at - 1}")

    def _integer(self, end: bytes) -> int:
        stop = self.body.find(end, self.at, self.at + LONGEST_NUMBER + 1)
        digits = self.body[self.at : stop] if stop >= 0 else b""
        if not digits.removeprefix(b"-").isdigit():
            raise BencodeError(f"no number at byte {self.at}")
        self.at = stop + 1
        return int(digits)

    def _bytes(self) -> bytes:
        length = self._integer(b":")
        start, self.at = self.at, self.at + length
        if self.at > len(self.body):
            raise BencodeError(f"a string of {length} bytes at byte {start} does not fit")
        return self.body[start : self.at]

    def _list(self, depth: int) -> list[Any]:
        found = []
        while not self._ended():
            found.append(self._value(depth + 1))
        return found

    def _dictionary(self, depth: int) -> dict[bytes, Any]:
        found: dict[bytes, Any] = {}
        while not self._ended():
            key = self._bytes()
            start = self.at
            found[key] = self._value(depth + 1)
            if depth == 0:
                self.spans[key] = (start, self.at)
        return found

    def _ended(self) -> bool:
        if self.at >= len(self.body):
            raise BencodeError("the data ends early")
        ended = self.body[self.at : self.at + 1] == b"e"
        self.at += ended
        return ended


def _files(info: dict[bytes, Any]) -> Iterator[tuple[str, int]]:
    listed = info.get(b"files")
    for entry in listed[:MOST_FILES] if isinstance(listed, list) else ():
        path = (entry.get(b"path.utf-8") or entry.get(b"path")) if isinstance(entry, dict) else None
        if isinstance(path, list) and path:
            yield "/".join(_text(part) for part in path[:50]), _number(entry.get(b"length"))
    tree = info.get(b"file tree")
    if listed is None and isinstance(tree, dict):
        yield from _tree(tree, "", 0)


def _tree(tree: dict[bytes, Any], above: str, depth: int) -> Iterator[tuple[str, int]]:
    """The file tree of a version 2 torrent."""
    for part, below in list(tree.items())[:MOST_FILES]:
        if isinstance(below, dict) and part:
            path = f"{above}/{_text(part)}" if above else _text(part)
            leaf = below.get(b"")
            if isinstance(leaf, dict):
                yield path, _number(leaf.get(b"length"))
            elif depth < DEEPEST:
                yield from _tree(below, path, depth + 1)


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _text(value: object) -> str:
    """A name: UTF-8 by rule, GB18030 in old Chinese torrents."""
    if not isinstance(value, bytes):
        return ""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")
