"""Links that lead to shares on other pages, among links that are shares themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from crawler.extract.outline import Anchor

_JUMPS: Final = frozenset(
    ("go", "goto", "jump", "out", "link", "links", "redirect", "to", "down", "download", "get", "url")
)
_LONGEST_BUTTON: Final = 12


def ways(anchors: Iterable[Anchor], shares: Iterable[Anchor | None]) -> list[tuple[int, int]]:
    """Where the page's ways to shares stand, as (start, end): jump addresses, and what the shares' own buttons say."""
    own = [share for share in shares if share is not None]
    places = {share.start for share in own}
    buttons = {share.words for share in own if 0 < len(share.words) <= _LONGEST_BUTTON}
    return [
        (anchor.start, anchor.end)
        for anchor in anchors
        if anchor.start not in places and not anchor.aside and (anchor.words in buttons or _is_jump(anchor.url))
    ]


def _is_jump(url: str) -> bool:
    parts = url.split("/", 4)
    return len(parts) > 3 and parts[3].partition("?")[0].partition(".")[0] in _JUMPS
