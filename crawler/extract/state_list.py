"""Pages that scripts draw: lists of clips, rooms, apps or articles that stand in the page's data and in no link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.types import Channel, Page
from core.urls import host_of
from crawler.extract import app_data, clip, fields, generic
from crawler.extract.document import Document
from crawler.extract.json_text import walk
from crawler.extract.offer import distinct, words
from crawler.extract.promise import is_page
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.state import states

_MANY: Final = 8  # links of a page that needs no script to lead on
_MOST: Final = 20_000
_MOST_FOLLOWS: Final = 2_000
_LISTED: Final = re.compile(
    r"""[\w"']{0,12}(?:title|name|desc|text|caption)["']?\s{0,2}:\s{0,2}["'](?:[^"'\\]|\\.){2}""", re.I
)
_LINKED: Final = re.compile(r"""["']?\w{0,12}(?:url|link|href|path)["']?\s{0,2}:\s{0,2}["'](?:https?:)?\\?/""", re.I)


class StateListFamily:
    """A page of hardly any links whose data holds titled things with pages of their own."""

    name = "state_list"
    channel: Channel = "website"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "<script" not in source or source.count("<a ") >= _MANY or "player_aaaa" in source:
            return False
        return _LINKED.search(source[:400_000]) is not None and _LISTED.search(source[:400_000]) is not None

    def read(self, page: Page) -> Reading:
        document = Document(page)
        general = generic.read_html(document, generic.FAMILY.name, generic.FAMILY.channel)
        held = states(document)
        own = document.url.partition("#")[0]
        found = distinct(each for each in app_data.things(page, document, held) if each.link.url != own)
        return app_data.joined(self.name, found, general, tuple(_pages(document, held)))


FAMILY: Final = StateListFamily()


def _pages(document: Document, held: list[object]) -> Iterator[Follow]:
    """The site's own pages that titled objects name."""
    seen: set[str] = set()
    for thing in walk(held, _MOST):
        title = fields.first(thing, "title")
        address = clip.page_in(thing) if title else ""
        url = document.resolve(address) if address else ""
        if url and url not in seen and len(seen) < _MOST_FOLLOWS and host_of(url) == document.host and is_page(url):
            seen.add(url)
            yield Follow(url, DETAIL, words(("context", title)))
