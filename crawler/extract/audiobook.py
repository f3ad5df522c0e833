"""Audiobook and podcast pages: albums with their episodes, each episode's audio a link of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from core.types import Channel, Page, Sighting
from crawler.extract import book, chapters, episode, schema
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import distinct, offer, words
from crawler.extract.outline import Anchor
from crawler.extract.reading import DETAIL, PLAY, Follow, Reading
from crawler.extract.sounds import Sound, sounds
from crawler.links.page import page_link

_SPOKEN: Final = (
    "有声", "听书", "评书", "播音", "演播", "播讲", "主播", "广播剧", "在线收听", "听小说", "audiobook",
    "Audiobook", "narrated", "Narrated", "narrator",
    "Narrator", "podcast", "Podcast",
)  # fmt: skip
_STRUCTURED: Final = re.compile(r"\"@type\"\s?:\s?\[?\s?\"(?:PodcastEpisode|PodcastSeries|Audiobook|RadioEpisode)")
_PLAYER: Final = ("<audio", "jPlayer", "APlayer", ".mp3", ".m4a", ".aac", "audioplayer", "play.php", "player.php")
_EPISODES: Final = re.compile(
    r"<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,3}[^<>]{0,40}第?\s?\d{1,4}\s?[集回章期讲]", re.I
)
_READ_BY: Final = re.compile(r"(?:播音|演播|播讲|主播|朗读|演讲者|[Nn]arrat(?:or|ed by))\s?[:：]")
_TITLED: Final = re.compile(r"<(?:title|h1)[^<>]{0,200}>[^<>]{0,200}(?:有声|听书|评书|广播剧|播客)", re.IGNORECASE)
_SPEAKING: Final = tuple(mark for mark in _SPOKEN if mark != "主播")
_THINGS: Final = ("Audiobook", "PodcastEpisode", "PodcastSeries", "RadioEpisode", "AudioObject", "Book")


class AudiobookFamily:
    """A page of a spoken work."""

    name = "audiobook"
    channel: Channel = "audiobook"
    needs: tuple[str, ...] = ("Podcast", "Audiobook", "RadioEpisode", *_SPEAKING)

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "<" not in source[:2_000] or "player_aaaa" in source:
            return False
        if has(source, ("Podcast", "Audiobook", "RadioEpisode")) and _STRUCTURED.search(source):
            return True
        if not has(source, _SPEAKING):
            return False
        if not is_spoken(source) and (sum(source.count(mark) for mark in _SPOKEN) < 3 or "<audio" not in source):
            return False
        return has(source, _PLAYER) or len(list(islice(_EPISODES.finditer(source, 0, 400_000), 3))) == 3

    def read(self, page: Page) -> Reading:
        document = Document(page)
        things = schema.things(document, *_THINGS)
        listed = chapters.listed(document)
        back = chapters.back_to_contents(document)
        single = not listed and chapters.is_chapter_title(document.heading or document.title)
        told = book.on_chapter(document, back) if single and back else book.on_contents(document, things)
        found = sounds(document)
        sightings = [_sighting(page, document, told, sound, single=single or len(found) == 1) for sound in found]
        if not found and (single or any("Episode" in str(thing.get("@type")) for thing in things)):
            own = Sound(replace(page_link(document.url), kind="audio"))
            sightings.append(_sighting(page, document, told, own, single=True))
        return Reading(self.name, distinct(sightings), tuple(_follow(document, told, listed, back)), told.name)


def is_spoken(source: str) -> bool:
    """Whether a page says of its own work that somebody reads it aloud; a menu's word says nothing."""
    return _READ_BY.search(source) is not None or _TITLED.search(source, 0, 20_000) is not None


FAMILY: Final = AudiobookFamily()


def _sighting(page: Page, document: Document, told: book.Book, sound: Sound, *, single: bool) -> Sighting:
    part = document.heading if single else sound.name or sound.row
    said = words(
        ("item", told.name), ("anchor", sound.name), ("row", sound.row), ("heading", document.heading),
        ("page_title", document.page_title),
    )  # fmt: skip
    made = offer(page, "audiobook", sound.link, said, document.page_title)
    people = (told.author,) if told.author else ()
    return replace(
        made, people=people, work_kind="audiobook", episode=episode.of(part) or episode.of(document.page_title)
    )


def _follow(document: Document, told: book.Book, listed: list[Anchor], back: str) -> list[Follow]:
    said = words(("context", told.name))
    found = [Follow(anchor.url, PLAY, (*said, *words(("context", anchor.words)))) for anchor in listed]
    if not listed and back:
        found.append(Follow(back, DETAIL, said))
    further = chapters.next_page(document) if listed else None
    return [*found, Follow(further.url, DETAIL, said)] if further else found
