"""What a page says its book is called and who wrote it."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import book
from crawler.extract.document import Document


def document(text: str) -> Document:
    return Document(Page("https://b.example/book/9/3.html", text.encode(), text))


@pytest.mark.parametrize(
    ("text", "name", "author"),
    [
        ("<h1>夜航星最新章节</h1>作者：江上客 状态：连载", "夜航星", "江上客"),
        ("<title>《夜航星》全文阅读_墨香阁</title><p>作 者：江上客</p>", "夜航星", "江上客"),
        ("<title>目录 - 夜航星</title><h2>夜航星</h2>", "夜航星", ""),
        ("<h1>夜航星</h1><p>作者：<a href=/a/1>江上客</a><a href=/x>更多</a></p>", "夜航星", "江上客"),
    ],
)
def test_contents(text: str, name: str, author: str) -> None:
    told = book.on_contents(document(text), [])
    assert (told.name, told.author) == (name, author)


@pytest.mark.parametrize(
    "title",
    [
        "第三章 大雨_夜航星_墨香阁",
        "夜航星 第三章 大雨",
        "夜航星-第3章 大雨-墨香阁",
        "3. 大雨 - 夜航星 - 墨香阁",
        "《夜航星》第三章",
    ],
)
def test_chapter(title: str) -> None:
    assert book.on_chapter(document(f"<title>{title}</title>"), "").name == "夜航星"
