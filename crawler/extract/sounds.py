"""Audio that a page plays or offers: audio elements, links, player attributes and player lists, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from core.types import Link
from crawler.extract import card, json_text, literal
from crawler.extract.columns import cells_of
from crawler.extract.document import Document
from crawler.extract.offer import folded
from crawler.extract.state import states
from crawler.links import classify, find_links

MOST_SOUNDS: Final = 5_000
_PLAIN: Final = re.compile(r"(?:https?:)?/{1,2}[^\s'\"()<>]{4,2000}|[\w./-]{4,300}")
_PLAYED: Final = re.compile(
    r"(?:\b(?:audios?|musics?|playlist|songs?|tracks?|list|songlist|playList)[\"']?\s{0,4}[:=]|setPlaylist\(|"
    r"setMedia[\"']?\s{0,4}[,(]|\.(?:load|add|play)\()\s{0,20}(?=[\[{])"
)
_MOST_LISTS: Final = 50
_ADDRESSES: Final = (
    "url",
    "src",
    "mp3",
    "file",
    "audio",
    "audioUrl",
    "audio_url",
    "playUrl",
    "play_url",
    "m4a",
    "link",
    "musicUrl",
)
_NAMES: Final = (
    "name",
    "title",
    "songname",
    "songName",
    "SONGNAME",
    "trackName",
    "audioName",
    "chapterName",
    "episodeTitle",
)
_ARTISTS: Final = ("artist", "author", "singer", "ARTIST", "artistName", "anchor", "announcer")


@dataclass(frozen=True, slots=True)
class Sound:
    """One audio link: what it is called and whose it is, as far as the page says beside it."""

    link: Link
    name: str = ""
    artist: str = ""
    row: str = ""


def sounds(document: Document) -> list[Sound]:
    """Every audio link once, those with a name first."""
    kept: dict[str, Sound] = {}
    for sound in (*_listed(document), *_anchored(document), *_embedded(document), *_scripted(document)):
        kept.setdefault(sound.link.ref, sound)
        if len(kept) >= MOST_SOUNDS:
            break
    return list(kept.values())


def _audio(url: str, base: str, *, played: bool = False) -> Link | None:
    link = classify(url, base=base, role="embed" if played else "anchor")
    if link is None:
        return None
    if link.kind == "audio" or (played and link.kind in ("media", "embed", "hotlink")):
        return link if link.kind != "embed" else Link("audio", link.ref, link.url, link.provider)
    return None


def _listed(document: Document) -> Iterator[Sound]:
    """Player lists: `{name, artist, url}` in states and scripts."""
    if not any(mark in document.source for mark in ("mp3", "m4a", "audio", "flac", "aac")):
        return
    listed = (value for script in document.scripts[:60] for value in _lists(script))
    for value in (*states(document), *listed):
        for thing in json_text.walk(value, 50_000):
            link = next((found for field in _ADDRESSES if isinstance(text := thing.get(field), str)
                         and (found := _audio(text, document.url))), None)  # fmt: skip
            if link is not None:
                yield Sound(link, _first(thing, _NAMES), _first(thing, _ARTISTS))


def _lists(script: str) -> Iterator[Any]:
    """The arrays and objects after `audio:`, `music:`, `setMedia(` and kin: what a player is told to play."""
    for match in islice(_PLAYED.finditer(script), _MOST_LISTS):
        yield literal.value_at(script, match.end())


def _anchored(document: Document) -> Iterator[Sound]:
    for anchor in document.anchors:
        if anchor.url and (link := _audio(anchor.url, document.url)) is not None:
            yield Sound(link, anchor.words, row=_row(document, anchor.block))
    for value in document.values:
        if _PLAIN.fullmatch(value.value) and (link := _audio(value.value, document.url)):
            yield Sound(link, row=_row(document, value.block))


def _embedded(document: Document) -> Iterator[Sound]:
    playing = False
    for embed in document.embeds:
        playing = embed.tag == "audio" or (playing and embed.tag == "source")
        told = "audio" in (embed.attributes.get("type") or "")
        if embed.tag in ("audio", "source", "embed") and (
            link := _audio(embed.url, document.url, played=playing or told)
        ):
            yield Sound(link, folded(embed.attributes.get("title") or ""), row=_row(document, embed.block))


def _scripted(document: Document) -> Iterator[Sound]:
    for script in document.scripts[:60]:
        if "mp3" in script or "m4a" in script or "audio" in script:
            for found in find_links(script[:500_000], base=document.url):
                if found.link.kind == "audio":
                    yield Sound(found.link)


def _row(document: Document, block: int) -> str:
    """The words of the row around a link, cell by cell: a song's name, then its singer's."""
    row = card.row_of(document, block)
    return " | ".join(cells_of(document, row)) or card.row_text(document, row) if row else ""


def _first(thing: dict[str, Any], fields: tuple[str, ...]) -> str:
    return next((text for field in fields if (text := folded(thing.get(field)))), "")
