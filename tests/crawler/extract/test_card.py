"""Cards of list pages."""

from __future__ import annotations

from core.types import Page
from crawler.extract.card import cards
from crawler.extract.document import Document


def listed(text: str) -> list[tuple[str, str, str]]:
    document = Document(Page("https://s.example/list", text.encode(), text))
    return [(each.url, each.title, each.text) for each in cards(document)]


def test_rows_and_wrapping_links() -> None:
    row = '<ul><li><a href="/1"><img alt="图"></a><a href="/1">某片 全集</a><i>¥1</i></li></ul>'
    assert listed(row) == [("https://s.example/1", "某片 全集", "某片 全集¥1")]
    wrapping = '<div><a href="/2"><p>¥2</p><p>某片</p></a></div>'
    assert listed(wrapping) == [("https://s.example/2", "某片", "¥2 某片")]
    assert listed('<p>见 <a href="/3">这里</a></p>') == []
