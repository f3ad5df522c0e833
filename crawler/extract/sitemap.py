"""Sitemaps and sitemap indexes, in XML and as plain lists, and the sitemaps a robots.txt names."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from core.types import Channel, Page
from crawler.extract import xmltree
from crawler.extract.offer import words
from crawler.extract.reading import DETAIL, FEED, LIST, Follow, Reading

MOST_ADDRESSES: Final = 50_000  # the protocol's own limit for one file
_DETAIL: Final = re.compile(
    r"detail|play|/v?od|/movie|/book|/novel|/item|/post|/thread|/article|\d{2,}(?:\.s?html?|/)?$"
)


class SitemapFamily:
    """A site's own list of its pages."""

    name = "sitemap"
    channel: Channel = "website"
    needs: tuple[str, ...] = ("<urlset", "<sitemapindex", "sitemap:")

    def recognises(self, page: Page) -> bool:
        head = page.text[:2_000].lower()
        if "<urlset" in head or "<sitemapindex" in head:
            return True
        return page.url.lower().partition("?")[0].endswith("/robots.txt") and "sitemap:" in page.text[:100_000].lower()

    def read(self, page: Page) -> Reading:
        if "<urlset" not in page.text[:2_000].lower() and "<sitemapindex" not in page.text[:2_000].lower():
            return Reading(self.name, follow=tuple(Follow(url, FEED) for url in named_by_robots(page.url, page.text)))
        root = xmltree.parse(page.text)
        if root is None:
            return Reading(self.name, trouble="broken")
        return Reading(self.name, follow=tuple(_entries(page, root)))


FAMILY: Final = SitemapFamily()


def named_by_robots(url: str, rules: str) -> list[str]:
    """The addresses of the sitemaps that a robots.txt names."""
    lines = (line.partition(":") for line in rules[:200_000].splitlines())
    named = [value.strip() for key, _, value in lines if key.strip().lower() == "sitemap" and value.strip()]
    return [urljoin(url, each) for each in dict.fromkeys(named[:500])]


def _entries(page: Page, root: etree._Element) -> list[Follow]:
    """Sitemaps and pages named; what changed last comes first."""
    entries: list[tuple[str, Follow]] = []
    for element in root.iter(etree.Element):
        if xmltree.name(element) not in ("url", "sitemap"):
            continue
        url = xmltree.child_text(element, "loc")
        if not url or len(entries) >= MOST_ADDRESSES:
            continue
        entries.append((xmltree.child_text(element, "lastmod"), _follow(page, element, url)))
    entries.sort(key=lambda entry: entry[0], reverse=True)
    return [follow for _, follow in entries]


def _follow(page: Page, element: etree._Element, url: str) -> Follow:
    address = urljoin(page.url, url)
    if xmltree.name(element) == "sitemap":
        return Follow(address, FEED)
    titles = [each for each in element.iter(etree.Element) if xmltree.name(each) == "title"]
    said = words(*(("context", xmltree.text_of(each)) for each in titles[:3]))
    return Follow(address, DETAIL if _DETAIL.search(address) else LIST, said)
