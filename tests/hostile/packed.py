"""Bodies that are packed: honestly, wrongly, cut off, several times over, and as bombs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
from backports import zstd

from tests.hostile.case import Case, document, page, plant, seen, unseen

_ZEROS = b" " * 1_000_000


def _flate(data: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(data) + packer.flush()


def _bomb(name: str, megabytes: int) -> bytes:
    """A page, and then blanks without end, packed as gzip."""
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(document(plant(name))[:-14])]
    parts += [packer.compress(_ZEROS) for _ in range(megabytes)]
    return b"".join((*parts, packer.flush()))


def _in(encoding: str, body: bytes, *more: str) -> bytes:
    return page(body, f"Content-Encoding: {encoding}", *more)


def cases() -> tuple[Case, ...]:
    """All behaviours of this kind."""
    ways: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "x-gzip": gzip.compress,
        "deflate": lambda data: _flate(data, 15),
        "br": brotli.compress,
        "zstd": zstd.compress,
        "GZip": gzip.compress,
        " gzip ": gzip.compress,
        "gzip,": gzip.compress,
        "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
        "br, gzip": lambda data: gzip.compress(brotli.compress(data)),
        "identity": lambda data: data,
        "none": lambda data: data,
        "utf-8": lambda data: data,
        "x-unheard": lambda data: data,
        "": lambda data: data,
    }
    made = []
    for number, (encoding, pack) in enumerate(ways.items()):
        name = f"packed-{number}"
        made.append(seen(name, _in(encoding, pack(document(plant(name))))))
    return (*made, *_damaged(), *_bombs())


def _damaged() -> list[Case]:
    whole = gzip.compress(document(plant("gzip-cut") + "<p>" + "".join(f"{n * 7919 % 10007} " for n in range(20_000))))
    body = {name: document(plant(name)) for name in ("gzip-junk-behind", "gzip-members", "gzip-bad-sum", "raw-deflate")}
    members = gzip.compress(body["gzip-members"][:150]) + gzip.compress(body["gzip-members"][150:])
    return [
        seen("gzip-cut", _in("gzip", whole[: len(whole) // 2])),
        seen("gzip-junk-behind", _in("gzip", gzip.compress(body["gzip-junk-behind"]) + b"junk" * 100)),
        seen("gzip-members", _in("gzip", members)),
        seen("gzip-bad-sum", _in("gzip", gzip.compress(body["gzip-bad-sum"])[:-8] + b"\0" * 8)),
        seen("raw-deflate", _in("deflate", _flate(body["raw-deflate"], -15))),
        seen("gzip-members-endless", _in("gzip", _members("gzip-members-endless", gzip.compress))),
        seen("zstd-frames-endless", _in("zstd", _members("zstd-frames-endless", zstd.compress))),
        unseen("gzip-in-name-only", _in("gzip", document(plant("gzip-in-name-only")))),
        unseen("br-in-name-only", _in("br", document(plant("br-in-name-only")))),
        unseen("zstd-in-name-only", _in("zstd", document(plant("zstd-in-name-only")))),
        unseen("gzip-of-nothing", _in("gzip", b"")),
        unseen("gzip-seven-times", _in(", ".join(["gzip"] * 7), _times(7, document(plant("gzip-seven-times"))))),
    ]


def _members(name: str, pack: Callable[[bytes], bytes]) -> bytes:
    """A page, and behind it as many empty members as ten megabytes hold."""
    empty = pack(b"")
    return pack(document(plant(name))) + empty * (9_000_000 // len(empty))


def _times(times: int, data: bytes) -> bytes:
    for _ in range(times):
        data = gzip.compress(data)
    return data


def _bombs() -> list[Case]:
    blanks = document(plant("br-bomb"))[:-14] + _ZEROS * 60
    return [
        seen("gzip-bomb", _in("gzip", _bomb("gzip-bomb", 300))),
        seen("gzip-bomb-twice", _in("gzip, gzip", gzip.compress(_bomb("gzip-bomb-twice", 300)))),
        seen("br-bomb", _in("br", brotli.compress(blanks, quality=2))),
        seen("zstd-bomb", _in("zstd", zstd.compress(document(plant("zstd-bomb"))[:-14] + _ZEROS * 60))),
        seen("deflate-bomb", _in("deflate", _flate(document(plant("deflate-bomb"))[:-14] + _ZEROS * 60, 15))),
    ]
