"""Encodings: proven over the whole file, refused with the line."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from watchlist.encodings import detect, line_of

LIST = "片名,年份,类型,权利人\n流浪地球,2019,电影,中影股份\n满江红,2023,电影,欢喜传媒\n"
TRADITIONAL = "片名,年份,類型\n流浪地球,2019,電影\n滿江紅,2023,電影\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (LIST.encode(), "utf-8"),
        (codecs.BOM_UTF8 + LIST.encode(), "utf-8"),
        (LIST.encode("gb18030"), "gb18030"),
        (LIST.encode("gb2312"), "gb18030"),
        (TRADITIONAL.encode("gb18030"), "gb18030"),
        (TRADITIONAL.encode("big5"), "big5hkscs"),
        (LIST.encode("utf-16"), "utf-16-le"),
        (LIST.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"), "utf-16-be"),
        (LIST.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + LIST.encode("utf-32-le"), "utf-32-le"),
        ("title\n联通\n".encode("gb18030"), "gb18030"),
        ("title\n囧\n".encode("gb18030"), "gb18030"),
        ("title,note\nT台,X战警\n".encode("gb18030"), "gb18030"),
        (b"title\nplain\n", "utf-8"),
    ],
)
def test_found(data: bytes, name: str) -> None:
    assert detect(io.BytesIO(data)).name == name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LIST.encode() + "深海,2023,电影,无\n".encode("gb18030"), "line 4 is not in the same encoding as line 1"),
        (LIST.encode("gb18030") + "深海,2023,电影,彩条屋\n".encode(), "line 4 is not in the same encoding as line 1"),
        (LIST.encode() + b"\xff\xfe\x80,2019\n", "line 4"),
        (LIST.encode()[:-2], "cut off"),
        (codecs.BOM_UTF8 + LIST.encode("gb18030"), "says that it is UTF-8, but line 1"),
        (LIST.encode("utf-16")[:-1], "says that it is UTF-16"),
        ("title\nAmélie\n".encode("latin-1"), "line 2"),
        ("title\nEl niño\n".encode("cp1252"), "line 2"),
        (bytes(range(128, 256)) * 40, "line 1"),
        (bytes(3000), "not a text file"),
        (("title\n" + "good\n" * 40).encode() + b"a\0\xff\n", "zero bytes"),
    ],
)
def test_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        detect(io.BytesIO(data))


@given(st.binary(max_size=600))
def test_any_bytes_are_decoded_whole_or_refused(data: bytes) -> None:
    try:
        found = detect(io.BytesIO(data))
    except InputError:
        return
    data[found.mark :].decode(found.name, "strict")


def test_lines_are_counted_whatever_ends_them() -> None:
    assert line_of(io.BytesIO(b"a\nb\nc"), 4) == 3
    assert line_of(io.BytesIO(b"a\rb\rc"), 4) == 3
    assert line_of(io.BytesIO("a\nb".encode("utf-16-le")), 4, "utf-16-le") == 2
