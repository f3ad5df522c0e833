# ruff: noqa: E501 - cases as tables
"""Addresses by the priority they deserve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.promise import is_page, promise
from crawler.extract.reading import DETAIL, FEED, IDLE, LIST, PLAY

PROMISES = {
    PLAY: ["/vodplay/1-1-1.html", "/index.php/vod/play/id/5/sid/1/nid/2.html", "/thread-88-1-1.html", "/viewtopic.php?t=5", "/t/topic/88", "/?p=12", "/?m=vod-play-id-1-src-1-num-1.html",
           "/down/12.html", "/read.php?tid=3", "/archives/1234.html"],
    DETAIL: ["/voddetail/88.html", "/movie/bei-an.html", "/subject/77/", "/torrent/66.html", "/book/5/", "/123.html", "/?m=vod-detail-id-1.html"],
    LIST: ["/", "/vodtype/2-3.html", "/forum-2-1.html", "/category/film", "/tag/abc", "/search?q=x", "/?paged=2", "/vodshow/2--------3---.html"],
    FEED: ["/rss.xml", "/feed/", "/sitemap_1.xml", "/api.php/provide/vod/?ac=list", "/live.m3u"],
    IDLE: ["/login", "/user/register", "/2024/05/", "/calendar?month=2024", "/list?sort=hits", "/vodshow/2-%E5%A4%A7%E9%99%86----------.html", "/space-uid-3.html", "/home.php?mod=space&uid=1",
           "/forum.php?mod=post&action=reply", "/members/abc.5/", "/x?replytocom=7"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("priority", "path"), [(priority, path) for priority, paths in PROMISES.items() for path in paths]
)
def test_by_shape(priority: int, path: str) -> None:
    assert promise(f"http://site.example{path}") == priority


def test_words_help() -> None:
    assert promise("http://site.example/x/abc", "立即播放") == PLAY
    assert promise("http://site.example/x/abc", "下一页") == LIST
    assert promise("http://site.example/x/abc", "登录") == IDLE
    assert promise("http://site.example/category/1", "4K电影美剧下载 - 影视区") == LIST


@pytest.mark.parametrize("path", ["/a.jpg", "/a.css?v=1", "/x/b.MP4", "/c.torrent.zip", "/d.apk#x"])
def test_files_are_no_pages(path: str) -> None:
    assert not is_page(f"http://site.example{path}")


def test_only_http() -> None:
    assert not is_page("ftp://site.example/x") and not is_page("magnet:?xt=1") and is_page("https://site.example")


@given(st.text(max_size=60), st.text(max_size=30))
def test_never_raises(path: str, words: str) -> None:
    assert promise(f"http://site.example/{path}", words) in (PLAY, DETAIL, LIST, FEED, IDLE, 0, -100)
