"""What a family reads from a page: sightings, addresses to follow, and what is wrong with the page."""

from __future__ import annotations

from typing import Final, Protocol
from zlib import crc32

from core.frozen import frozen
from core.types import Channel, Page, Sighting, Text

# How promising an address is; the frontier visits higher ones first.
PLAY: Final = 40  # a page that should hold the link itself: play, download, post, chapter list
DETAIL: Final = 30  # a page about one work
FEED: Final = 25  # lists that machines read: feeds, collection APIs, playlists, sitemaps
LIST: Final = 20  # lists, categories, next pages, search results
OTHER: Final = 0
IDLE: Final = -20  # calendars, facets, sort orders, user profiles, replies


@frozen
class Follow:
    """An address worth visiting; `context` are words that the target page may inherit (the anchor, the item).

    `form` is what to post there, "" for a plain request.
    """

    url: str
    priority: int = OTHER
    context: tuple[Text, ...] = ()
    form: str = ""


@frozen
class Reading:
    """A page as understood by one family.

    `trouble` names why the page shows less than it should: challenge, login, gone, soft_404, hidden, broken.
    """

    family: str
    sightings: tuple[Sighting, ...] = ()
    follow: tuple[Follow, ...] = ()
    title: str = ""
    trouble: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def signature(self) -> int:
        """A number for the links and addresses shown, in any order: the same page with the same links has the same."""
        shown = {follow.url for follow in self.follow} | {sighting.link.ref for sighting in self.sightings}
        return crc32("\n".join(sorted(shown)).encode("utf-8", "replace")) & 0x7FFFFFFF


class Family(Protocol):
    """A kind of page, recognised by its own marks. One module a family, registered in `crawler.extract.FAMILIES`."""

    name: str
    channel: Channel
    # One of these is in the address or source of each page for people (one that begins as HTML) that the family
    # recognises, in any case of letters; () when that cannot be said. Most families are not even asked then.
    needs: tuple[str, ...]

    def recognises(self, page: Page) -> bool:
        """Whether the page carries this family's marks; cheap (substring tests before parsing)."""
        ...

    def read(self, page: Page) -> Reading:
        """Sightings and addresses of the page. Never raises for odd content: it warns."""
        ...
