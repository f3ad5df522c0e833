"""Narrators and authors beside the title of a copy."""

from __future__ import annotations

import pytest

from core.types import Work
from matchers.credits import credits_in
from matchers.matcher import Matcher


@pytest.mark.parametrize(
    "text", ["盗墓笔记 周建龙演播全集", "盗墓笔记（周建龙播讲）", "盗墓笔记 艾宝良演播 全集MP3", "盗墓笔记 播讲:艾宝良"]
)
def test_a_recording_is_found_whoever_reads_it(text: str) -> None:
    matcher = Matcher([Work("盗墓笔记", (), 2013, "audiobook", "周建龙")])
    assert [match.score >= matcher.threshold for match in matcher.match(text)] == [True]


@pytest.mark.parametrize("text", ["长夜行 作者：会说话的石头", "《长夜行》作者：某某", "长夜行（作者：某某）txt"])
def test_a_book_is_found_whoever_wrote_it(text: str) -> None:
    matcher = Matcher([Work("长夜行", (), 2020, "novel", "某某文学城")])
    assert [match.score >= matcher.threshold for match in matcher.match(text)] == [True]


@pytest.mark.parametrize(
    ("text", "found"),
    [("长夜行 作者：会说话的石头", False), ("《长夜行》 李石 著", False), ("长夜行 作者：张三丰 txt", True)],
)
def test_a_book_by_somebody_else_is_another_book(text: str, found: bool) -> None:
    assert bool(Matcher([Work("长夜行", (), 2020, "novel", "张三丰")]).match(text)) is found


def test_another_volume_is_another_work() -> None:
    matcher = Matcher([Work("盗墓笔记", (), 2013, "audiobook", "周建龙")])
    assert matcher.match("盗墓笔记之云顶天宫 艾宝良演播") == []


@pytest.mark.parametrize("text", ["三体", "金牌主播员的一天", "首播", "朗读者", "作者", "我的作者朋友"])
def test_no_credit(text: str) -> None:
    assert list(credits_in(text)) == []
