"""The search form of a page, as the many systems write it."""

from __future__ import annotations

import pytest

from core.search import Search
from core.types import Page
from crawler.extract.document import Document
from crawler.extract.search_form import of


def found(body: str, encoding: str = "utf-8") -> Search | None:
    text = f"<html><head><title>t</title></head><body><p>x</p>{body}</body></html>"
    return of(Document(Page("https://a.example/list/1.html?x=1", text.encode(encoding), text, encoding=encoding)))


@pytest.mark.parametrize(
    ("body", "url", "form"),
    [
        ('<form action="/search"><input name=q><input type=submit></form>', "https://a.example/search?q={title}", ""),
        (
            '<form method=GET action="/vodsearch/-------------.html"><input type="search" name="wd"></form>',
            "https://a.example/vodsearch/-------------.html?wd={title}",
            "",
        ),
        (
            '<form id="searchform"><input type=hidden name=mod value="a b"><input type=text name="zz"></form>',
            "https://a.example/list/1.html?mod=a+b&zz={title}",
            "",
        ),
        (
            '<form action="/e/search/index.php" method="post"><input type=hidden name=show value=title>'
            "<input name=keyboard><input type=submit value=go></form>",
            "https://a.example/e/search/index.php",
            "show=title&keyboard={title}",
        ),
        (
            '<form action="/login"><input name=q></form><form action="/so?old=1"><input name=k></form>',
            "https://a.example/so?k={title}",
            "",
        ),
    ],
)
def test_forms(body: str, url: str, form: str) -> None:
    assert found(body) == Search(url, form)


def test_the_words_are_written_in_the_charset_of_the_page() -> None:
    search = found('<form action="/s.php"><input name=keyword></form>', "gb18030")
    assert search is not None and search.ask("红") == "https://a.example/s.php?keyword=%BA%EC"


@pytest.mark.parametrize(
    "body",
    [
        '<form action="/login"><input name=name><input type=password name=p></form>',
        '<form action="/subscribe"><input name="text"></form>',
        '<form action="/x"><input name=amount></form>',
        '<form action="/search"><input name=q><input name=year></form>',
        '<form action="javascript:go()"><input name=q></form>',
        "<form action='/search'></form>",
    ],
)
def test_no_search(body: str) -> None:
    assert found(body) is None
