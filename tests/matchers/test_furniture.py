"""Addresses, codes and buttons are no titles; titles are not taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.furniture import is_line, names_something, without_furniture


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://cloud.189.cn/t/IkiZOQWZtRUK（访问码：w23k） 每集2G左右", "每集2G左右"),
        ("链接：https://pan.example.com/s/1abc 提取码: ab12", "链接："),
        ("发表于 2025-3-11 20:18 蓝奏云：点击下载 密码:43vv", "蓝奏云：点击下载"),
        ("流浪地球2.2160p.WEB-DL", "流浪地球2.2160p.WEB-DL"),
        ("Over.the.Top.1987.1080p", "Over.the.Top.1987.1080p"),
        ("The.Net.1995.BluRay", "The.Net.1995.BluRay"),
        ("www.example.com 满江红", "满江红"),
    ],
)
def test_what_is_left(text: str, left: str) -> None:
    assert " ".join(without_furniture(text).replace("（", "").replace("）", "").split()) == left


@pytest.mark.parametrize(
    "words",
    [
        "每集",
        "卡顿请",
        "电子书",
        "点击下载",
        "直接点:",
        "com.tvbox.sixsisters_v2",
        "vod204",
        "百度网盘",
        "前往百度网盘",
        "自己收藏的，分享给大家 阿里云盘",
        "类型：film 下载： 免码",
        "自用收藏，侵删",
        "",
    ],
)
def test_furniture_names_nothing(words: str) -> None:
    assert not names_something(words)


@pytest.mark.parametrize("words", ["红海行动", "三体", "庆余年之大赵逍遥王", "the wandering earth"])
def test_titles_name_something(words: str) -> None:
    assert names_something(words)


@given(st.text())
def test_never_raises_nor_grows(text: str) -> None:
    assert len(without_furniture(text)) <= len(text)
    assert names_something(text) in (True, False)


@pytest.mark.parametrize("label", ["打开奇艺", "盒子播放", "量子线路", "非凡资源2", "无尽解析"])
def test_lines_of_players_are_no_titles(label: str) -> None:
    assert is_line(label)


@pytest.mark.parametrize("title", ["进京城", "甄嬛传播放", "打开生活的正确方式"])
def test_titles_are_no_lines(title: str) -> None:
    assert not is_line(title)
