"""Passcodes that stand beside the way to a share: a jump page shows the share, the page before it the code."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from core.types import Link, Sighting, Text
from crawler.extract.document import Document
from crawler.extract.outline import Anchor
from crawler.extract.telling import is_telling
from crawler.links.passcode import Mention, mentions, passcode_in

_NEAR: Final = 60
_LONGEST: Final = 20_000


class Codes:
    """The passcodes of a page's text, for links that only lead to shares."""

    def __init__(self, document: Document) -> None:
        self.found: list[Mention] = mentions(document.text)
        self.starts = [each.start for each in self.found]
        self.document = document
        self.anchors = [each.start for each in document.anchors] if self.found else []

    def beside(self, anchor: Anchor) -> tuple[Text, ...]:
        """The passcode written right behind a link, before the next one; the page's only one also right before it."""
        if not self.found:
            return ()
        place = bisect_left(self.starts, anchor.start)
        if place == len(self.starts) and place == 1 and self._leads_on(anchor):
            return (Text("context", f"提取码：{self.found[0].code}"),)
        if place == len(self.starts) or self.starts[place] > anchor.end + _NEAR:
            return ()
        code = self.found[place]
        between = self.document.text[anchor.end : code.start]
        if between.count("\n") > 2 or is_telling(between) or self._is_anothers(anchor, code):
            return ()
        return (Text("context", f"提取码：{code.code}"),)

    def _leads_on(self, anchor: Anchor) -> bool:
        """Whether this is the first link behind the page's only passcode, and nothing else is named between."""
        code = self.found[0]
        following = bisect_left(self.anchors, code.end)
        if following == len(self.anchors) or self.anchors[following] != anchor.start or is_telling(anchor.words):
            return False
        return anchor.start - code.end < _NEAR and not is_telling(self.document.text[code.end : anchor.start])

    def _is_anothers(self, anchor: Anchor, code: Mention) -> bool:
        """Whether another link stands between this one and the code."""
        following = bisect_left(self.anchors, max(anchor.end, anchor.start + 1))
        return following < len(self.anchors) and self.anchors[following] < code.start


def with_carried(sightings: tuple[Sighting, ...], context: tuple[Text, ...]) -> tuple[Sighting, ...]:
    """The page's one share with the passcode that stood where the page was linked."""
    shares = {each.link.ref for each in sightings if each.link.kind == "netdisk"}
    if len(shares) != 1 or not context or any(each.link.passcode for each in sightings):
        return sightings
    return tuple(replace(each, link=opened(each.link, context)) for each in sightings)


def with_only_code(sightings: tuple[Sighting, ...], document: Document) -> tuple[Sighting, ...]:
    """A share that a script holds, with the only passcode that the page's text states."""
    shares = {each.link.ref for each in sightings if each.link.kind == "netdisk"}
    if len(shares) != 1 or any(each.link.passcode for each in sightings) or document.form != "html":
        return sightings
    stated = {each.code for each in mentions(document.text[:_LONGEST])}
    if len(stated) != 1:
        return sightings
    return tuple(
        replace(each, link=opened(each.link, (Text("context", f"提取码：{stated.copy().pop()}"),)))
        for each in sightings
    )


def opened(link: Link, context: tuple[Text, ...]) -> Link:
    """A share with the passcode that the words which led to it state."""
    if link.kind != "netdisk" or link.passcode:
        return link
    stated = (passcode_in(text.text, link.provider) for text in context)
    return replace(link, passcode=next(filter(None, stated), ""))
