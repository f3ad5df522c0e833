"""Bodies unpacked: bounded, layered, damaged, or not packed at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from crawler.unpacking import unpack

TEXT = b"<html>" + bytes(range(32, 127)) * 400
LONGEST = 1_000_000


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ([b"gzip"], gzip.compress(TEXT)),
        ([b"X-GZIP "], gzip.compress(TEXT)),
        ([b"deflate"], zlib.compress(TEXT)),
        ([b"deflate"], zlib.compress(TEXT)[2:-4]),
        ([b"br"], brotli.compress(TEXT)),
        ([b"br", b"gzip"], gzip.compress(brotli.compress(TEXT))),
        ([b"br, gzip"], gzip.compress(brotli.compress(TEXT))),
        ([b"gzip"], gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:])),
        ([b"gzip"], gzip.compress(TEXT) + b"rubbish"),
        ([b"gzip"], gzip.compress(TEXT)[:-8] + bytes(8)),
        ([b"gzip"], b"\x1f\x8b\x08\x18" + bytes(6) + b"page.html\0said\0" + gzip.compress(TEXT)[10:]),
        ([b"gzip"], TEXT),
        ([b"br"], TEXT),
        ([b"identity", b""], TEXT),
        ([b"x-unheard"], TEXT),
    ],
)
def test_all_of_it(coding: list[bytes], data: bytes) -> None:
    unpacked = unpack(data, coding, LONGEST)
    assert unpacked.body == TEXT and not unpacked.cause


def test_a_bomb_is_cut_at_the_limit() -> None:
    for packed, coding in (
        (gzip.compress(bytes(50_000_000)), b"gzip"),
        (brotli.compress(bytes(50_000_000), quality=1), b"br"),
    ):
        unpacked = unpack(packed, [coding], LONGEST)
        assert len(unpacked.body) == LONGEST and "longer than" in unpacked.cause
        twice = unpack(gzip.compress(packed), [coding, b"gzip"], LONGEST)
        assert len(twice.body) == LONGEST


def test_what_is_cut_off_is_kept() -> None:
    packed = gzip.compress(TEXT + bytes(i * 7919 % 251 for i in range(100_000)))
    unpacked = unpack(packed[: len(packed) // 2], [b"gzip"], LONGEST)
    assert unpacked.body.startswith(TEXT) and unpacked.cause


@pytest.mark.parametrize(("coding", "pack"), [(b"gzip", gzip.compress), (b"zstd", zstd.compress)])
def test_members_without_end_do_not_keep_anybody_busy(coding: bytes, pack: Callable[[bytes], bytes]) -> None:
    few = unpack(pack(TEXT) + pack(b"") * 50 + pack(TEXT), [coding], LONGEST)
    assert (few.body, few.cause) == (TEXT + TEXT, "")
    many = unpack(pack(TEXT) + pack(b"") * 20_000 + pack(TEXT), [coding], LONGEST)
    assert (many.body, bool(many.cause)) == (TEXT, True)


def test_pieces_of_any_size_are_put_together() -> None:
    """Members end in the midst of what is fed at once."""
    parts = [bytes((n * number) % 251 for n in range(number * 977)) for number in range(1, 60)]
    for coding, pack in ((b"gzip", gzip.compress), (b"zstd", zstd.compress)):
        unpacked = unpack(b"".join(pack(part) for part in parts), [coding], 10_000_000)
        assert (unpacked.body, unpacked.cause) == (b"".join(parts), "")


def test_too_many_layers() -> None:
    unpacked = unpack(TEXT, [b"gzip"] * 4, LONGEST)
    assert not unpacked.body and "4 times" in unpacked.cause


@given(st.binary(max_size=2_000), st.sampled_from([b"gzip", b"deflate", b"br", b"zstd"]))
def test_any_bytes(data: bytes, coding: bytes) -> None:
    assert len(unpack(data, [coding], 5_000).body) <= 5_000
