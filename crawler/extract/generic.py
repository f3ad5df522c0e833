"""Any page: its typed links with the words around them, and where to go from there."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.types import Channel, Page, Sighting, Text
from crawler.extract import episode
from crawler.extract.about import About, about, page_texts
from crawler.extract.document import Document
from crawler.extract.following import follow
from crawler.extract.offer import distinct, offer, words
from crawler.extract.placed import Placed, placed_links
from crawler.extract.plain_page import read_plain
from crawler.extract.reading import Reading
from crawler.extract.surroundings import Surroundings

MOST_SIGHTINGS: Final = 10_000


class GenericFamily:
    """Whatever no other family knows better."""

    name = "page"
    channel: Channel = "website"

    def recognises(self, page: Page) -> bool:
        return True

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "html":
            return read_html(document, self.name, self.channel)
        return read_plain(document, self.name, self.channel)


FAMILY: Final = GenericFamily()


def read_html(document: Document, family: str, channel: Channel) -> Reading:
    """The generic reading of an HTML page; families add to it."""
    return Reading(family, distinct(sightings(document, channel)), follow(document), document.page_title)


def sightings(document: Document, channel: Channel) -> list[Sighting]:
    """Every typed link of the page with its words, in order."""
    placed = placed_links(document)
    if not placed:
        return []
    surroundings = Surroundings(document, placed)
    general = page_texts(document)
    stated = about(document.text)
    return [
        sighting(document, channel, each, surroundings.of(number), general, stated)
        for number, each in enumerate(placed[:MOST_SIGHTINGS])
    ]


def sighting(
    document: Document,
    channel: Channel,
    placed: Placed,
    around: tuple[str, str],
    general: tuple[Text, ...],
    stated: About,
) -> Sighting:
    """One link with its words, the nearest first; the page speaks for none that stands aside."""
    anchor = placed.anchor
    said = words(
        ("anchor", anchor.text[:300] if anchor else ""),
        ("attribute", anchor.label if anchor else ""),
        ("share_text" if placed.link.kind == "netdisk" else "file_name", placed.name),
        ("row", around[0]),
        ("post", around[1]),
    )
    episode_words = episode.of(anchor.words) if anchor else ""
    if placed.aside:
        return replace(offer(document.page, channel, placed.link, said), episode=episode_words)
    heading = document.heading_at(placed.start)
    if heading is not None and not heading.aside:
        said = (*said, Text("heading", heading.text))
    if heading is not None and heading.aside:
        return replace(offer(document.page, channel, placed.link, said), episode=episode_words)
    texts = tuple(dict.fromkeys((*said, *general)))
    return replace(
        offer(document.page, channel, placed.link, texts, document.page_title),
        episode=episode_words, year=stated.year, work_kind=stated.kind, people=stated.people,
    )  # fmt: skip
