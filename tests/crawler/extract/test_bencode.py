# ruff: noqa: E501 - markup as sites write it
""".torrent files: names, infohashes over raw bytes, and hostile data."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.bencode import MOST_VALUES, is_torrent, read_torrent


def bencode(value: object) -> bytes:
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(bencode(each) for each in value) + b"e"
    assert isinstance(value, dict)
    return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in sorted(value)) + b"e"


def test_single_file() -> None:
    info = {b"name": "示例电影.mkv".encode(), b"length": 12, b"piece length": 16384, b"pieces": b"x" * 20}
    body = bencode({b"announce": b"http://t.example/a", b"info": info})
    torrent = read_torrent(body)
    assert is_torrent(body) and torrent is not None
    assert torrent.name == "示例电影.mkv" and torrent.size == 12
    assert torrent.infohash == hashlib.sha1(bencode(info), usedforsecurity=False).hexdigest()


def test_many_files_and_gbk_names() -> None:
    files = [{b"length": 5, b"path": [b"S1", "第01集.mp4".encode("gb18030")]}, {b"length": 6, b"path": [b"a.nfo"]}]
    info = {b"name": b"x", b"name.utf-8": "剧".encode(), b"files": files, b"pieces": b""}
    torrent = read_torrent(bencode({b"info": info}))
    assert torrent is not None
    assert (torrent.name, torrent.files, torrent.size) == ("剧", ("S1/第01集.mp4", "a.nfo"), 11)


def test_version_two() -> None:
    info = {b"name": b"v2", b"meta version": 2, b"file tree": {b"d": {b"f.mkv": {b"": {b"length": 7}}}}}
    torrent = read_torrent(bencode({b"info": info}))
    assert torrent is not None
    assert (
        torrent.infohash == "" and len(torrent.infohash2) == 64 and torrent.files == ("d/f.mkv",) and torrent.size == 7
    )


def test_hostile() -> None:
    for body in (b"d4:info", b"d4:infod4:name99999999999:x", b"l" * 100_000, b"d" * 50_000, b"i" + b"9" * 100_000 + b"e",
                 b"d4:infoi1ee", b"d4:infode"):  # fmt: skip
        torrent = read_torrent(body)
        assert torrent is None or torrent.name == ""


@given(st.binary(max_size=200))
def test_any_bytes(body: bytes) -> None:
    read_torrent(body)
    read_torrent(b"d4:info" + body)


def test_values_without_end_are_refused() -> None:
    body = b"d4:infod4:name1:a5:piecesl" + b"le" * (MOST_VALUES + 1) + b"eee"
    assert is_torrent(body) and read_torrent(body) is None
