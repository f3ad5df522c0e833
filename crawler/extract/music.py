"""Music pages and players: songs and albums with their artists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.types import Channel, Page, Sighting
from crawler.extract import book, schema
from crawler.extract.document import Document
from crawler.extract.file_name import named_file
from crawler.extract.hints import has, how_many
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import Reading
from crawler.extract.sounds import Sound, sounds
from crawler.extract.telling import is_telling
from crawler.links import name_of
from crawler.links.page import page_link

_STRUCTURED: Final = re.compile(
    r"\"@type\"\s?:\s?\[?\s?\"Music(?:Album|Recording|Playlist|Composition)|schema\.org/Music(?:Album|Recording)|"
    r"og:type[\"'][^<>]{0,40}music\."
)
_PLAYER: Final = (
    "<audio", "APlayer", "jPlayer", "skPlayer", "meting", "howler", ".mp3", ".MP3", ".flac", ".FLAC", ".m4a",
    ".ape", ".wav",
)  # fmt: skip
_WORDS: Final = (
    "歌词", "歌手", "专辑", "试听", "单曲", "演唱", "作曲", "作词", "音乐", "歌曲", "无损", "MP3", "lyrics",
    "Lyrics", "artist", "Artist",
    "album", "Album",
)  # fmt: skip
_SPOKEN: Final = ("有声小说", "有声书", "听书", "播音", "演播", "播讲", "评书", "podcast", "Podcast")
_THINGS: Final = ("MusicRecording", "MusicAlbum", "MusicPlaylist", "MusicComposition")


class MusicFamily:
    """A page of a song, an album or a list of songs."""

    name = "music"
    channel: Channel = "music"
    needs: tuple[str, ...] = ('"Music', "schema.org/Music", "og:type", *_PLAYER)

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "<" not in source[:2_000] or "player_aaaa" in source:
            return False
        if ("Music" in source or "music." in source) and _STRUCTURED.search(source):
            return True
        return has(source, _PLAYER) and not has(source, _SPOKEN) and how_many(source, _WORDS, 3) >= 3

    def read(self, page: Page) -> Reading:
        document = Document(page)
        things = schema.things(document, *_THINGS)
        found = sounds(document)
        about = _about(document, things)
        sightings = [_sighting(page, document, about, sound, alone=len(found) == 1) for sound in found]
        song = document.meta.get("og:type", "") in ("music.song", "music.album")
        if not found and (things or song):
            # The player fetches its stream by script: the page itself is the copy.
            own = replace(page_link(document.url), kind="audio")
            sightings.append(_sighting(page, document, about, Sound(own), alone=True))
        return Reading(self.name, distinct(sightings), (), document.page_title)


FAMILY: Final = MusicFamily()


def _about(document: Document, things: list[schema.Thing]) -> tuple[str, str]:
    """The song or album the page is about, and its artist."""
    thing = things[0] if things else {}
    named = schema.said(thing, "name") or document.heading or document.meta.get("og:title", "")
    return named, schema.said(thing, "byArtist", "author", "creator") or book.person(document)


def _sighting(page: Page, document: Document, about: tuple[str, str], sound: Sound, *, alone: bool) -> Sighting:
    named, artist = about[0], sound.artist or about[1]
    title = sound.name if is_telling(sound.name) and not alone else named or sound.name
    said = words(
        ("item", f"{artist} - {title}" if artist and artist not in title else title), ("item", title),
        named_file(sound.link, name_of(sound.link.url)), ("row", sound.row), ("heading", named),
        ("page_title", document.page_title),
    )  # fmt: skip
    made = offer(page, "music", sound.link, said, document.page_title)
    return replace(made, people=(artist,) if artist else (), work_kind="music")
