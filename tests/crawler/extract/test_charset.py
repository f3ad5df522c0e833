"""Bodies in every encoding, declared rightly, wrongly, absurdly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.charset import declared_encoding, decode

SIMPLIFIED = (
    "<html><head><meta charset={}><title>庆余年第二季 百度网盘下载</title></head><body>在线观看全集</body></html>"
)
TRADITIONAL = (
    "<html><head><meta charset={}><title>慶餘年第二季 網盤下載</title></head><body>線上看全集，電影電視劇</body></html>"
)


@pytest.mark.parametrize(
    "declared",
    ["gb2312", "gbk", "utf-8", "", "iso-8859-1", "hex", "zlib", "rot13", "idna", "undefined", "punycode", "x-none"],
)
def test_gb18030_is_read_whatever_it_declares(declared: str) -> None:
    text = SIMPLIFIED.format(declared)
    assert decode(text.encode("gb18030"), f"text/html; charset={declared}" if declared else "").text == text


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "", "iso-8859-1", "hex", "bz2", "big5"])
def test_utf8_is_read_whatever_it_declares(declared: str) -> None:
    text = SIMPLIFIED.format(declared)
    decoded = decode(text.encode(), f"text/html; charset={declared}" if declared else "")
    assert decoded.text == text and decoded.encoding == "utf-8"


@pytest.mark.parametrize("declared", ["big5", "utf-8", "", "gbk"])
def test_big5(declared: str) -> None:
    text = TRADITIONAL.format(declared)
    assert decode(text.encode("big5")).text == text


@pytest.mark.parametrize(("encoding", "text"), [
    ("cp949", "<title>이것은 한국어 페이지입니다. 영화 다시보기 사이트</title>"),
    ("cp932", "<title>これは日本語のページです。アニメの動画を見る</title>"),
    ("cp1252", "<title>Où est passée la série préférée de l'été ?</title>"),
])  # fmt: skip
def test_other_languages_without_declaration(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("title", ["侍神令", "侠盗联盟", "八佰", "图兰朵", "步步惊心", "临时劫案", "《驴得水》"])
def test_a_few_characters_of_a_script_are_chinese(title: str) -> None:
    script = f'var player={{"name":"{title}","url":"https://a.example/1.m3u8"}};'
    decoded = decode(script.encode("gbk"), "application/javascript")
    assert (decoded.text, decoded.encoding) == (script, "gb18030")


@pytest.mark.parametrize(("encoding", "title"), [
    ("cp949", "오징어게임"), ("cp949", "사랑의 불시착"), ("cp949", "이상한변호사우영우"), ("cp932", "鬼滅の刃"),
    ("cp932", "ワンピース"), ("euc_jp", "スパイファミリー"), ("big5", "流浪地球"), ("big5", "琅琊榜"),
    ("cp1252", "El niño y la garza"), ("cp1252", "Fièvre créole éphémère"),
])  # fmt: skip
def test_a_few_letters_of_a_script_in_other_languages(encoding: str, title: str) -> None:
    script = f'var player={{"name":"{title}","url":"https://a.example/1.m3u8"}};'
    assert decode(script.encode(encoding), "application/javascript").text == script


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_marks_and_wide_encodings(encoding: str) -> None:
    text = SIMPLIFIED.format("utf-8")
    assert decode(text.encode(encoding)).text == text


def test_a_cut_character_at_the_end_changes_nothing() -> None:
    for cut in (1, 2):
        decoded = decode(SIMPLIFIED.format("utf-8").split("</title>")[0].encode()[:-cut])
        assert decoded.encoding == "utf-8" and decoded.text.endswith("网盘下")


def test_one_broken_byte_does_not_make_it_another_encoding() -> None:
    body = SIMPLIFIED.format("utf-8").encode().replace("观".encode(), "观".encode()[:2])
    decoded = decode(body, "text/html; charset=utf-8")
    assert decoded.encoding == "utf-8" and decoded.doubtful and "庆余年第二季" in decoded.text


def test_a_part_in_another_encoding_takes_nothing_from_the_declared_one() -> None:
    page = "<p>高清电影《满江红》的网盘资源下载</p>".encode() + "推荐影片".encode("gb18030") * 60
    assert "满江红" in decode(page, "text/html; charset=utf-8").text
    assert "推荐影片" in decode("推荐影片".encode("gb18030") * 3_000, "text/html; charset=utf-8").text


def test_doubt_is_told() -> None:
    assert decode(SIMPLIFIED.format("utf-8").encode("gb18030")).doubtful
    assert not decode(SIMPLIFIED.format("gbk").encode("gb18030")).doubtful


def test_declarations() -> None:
    assert declared_encoding(b"", "text/html; Charset='GB2312'") == "gb18030"
    assert (
        declared_encoding(
            b"<!-- <meta charset=big5> --><meta http-equiv=Content-Type content='text/html; charset=gbk'>", ""
        )
        == "gb18030"
    )
    assert declared_encoding(b'<?xml version="1.0" encoding="GB2312"?><rss/>', "") == "gb18030"
    assert declared_encoding(b"<meta charset=utf-16>", "") == "utf-8"
    assert declared_encoding(b"<p>charset=gbk</p>", "") == ""


@given(st.binary(max_size=400), st.text(max_size=40))
def test_never_raises(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type).text, str)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_honest_utf8_comes_back(text: str) -> None:
    body = ("<meta charset=utf-8>标题" + text).encode()
    assert decode(body).text.encode() == body
