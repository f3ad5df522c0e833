"""Comic sites: comics by their contents page, episodes as its sightings."""

from __future__ import annotations

from typing import Final

from core.types import Channel, Page
from crawler.extract import serial
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import distinct
from crawler.extract.reading import Reading

_COMIC: Final = (
    "漫画",
    "漫畫",
    "manhua",
    "manga",
    "comic",
    "Comic",
    "webtoon",
    "条漫",
    "Manga",
    "anhwa",
    "Webtoon",
    "웹툰",
    "만화",
    "マンガ",
)
_LISTENING: Final = ("<audio", "有声", "听书", "听漫")


class ComicFamily:
    """A site that shows comics episode by episode."""

    name = "comic"
    channel: Channel = "cartoon"
    needs: tuple[str, ...] = _COMIC

    def recognises(self, page: Page) -> bool:
        source = page.text
        if not has(source, ("<a", "<A")) or "og:novel:" in source:
            return False
        drawn = sum(source.count(mark) for mark in _COMIC)
        if drawn < 2 or drawn <= source.count("小说"):
            return False
        return not has(source, _LISTENING) and serial.looks_serial(source, numbered=True)

    def read(self, page: Page) -> Reading:
        document = Document(page)
        found = serial.read(document)
        if found is None:
            return Reading(self.name, title=document.page_title)
        sighting = serial.sighting(page, self.channel, found, "cartoon")
        return Reading(self.name, distinct([sighting]), tuple(serial.follow(document, found)), found.book.name)


FAMILY: Final = ComicFamily()
