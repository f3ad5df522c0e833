"""A page that is the copy, and the links on it."""

from __future__ import annotations

from dataclasses import replace

from core.types import Account, Link, Sighting, Text
from crawler.extract.page_copy import settled
from crawler.extract.reading import Reading

PAGE = "https://v.example/1"
SELLER = Account("v.example", "7", "甲")
SHARE = Sighting(PAGE, Link("netdisk", "quark:1", "https://pan.quark.cn/s/1"), ())
STREAM = Sighting(PAGE, Link("media", "https://c.example/1.mp4", "https://c.example/1.mp4"), ())


def own(kind: str, url: str = PAGE) -> Reading:
    return Reading("f", (Sighting(PAGE, Link(kind, url, url), (), account=SELLER),))  # type: ignore[arg-type]


def test_a_video_s_stream_is_no_second_copy() -> None:
    first, second = settled(own("video"), Reading("page", (SHARE, STREAM)))
    assert len(first.sightings) == 1 and [each.link.kind for each in second.sightings] == ["netdisk"]
    assert second.sightings[0].account == SELLER


def test_an_article_is_told_by_its_links() -> None:
    first, second = settled(own("article"), Reading("page", (SHARE,)))
    assert first.sightings == () and second.sightings[0].account == SELLER
    first, _ = settled(own("article"), Reading("page", ()))
    assert len(first.sightings) == 1


def test_other_pages_are_left_alone() -> None:
    two = Reading(
        "f", (*own("listing", "https://v.example/2").sightings, *own("listing", "https://v.example/3").sightings)
    )
    assert settled(two, Reading("page", (STREAM,))) == (two, Reading("page", (STREAM,)))
    empty = Reading("f")
    assert settled(empty, Reading("page", (SHARE,))) == (empty, Reading("page", (SHARE,)))


def test_of_an_app_and_its_file_the_file_is_the_copy() -> None:
    file = Sighting(PAGE, Link("app", "https://v.example/1.apk", "https://v.example/1.apk"), (Text("anchor", "下载"),))
    named = replace(own("app").sightings[0], texts=(Text("item", "北岸小说"),))
    first, second = settled(Reading("f", (named,)), Reading("page", (file,)))
    assert first.sightings == () and second.sightings[0].texts[0].text == "北岸小说"
    other = replace(file, texts=(Text("anchor", "暗潮漫画"),))
    first, second = settled(Reading("f", (named,)), Reading("page", (other,)))
    assert len(first.sightings) == 1 and second.sightings[0].account == SELLER
