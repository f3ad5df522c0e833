"""Every typed link of a page with its place in the visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from core.types import Link
from core.urls import host_of
from crawler.extract.document import Document
from crawler.extract.outline import ASIDE, Anchor
from crawler.links import classify, find_links, name_of
from crawler.links.found import Found
from crawler.links.passcode import bind
from crawler.links.share_text import name_beside

Origin = Literal["anchor", "text", "value", "embed"]
_ADVERT: Final = re.compile(
    r"(?:^|[/_.-])(?:ads?|adsterra|adsense|advert\w{0,8}|banners?|popads?|guanggao|stat|stats|analytics|tracker|tongji|chat|comments?)[/_.?-]",
    re.I,
)
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".css", ".js", ".ico", ".woff2", ".woff", ".ttf")
_LONGEST_VALUE: Final = 50_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A link where the page shows it: `text[start:end]` is how it is written there, `name` the file it names."""

    link: Link
    start: int
    end: int
    block: int
    origin: Origin
    name: str = ""
    anchor: Anchor | None = None
    aside: bool = False


@lru_cache(maxsize=1)
def placed_links(document: Document) -> list[Placed]:
    """The typed links of anchors, text, attributes and embeds in the order of the page, with their passcodes.

    The last page's are kept: they are asked for once as offers and once as addresses not to follow.
    """
    placed = [
        *_of_anchors(document),
        *_of_text(document),
        *_of_values(document),
        *_of_embeds(document),
        *_of_written(document),
    ]
    placed.sort(key=lambda each: (each.start, each.end))
    if any(each.link.kind == "netdisk" for each in placed):
        placed = _with_codes(document.text, placed)
    return _distinct(placed)


def _of_anchors(document: Document) -> Iterator[Placed]:
    base = document.outline.base
    for anchor in document.anchors:
        if not anchor.url:
            continue
        link = classify(anchor.url, base=base, text=anchor.text)
        if link is not None:
            yield Placed(
                link, anchor.start, anchor.end, anchor.block, "anchor", name_of(anchor.url), anchor, anchor.aside
            )


def _of_text(document: Document) -> Iterator[Placed]:
    for found in find_links(document.text, base=document.outline.base):
        block = document.block_at(found.start)
        name = found.share_text
        yield Placed(found.link, found.start, found.end, block, "text", name, None, _is_aside(document, block))


def _of_values(document: Document) -> Iterator[Placed]:
    base = document.outline.base
    for value in document.values:
        written = value.value.strip()
        if written.partition("?")[0].lower().endswith(_PICTURES):
            continue
        aside = _is_aside(document, value.block)
        link = classify(written, base=base) if len(written) < 8_192 and not any(c.isspace() for c in written) else None
        if link is not None:
            yield Placed(link, value.start, value.start, value.block, "value", name_of(written), None, aside)
            continue
        for found in find_links(written[:_LONGEST_VALUE], base=base):
            yield Placed(found.link, value.start, value.start, value.block, "value", found.share_text, None, aside)


def _of_written(document: Document) -> Iterator[Placed]:
    """What a script writes stands where the script does."""
    for position, block, script in document.outline.written:
        for found in find_links(script, base=document.outline.base):
            aside = _is_aside(document, block)
            yield Placed(found.link, position, position, block, "value", found.share_text, None, aside)


def _of_embeds(document: Document) -> Iterator[Placed]:
    for embed in document.embeds:
        link = classify(embed.url, base=document.outline.base, role="embed") if embed.url else None
        if link is None or link.kind in ("document", "torrent") or _ADVERT.search(embed.url):
            continue
        if link.kind != "embed" or host_of(link.url) != document.host:  # the site's own frames are pages to visit
            aside = _is_aside(document, embed.block)
            yield Placed(link, embed.start, embed.start, embed.block, "embed", name_of(embed.url), None, aside)


def _is_aside(document: Document, block: int) -> bool:
    return bool(document.outline.flags[block] & ASIDE)


def _with_codes(text: str, placed: list[Placed]) -> list[Placed]:
    """The passcodes that stand in the text around shares, whichever way the shares are written."""
    shares = [Found(each.link, each.start, each.end, each.name) for each in placed]
    bound = bind(text, shares)
    done = []
    for each, found in zip(placed, bound, strict=True):
        name = each.name
        if found.link.kind == "netdisk" and not name:
            name = name_beside(text, each.start, each.end)
        done.append(replace(each, link=found.link, name=name))
    return done


def _distinct(placed: list[Placed]) -> list[Placed]:
    """A link that stands twice at one place (address as href and as text) once, an anchor before a bare text."""
    kept: list[Placed] = []
    last: dict[tuple[str, str], int] = {}
    for each in placed:
        key = (each.link.kind, each.link.ref)
        before = last.get(key)
        if before is not None and each.start <= kept[before].end + 2:
            kept[before] = _joined(kept[before], each)
            continue
        last[key] = len(kept)
        kept.append(each)
    return kept


def _joined(first: Placed, second: Placed) -> Placed:
    better = first if first.anchor is not None or second.anchor is None else second
    passcode = first.link.passcode or second.link.passcode
    return replace(
        better,
        link=replace(better.link, passcode=passcode),
        name=first.name or second.name,
        start=min(first.start, second.start),
        end=max(first.end, second.end),
    )
