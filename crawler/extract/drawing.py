"""What a drawing shows: its links, each with its words, and addresses that it writes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.labels import Attributes

_MOST: Final = 100  # links of one drawing, and pieces of text
_LONGEST: Final = 500
_FEW: Final = 3


def links_of(drawing: LexborNode) -> Iterator[tuple[Attributes, str]]:
    """The attributes of each link, its address as `href`, and its words."""
    for link in drawing.css("a")[:_MOST]:
        held = link.attributes
        yield {**held, "href": held.get("href") or held.get("xlink:href")}, (link.text() or "")[:_LONGEST]


def words_of(drawing: LexborNode) -> str:
    """What a drawing says, where it says little or writes an address out; else its words are axes and signs."""
    pieces = [each for each in drawing.css("text")[:_MOST] if each.css_first("a") is None]
    said = " ".join((each.text() or "")[:_LONGEST] for each in pieces)
    return said if len(pieces) <= _FEW or ("/" in said and "." in said) else ""
