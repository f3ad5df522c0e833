"""A family that would recognise a page is never left out by the gate."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from cli.demo.sites import SITES
from core.types import Page
from crawler.extract import _OF_PAGES, _PAGE_START
from crawler.extract.charset import decode
from crawler.extract.gate import MOST_CHARACTERS, Gate
from crawler.extract.reading import Family

_GATE = Gate(_OF_PAGES)


@lru_cache(maxsize=1)
def demo_pages() -> list[Page]:
    """Every HTML page of the demo's web."""
    pages = []
    for port, build in enumerate(SITES, 8_001):
        site = build(port)
        for path, reply in site.pages.items():
            text = decode(reply.body, reply.content_type).text
            if _PAGE_START.match(text):
                pages.append(Page(site.url(path), reply.body, text, content_type=reply.content_type))
    return pages


def left_out(page: Page) -> list[str]:
    """The families that recognise the page although the gate leaves them out."""
    asked = _GATE.families(page)
    return [family.name for family in _OF_PAGES if family not in asked and family.recognises(page)]


def names(families: list[Family]) -> set[str]:
    return {family.name for family in families}


def test_no_family_of_a_demo_page_is_left_out() -> None:
    pages = demo_pages()
    assert len(pages) > 100
    assert [page.url for page in pages if left_out(page)] == []


@given(st.data())
def test_no_family_of_a_mixed_page_is_left_out(data: st.DataObject) -> None:
    pages = demo_pages()
    lines: list[str] = []
    for number in data.draw(st.lists(st.integers(0, len(pages) - 1), min_size=1, max_size=4)):
        shown = pages[number].text.splitlines()
        start = data.draw(st.integers(0, len(shown)))
        lines += shown[start : start + data.draw(st.integers(1, 40))]
    words = [mark for family in _OF_PAGES for mark in family.needs]
    lines += data.draw(st.lists(st.sampled_from(words), max_size=6))
    page = Page(data.draw(st.sampled_from(pages)).url, text="<!doctype html><html>" + "\n".join(lines))
    assert left_out(page) == []


def test_a_page_without_marks_is_asked_of_few() -> None:
    page = Page("http://site.example/a", text="<!doctype html><html><body><p>nothing here</p></body></html>")
    asked = names(_GATE.families(page))
    assert "page" in asked
    assert not asked & {"novel", "shop", "music", "forum", "maccms", "live"}


def test_marks_count_in_any_case_of_letters() -> None:
    page = Page("http://site.example/a", text='<!doctype html><html><meta PROPERTY="OG:NOVEL:BOOK_NAME">')
    assert "novel" in names(_GATE.families(page))


def test_huge_pages_are_asked_of_all() -> None:
    page = Page("http://site.example/a", text="<!doctype html><html>" + " " * MOST_CHARACTERS)
    assert _GATE.families(page) == list(_OF_PAGES)
