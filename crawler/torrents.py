"""Torrent files that pages link: fetched like pages, read, and known by their infohash from then on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.types import Link, LinkKind, NewRequest, Page, QueuedRequest, Sighting
from core.urls import canonical, host_of
from crawler.extract import torrent_file
from crawler.extract.bencode import read_torrent
from crawler.extract.reading import Reading
from crawler.scope import Scope

PRIORITY: Final = -10  # behind all pages but calendars and the like: a torrent's link is known already
PART: Final = 4  # one in so many of a run's addresses may be a torrent file
Names = tuple[tuple[LinkKind, str], ...]


class Torrents:
    """Which torrent files a run fetches: each once, those on the site's own hosts, so many and no more."""

    def __init__(self, scope: Scope, most: int) -> None:
        self._scope = scope
        self._left = most
        self._seen: set[str] = set()

    def follows(self, sightings: Iterable[Sighting], row: QueuedRequest, *, hops: int = 0) -> Iterator[NewRequest]:
        """The torrent files that an address shows."""
        for sighting in sightings:
            link = sighting.link
            if link.kind != "torrent" or link.url in self._seen or not self._left:
                continue
            depth = max(1, row.request.depth)
            if self._scope.refusal(link.url, depth) or link.ref == canonical(row.request.url):
                continue
            self._left -= 1
            self._seen.add(link.url)
            yield NewRequest(link.url, PRIORITY, depth, hops, sighting.page_url, once=True)


def is_torrent(row: QueuedRequest) -> bool:
    """Whether an address names a torrent file: what becomes of it says nothing about the site's pages."""
    return ".torrent" in row.request.url.lower() and row.request.depth > 0


def identified(page: Page, reading: Reading, row: QueuedRequest) -> tuple[Reading, Names]:
    """The reading of an address that sent a torrent as one link, and the names of that: its addresses and infohashes.

    Of any other address the reading as it is, and no names.
    """
    torrent = read_torrent(page.body) if reading.family == torrent_file.FAMILY.name and reading.sightings else None
    if torrent is None:
        return reading, ()
    digests = (("btih", torrent.infohash), ("btmh", torrent.infohash2))
    hashes = [f"{kind}:{digest}" for kind, digest in digests if digest]
    asked = row.request.url
    redirecting = [row.request.from_url] if row.request.hops == 1 else []
    files = [hashes[0], *(ref for url in (asked, *redirecting) if (ref := canonical(url)))]
    link = Link("torrent", hashes[0], canonical(asked, as_written=True) or asked, host_of(asked))
    said = tuple(replace(sighting, link=link) for sighting in reading.sightings)
    names: list[tuple[LinkKind, str]] = [("torrent", ref) for ref in dict.fromkeys(files)]
    names += [("magnet", ref) for ref in hashes]
    return replace(reading, sightings=said), tuple(names)
