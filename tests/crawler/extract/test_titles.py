"""Titles without the site's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.titles import repeated, without_site


@pytest.mark.parametrize(("title", "site", "host", "wanted"), [
    ("星河长明_第02集_高清在线观看_云影院", "", "", "星河长明 - 第02集"),
    ("《北岸》迅雷下载 - 电影天堂", "", "", "《北岸》迅雷下载"),
    ("北岸 – 拾荒笔记", "拾荒笔记", "", "北岸"),
    ("Anime.example | North Shore", "", "anime.example", "North Shore"),
    ("North-Shore by Night", "", "", "North-Shore by Night"),
    ("夜航星最新章节 - 笔趣书", "", "", "夜航星最新章节 - 笔趣书"),
    ("回家 - 云影院", "", "", "回家"),
    ("Home | Site.com", "", "site.com", "Home"),
    ("云影院", "云影院", "", "云影院"),
    ("", "", "", ""),
])  # fmt: skip
def test_without_site(title: str, site: str, host: str, wanted: str) -> None:
    assert without_site(title, site, host) == wanted


@given(st.text(max_size=80), st.text(max_size=10), st.text(max_size=20))
def test_never_raises(title: str, site: str, host: str) -> None:
    assert len(without_site(title, site, host)) <= 3 * len(title) + 3


def test_a_name_with_a_phrase_behind_it_stays_the_pages() -> None:
    assert repeated("某某传漫画免费看 - 张三", "首页\n某某传\n张三\n") == "某某传漫画免费看 - 张三"
    assert repeated("好看影院 - 某某传", "某某传\n年份：2024") == "某某传"
