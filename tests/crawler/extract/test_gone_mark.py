"""Shares that pages mark as gone."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import read
from crawler.extract.gone_mark import is_gone

_SHARE = "https://pan.quark.cn/s/{}"
_LIVE, _DEAD = _SHARE.format("0123456789ab"), _SHARE.format("ba9876543210")


def _named(markup: str) -> dict[str, bool]:
    """By share whether any words speak for it."""
    page = Page("http://list.example/", markup.encode(), markup, fetched_at=None, content_type="text/html")
    return {each.link.url: bool(each.texts or each.page_title) for each in read(page).sightings}


@pytest.mark.parametrize(
    "mark",
    [
        "（已失效）",
        " <span>已失效</span>",
        " 提取码 ab12 【已和谐】",
        "<p>链接已过期</p>",
        " 状态：失效",
        " [失效]",
        " 该分享链接已失效",
        " （链接已失效，文件被取消分享）",
    ],
)
def test_a_share_marked_as_gone_is_named_by_nothing(mark: str) -> None:
    markup = f"<ul><li>某片 <a href='{_DEAD}'>夸克</a>{mark}</li><li>乙片 <a href='{_LIVE}'>夸克</a></li></ul>"
    assert _named(f"<title>片单</title>{markup}") == {_DEAD: False, _LIVE: True}


@pytest.mark.parametrize(
    "mark", ["失效请留言", "（失效补链）", " 已失效请联系站长", " 举报失效", " 过期时间：永久", " 取消收藏"]
)
def test_what_is_said_of_links_that_fail_marks_none(mark: str) -> None:
    assert _named(f"<title>片单</title><p>某片 <a href='{_LIVE}'>夸克</a>{mark}</p>") == {_LIVE: True}


def test_a_mark_at_the_head_of_a_line_is_that_lines() -> None:
    for mark in ("【已失效】", "资源失效："):
        markup = f"<p>某片 <a href='{_LIVE}'>夸克</a></p><p>{mark}乙片 <a href='{_DEAD}'>夸克</a></p>"
        assert _named(f"<title>片单</title>{markup}") == {_LIVE: True, _DEAD: False}


@pytest.mark.parametrize(
    ("record", "gone"),
    [
        ({"isValid": False}, True), ({"expired": True}, True), ({"status": "已失效"}, True), ({"valid": True}, False),
        ({"status": "ok"}, False), ({"status": 0}, False), ({"isVip": False}, False),
    ],
)  # fmt: skip
def test_an_objects_fields_say_whether_it_is_gone(record: dict[str, object], gone: bool) -> None:
    assert is_gone(record) is gone
