"""Torrent files that pages link: fetched like pages, and read for the names inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.types import Link, NewRequest, QueuedRequest, Sighting
from core.urls import canonical, host_of
from crawler.extract import torrent_file
from crawler.extract.reading import Reading
from crawler.scope import Scope

PRIORITY: Final = -10  # behind all pages but calendars and the like: a torrent's link is known already
TORRENT: Final = torrent_file.FAMILY.name
PART: Final = 4  # one in so many of a run's addresses may be a torrent file


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


def of_file(reading: Reading, row: QueuedRequest) -> Reading:
    """The reading of a linked torrent file, which tells what the link is that pages show; any other as it is.

    A file and the magnet of its infohash stay two links: each is removed by itself, and so are copies of the file on
    several hosts. Behind a second redirect it is not known any more which link led here.
    """
    if reading.family != TORRENT or not row.request.depth:
        return reading
    led = (row.request.from_url if row.request.hops == 1 else "", row.request.url)
    shown = next((url for url in led if ".torrent" in url.lower()), "")
    if row.request.hops > 1 or not shown:
        return reading if not shown else replace(reading, sightings=())
    ref = canonical(shown)
    link = Link("torrent", ref, canonical(shown, as_written=True), host_of(ref))
    return replace(reading, sightings=tuple(replace(sighting, link=link) for sighting in reading.sightings))
