# ruff: noqa: E501 - cases as tables
"""Which parts of a page speak of something else."""

from __future__ import annotations

import pytest

from crawler.extract.outline import ASIDE, CRUMBS, POST, ROW
from crawler.extract.regions import flags_of, names_others


@pytest.mark.parametrize(("tag", "names", "flag"), [
    ("nav", "", ASIDE), ("footer", "", ASIDE), ("div", "sidebar", ASIDE), ("div", "sidebar-widget", ASIDE), ("div", "related-posts", ASIDE),
    ("section", "hot_list", ASIDE), ("div", "col-md-4 recommend", ASIDE), ("ul", "nav navbar-nav", ASIDE), ("ul", "nav nav-tabs", 0), ("div", "friendlink", ASIDE),
    ("div", "container has-sidebar", 0), ("li", "hot", ROW), ("body", "nav-open", None), ("div", "main-content", 0), ("div", "photo", 0),
    ("td", "t_f postmessage_12", POST), ("div", "entry-content", POST), ("div", "nav entry-content", POST), ("article", "", ROW), ("tr", "", ROW),
    ("div", "_9f-vodlist__box", ROW), ("div", "card", ROW), ("div", "breadcrumb", CRUMBS),
])  # fmt: skip
def test_flags(tag: str, names: str, flag: int | None) -> None:
    if flag is None:
        assert not flags_of(tag, names) & ASIDE
    else:
        assert flags_of(tag, names) == flag


@pytest.mark.parametrize(
    "heading",
    [
        "猜你喜欢",
        "相关推荐",
        "热播榜",
        "友情链接",
        "大家都在看",
        "Related videos",
        "You may also like",
        "今日推荐",
        "最新更新",
        "同类影片",
    ],
)
def test_headings_of_others(heading: str) -> None:
    assert names_others(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "【推荐】庆余年 第二季 全集",
        "星河长明",
        "下载地址",
        "热辣滚烫",
        "随风而行",
        "你好，北岸",
        "Hot Fuzz",
        "播放列表",
        "简介",
    ],
)
def test_headings_of_the_work(heading: str) -> None:
    assert not names_others(heading)
