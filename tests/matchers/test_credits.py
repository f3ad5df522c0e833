"""Narrators beside the title of a recording."""

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


def test_another_volume_is_another_work() -> None:
    matcher = Matcher([Work("盗墓笔记", (), 2013, "audiobook", "周建龙")])
    assert matcher.match("盗墓笔记之云顶天宫 艾宝良演播") == []


@pytest.mark.parametrize("text", ["三体", "金牌主播员的一天", "首播", "朗读者"])
def test_no_credit(text: str) -> None:
    assert list(credits_in(text)) == []
