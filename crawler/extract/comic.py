"""Comic sites: comics by their contents page, episodes as its sightings."""

from __future__ import annotations

import re
from typing import Final

from core.types import Channel, Page
from crawler.extract import serial
from crawler.extract.document import Document
from crawler.extract.offer import distinct
from crawler.extract.reading import Reading

_COMIC: Final = re.compile(r"漫画|漫畫|manhua|manga|comic|webtoon|条漫", re.I)
_LISTENING: Final = re.compile(r"<audio|有声|听书|听漫", re.I)


class ComicFamily:
    """A site that shows comics episode by episode."""

    name = "comic"
    channel: Channel = "cartoon"

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "<a" not in source or "og:novel:" in source or not serial.looks_serial(source):
            return False
        return len(_COMIC.findall(source[:100_000])) >= 3 and _LISTENING.search(source) is None

    def read(self, page: Page) -> Reading:
        document = Document(page)
        found = serial.read(document)
        if found is None:
            return Reading(self.name, title=document.page_title)
        sighting = serial.sighting(page, self.channel, found, "cartoon")
        return Reading(self.name, distinct([sighting]), tuple(serial.follow(document, found)), found.book.name)


FAMILY: Final = ComicFamily()
