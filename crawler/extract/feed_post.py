"""Posts of a feed: what one plays is told by the post's own page, so that feed and page show one copy."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final
from urllib.parse import urlsplit

from crawler.extract.document import Document
from crawler.extract.known_link import known_links
from crawler.extract.outline import Anchor, Outline
from crawler.extract.placed import Placed

_PLAYED: Final = frozenset(("media", "embed"))
_MOST: Final = 500
_HIGHEST: Final = 6  # blocks around a player that may be its post
_LARGEST: Final = 12  # links of one post
_IDENTITY: Final = re.compile(r"\d{3}|\d[a-zA-Z]|[a-z][A-Z]|[a-zA-Z]\d")


def post_pages(document: Document, placed: list[Placed]) -> dict[int, str]:
    """The own page of each post that plays something, by the number of its link; {} where no posts are shown.

    One post alone is one where it links to the very page that shows it.
    """
    played = [number for number, each in enumerate(placed) if each.origin == "embed" and each.link.kind in _PLAYED]
    if not 0 < len(played) <= _MOST:
        return {}
    outline = document.outline
    profiles = [
        anchor for anchor, known in zip(document.anchors, known_links(document), strict=True) if known.is_profile
    ]
    if not profiles:
        return {}
    found = {number: _page(document, outline, profiles, placed[number]) for number in played}
    pages = {number: page for number, page in found.items() if page}
    if len(pages) == 1:
        return pages if document.url in pages.values() else {}
    return pages if len(set(pages.values())) == len(pages) else {}


def _page(document: Document, outline: Outline, profiles: list[Anchor], placed: Placed) -> str:
    """The one page that the smallest block with a writer and a player links to besides the writer's; "" for several."""
    block = placed.block
    for _ in range(_HIGHEST):
        if not block:
            return ""
        start, end = outline.starts[block], outline.ends[block]
        writers = {each.url for each in _within(profiles, start, end)}
        if writers:
            linked = _within(document.anchors, start, end)
            pages = {
                each.url.partition("#")[0] for each in linked if each.url not in writers and _is_page(document, each)
            }
            if len(linked) > _LARGEST or len(pages) > 1:
                return ""
            if pages:
                return pages.pop()
        block = outline.parents[block]
    return ""


def _within(anchors: list[Anchor], start: int, end: int) -> list[Anchor]:
    first = bisect_left(anchors, start, key=lambda each: each.start)
    last = bisect_left(anchors, end, key=lambda each: each.start)
    return anchors[first:last]


def _is_page(document: Document, anchor: Anchor) -> bool:
    """Whether a link is to a page of the site's own with a number."""
    return anchor.url.startswith(document.front) and _IDENTITY.search(urlsplit(anchor.url).path) is not None
