"""Play lists in scripts of their own: `/upload/playdata/20200101/12/12.js` of the older video systems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.types import Channel, Page
from core.urls import host_of
from crawler.extract.about import passed_on
from crawler.extract.document import Document
from crawler.extract.offer import distinct
from crawler.extract.reading import PLAY, Follow, Reading
from crawler.extract.scripted import script_sightings

_PATHS: Final = ("/playdata/", "/playurl/", "/player/data/", "/vodplaydata/")
_NUMBER: Final = re.compile(r"(?<!\d)\d{2,12}(?!\d)")
_MARKS: Final = ("mac_url", "VideoInfoList", "VideoListJson", "ff_urls", "player_", "playData")


class PlayDataFamily:
    """A script that holds nothing but the addresses which the play pages of one work share."""

    name = "play_data"
    channel: Channel = "video"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        start = page.text[:4_000].lstrip("\ufeff \t\r\n")
        return start[:1] not in ("<", "{", "[", "#") and any(mark in start for mark in _MARKS) and "=" in start

    def read(self, page: Page) -> Reading:
        return read_script(page, self.name, self.channel)


FAMILY: Final = PlayDataFamily()


def read_script(page: Page, family: str, channel: Channel) -> Reading:
    """What a script of its own tells the page that asked for it."""
    document = Document(replace(page, text=f"<script>{page.text}</script>", body=b""))
    return Reading(family, distinct(script_sightings(document, channel)))


def is_script(url: str) -> bool:
    """Whether an address names a script."""
    return url.partition("#")[0].partition("?")[0].endswith(".js")


def followed(document: Document, named: str) -> Iterator[Follow]:
    """The scripts of a play page that hold its addresses, with the work's name in hand.

    Scripts of data are told by their folder, or by the page's own number in their address.
    """
    numbers = set(_NUMBER.findall(document.url.partition("//")[2].partition("/")[2]))
    for url in document.outline.script_sources[:50]:
        own = host_of(url) == document.host
        if any(path in url for path in _PATHS) or (own and not numbers.isdisjoint(_NUMBER.findall(url[8:]))):
            yield Follow(url, PLAY, passed_on(document, named))
