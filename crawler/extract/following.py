"""Which addresses of a page to visit, how soon, and with which words in hand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Final

from core.types import Text
from crawler.extract.about import carried, is_hop
from crawler.extract.carried_code import Codes
from crawler.extract.clickable import clickable
from crawler.extract.document import Document
from crawler.extract.known_link import known_links
from crawler.extract.leads import leads
from crawler.extract.outline import ROW, Anchor, Embed
from crawler.extract.promise import is_page, promise
from crawler.extract.reading import DETAIL, FEED, LIST, OTHER, PLAY, Follow
from crawler.extract.redirect import redirect_of
from crawler.extract.telling import is_telling

MOST_FOLLOWS: Final = 5_000
_LONGEST_ROW: Final = 200
_NUMBERED: Final = re.compile(r"\s*\d{1,3}\s?[.、．-]\s?\D")
_FRAMES: Final = frozenset(("iframe", "frame"))
_MOST_LEVELS: Final = 4
_FRAME_SOURCE: Final = re.compile(
    r"\.src\s?=\s?[\"']([^\"'\s<>]{2,500})[\"'](?!\s?\+)|\bsetAttribute\(\s?[\"']src[\"']\s?,\s?[\"']([^\"'\s<>]{2,500})[\"']\s?\)"
)
_MOST_SCRIPTS: Final = 50
_LONGEST_SCRIPT: Final = 200_000
_MOST_FRAMES: Final = 5
_MEMBER: Final = re.compile(r"/(?:u|user|users|member|space|tag|tags|cat|category)s?[/_-]|[?&]uid=", re.I)


def follow(document: Document, typed: frozenset[str] = frozenset()) -> tuple[Follow, ...]:
    """The page's addresses by first appearance, each once, with the best words that any of its links has.

    `typed` are the addresses that are offers themselves (shares, files): nobody visits those.
    """
    chosen: dict[str, Follow] = {}
    inherited = _Inherited(document)
    target = redirect_of(document)
    if target:
        chosen[target] = Follow(target, PLAY, inherited.texts)
    _take(document, chosen, typed, inherited)
    for url, priority in _others(document):
        if is_page(url) and url not in chosen and url != document.url:
            chosen[url] = Follow(url, priority, inherited.texts)
    for further in (*clickable(document), *leads(document)):
        key = f"{further.url}#{further.form}" if further.form else further.url
        if further.url not in typed and key not in chosen:
            told = further.context or further.priority in (LIST, FEED) or further.priority < OTHER
            chosen[key] = further if told else replace(further, context=inherited.texts)
    return tuple(chosen.values())


def _take(document: Document, chosen: dict[str, Follow], typed: frozenset[str], inherited: _Inherited) -> None:
    """Takes what the page's links lead to."""
    codes = Codes(document)
    own = document.url
    for anchor, link in zip(document.anchors, known_links(document), strict=True):
        follow = link.follow
        if follow is None:
            continue
        url = follow.url
        before = chosen.get(url)
        if before is not None:
            if not before.context or not is_telling(before.context[0].text):
                chosen[url] = _better(before, _follow(document, anchor, follow, link.is_part, inherited))
        elif url != own and anchor.url not in typed and len(chosen) < MOST_FOLLOWS:
            made = _follow(document, anchor, follow, link.is_part, inherited)
            chosen[url] = _coded(made, codes.beside(anchor)) if codes.found else made


def _others(document: Document) -> list[tuple[str, int]]:
    """Frames, the next page and feeds that <head> names."""
    found = [(embed.url, PLAY) for embed in document.embeds if embed.tag in _FRAMES or _is_framed_page(embed)]
    found.extend((document.resolve(written), PLAY) for written in _frames_made(document))
    for link in document.outline.links:
        rel, href = (link.get("rel") or "").lower(), link.get("href")
        if href and rel in ("next", "prev"):
            found.append((document.resolve(href), LIST))
        elif href and rel == "sitemap":
            found.append((document.resolve(href), FEED))
        elif href and rel == "alternate" and "xml" in (link.get("type") or ""):
            found.append((document.resolve(href), promise(document.resolve(href))))
    return found


def _frames_made(document: Document) -> Iterator[str]:
    """The pages of the site that scripts show in frames they make: `f.src = "/p/1.html"`."""
    for script in document.scripts[:_MOST_SCRIPTS]:
        if "iframe" in script and "src" in script:
            for match in islice(_FRAME_SOURCE.finditer(script[:_LONGEST_SCRIPT]), _MOST_FRAMES):
                yield match[1] or match[2]


