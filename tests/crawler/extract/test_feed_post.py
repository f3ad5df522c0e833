# ruff: noqa: E501 - markup as sites write it
"""Posts of a feed: one copy, on the page of the post."""

from __future__ import annotations

from core.types import Page
from crawler.extract import read

POST = """<article><header><a href="/u/{uid}">{name}</a><time>3小时前</time></header><p>{said}</p><video src="https://m.example/{file}.mp4"></video>
<footer><a href="/feed/{file}">评论 3</a><span>赞 12</span></footer></article>"""
FIRST = POST.format(uid=11, name="甲某", said="某剧第3集 完整版", file="a1b2c3")
SECOND = POST.format(uid=12, name="乙某", said="某片 全片高清", file="d4e5f6")


def found(body: str, path: str) -> list[tuple[str, str, str, str]]:
    text = f"<html><head><title>看点圈</title></head><body><nav><a href='/'>首页</a><a href='/hot'>热门</a></nav>{body}</body></html>"
    reading = read(Page(f"http://s.example{path}", text.encode(), text, content_type="text/html"))
    return [
        (each.link.kind, each.link.url, each.texts[0].text, each.account.name if each.account else "")
        for each in reading.sightings
    ]


def test_a_feed_and_the_page_of_its_post_show_one_copy() -> None:
    one = ("video", "http://s.example/feed/a1b2c3", "某剧第3集 完整版", "甲某")
    assert found(FIRST + SECOND, "/page/1")[0] == one
    assert found(FIRST + SECOND, "/page/1")[1][1:3] == ("http://s.example/feed/d4e5f6", "某片 全片高清")
    assert [each[:2] for each in found(FIRST, "/feed/a1b2c3")] == [one[:2]]


def test_players_without_writers_or_pages_are_what_they_play() -> None:
    bare = "<p>某剧第3集</p><video src='https://m.example/1.mp4'></video><p>某片</p><video src='https://m.example/2.mp4'></video>"
    assert [each[0] for each in found(bare, "/list/2")] == ["media", "media"]
    unlinked = (FIRST + SECOND).replace("/feed/", "#")
    assert [each[0] for each in found(unlinked, "/list/2")] == ["media", "media"]
