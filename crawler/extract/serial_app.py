"""Reading sites drawn by scripts: the book or comic whose contents stand in the page's embedded state alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Final

from core.types import Channel, Page, WorkKind
from crawler.extract import chapters, serial_state
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import OTHER, Follow, Reading
from crawler.links.page import reading_link

_STATES: Final = ("__NEXT_DATA__", "__NUXT", "__INITIAL_", "__next_f", "__APP", "window.__", 'type="application/json"')
_DRAWN: Final = ("漫画", "漫畫", "comic", "Comic", "manga", "manhua")
_MOST: Final = 200_000
_SAMPLED: Final = 3  # chapters worth a visit; the others are the same copy


class SerialAppFamily:
    """A page whose script draws a table of contents from the state that it carries."""

    name = "serial_app"
    channel: Channel = "novel"
    needs: tuple[str, ...] = ("__NEXT_DATA__", "__NUXT", "__INITIAL_", "__next_f", "__APP", "window.__", "json")

    def recognises(self, page: Page) -> bool:
        source = page.text
        if not has(source, _STATES) or not has(source, ("章", "话", "話", "回", "hapter")) or "<audio" in source:
            return False
        found = islice(chapters.NUMBERED.finditer(source, 0, _MOST), serial_state.FEWEST)
        return len(list(found)) == serial_state.FEWEST

    def read(self, page: Page) -> Reading:
        document = Document(page)
        found = serial_state.contents(document)
        if found is None:
            return Reading(self.name, title=document.page_title)
        drawn = has(document.source, _DRAWN)
        channel: Channel = "cartoon" if drawn else self.channel
        kind: WorkKind = "cartoon" if drawn else "novel"
        said = words(("item", found.name), ("page_title", document.page_title))
        made = offer(page, channel, reading_link(chapters.contents_page(document)), said, found.name)
        people = (found.author,) if found.author else ()
        context = words(("context", found.name))
        places = (document.resolve(each) for each in found.chapters[:_SAMPLED])
        follow = tuple(Follow(url, OTHER, context) for url in places if url)
        return Reading(self.name, distinct([replace(made, work_kind=kind, people=people)]), follow, found.name)


FAMILY: Final = SerialAppFamily()
