"""Links that lead to shares on other pages, among links that are shares themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from crawler.extract.document import Document
from crawler.extract.known_link import known_links
from crawler.extract.outline import Anchor

_LONGEST_BUTTON: Final = 12


def ways(document: Document, shares: Iterable[Anchor | None]) -> list[tuple[int, int]]:
    """Where the page's ways to shares stand, as (start, end): jump addresses, and what the shares' own buttons say."""
    own = [share for share in shares if share is not None]
    places = {share.start for share in own}
    buttons = {share.words for share in own if 0 < len(share.words) <= _LONGEST_BUTTON}
    return [
        (anchor.start, anchor.end)
        for anchor, link in zip(document.anchors, known_links(document), strict=True)
        if (link.is_jump or anchor.words in buttons) and not anchor.aside and anchor.start not in places
    ]
