"""Play lists in scripts of their own: `/upload/playdata/20200101/12/12.js` of the older video systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.types import Channel, Page, Sighting
from crawler.extract import player_config
from crawler.extract.about import passed_on
from crawler.extract.file_name import named_file
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import PLAY, Follow, Reading
from crawler.links import classify, name_of

_PATHS: Final = ("/playdata/", "/playurl/", "/player/data/", "/vodplaydata/")
_MARKS: Final = ("mac_url", "VideoInfoList", "VideoListJson", "ff_urls", "player_", "playData")


class PlayDataFamily:
    """A script that holds nothing but the addresses which the play pages of one work share."""

    name = "play_data"
    channel: Channel = "video"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        start = page.text[:4_000].lstrip("\ufeff \t\r\n")
        return start[:1] not in ("<", "{", "[", "#") and any(mark in start for mark in _MARKS) and "=" in start

    def read(self, page: Page) -> Reading:
        return Reading(self.name, distinct(_sightings(page, self.channel)))


FAMILY: Final = PlayDataFamily()


def _sightings(page: Page, channel: Channel) -> Iterator[Sighting]:
    for fed in player_config.fed_by(page.text):
        link = classify(fed.address, base=page.url, role="player")
        if link is not None:
            said = words(("item", fed.work), named_file(link, name_of(fed.address)))
            made = offer(page, channel, link, (*said, *page.context))
            yield replace(made, episode=fed.part[:60], work_kind=fed.kind, people=fed.people)


def followed(sources: Iterable[str], named: str) -> Iterator[Follow]:
    """The scripts of a play page that hold its addresses, with the work's name in hand."""
    for url in list(sources)[:50]:
        if any(path in url for path in _PATHS):
            yield Follow(url, PLAY, passed_on(named))
