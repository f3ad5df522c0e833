# ruff: noqa: E501 - markup as sites write it
"""Box configurations: sites, lives in both forms, parse interfaces, repositories."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.tvbox import FAMILY
from crawler.extract.tvbox_address import bare, key_of

BASE = "https://raw.example/me/box.json"
LIVE = base64.b64encode(b"http://l.example/tv.txt").decode()
CONFIG = f"""// 自用配置
{{ "spider": "./jar/a.jar;md5;ffff", "wallpaper": "https://w.example/1.jpg",
"sites": [
  // {{"key": "off", "name": "停用", "api": "http://off.example/api"}},
  {{"key": "a", "name": "🍎甲资源", "type": 1, "api": "http://a.example/api.php/provide/vod/"}},
  {{"key": "b", "name": "乙", "type": 3, "api": "csp_XBPQ", "ext": "./rules/b.json", "jar": "https://j.example/b.jar"}},
  {{"key": "c", "name": "丙盘", "type": 3, "api": "csp_Push", "ext": "https://pan.quark.cn/s/0123456789ab"}},  # 网盘
  {{"key": "d", "name": "丁", "type": 3, "api": "./js/drpy.js", "ext": {{"host": "https://d.example"}} }},
],
"lives": [{{"group": "redirect", "channels": [{{"name": "live", "urls": ["proxy://do=live&type=txt&ext={LIVE}"]}}]}},
  {{"name": "新", "type": 0, "url": "https://l2.example/x.m3u"}},
  {{"group": "电影", "channels": [{{"name": "某片轮播", "urls": ["http://s.example/1.m3u8"]}}]}}],
"parses": [{{"name": "解析一", "type": 0, "url": "https://jx.example/?url="}}, {{"name": "x", "type": 3, "url": "Demo"}}],
}}"""


def page(text: str, url: str = BASE) -> Page:
    return Page(url, text.encode(), text)


def test_configuration() -> None:
    assert FAMILY.recognises(page(CONFIG))
    reading = FAMILY.read(page(CONFIG))
    found = {each.link.url: (each.link.kind, each.texts[0].text if each.texts else "") for each in reading.sightings}
    assert found["http://a.example/api.php/provide/vod/"] == ("source", "🍎甲资源")
    assert found["https://raw.example/me/rules/b.json"] == ("source", "乙")
    assert found["https://pan.quark.cn/s/0123456789ab"] == ("netdisk", "丙盘")
    assert "https://d.example/" in found and "https://jx.example/?url=" in found
    assert found["http://s.example/1.m3u8"] == ("live", "某片轮播")
    assert not any("off.example" in url for url in found)
    follow = {each.url for each in reading.follow}
    assert {"http://l.example/tv.txt", "https://l2.example/x.m3u", "http://a.example/api.php/provide/vod/"} <= follow
    assert "https://jx.example/?url=" not in follow


@pytest.mark.parametrize("text", [
    '{"urls": [{"name": "一线", "url": "http://1.example/a.json"}, {"url": "./b.json", "name": "二线"}]}',
    '{"read": {"sites": [{"key": "k", "name": "一", "api": "http://1.example/a.json", "type": 10}]}}',
    '{"storeHouse": [{"sourceName": "一仓", "sourceUrl": "http://1.example/a.json"}, {"sourceName": "二", "sourceUrl": "b"}]}',
])  # fmt: skip
def test_repositories(text: str) -> None:
    assert FAMILY.recognises(page(text))
    assert "http://1.example/a.json" in {each.url for each in FAMILY.read(page(text)).follow}


def test_one_broken_site_does_not_drop_the_others() -> None:
    text = CONFIG.replace('"name": "乙"', '"name": "乙","')
    urls = {each.link.url for each in FAMILY.read(page(text)).sightings}
    assert "http://a.example/api.php/provide/vod/" in urls and "https://pan.quark.cn/s/0123456789ab" in urls


def test_covered() -> None:
    text = "0123abcd**" + base64.b64encode(CONFIG.encode()).decode()
    assert FAMILY.recognises(page(text)) and len(FAMILY.read(page(text)).sightings) > 5
    hopeless = page("0123abcd**" + "A" * 64)
    assert FAMILY.recognises(hopeless) and FAMILY.read(hopeless).trouble == "hidden"


@pytest.mark.parametrize(
    "text", ['{"list": [], "code": 1}', "<html>sites api key</html>", "", '[{"bookSourceUrl": "x"}]']
)
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


KEYS = ["sites", "lives", "urls", "parses", "channels", "api", "ext", "url", "name", "spider", "drives"]


@given(st.recursive(st.none() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(KEYS), inner), max_leaves=30))  # fmt: skip
def test_any_json(value: object) -> None:
    FAMILY.read(page(json.dumps(value)))
    FAMILY.read(page(json.dumps({"sites": value, "lives": value, "urls": value, "parses": value})))


def test_a_key_travels_with_the_address_and_opens_what_stands_there() -> None:
    many = json.dumps({"urls": [{"name": "甲", "url": "http://c.example/a.json;pk;secret"}]})
    reading = FAMILY.read(Page(BASE, many.encode(), many))
    assert [each.url for each in reading.follow] == ["http://c.example/a.json;pk;secret"]
    assert [each.link.url for each in reading.sightings] == ["http://c.example/a.json"]
    hidden = Page("http://c.example/a.json", b"00ff", "00ff" * 8, context=key_of(reading.follow[0].url))
    assert FAMILY.recognises(hidden) and bare(reading.follow[0].url) == hidden.url
    assert key_of(BASE) == ()