def _is_framed_page(embed: Embed) -> bool:
    """Whether <object> or <embed> shows a page as a frame does."""
    return embed.tag in ("object", "embed") and "html" in (embed.attributes.get("type") or "").lower()


def _follow(document: Document, anchor: Anchor, follow: Follow, is_part: bool, inherited: _Inherited) -> Follow:
    """Where a link leads, with the words around it where its own do not tell."""
    if follow.priority < OTHER:
        return follow
    if follow.context:
        words = follow.context[0].text
        if not is_part and words[0].isdigit():
            is_part = _NUMBERED.match(words) is not None and _is_numbered(document, anchor)
        return replace(follow, context=(*follow.context, *inherited.texts)) if is_part else follow
    inheriting = (follow.priority >= DETAIL or inherited.named or inherited.is_hop) and "next" not in anchor.rel
    around = _around(document, anchor, inherited if inheriting else None)
    if around and inherited.named and inherited.named in around[0].text:
        around = inherited.texts  # the whole entry of the work's page says no more than its name
    return Follow(follow.url, follow.priority, around)


def _is_numbered(document: Document, anchor: Anchor) -> bool:
    """Whether a link is one of the numbered parts of the work that the page is about: not of a ranking beside it."""
    if anchor.aside or len(document.heading) < 2:
        return False
    heading = document.heading_at(anchor.start)
    if heading is None or heading.aside:
        return False
    place = bisect_left(document.anchors, anchor.start, key=_start)
    beside = [*document.anchors[max(0, place - 1) : place], *document.anchors[place + 1 : place + 2]]
    return any(_NUMBERED.match(each.words) for each in beside)


def _coded(follow: Follow, code: tuple[Text, ...]) -> Follow:
    return (
        Follow(follow.url, follow.priority, (*follow.context, *code)) if code and follow.priority >= OTHER else follow
    )


def _better(known: Follow, other: Follow) -> Follow:
    if other.context and is_telling(other.context[0].text):
        return Follow(known.url, max(known.priority, other.priority), other.context)
    return known


def _around(document: Document, anchor: Anchor, inherited: _Inherited | None) -> tuple[Text, ...]:
    """For a link that says only "download": its row, else what the page is about."""
    outline = document.outline
    block = anchor.block
    for _ in range(_MOST_LEVELS):
        if block <= 0 or outline.ends[block] - outline.starts[block] > _LONGEST_ROW:
            break
        if outline.flags[block] & ROW:
            said = " ".join(outline.text[outline.starts[block] : outline.ends[block]].split())
            if is_telling(said):
                return (Text("context", said[:300]),)
        elif said := _item(document, anchor, block):
            return (Text("context", said[:300]),)
        block = outline.parents[block]
    if inherited is not None and not anchor.aside and (said := _line_of_button(document, anchor)):
        return (Text("context", said),)
    return () if anchor.aside or inherited is None else inherited.texts


def _line_of_button(document: Document, anchor: Anchor) -> str:
    """The line before a button in a list of lines, where the one before or behind it says the same."""
    if not anchor.words:
        return ""
    place = bisect_left(document.anchors, anchor.start, key=_start)
    beside = [*document.anchors[max(0, place - 1) : place], *document.anchors[place + 1 : place + 2]]
    if not any(each.block == anchor.block and each.words == anchor.words for each in beside):
        return ""
    said = document.text[max(0, anchor.start - _LONGEST_ROW) : anchor.start]
    said = said.rpartition("\n")[2]
    if place and document.anchors[place - 1].end > anchor.start - len(said):
        return ""
    said = " ".join(said.split())
    return said if is_telling(said) else ""


def _item(document: Document, anchor: Anchor, block: int) -> str:
    """What a part of the page says that leads only to this address: an item of a list without the usual marks."""
    outline = document.outline
    first = bisect_left(document.anchors, outline.starts[block], key=_start)
    for other in document.anchors[first : first + 12]:
        if other.start >= outline.ends[block]:
            break
        if other.url and other.url != anchor.url and not (len(other.words) <= 16 and _MEMBER.search(other.url)):
            return ""
    said = " ".join(outline.text[outline.starts[block] : outline.ends[block]].split())
    return said if is_telling(said) else ""


def _start(anchor: Anchor) -> int:
    return anchor.start


class _Inherited:
    """What the pages behind this one are told; worked out when the first of them needs it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def named(self) -> str:
        """The one work that the page is about; "" on lists."""
        heading = self.document.heading
        return heading if len(heading) > 1 and is_telling(heading) else ""

    @cached_property
    def is_hop(self) -> bool:
        """Whether the page only stands between two others."""
        return is_hop(self.document)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        said = carried(self.document)
        return (Text("context", said),) if said else ()
