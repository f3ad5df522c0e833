"""Novel sites: books by their contents page, chapters, whole-book downloads."""

from __future__ import annotations

from typing import Final

from core.types import Channel, Page
from crawler.extract import serial
from crawler.extract.audiobook import is_spoken
from crawler.extract.document import Document
from crawler.extract.hints import has, how_many
from crawler.extract.offer import distinct
from crawler.extract.reading import Reading

_COURSE: Final = ("课程", "讲师", "课时", "章节测试", "立即学习", "学习人数", "授课")
_READING: Final = (
    "小说",
    "作者",
    "作 者",
    "&nbsp;者",
    "文学",
    "书",
    "章",
    "hapter",
    "Author",
    "소설",
    "ovela",
    "ruyện",
    "hương",
    "оман",
    "лава",
)


class NovelFamily:
    """A site that shows novels chapter by chapter."""

    name = "novel"
    channel: Channel = "novel"
    needs: tuple[str, ...] = ("og:novel:", *serial.NEEDS)

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "og:novel:" in source:
            return True
        if not has(source, ("<a", "<A")) or not has(source, _READING) or not serial.looks_serial(source):
            return False
        return how_many(source, _COURSE) < 2 and not is_spoken(source) and source.count("漫画") < 4

    def read(self, page: Page) -> Reading:
        document = Document(page)
        found = serial.read(document)
        if found is None:
            return Reading(self.name, title=document.page_title)
        sighting = serial.sighting(page, self.channel, found, "novel")
        return Reading(self.name, distinct([sighting]), tuple(serial.follow(document, found)), found.book.name)


FAMILY: Final = NovelFamily()
