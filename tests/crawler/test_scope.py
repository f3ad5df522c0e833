"""Which addresses a crawl visits."""

from __future__ import annotations

import pytest

from core.config import Config, Site
from crawler.scope import Scope

SITE = Site(name="s", start_urls=("http://pirate.example:8100/list", "https://www.second.example/"), max_depth=5)
SCOPE = Scope.of(SITE, Config(contact="x"))


@pytest.mark.parametrize(
    "url",
    [
        "http://pirate.example:8100/detail/1.html",
        "http://www.pirate.example/x",
        "https://second.example/a?b=c",
        "http://PIRATE.example:8100/",
    ],
)
def test_inside(url: str) -> None:
    assert SCOPE.refusal(url, 1) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://other.example/", "another host"),
        ("http://pirate.example.evil.example/", "another host"),
        ("http://evil.example/?http://pirate.example", "another host"),
        ("http://pirate.example@evil.example/", "another host"),
        ("ftp://pirate.example/", "another host"),
        ("http://pirate.example:22/", "a port"),
        ("http://pirate.example:99999/", "a port"),
        ("http://pirate.example/a/a/a/a", "repeated"),
        ("http://pirate.example/" + "/".join(map(str, range(30))), "segments"),
        ("http://pirate.example/" + "x" * 3000, "longer"),
        ("http://pirate.example/film.mp4", "not a page"),
        ("http://[::1", "another host"),
    ],
)
def test_outside(url: str, why: str) -> None:
    assert why in SCOPE.refusal(url, 1)


def test_depth() -> None:
    assert "deeper" in SCOPE.refusal("http://pirate.example:8100/", 6)
