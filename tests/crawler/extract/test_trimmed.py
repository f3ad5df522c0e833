"""Names of works without what platforms put around them."""

from __future__ import annotations

import pytest

from crawler.extract.trimmed import trimmed


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("放映厅：星河长明 国语", "星河长明"),
        ("陪你看星河长明", "星河长明"),
        ("星河长明 24小时不停播", "星河长明"),
        ("星河长明影视大全", "星河长明"),
        ("星河长明TV版 去广告", "星河长明"),
        ("高清修复 星河长明 全片", "星河长明"),
        ("星河长明 full movie HD", "星河长明"),
        ("星河长明 Episode 7", "星河长明"),
        ("星河长明全集播放 v1.8", "星河长明"),
        ("影院专场-星河长明71人", "星河长明"),
        ("24小时不间断：星河长明", "星河长明"),
        ("星河長明免費觀看", "星河长明"),
        ("追星河长明免费全集看官网下载", "星河长明"),
        ("Download 星河长明全文免费读 APK", "星河长明"),
        ("北岸追剧宝 2.1.0", "北岸"),
        ("听星河长明", "星河长明"),
    ],
)
def test_what_stands_around_is_taken_off(written: str, name: str) -> None:
    assert trimmed(written) == name


@pytest.mark.parametrize(
    "written",
    ["星河长明", "影视大全", "高清播放器", "", "北岸 全集", "星河长明 预告片", "聊聊星河长明", "星河长明手游"],
)
def test_nothing_else_is(written: str) -> None:
    assert trimmed(written) == ""
