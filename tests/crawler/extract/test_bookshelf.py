"""Bookshelves of reader applications."""

from __future__ import annotations

import json

from core.types import Page
from crawler.extract import read

SHELF = [
    {
        "name": "星河长明",
        "author": "张三",
        "bookUrl": "https://b.example/book/12/",
        "tocUrl": "",
        "origin": "https://b.example",
        "type": 8,
    },
    {"name": "北岸", "author": "", "bookUrl": 'https://t.example/9,{"method":"POST"}', "origin": "x", "type": 32},
    {"name": "暗潮", "bookUrl": "loc_book", "origin": "loc_book"},
    {"name": 5, "bookUrl": None},
]


def test_each_book_is_where_it_is_read() -> None:
    reading = read(Page("http://box.example/shelf.json", text=json.dumps(SHELF), content_type="application/json"))
    assert reading.family == "bookshelf"
    assert [(each.link.kind, each.link.url, each.work_kind, each.people) for each in reading.sightings] == [
        ("reading", "https://b.example/book/12/", "novel", ("张三",)),
        ("reading", "https://t.example/9", "audiobook", ()),
    ]


def test_a_broken_shelf_is_told() -> None:
    text = '[{"name": "北岸", "bookUrl": "https://b.example/1", "origin": "x"'
    assert read(Page("http://box.example/shelf.json", text=text)).trouble == "broken"
