"""Newznab and Torznab APIs: releases with attributes, capability documents, errors, pages of a hundred."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml import etree

from core.types import Channel, Page
from crawler.extract import xmltree
from crawler.extract.feed import read_feed
from crawler.extract.reading import FEED, Follow, Reading

_NAMESPACES: Final = ("newznab.com/dtd", "torznab.com/schemas")


class NewznabFamily:
    """A search API of usenet and torrent indexers."""

    name = "newznab"
    channel: Channel = "torrent"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:4_000].lower()
        if "<rss" in head:
            return any(namespace in head for namespace in _NAMESPACES)
        return "<caps" in head and "<searching" in page.text[:20_000].lower()

    def read(self, page: Page) -> Reading:
        root = xmltree.parse(page.text)
        if root is None:
            return Reading(self.name, trouble="broken")
        if xmltree.name(root) == "error":
            return Reading(self.name, trouble="broken", warnings=(_error(root),))
        if xmltree.name(root) == "caps":
            return Reading(self.name, follow=_searches(page, root))
        reading = read_feed(page, root, self.name)
        further = _next_page(page, root)
        return Reading(self.name, reading.sightings, (*reading.follow, *further), reading.title)


FAMILY: Final = NewznabFamily()


def _error(root: etree._Element) -> str:
    return f"the indexer answers: {xmltree.attribute(root, 'description') or xmltree.attribute(root, 'code')}"


def _searches(page: Page, root: etree._Element) -> tuple[Follow, ...]:
    """The plain search that a capability document announces."""
    modes = [element for element in root.iter(etree.Element) if xmltree.name(element) == "search"]
    available = any(xmltree.attribute(mode, "available").lower() == "yes" for mode in modes)
    return (Follow(_with(page.url, t="search"), FEED),) if available else ()


def _next_page(page: Page, root: etree._Element) -> tuple[Follow, ...]:
    """The next hundred, when the response tells its offset and total."""
    for element in root.iter(etree.Element):
        if xmltree.name(element) != "response":
            continue
        offset, total = xmltree.attribute(element, "offset"), xmltree.attribute(element, "total")
        count = sum(1 for each in root.iter(etree.Element) if xmltree.name(each) == "item")
        if offset.isascii() and offset.isdigit() and total.isascii() and total.isdigit() and count:
            following = int(offset[:9]) + count
            return (Follow(_with(page.url, offset=str(following)), FEED),) if following < int(total[:9]) else ()
    return ()


def _with(url: str, **values: str) -> str:
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in values]
    return parts._replace(query=urlencode([*query, *values.items()])).geturl()
