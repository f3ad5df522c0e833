"""Threads that ask for a work, and titles that only begin like them."""

from __future__ import annotations

import pytest

from core.types import Text
from crawler.extract.asking import answering, asks

ASKING = (
    "求《北岸》高清资源", "求 星河长明 的资源（悬赏）", "有没有人有北岸的网盘？", "谁有 星河长明 4K 资源？ - 论坛",
    "【求助】北岸", "跪求北岸全集", "Looking for North Shore 2024", "Thread: 求《北岸》高清资源",
    "[资源] 求助 北岸 百度云", "【已解决】谁有《北岸》1080P的资源呀", "急需北岸 1080", "北岸 求资源",
    "想要《北岸》的资源", "北岸有资源吗？", "北岸 在哪里能看",
)  # fmt: skip
OFFERING = (
    "北岸 4K 网盘",
    "求婚大作战 全集 网盘",
    "求魔 txt 下载",
    "有谁共鸣 全集",
    "谁能出局 更新至12集",
    "[电影] 求职攻略",
    "去哪儿看大熊猫 纪录片",
    "想要和你在一起 全集",
    "",
)


@pytest.mark.parametrize("title", ASKING)
def test_asking(title: str) -> None:
    assert asks(title)


@pytest.mark.parametrize("title", OFFERING)
def test_offering(title: str) -> None:
    assert not asks(title)


def test_an_answer_speaks_for_itself() -> None:
    answer = Text("row", "北岸 4K")
    assert answering((Text("heading", "求《北岸》高清资源"), answer)) == (answer,)
