"""A link's identity does not depend on the order of a query; what a person opens is as it was written."""

from __future__ import annotations

import pytest

from core.types import Link
from crawler.links import classify
from crawler.links.page import article_link, listing_link, page_link


def media(url: str) -> Link:
    link = classify(url)
    assert link is not None
    return link


@pytest.mark.parametrize("made", [page_link, listing_link, article_link])
def test_pages(made) -> None:
    one, other = made("http://x.example/item?id=3&cat=2&utm_source=a#top"), made("http://x.example/item?cat=2&id=3")
    assert one.ref == other.ref
    assert (one.url, other.url) == ("http://x.example/item?id=3&cat=2", "http://x.example/item?cat=2&id=3")


def test_media() -> None:
    one, other = media("https://cdn.example/a.m3u8?t=2&e=1"), media("https://cdn.example/a.m3u8?e=1&t=2")
    assert one.ref == other.ref and one.url == "https://cdn.example/a.m3u8?t=2&e=1"
