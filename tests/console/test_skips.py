"""Every reason for which a crawl follows an address no further is told in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from console.skips import reason
from console.words import load
from crawler.scope import MAX_SEGMENTS, MAX_URL, Scope

HOST = "https://bbs.example"


@pytest.mark.parametrize(
    ("url", "depth"),
    [
        ("https://other.example/", 1),
        (f"{HOST}/", 9),
        (f"{HOST}/{'x' * MAX_URL}", 1),
        (f"{HOST}:8443/", 1),
        (HOST + "".join(f"/{n}" for n in range(MAX_SEGMENTS + 1)), 1),
        (HOST + "/a" * MAX_SEGMENTS, 1),
        (f"{HOST}/film.jpg", 1),
    ],
)
def test_reasons_of_the_scope_have_words(url: str, depth: int) -> None:
    said = Scope(frozenset({"bbs.example"}), frozenset({443}), 5).refusal(url, depth)
    template, number = reason(said)
    chinese = load().say("zh", template)
    assert said and template.format(number=number) == said
    assert chinese != template and chinese.isascii() is False and (number in chinese.format(number=number))


def test_the_page_of_runs_tells_them(browse: Callable[..., Any], world: Any) -> None:
    now = datetime.now(UTC)
    run = world.store.runs.start("another", now)
    told = {"skipped: another host": 7, "skipped: deeper than 12": 1, "skipped: of its {own} 5": 2}
    world.store.runs.finish(run, "ok", told, "", now)
    page = browse("op", "zh").get("/runs").text
    assert "其他网站" in page and "深度超过 12 层" in page and "another host" not in page
    assert "of its {own} 5" in page, "what nobody knows is said as it is"
    assert "deeper than 12" in browse("op").get("/runs").text
