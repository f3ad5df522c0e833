# ruff: noqa: E501 - markup as sites write it
"""Answers of netdisk search engines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract import read
from crawler.extract.netdisk_search import FAMILY


def page(value: object, url: str = "https://so.example/api?q=x") -> Page:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Page(url, text.encode(), text)


QUARK = "https://pan.quark.cn/s/0123456789ab"
# the answer, then (address, code, title) of each link
ANSWERS = {
    "flat": ({"code": 200, "data": [{"title": "某剧<em>全集</em>", "url": QUARK, "pwd": "a1b2"}]}, [(QUARK, "a1b2", "某剧全集")]),
    "ids": ({"code": "200", "list": [{"disk_id": "0123456789ab", "disk_name": "某剧.mkv", "disk_type": "QUARK", "disk_pass": ""}]},
            [(QUARK, "", "某剧.mkv")]),
    "nested": ({"items": [{"name": "某剧", "links": [{"url": "https://pan.baidu.com/s/1abcdefgHIJK", "password": "x9y8"}, {"url": QUARK}]}]},
               [("https://pan.baidu.com/s/1abcdefgHIJK", "x9y8", "某剧"), (QUARK, "", "某剧")]),
    "list of strings": ({"title": "某剧", "drive_links": [QUARK]}, [(QUARK, "", "某剧")]),
    "html inside": ({"id": 1, "title": "某剧", "content": {"rendered": f'<p>链接 <a href="{QUARK}">夸克</a></p>'}}, [(QUARK, "", "某剧")]),
    "torrents": ([{"name": "Some.Film.2024", "info_hash": "0123456789ABCDEF0123456789ABCDEF01234567", "seeders": "3"}],
                 [("magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567", "", "Some.Film.2024")]),
    "code beside": ({"title": "某剧", "url": "https://pan.baidu.com/s/1abcdefgHIJK", "code": "q1w2"},
                    [("https://pan.baidu.com/s/1abcdefgHIJK", "q1w2", "某剧")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_answer(name: str) -> None:
    answer, expected = ANSWERS[name]
    assert FAMILY.recognises(page(answer))
    found = FAMILY.read(page(answer)).sightings
    assert [(each.link.url, each.link.passcode, each.texts[0].text) for each in found] == expected


def test_jsonp_pages_and_next() -> None:
    text = f"callback({json.dumps({'data': [{'title': '某剧', 'url': QUARK, 'detailUrl': '/d/1'}], 'links': {'next': '/api?q=x&p=2'}})});"
    reading = FAMILY.read(page(text))
    assert len(reading.sightings) == 1
    assert {each.url for each in reading.follow} == {"https://so.example/d/1", "https://so.example/api?q=x&p=2"}


def test_json_in_a_page() -> None:
    data = json.dumps([{"title": "某剧", "url": QUARK}], ensure_ascii=False)
    text = f"<html><script>function f(){{var jsonData = '{data}';}}</script></html>"
    assert FAMILY.recognises(page(text))
    assert [each.texts[0].text for each in FAMILY.read(page(text)).sightings] == ["某剧"]


@pytest.mark.parametrize(
    "text",
    ['{"list": [{"vod_name": "x", "vod_play_url": "https://a.example/1.m3u8"}]}', "<p>pan.baidu.com/s/1</p>", ""],
)
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


def test_deep_and_broken() -> None:
    assert FAMILY.read(page("[" * 50_000)).trouble == "broken"


@given(st.recursive(st.none() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["title", "url", "pwd", "disk_id", "disk_type", "hash", "next", "code"]), inner), max_leaves=20))  # fmt: skip
def test_any_json(value: object) -> None:
    FAMILY.read(page(value))


def test_a_plain_list_whose_first_title_stands_in_brackets() -> None:
    text = "[正片] 北岸 2021\nmagnet:?xt=urn:btih:0d4483b7388958cec519a77bdae31ec1f5c0fc13\n"
    (sighting,) = read(Page("http://a.example/list.txt", text=text)).sightings
    assert any("北岸" in said.text for said in sighting.texts)


def test_the_year_of_a_record() -> None:
    (sighting,) = read(page({"data": [{"note": "某剧", "year": 2017, "share": {"url": QUARK}}]})).sightings
    assert (sighting.year, sighting.texts[0].text) == (2017, "某剧")
