"""One entry of an RSS, RDF or Atom feed: its title, the addresses it names and the extensions torrent sites add."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from core.frozen import frozen
from core.types import Link, LinkKind
from crawler.extract import xmltree
from crawler.links import classify, find_links
from crawler.links.page import page_link

_KIND_OF_TYPE: Final[tuple[tuple[str, LinkKind], ...]] = (
    ("application/x-bittorrent", "torrent"),
    ("audio/", "audio"),
    ("video/", "media"),
    ("application/vnd.apple.mpegurl", "media"),
    ("application/epub", "document"),
    ("application/pdf", "document"),
    ("application/x-nzb", "document"),
    ("application/vnd.android.package-archive", "app"),
)
_DOWNLOAD: Final = re.compile(r"download|/dl[/.?]|/get[/.?]|gettorrent", re.IGNORECASE)
_BODIES: Final = ("description", "encoded", "content", "summary")


@frozen
class Entry:
    """A feed's entry; `page` is the address it leads to, `links` are the typed ones it offers."""

    title: str
    page: str
    links: tuple[Link, ...]
    body: str = ""
    episode: str = ""
    found: tuple[Link, ...] = ()


def read(item: etree._Element, base: str, *, downloads: bool = False) -> Entry:
    """An `<item>` or `<entry>` as an `Entry`; `downloads` says that the feed is a torrent site's."""
    base = urljoin(base, _xml_base(item))
    direct = _direct(item, base, downloads)
    extras = [link for text in _extras(item) if (link := classify(text, base=base))]
    body = "\n".join(xmltree.text_of(child) for child in xmltree.children(item, *_BODIES))
    found = [each.link for each in find_links(body, base=base, html="<" in body) if each.link.kind != "page"]
    offered = direct + extras
    if not offered and not found:
        offered = _by_infohash(item)
    return Entry(
        title=xmltree.child_text(item, "title") or xmltree.child_text(item, "filename", "torrent_title"),
        page=_page(item, base, {link.url for link in offered}),
        links=_once(offered),
        body=body,
        episode=_episode(item),
        found=tuple(link for link in _once(found) if (link.kind, link.ref) not in {(o.kind, o.ref) for o in offered}),
    )


def _episode(item: etree._Element) -> str:
    """itunes:episode; other namespaces use the name for numbers of their own."""
    for child in xmltree.children(item, "episode"):
        if "itunes" in str(child.tag):
            return xmltree.text_of(child)[:20]
    return ""


def _xml_base(item: etree._Element) -> str:
    return xmltree.attribute(item, "base")


def _direct(item: etree._Element, base: str, downloads: bool) -> list[Link]:
    """What the entry's own addresses offer: its enclosures, else its links, else its guid (often the link again)."""
    for urls in (_enclosed(item), _linked(item, "link"), _linked(item, "guid", "id", "comments")):
        found = [link for url, media_type in urls if (link := _typed(url, media_type, base, downloads))]
        if found:
            return found
    return []


def _enclosed(item: etree._Element) -> list[tuple[str, str]]:
    """Enclosures and media with the type that the feed claims for them."""
    found = [
        (xmltree.attribute(child, "url"), xmltree.attribute(child, "type"))
        for child in item.iter(etree.Element)
        if xmltree.name(child) in ("enclosure", "content") and xmltree.attribute(child, "url")
    ]
    links = [link for link in xmltree.children(item, "link") if xmltree.attribute(link, "rel") == "enclosure"]
    return found + [(xmltree.attribute(link, "href"), xmltree.attribute(link, "type")) for link in links]


def _linked(item: etree._Element, *names: str) -> list[tuple[str, str]]:
    found = [
        (xmltree.attribute(child, "href") or xmltree.text_of(child), xmltree.attribute(child, "type"))
        for child in xmltree.children(item, *names)
        if xmltree.attribute(child, "rel") not in ("self", "edit", "replies", "next", "enclosure")
    ]
    return [pair for pair in found if pair[0]]


def _typed(url: str, media_type: str, base: str, downloads: bool) -> Link | None:
    link = classify(url, base=base)
    if link is not None and link.kind != "page":
        return link
    for prefix, kind in _KIND_OF_TYPE:
        if media_type.lower().startswith(prefix):
            return replace(page_link(urljoin(base, url.strip())), kind=kind)
    told = ".torrent" in url.lower() or (downloads and _DOWNLOAD.search(url) is not None)
    if told and url.lower().startswith(("http", "/")):
        return replace(page_link(urljoin(base, url.strip())), kind="torrent")
    return None


def _extras(item: etree._Element) -> list[str]:
    """Addresses of the extensions: ezRSS magnetURI, newznab and torznab attributes."""
    found = [xmltree.text_of(child) for child in item.iter(etree.Element) if xmltree.name(child) == "magneturi"]
    for child in xmltree.children(item, "attr"):
        if xmltree.attribute(child, "name").lower() == "magneturl":
            found.append(xmltree.attribute(child, "value"))
    return [text for text in found if text]


def _by_infohash(item: etree._Element) -> list[Link]:
    """The magnet of an entry that tells nothing but its infohash."""
    for child in item.iter(etree.Element):
        told = xmltree.name(child) == "attr" and xmltree.attribute(child, "name").lower() == "infohash"
        value = xmltree.attribute(child, "value") if told else xmltree.text_of(child)
        if (told or xmltree.name(child) == "infohash") and len(value) in (32, 40):
            link = classify(f"magnet:?xt=urn:btih:{value}")
            return [link] if link else []
    return []


def _page(item: etree._Element, base: str, offered: set[str]) -> str:
    for child in xmltree.children(item, "link", "guid", "id", "comments"):
        url = xmltree.attribute(child, "href") or xmltree.text_of(child)
        if xmltree.attribute(child, "rel") in ("self", "edit", "replies") or " " in url:
            continue
        if xmltree.name(child) == "guid" and xmltree.attribute(child, "ispermalink").lower() == "false":
            continue
        joined = _joined(base, url)
        told = joined.startswith(("http://", "https://")) and page_link(joined).url not in offered
        if told and classify(joined, base=base) is None:
            return joined
    return ""


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def _once(links: list[Link]) -> tuple[Link, ...]:
    kept: dict[tuple[str, str], Link] = {}
    for link in links:
        kept.setdefault((link.kind, link.ref), link)
    return tuple(kept.values())
