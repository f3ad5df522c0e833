"""What the public page of a share tells: its own name and its files, never the provider's words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.share_page import MOST_NAMES, share_names


def names(body: str, title: str = "", meta: str = "") -> list[str]:
    text = f"<html><head><title>{title}</title>{meta}</head><body>{body}</body></html>"
    return [f"{name.source}: {name.text}" for name in share_names(Page("https://pan.example/s/1", text.encode(), text))]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("流浪地球2 4K_免费高速下载|百度网盘-分享无限制", "流浪地球2 4K"),
        ("流浪地球2.2023.mkv - 蓝奏云", "流浪地球2.2023.mkv"),
        ("流浪地球2 | 天翼云盘", "流浪地球2"),
        ("【4K】流浪地球2 - 阿里云盘分享", "【4K】流浪地球2"),
        ("The Wandering Earth II.mkv - Google Drive", "The Wandering Earth II.mkv"),
        ("百度网盘-链接不存在", ""),
        ("百度网盘 请输入提取码", ""),
        ("夸克网盘分享", ""),
        ("迅雷云盘", ""),
        ("MEGA", ""),
        ("满江红 - 登录 - 某云", "满江红"),
        ("页面不存在", ""),
        ("Sign in - Google Drive", ""),
        ("", ""),
    ],
)
def test_titles(title: str, name: str) -> None:
    assert names("", title) == ([f"item: {name}"] if name else [])


def test_files_that_the_data_of_a_page_names() -> None:
    files = [{"server_filename": "满江红.2023.mkv"}, {"file_name": "/a/b/满江红.srt"}, {"fname": "1080P"}]
    told = names(f"<script>var d = {json.dumps(files)}</script>", "某盘网盘")
    assert told == ["file_name: 满江红.2023.mkv", "file_name: 满江红.srt"]
    assert names('<script>{"fileName" : "broken \\u12"}</script>') == []
    many = ",".join(f'{{"file_name":"流浪地球 第{n}部.mkv"}}' for n in range(500))
    assert len(names(f"<script>[{many}]</script>")) == MOST_NAMES


def test_an_open_graph_title_is_the_share_s() -> None:
    told = names("", "夸克网盘分享", '<meta property="og:title" content="流浪地球2 全集">')
    assert told == ["item: 流浪地球2 全集"]


@given(st.text(max_size=300), st.text(max_size=200))
def test_odd_pages_never_fail(body: str, title: str) -> None:
    assert all(name.text for name in share_names(Page("https://pan.example/s/1", b"", f"<title>{title}</title>{body}")))
