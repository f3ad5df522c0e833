"""Media and programs are known by header or first bytes; text, playlists and torrents are not."""

from __future__ import annotations

import pytest

from core.binary import is_binary_start, is_binary_type


@pytest.mark.parametrize("kind", [b"video/mp4", b"audio/mpeg", b"image/png", b"application/zip", b"application/pdf"])
def test_binary_types(kind: bytes) -> None:
    assert is_binary_type(kind)


@pytest.mark.parametrize(
    "kind",
    [b"text/html; charset=gbk", b"", b"application/json", b"application/vnd.apple.mpegurl", b"audio/x-mpegurl",
     b"application/x-bittorrent", b"application/octet-stream", b"application/rss+xml"],
)  # fmt: skip
def test_types_that_may_be_text(kind: bytes) -> None:
    assert not is_binary_type(kind)


def test_first_bytes() -> None:
    stream = (b"G" + b"\x00" * 187) * 3
    assert all(is_binary_start(data) for data in (b"\x1aE\xdf\xa3..", b"PK\x03\x04", b"ID3\x03", stream))
    assert not any(
        is_binary_start(data) for data in (b"<html>", b"#EXTM3U", b"d8:announce", b"G", "流浪".encode("gbk"))
    )
