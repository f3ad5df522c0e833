"""Collection APIs of video systems (`/api.php/provide/vod/`): works with their play and download addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from lxml import etree

from core.frozen import frozen
from core.types import Channel, Link, Page, Sighting
from core.urls import query_values
from crawler.extract import json_text, play_string, xmltree
from crawler.extract.about import kind_of, people_of
from crawler.extract.document import Document
from crawler.extract.file_name import named_file
from crawler.extract.json_sightings import named_links
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.play_string import Item
from crawler.extract.reading import FEED, Follow, Reading
from crawler.extract.scripted import official_link
from crawler.links import classify, name_of

_JSON_MARK: Final = re.compile(
    r'"(?:vod_name|vod_play_from|vod_play_url|vod_down_url|vod_id)"\s*:|"list"\s*:\s*\[[^\]]{0,400}"type_name"'
)
_XML_MARK: Final = re.compile(
    r"<list\b[^<>]{0,200}\bpage\w{0,8}\s*=|<video>\s*<last>|<dl>\s*<dd\b[^<>]{0,80}\bflag\s*=", re.I
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_PAGE_PATH: Final = re.compile(r"(/(?:pg|page)/)(\d{1,6})(?=/|$|\.)")
_MOST_IDS: Final = 100
_MOST_BLOCKS: Final = 100
_PICTURES: Final = ("vod_pic", "vod_pic_thumb", "vod_pic_slide", "vod_pic_screenshot", "type_pic", "vod_plot_detail")


@frozen
class Entry:
    """One work of a reply."""

    identity: str
    name: str
    names: tuple[str, ...] = ()
    category: str = ""
    year: str = ""
    people: tuple[str, ...] = ()
    played: tuple[Item, ...] = ()
    downloads: tuple[Item, ...] = ()
    others: dict[str, Any] = field(default_factory=dict)


class CollectionApiFamily:
    """A reply of a collection API, JSON or XML."""

    name = "collection_api"
    channel: Channel = "collection_api"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        start = page.text[:20_000]
        if _JSON_MARK.search(start):
            return Document(page).form == "json"
        return _XML_MARK.search(start) is not None and Document(page).form == "xml"

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "xml":
            root = xmltree.parse(document.source)
            entries = list(_of_xml(document.source, root)) if root is not None else []
            pages = _xml_pages(root) if root is not None else (0, 0)
        else:
            value = document.json if isinstance(document.json, dict) else {}
            # A reply that somebody noted down: with comments, in several blocks, an item by itself.
            values = [value] if value else [each for each in json_text.dirty(document.source) if isinstance(each, dict)]
            entries = [entry for each in values[:_MOST_BLOCKS] for entry in _of_json(each)]
            pages = (_number(value.get("page")), _number(value.get("pagecount")))
        title = entries[0].name if len(entries) == 1 else ""  # a list has none: an item's name says nothing of the next
        found = [each for entry in entries for each in _sightings(document, entry, self.channel, title)]
        trouble = "" if entries else "broken"
        return Reading(self.name, distinct(found), tuple(_follow(page.url, entries, *pages)), title, trouble)


FAMILY: Final = CollectionApiFamily()


def _of_json(value: dict[str, Any]) -> Iterator[Entry]:
    listed = value.get("list")
    listed = value.get("data") if not isinstance(listed, list) else listed
    if isinstance(listed, dict):
        listed = listed.get("list") or list(listed.values())
    alone = [value] if "vod_name" in value and not isinstance(listed, list) else []
    for item in listed if isinstance(listed, list) else alone:
        if isinstance(item, dict) and folded(item.get("vod_name")):
            yield _entry(item)


def _entry(item: dict[str, Any]) -> Entry:
    def said(name: str) -> str:
        held = item.get(name)
        return held if isinstance(held, str) else folded(held)

    handled = ("vod_play_from", "vod_play_url", "vod_down_from", "vod_down_url", "vod_name", "vod_url", *_PICTURES)
    return Entry(
        identity=said("vod_id"),
        name=folded(said("vod_name")),
        names=tuple(folded(said(name)) for name in ("vod_sub", "vod_en") if said(name)),
        category=" ".join(folded(said(name)) for name in ("type_name", "vod_class", "vod_tag")),
        year=said("vod_year") or said("vod_pubdate"),
        people=(*people_of(said("vod_director")), *people_of(said("vod_actor"))),
        played=tuple(
            play_string.items(said("vod_play_from") or said("vod_play"), said("vod_play_url") or said("vod_url"))
        ),
        downloads=tuple(play_string.items(said("vod_down_from"), said("vod_down_url"))),
        others={
            name: held for name, held in item.items() if name not in handled and isinstance(held, str) and "//" in held
        },
    )


def _of_xml(source: str, root: etree._Element) -> Iterator[Entry]:
    for video in xmltree.records(source, root, "video"):
        name = xmltree.child_text(video, "name")
        if not name:
            continue
        yield Entry(
            identity=xmltree.child_text(video, "id"),
            name=folded(name),
            names=tuple(folded(each) for each in (xmltree.child_text(video, "subname", "en"),) if each),
            category=folded(xmltree.child_text(video, "type")),
            year=xmltree.child_text(video, "year"),
            people=(*people_of(xmltree.child_text(video, "director")), *people_of(xmltree.child_text(video, "actor"))),
            played=tuple(_dd_items(video)),
            others={"des": xmltree.child_text(video, "des")},
        )


def _dd_items(video: etree._Element) -> Iterator[Item]:
    for each in video.iter("dd", "DD"):
        yield from play_string.items(xmltree.attribute(each, "flag"), xmltree.text_of(each))


def _xml_pages(root: etree._Element) -> tuple[int, int]:
    for each in root.iter():
        if xmltree.name(each) == "list":
            return _number(xmltree.attribute(each, "page")), _number(xmltree.attribute(each, "pagecount"))
    return 0, 0


def _number(value: object) -> int:
    digits = folded(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def _sightings(document: Document, entry: Entry, channel: Channel, title: str) -> Iterator[Sighting]:
    said = words(("item", entry.name), *(("attribute", name) for name in entry.names))
    year = _YEAR.search(entry.year)
    common = {
        "year": int(year.group(1)) if year else None,
        "work_kind": kind_of(entry.category),
        "people": entry.people[:20],
    }
    for item in (*entry.played, *entry.downloads):
        link = _link(document, item)
        if link is not None:
            named = words(named_file(link, name_of(item.address)), ("anchor", item.name))
            made = offer(document.page, channel, link, (*said, *named), title)
            yield replace(made, episode=item.name[:60], **common)  # type: ignore[arg-type]
    for link, more in named_links(document, entry.others):
        yield replace(offer(document.page, channel, link, (*said, *more), title), **common)  # type: ignore[arg-type]


def _link(document: Document, item: Item) -> Link | None:
    """What a play address leads to: a platform's number under its code, a hosted copy, a share."""
    if "/" in item.address or ":" in item.address:
        return classify(item.address, base=document.url, role="player", text=item.name)
    return official_link(item.flag, item.address)


