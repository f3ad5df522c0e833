"""Chunked bodies: what browsers take is taken, in pieces of any size; what lies ends there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.web.http import _DataLoss, _MalformedChunkedDataError

from crawler.chunks import LONGEST_LINE, TolerantChunks

BODY = b"<html>" + bytes(range(256)) * 3


def decoded(wire: bytes, step: int = 0) -> tuple[bytes, bytes | None]:
    """The body, and what came behind it when it ended."""
    body: list[bytes] = []
    rest: list[bytes] = []
    decoder = TolerantChunks(body.append, rest.append)
    step = step or len(wire)
    for at in range(0, len(wire), step):
        if rest:
            rest[0] += wire[at : at + step]
        else:
            decoder.dataReceived(wire[at : at + step])
    if not rest:
        with pytest.raises(_DataLoss):
            decoder.noMoreData()
    return b"".join(body), rest[0] if rest else None


WIRES = [
    b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY),
    b"%X\n%s\n0\n\n" % (len(BODY), BODY),
    b'00%x \t;a="\xff";b\r\n%s\r\n000;x\r\nX-Trailer: 1\r\n\r\n' % (len(BODY), BODY),
    b"6\r\n%s\r\n%x\n%s\r\n0\r\n\r\n" % (BODY[:6], len(BODY) - 6, BODY[6:]),
]


@pytest.mark.parametrize("wire", WIRES)
@given(step=st.integers(1, 900))
def test_all_of_it_in_pieces_of_any_size(wire: bytes, step: int) -> None:
    assert decoded(wire + b"HTTP/1.1 next", step) == (BODY, b"HTTP/1.1 next")


@pytest.mark.parametrize(
    "end", [b"zz\r\n", b"-5\r\n", b"0x10\r\n", b"\r\n", b"1" * (LONGEST_LINE + 1), b"1;" + b"a" * LONGEST_LINE]
)
def test_a_size_that_is_none_ends_the_body(end: bytes) -> None:
    body: list[bytes] = []
    decoder = TolerantChunks(body.append, body.append)
    decoder.dataReceived(b"5\r\nabcde\r\n")
    with pytest.raises(_MalformedChunkedDataError):
        decoder.dataReceived(end)
    assert body == [b"abcde"]


@pytest.mark.parametrize("wire", [b"5\r\nabcdefg\r\n", b"0\r\n" + b"X: 1\r\n" * 20_000])
def test_a_chunk_that_goes_on_and_trailers_without_end_are_refused(wire: bytes) -> None:
    with pytest.raises(_MalformedChunkedDataError):
        TolerantChunks(lambda data: None, lambda data: None).dataReceived(wire)


def test_a_body_that_is_cut_off_is_kept() -> None:
    assert decoded(b"a\r\nabcde") == (b"abcde", None)
