"""Bodies unpacked within bounds: as far as the limit, as far as they are sound, and few layers deep."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Final

import brotli  # type: ignore[import-untyped]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MOST_LAYERS: Final = 3
MOST_MEMBERS: Final = 10_000  # of gzip, or frames of zstd, one behind the other
_PIECE: Final = 65_536
_GZIP: Final = b"\x1f\x8b\x08"
_SUM: Final = 8  # bytes of checksum and length behind a member
_WINDOW: Final = 23  # log2 of the largest zstd window that HTTP allows: 8 MB
_NO_CODING: Final = frozenset((b"", b"identity", b"none"))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A body without its content codings; `cause` says why it is not whole, `left` which codings nobody knows."""

    body: bytes
    cause: str = ""
    left: tuple[bytes, ...] = ()


def unpack(body: bytes, codings: list[bytes], longest: int) -> Unpacked:
    """Takes off the codings (values of Content-Encoding), the last one first.

    What is damaged is given as far as it goes, what is not packed at all as it is.
    """
    waiting = [part.strip().lower() for value in codings for part in value.split(b",")]
    waiting = [part for part in waiting if part not in _NO_CODING]
    if len(waiting) > MOST_LAYERS:
        return Unpacked(b"", f"packed {len(waiting)} times", tuple(waiting))
    cause = ""
    while waiting and (pieces := _PACKERS.get(waiting[-1])):
        waiting.pop()
        body, trouble = _unpacked(body, pieces, longest)
        cause = cause or trouble
    return Unpacked(body, cause, tuple(waiting))


def _unpacked(body: bytes, pieces: Callable[[bytes], Iterator[bytes]], longest: int) -> tuple[bytes, str]:
    found: list[bytes] = []
    size = 0
    try:
        for piece in pieces(body):
            found.append(piece)
            size += len(piece)
            if size > longest:
                return b"".join(found)[:longest], f"longer than {longest} bytes when unpacked"
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
        return (b"".join(found), "packed wrongly or cut off") if found else (body, "")
    return b"".join(found), ""


def _gzipped(data: bytes) -> Iterator[bytes]:
    """Pieces of gzip data, one member after another; their checksums are not asked, as browsers do not either."""
    at = 0
    for _ in range(MOST_MEMBERS):
        at = yield from _drained(zlib.decompressobj(-15), data, at + _head_of(data, at))
        at += _SUM
        if not data.startswith(_GZIP, at):
            return
    raise EOFError


def _head_of(data: bytes, start: int) -> int:
    """How long the head of the gzip member is that begins there."""
    if not data.startswith(_GZIP, start) or len(data) - start < 18:
        raise zlib.error("no gzip data")
    flags, at = data[start + 3], start + 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for flag in (8, 16):  # a name, a comment
        if flags & flag:
            at = data.find(b"\0", at) + 1 or len(data)
    return at + (2 if flags & 2 else 0) - start


def _drained(unpacker: zlib._Decompress, data: bytes, at: int = 0) -> Generator[bytes, None, int]:
    """Pieces of one stream; returns where it ended. Fed in pieces: what it leaves over is copied each time."""
    while at < len(data) and not unpacker.eof:
        fed = data[at : at + _PIECE]
        at += len(fed)
        while fed and not unpacker.eof:
            yield unpacker.decompress(fed, _PIECE)
            fed = unpacker.unconsumed_tail
    if not unpacker.eof:
        yield unpacker.flush()
        raise EOFError
    return at - len(unpacker.unused_data)


def _deflated(data: bytes) -> Iterator[bytes]:
    """zlib data, or the bare stream that some servers send."""
    wbits = 15
    try:
        zlib.decompressobj(wbits).decompress(data[:_PIECE], 1)
    except zlib.error:
        wbits = -15
    yield from _drained(zlib.decompressobj(wbits), data)


def _brotli(data: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    yield unpacker.process(data, output_buffer_limit=_PIECE)
    while not unpacker.is_finished():
        piece = unpacker.process(b"", output_buffer_limit=_PIECE)
        if not piece:
            raise EOFError
        yield piece


def _zstandard(data: bytes) -> Iterator[bytes]:
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW}
    at = 0
    for _ in range(MOST_MEMBERS):
        unpacker = zstd.ZstdDecompressor(options=options)
        while not unpacker.eof:
            fed = data[at : at + _PIECE] if unpacker.needs_input else b""
            if not fed and unpacker.needs_input:
                raise EOFError
            at += len(fed)
            yield unpacker.decompress(fed, _PIECE)
        at -= len(unpacker.unused_data)
        if at >= len(data):
            return
    raise EOFError


_PACKERS: Final[dict[bytes, Callable[[bytes], Iterator[bytes]]]] = {
    b"gzip": _gzipped,
    b"x-gzip": _gzipped,
    b"deflate": _deflated,
    b"br": _brotli,
    b"zstd": _zstandard,
}
