"""Tables of contents and the ways between chapters."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract.chapters import back_to_contents, contents_page, first_page, listed, number_of
from crawler.extract.document import Document

URL = "https://b.example/book/9/"


def document(text: str, url: str = URL) -> Document:
    return Document(Page(url, text.encode(), text))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("第十二章 雨", 12), ("第一百零五回", 105), ("第2话", 2), ("Chapter 7: x", 7), ("12. 归途", 12), ("3 话", 3),
        ("어떤 웹툰 12화", 12), ("Capítulo 3: x", 3), ("Chương 15", 15),
        ("第一千二百章", 1200), ("序章", None), ("1999年", None), ("某片", None),
    ],
)  # fmt: skip
def test_number(words: str, number: int | None) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://b.example/book/9/index_3.html", "https://b.example/book/9/"),
        ("https://b.example/book/9_2/", "https://b.example/book/9/"),
        ("https://b.example/book/9.html?page=2&x=1", "https://b.example/book/9.html?x=1"),
        ("https://b.example/book/9/", "https://b.example/book/9/"),
        ("https://b.example/book/9/list_3.html", "https://b.example/book/9/list_1.html"),
    ],
)
def test_first_page(url: str, first: str) -> None:
    assert first_page(url) == first


def test_first_list_is_where_a_link_says() -> None:
    third = "https://b.example/book/9/list_3.html"
    assert first_page(third, ["https://b.example/book/9/"]) == "https://b.example/book/9/"
    assert first_page(third, ["https://b.example/book/9/list.html"]) == "https://b.example/book/9/list.html"


def test_largest_run_wins() -> None:
    text = (
        "".join(f'<a href="/book/9/{n}.html">第{n}章</a>' for n in (1, 2, 3)) + '<a href="/book/8/77.html">第77章</a>'
    )
    assert [anchor.url for anchor in listed(document(text))] == [
        f"https://b.example/book/9/{n}.html" for n in (1, 2, 3)
    ]


def test_back() -> None:
    assert back_to_contents(document('<a href="/book/9/">目录</a>', f"{URL}3.html")) == URL
    assert back_to_contents(document('<a href="/">首页</a><a href="/book/9">某书</a>', f"{URL}3.html")) == URL.rstrip(
        "/"
    )
    assert back_to_contents(document('<a href="/">目录</a>', f"{URL}3.html")) == ""


def test_chapters_by_a_query_below_the_books() -> None:
    items = "".join(f'<li><a href="/read.php?bid=500&cid={n}">{n} 旧雨</a></li>' for n in range(2, 9))
    text = f"<h3>目录</h3><p>张三 著</p><ol>{items}</ol>"
    assert len(listed(document(text, "https://b.example/book.php?bid=500"))) == 7
    assert not listed(document(text, "https://b.example/top.php?page=500"))


def test_a_folder_that_ends_like_a_page_number_is_the_books_own() -> None:
    url = "https://b.example/397_2/"
    chapters = "".join(f'<a href="/397_2/{n}.html">第{n}章 雨</a>' for n in range(1, 5))
    assert contents_page(document(chapters, url)) == url
    assert back_to_contents(document(f'<a href="{url}">返回目录</a>', f"{url}3.html")) == url
