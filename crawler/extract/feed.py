"""RSS, RDF and Atom feeds: torrents, podcasts, and lists of pages to visit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from core.types import Account, Channel, Page, Sighting
from core.urls import host_of
from crawler.extract import accounts, episode, feed_item, xmltree
from crawler.extract.app_name import names_in
from crawler.extract.channels import of_links
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.reading import DETAIL, FEED, Follow, Reading

_TORRENTS: Final = re.compile(r"torrent|seeders|leechers|tracker|种子", re.IGNORECASE)
_SPOKEN: Final = re.compile(r"有声|听书|评书|广播剧|audiobook", re.IGNORECASE)
MOST_ENTRIES: Final = 20_000
_CHANNEL_OF_KIND: Final[dict[str, Channel]] = {"torrent": "torrent", "magnet": "torrent", "audio": "audiobook"}


class FeedFamily:
    """A feed that machines read."""

    name = "feed"
    channel: Channel = "website"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:4_000].lower()
        if "<rss" in head or "<rdf:rdf" in head:
            return "<channel" in head or "<item" in head
        return "<feed" in head and ("atom" in head or "<entry" in head)

    def read(self, page: Page) -> Reading:
        root = xmltree.parse(page.text)
        return read_feed(page, root, self.name) if root is not None else Reading(self.name, trouble="broken")


FAMILY: Final = FeedFamily()


def read_feed(page: Page, root: etree._Element, family: str) -> Reading:
    """Sightings and addresses of a feed's entries; newznab feeds are read the same way."""
    title, author = _title(root), _author(root)
    account = Account(accounts.platform_of(host_of(page.url)), "", author) if author else None
    sightings: list[Sighting] = []
    follow = _next_pages(page, root)
    items = xmltree.records(page.text, root, "item", "entry")
    torrents = _TORRENTS.search(page.text, 0, 20_000) is not None
    for item in items[:MOST_ENTRIES]:
        entry = feed_item.read(item, page.url, downloads=torrents)
        made = _sightings(page, entry, title)
        sightings.extend(replace(each, account=account) if each.link.kind == "audio" else each for each in made)
        if entry.page:
            follow.append(Follow(entry.page, DETAIL, words(("context", entry.title))))
    warnings = (
        (f"only the first {MOST_ENTRIES} of {len(items)} entries were read",) if len(items) > MOST_ENTRIES else ()
    )
    return Reading(family, distinct(sightings), tuple(follow), title, warnings=warnings)


def _sightings(page: Page, entry: feed_item.Entry, title: str) -> list[Sighting]:
    made: list[Sighting] = []
    for link in (*entry.links, *entry.found):
        channel = _CHANNEL_OF_KIND.get(link.kind) or of_links({link.kind})
        said = words(("item", entry.title), ("heading", title if link.kind == "audio" else ""))
        if link.kind == "app":
            said = words(*(("item", each) for each in names_in(entry.title)))
        if link in entry.found:
            said += words(("post", body_text(entry.body)))
        made.append(
            replace(
                offer(page, channel, link, said, title),
                episode=entry.episode or episode.of(entry.title),
                work_kind="audiobook" if link.kind == "audio" and _SPOKEN.search(f"{title} {entry.title}") else None,
            )
        )
    return made


def body_text(markup: str) -> str:
    """The words of an entry's body."""
    if "<" not in markup:
        return folded(markup)
    body = LexborHTMLParser(markup[:50_000]).body
    return folded(body.text(separator=" ")) if body is not None else ""


def _title(root: etree._Element) -> str:
    channels = [root, *xmltree.children(root, "channel")]
    return next((text for element in channels if (text := xmltree.child_text(element, "title"))), "")


def _author(root: etree._Element) -> str:
    """Whose podcast it is: itunes:author of the whole feed, which stores show below its title."""
    channels = [root, *xmltree.children(root, "channel")]
    told = (child for element in channels for child in xmltree.children(element, "author"))
    return next((xmltree.text_of(child)[:60] for child in told if "itunes" in str(child.tag)), "")


def _next_pages(page: Page, root: etree._Element) -> list[Follow]:
    places = [root, *xmltree.children(root, "channel")]
    return [
        Follow(urljoin(page.url, xmltree.attribute(link, "href")), FEED)
        for place in places
        for link in xmltree.children(place, "link")
        if xmltree.attribute(link, "rel") == "next" and xmltree.attribute(link, "href")
    ]
