# ruff: noqa: E501 - markup as sites write it
"""Site rules of box applications, each dialect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.tvbox_rules import FAMILY

RULES = {
    "xbpq": ('{"站名": "甲站", "主页url": "https://a.example", "数组": "{&&}", //注\n "标题": "t",}', "https://a.example/", "甲站"),
    "xbpq without a home": ('{"分类url": "https://b.example/list/{cateId}-{catePg}.html", "数组": "x"}', "https://b.example/", None),
    "hiker": ('{"规则名": "丙", "首页推荐链接": "https://c.example", "分类链接": "https://c.example/{cateId}"}', "https://c.example/", "丙"),
    "hiker search only": ('{"搜索链接": "https://d.example/?q={wd}", "搜索片单标题": "a&&title"}', "https://d.example/", None),
    "xpath": ('{"author": "x", "homeUrl": "https://e.example/", "cateNode": "//ul/li"}', "https://e.example/", "x"),
    "drpy": ("var rule={title:'己',host:'https://f.example',url:'/vodshow/fyclass/fypage.html',searchUrl:'/s/**.html'}",
             "https://f.example/", "己"),
    "static list": ('[{"name": "庚资源", "url": "https://g.example", "parse_url": "", "class_name": "H4sI"}]', "https://g.example/", "庚资源"),
    "broken quotes": ('{"主页url": "https://h.example",\n"数组": "class="x&&</li>",\n"站名": "辛"}', "https://h.example/", "辛"),
    "shares": ('[{"share_name": "壬", "share_id": "uWa9gbM3RJ7"}]', "https://www.alipan.com/s/uWa9gbM3RJ7", "壬"),
}  # fmt: skip


def page(text: str) -> Page:
    return Page("https://r.example/x/rule.json", text.encode(), text)


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    text, url, title = RULES[name]
    assert FAMILY.recognises(page(text))
    sighting = FAMILY.read(page(text)).sightings[0]
    assert sighting.link.url == url
    if title:
        assert sighting.texts[0].text == title


def test_search_template_is_kept() -> None:
    sighting = FAMILY.read(page(RULES["drpy"][0])).sightings[0]
    assert any(text.text == "/s/**.html" for text in sighting.texts)


@pytest.mark.parametrize("text", ["<html>主页url</html>", '{"list": []}', "rule", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for form in (text, f'{{"主页url": "{text}"}}', f"var rule={{host:'{text}',searchUrl:'fypage'}}"):
        FAMILY.recognises(page(form))
        FAMILY.read(page(form))
