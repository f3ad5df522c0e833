"""Books whose contents only the page's state holds."""

from __future__ import annotations

import json

from core.types import Page
from crawler.extract import read
from crawler.extract.reading import Reading

URL = "https://read.example/novel/7"


def reading(state: object, title: str = "长夜行 - 轻读") -> Reading:
    held = json.dumps(state, ensure_ascii=False)
    text = (
        f'<!doctype html><html><title>{title}</title><div id="__next"></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{held}</script></html>'
    )
    return read(Page(URL, text.encode(), text, content_type="text/html"))


def chapters(number: int, unit: str = "章") -> list[dict[str, object]]:
    return [{"id": n, "title": f"第{n}{unit} 旧雨", "url": f"/novel/7/{n}"} for n in range(1, number + 1)]


def test_a_book_beside_its_chapters() -> None:
    found = reading({"props": {"book": {"title": "长夜行", "author": {"name": "张三"}}, "chapters": chapters(9)}})
    (sighting,) = found.sightings
    assert (sighting.link.kind, sighting.link.url, sighting.work_kind) == ("reading", URL, "novel")
    assert sighting.texts[0].text == "长夜行" and sighting.people == ("张三",)
    assert [each.url for each in found.follow][:2] == [
        "https://read.example/novel/7/1",
        "https://read.example/novel/7/2",
    ]


def test_a_comic_that_holds_its_episodes() -> None:
    found = reading({"data": {"name": "长夜行", "list": chapters(5, "话")}}, "长夜行漫画")
    (sighting,) = found.sightings
    assert (sighting.channel, sighting.work_kind) == ("cartoon", "cartoon")


def test_lists_of_other_things_are_no_book() -> None:
    news = [{"title": f"{n} 新闻", "url": f"/n/{n}"} for n in range(9)]
    latest = [{"name": f"书{n}", "last": f"第{n}章"} for n in range(9)]  # many books' latest chapters
    for state in ({"data": {"name": "站", "list": news}}, {"data": {"name": "站", "list": latest}}, chapters(9)):
        assert not [each for each in reading(state).sightings if each.link.kind == "reading"]


def test_a_book_that_stands_beside_its_catalogue() -> None:
    listed = [{"chapterId": n, "chapterName": f"第{n}章 北风"} for n in range(1, 9)]
    found = reading({"detail": {"bookName": "长夜行", "authorName": "张三"}, "catalog": {"list": listed}})
    (sighting,) = found.sightings
    assert (sighting.texts[0].text, sighting.people) == ("长夜行", ("张三",))


def test_names_of_the_system_s_own() -> None:
    listed = [{"chapter_id": n, "chapter_name": f"第{n}话"} for n in range(1, 6)]
    found = reading({"detail": {"comic": {"comic_name": "长夜行"}, "chapterList": listed}}, "漫画")
    (sighting,) = found.sightings
    assert sighting.texts[0].text == "长夜行" and sighting.work_kind == "cartoon"
