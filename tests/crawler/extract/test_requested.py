"""Addresses that a page's scripts ask for."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract.document import Document
from crawler.extract.requested import asked

THEME = (
    '<script>var dtAjax={"player_api":"http:\\/\\/s.example\\/wp-json\\/dooplayer\\/v2\\/"};</script>'
    '<li class="dooplay_player_option" data-type="movie" data-post="7" data-nume="1">1</li>'
    '<li data-nume="trailer" data-post="7" data-type="movie" class="dooplay_player_option">T</li>'
)


@pytest.mark.parametrize(("markup", "wanted"), [
    ('<script>fetch("/api/play?vid=3").then(r=>r.json())</script>', ["http://s.example/api/play?vid=3"]),
    ("<script>$.getJSON('/vod/7.json', show)</script>", ["http://s.example/vod/7.json"]),
    ('<script>x.open("GET", "/source/7", true)</script>', ["http://s.example/source/7"]),
    ("<script>jwplayer('a').setup({playlistfile:'/xml/7.xml'})</script>", ["http://s.example/xml/7.xml"]),
    ('<script>fetch("/api/play?vid="+id)</script>', []),
    ('<script>fetch("https://elsewhere.example/api/play")</script>', []),
    ('<script>fetch("/comments/7")</script>', []),
    (THEME, ["http://s.example/wp-json/dooplayer/v2/7/movie/1"]),
])  # fmt: skip
def test_asked(markup: str, wanted: list[str]) -> None:
    text = f"<html><body>{markup}</body></html>"
    found = list(asked(Document(Page("http://s.example/1", text.encode(), text)), "北岸"))
    assert [each.url for each in found] == wanted
    assert all(each.context[0].text == "北岸" for each in found)
