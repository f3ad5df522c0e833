"""Serial works: marks, contents, chapters."""

from __future__ import annotations

from core.types import Page
from crawler.extract import serial
from crawler.extract.document import Document

CONTENTS = "<h1>某书</h1>作者：甲" + "".join(f'<a href="/b/1/{n}.html">第{n}章</a>' for n in range(1, 30))


def document(text: str) -> Document:
    return Document(Page("https://b.example/b/1/", text.encode(), text))


def test_marks() -> None:
    assert serial.looks_serial(CONTENTS)
    assert not serial.looks_serial("<a href=/1>新闻</a> 第1章 第2章")


def test_only_a_few_chapters_are_followed() -> None:
    found = serial.read(document(CONTENTS))
    assert found is not None and len(found.listed) == 29
    urls = [each.url for each in serial.follow(document(CONTENTS), found)]
    assert urls == [f"https://b.example/b/1/{n}.html" for n in (1, 2, 3, 27, 28, 29)]


def test_other_pages() -> None:
    assert serial.read(document("<h1>首页</h1>")) is None
