"""Where a page itself is the copy: what its own links then mean, and whose they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.types import LinkKind, Sighting
from crawler.extract.reading import Reading
from crawler.links.page import page_link

_COPIES: Final[tuple[LinkKind, ...]] = ("article", "listing", "video", "live", "app")
_STREAMS: Final[tuple[LinkKind, ...]] = ("media", "audio", "embed", "hotlink")
_PLAYED: Final[tuple[LinkKind, ...]] = ("listing", "video", "live")


def settled(own: Reading, general: Reading) -> tuple[Reading, Reading]:
    """A family's reading and the general one made to agree.

    The stream that a video's, room's or item's page plays is no second copy. An article whose text offers links is
    told by them. What a page offers is its uploader's, seller's or author's.
    """
    copy = _copy(own)
    if copy is None:
        return own, general
    kept = [each for each in general.sightings if copy.link.kind not in _PLAYED or each.link.kind not in _STREAMS]
    owned = tuple(each if each.account else replace(each, account=copy.account) for each in kept)
    if copy.link.kind == "article" and any(each.link.kind != "page" for each in owned):
        own = replace(own, sightings=tuple(each for each in own.sightings if each is not copy))
    return own, replace(general, sightings=owned)


def _copy(own: Reading) -> Sighting | None:
    """The family's sighting of the page itself."""
    for sighting in own.sightings[:1]:
        alone = len(own.sightings) == 1
        if sighting.link.kind in _COPIES and (alone or sighting.link.url == page_link(sighting.page_url).url):
            return sighting
    return None