def _follow(url: str, entries: list[Entry], page: int, count: int) -> Iterator[Follow]:
    """The details of works that were only listed, and the next page."""
    bare = [entry.identity for entry in entries if entry.identity and not entry.played and not entry.downloads]
    parameters = dict(query_values(url))
    if bare and len(bare) == len(entries) and "ids" not in parameters:
        action = "videolist" if "xml" in url else "detail"
        for start in range(0, len(bare), _MOST_IDS):
            yield Follow(
                _with(url, {"ac": action, "ids": ",".join(bare[start : start + _MOST_IDS])}, ("pg", "t", "wd", "h")),
                FEED,
            )
    if 0 < page < count and "ids" not in parameters:
        match = _PAGE_PATH.search(url)
        turned = (
            f"{url[: match.start(2)]}{page + 1}{url[match.end(2) :]}"
            if match
            else _with(url, {"pg": str(page + 1)}, ())
        )
        yield Follow(turned, FEED)


def _with(url: str, changed: dict[str, str], dropped: tuple[str, ...]) -> str:
    parts = urlsplit(url)
    kept = [(name, value) for name, value in query_values(url) if name and name not in changed and name not in dropped]
    return urlunsplit(parts._replace(query=urlencode([*kept, *changed.items()], safe=","), fragment=""))
