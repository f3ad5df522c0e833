"""What a link is in itself, wherever it stands: most links of a page stand on many pages, and are looked at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from core.frozen import frozen
from core.types import Link, Text
from core.urls import host_of
from crawler.extract import episode
from crawler.extract.document import Document
from crawler.extract.outline import Anchor
from crawler.extract.profile import identity_in
from crawler.extract.promise import is_page, promise
from crawler.extract.reading import LIST, Follow
from crawler.extract.telling import is_telling
from crawler.links import classify
from crawler.links.hosted_player import is_hosted
from crawler.links.wrapper import unwrap

_REMEMBERED: Final = 400  # characters of an address with its words
_VISITED: Final = frozenset(("live", "source", "page", "document"))  # offers that may be lists of others
_JUMPS: Final = frozenset(
    ("go", "goto", "jump", "out", "link", "links", "redirect", "to", "down", "download", "get", "url")
)


@frozen
class KnownLink:
    """A link by its address and its own words.

    `offer` is the share or file that it leads to, `follow` where it leads as a page (None for what is none), `is_part`
    whether its words name only a part of a work, `is_profile` whether it names a person or an account, `is_jump`
    whether it sends on to another site, and `player` the hosted player that it opens.
    """

    offer: Link | None = None
    follow: Follow | None = None
    is_part: bool = False
    is_profile: bool = False
    is_jump: bool = False
    player: Link | None = None


_NOTHING: Final = KnownLink()


@lru_cache(maxsize=1)
def known_links(document: Document) -> list[KnownLink]:
    """What each of the page's anchors is, in their order."""
    base = document.outline.base
    return [_known(anchor, base) if anchor.url else _NOTHING for anchor in document.anchors]


def _known(anchor: Anchor, base: str) -> KnownLink:
    url, text, label = anchor.url, anchor.text, anchor.label
    look = _remembered if len(url) + len(text) + len(label) < _REMEMBERED else _looked_at
    rel = anchor.attributes.get("rel") or ""
    if "." in (anchor.attributes.get("download") or ""):
        text = anchor.attributes["download"] or ""  # the file's own name, whatever the button says
    return look(url, text, label, rel, "" if url.startswith("http") else base)


def _looked_at(url: str, text: str, label: str, rel: str, base: str) -> KnownLink:
    offer = classify(url, base=base, text=text)
    if offer is not None and offer.kind not in _VISITED:
        return KnownLink(offer, is_jump=_is_jump(url))
    is_jump = _is_jump(url)
    address = (_own_target(url) if is_jump else "") or url.partition("#")[0]
    follow, is_part = _followed(address, text, label, rel.lower())
    hosted = offer is None and ("/e/" in url or "/embed" in url) and is_hosted(url)
    player = classify(url, role="embed") if hosted else None
    return KnownLink(offer, follow, is_part, bool(identity_in(url)), is_jump, player)


def _own_target(url: str) -> str:
    """The page of the same site that a jump address carries; "" for none."""
    target = unwrap(url) if "?" in url else url
    return target.partition("#")[0] if target != url and host_of(target) == host_of(url) else ""


@lru_cache(maxsize=16_384)
def _remembered(url: str, text: str, label: str, rel: str, base: str) -> KnownLink:
    return _looked_at(url, text, label, rel, base)


def _followed(url: str, text: str, label: str, rel: str) -> tuple[Follow | None, bool]:
    """Where a link leads with what it itself says of it, and whether that names only a part of a work."""
    if not url or not is_page(url):
        return None, False
    words = text if not label or is_telling(text) else label
    priority = LIST if "next" in rel else promise(url, text)
    if not (words and is_telling(words)):
        return Follow(url, priority), False
    return Follow(url, priority, (Text("context", " ".join(words.split())[:300]),)), episode.begins(words)


def _is_jump(url: str) -> bool:
    parts = url.split("/", 4)
    return len(parts) > 3 and parts[3].partition("?")[0].partition(".")[0] in _JUMPS
