"""Copies that a page states for machines: Open Graph, player cards, schema.org content addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.types import Channel, Link, Sighting, Text
from crawler.extract import schema
from crawler.extract.about import page_texts
from crawler.extract.document import Document
from crawler.extract.offer import offer, words
from crawler.links import classify

_META: Final = (
    "og:video", "og:video:url", "og:video:secure_url", "og:audio", "og:audio:url", "og:audio:secure_url",
    "twitter:player:stream",
)  # fmt: skip
_TYPES: Final = (
    "VideoObject", "AudioObject", "MediaObject", "Clip", "Episode", "TVEpisode", "PodcastEpisode", "MusicRecording",
    "Audiobook", "Movie",
)  # fmt: skip
_ADDRESSES: Final = ("contentUrl", "embedUrl")
_MOST: Final = 500


def stated_media(document: Document, channel: Channel) -> Iterator[Sighting]:
    """The streams and files that the page's metadata name, with the names they are given there."""
    general: tuple[Text, ...] | None = None
    for address, said in _addresses(document):
        link = _link(document, address)
        if link is not None:
            general = page_texts(document) if general is None else general
            yield offer(document.page, channel, link, tuple(dict.fromkeys((*said, *general))), document.page_title)


def _addresses(document: Document) -> Iterator[tuple[str, tuple[Text, ...]]]:
    for name in _META:
        if document.meta.get(name):
            yield document.meta[name], ()
    if not any("contentUrl" in text or "embedUrl" in text for _, text in document.outline.data_blocks[:50]):
        return
    for thing in schema.things(document, *_TYPES)[:_MOST]:
        said = words(("item", schema.said(thing, "name", "headline")))
        for name in _ADDRESSES:
            address = thing.get(name)
            if isinstance(address, str) and address:
                yield address, said


def _link(document: Document, address: str) -> Link | None:
    """A stream, a file or somebody else's player; the page's own player is the page."""
    link = classify(document.resolve(address), base=document.outline.base, role="anchor")
    return link if link is not None and link.kind in ("media", "audio", "deep_link") else None
