"""Markup that travels in JSON."""

from __future__ import annotations

from core.types import Page, Text
from crawler.extract import read


def _read(body: str) -> list[tuple[str, str]]:
    page = Page("http://v.example/ajax/servers?ep=1", text=body, context=(Text("context", "北岸往事"),))
    return [(each.link.kind, each.link.url) for each in read(page).sightings]


def test_players_and_links_of_a_fragment() -> None:
    found = _read('{"status":true,"html":"<ul><li data-link=\\"https://host.example/e/abcdef123456\\">HD<\\/li></ul>"}')
    assert found == [("embed", "https://host.example/e/abcdef123456")]


def test_words_with_brackets_are_no_fragment() -> None:
    assert _read('{"title":"a < b","html":"no <b>link</b>"}') == []


def test_pages_behind_a_fragment_are_visited() -> None:
    page = Page("http://v.example/more?p=2", text='{"html":"<div><a href=\\"/film/9\\">北岸往事</a></div>"}')
    assert "http://v.example/film/9" in {each.url for each in read(page).follow}
