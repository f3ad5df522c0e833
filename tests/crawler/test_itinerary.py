"""Which addresses a page leads to are visited, and how soon."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from core.config import Config, Site
from core.types import NewRequest, QueuedRequest, Text
from crawler.extract.reading import DETAIL, IDLE, LIST, PLAY, Follow, Reading
from crawler.itinerary import Itinerary
from crawler.patterns import ENOUGH, PATIENCE, Patterns
from crawler.scope import Scope

ROOT = "https://a.example"
SITE = Site(name="a", start_urls=(f"{ROOT}/",))


class NoSearches:
    """A site without a search."""

    def is_answer(self, url: str) -> bool:
        return url.endswith("/answer")

    def further(self, url: str) -> list[NewRequest]:
        return []


@pytest.fixture
def patterns() -> Patterns:
    return Patterns()


@pytest.fixture
def itinerary(patterns: Patterns) -> Itinerary:
    searches: Any = NoSearches()
    return Itinerary(Scope.of(SITE, Config()), patterns, searches, Counter(), lambda words: "满江红" in words)


def visited(itinerary: Itinerary, *follow: Follow, page: str = "/", depth: int = 1) -> list[tuple[str, int, int]]:
    row = QueuedRequest(1, NewRequest(ROOT + page, depth=depth))
    found = itinerary.follows(Reading("generic", follow=follow), ROOT + page, row)
    return [(request.url.removeprefix(ROOT), request.priority, request.depth) for request in found]


def to(route: str, priority: int, words: str = "") -> Follow:
    return Follow(ROOT + route, priority, (Text("context", words),) if words else ())


def test_named_works_come_first_then_lists_then_other_works(itinerary: Itinerary) -> None:
    found = visited(
        itinerary,
        to("/play/9.html", PLAY),
        to("/detail/1.html", DETAIL, "别的影片"),
        to("/list/2.html", LIST, "更多"),
        to("/detail/3.html", DETAIL, "满江红 4K"),
        to("/thread-4-1-1.html", PLAY, "今天天气真好"),
        to("/sort/5", IDLE, "满江红"),
    )
    order = [route for route, _, _ in sorted(found, key=lambda each: -each[1])]
    assert order == [
        "/detail/3.html", "/play/9.html", "/list/2.html", "/thread-4-1-1.html", "/detail/1.html", "/sort/5",
    ]  # fmt: skip


def test_a_session_is_no_other_address(itinerary: Itinerary) -> None:
    routes = ("/d/1.html?PHPSESSID=abc", "/d/1.html?PHPSESSID=def", "/d/1.html;jsessionid=1", "/d/1.html?utm_source=x")
    assert [each[0] for each in visited(itinerary, *(to(route, DETAIL) for route in routes))] == ["/d/1.html"]


def test_turning_pages_is_no_depth_while_it_leads_anywhere(itinerary: Itinerary, patterns: Patterns) -> None:
    follow = to("/list/2.html", LIST), to("/detail/1.html", DETAIL)
    assert visited(itinerary, *follow, page="/list/1.html", depth=20) == [("/list/2.html", LIST, 20)]
    for _ in range(PATIENCE):
        patterns.note(f"{ROOT}/list/1.html", "", 0)
    assert visited(itinerary, to("/list/3.html", LIST), page="/list/2.html", depth=20) == []


def test_a_list_that_names_watched_works_does_not_step_back(itinerary: Itinerary, patterns: Patterns) -> None:
    for _ in range(ENOUGH):
        patterns.note(f"{ROOT}/list/1.html", "", 0)
    assert visited(itinerary, to("/list/5.html", LIST)) == []
    visited(itinerary, to("/detail/1.html", DETAIL, "满江红"), page="/list/4.html")
    assert visited(itinerary, to("/list/6.html", LIST)) == [("/list/6.html", LIST, 2)]


def test_what_a_search_gave_comes_before_its_like(itinerary: Itinerary) -> None:
    ((_, before, _),) = visited(itinerary, to("/detail/1.html", DETAIL))
    ((_, after, _),) = visited(itinerary, to("/detail/2.html", DETAIL), page="/answer")
    assert after > before


def test_an_address_that_cannot_be_one_does_not_drop_the_others(itinerary: Itinerary) -> None:
    broken = [Follow(url, LIST) for url in ("http://[", "http://[::/x", "http://a b", "http://%")]
    assert [url for url, *_ in visited(itinerary, *broken, to("/next", LIST))] == ["/next"]
