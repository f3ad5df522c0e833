"""Cards whose title stands only under their picture: the words of an image beside a link."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from crawler.extract.document import Document
from crawler.extract.telling import is_telling

MOST_PICTURES: Final = 5_000
_LARGEST: Final = 200  # characters of a card's text
_LEVELS: Final = 3
_MOST_AT_ONCE: Final = 200  # pictures without a word between them


def _is_in(document: Document, inner: int, block: int) -> bool:
    """Whether a picture's own frame (`<figure>`, `<div class=cover>`) stands in a block."""
    for _ in range(_LEVELS):
        if inner == block:
            return True
        inner = max(0, document.outline.parents[inner])
    return False


def picture_in(document: Document, block: int, position: int) -> str:
    """The words of the last picture before a link in a small part of the page that holds it; "" for none."""
    outline = document.outline
    pictures = outline.pictures
    if not pictures or len(pictures) > MOST_PICTURES or block <= 0:
        return ""
    start = outline.starts[block]
    if outline.ends[block] - start > _LARGEST:
        return ""
    first, last = bisect_left(pictures, start, key=_place), bisect_right(pictures, position, key=_place)
    said = [words for _, where, words in pictures[first:last][-_MOST_AT_ONCE:] if _is_in(document, where, block)]
    return " ".join(said[-1].split())[:_LARGEST] if said and is_telling(said[-1]) else ""


def _place(picture: tuple[int, int, str]) -> int:
    return picture[0]


def picture_above(document: Document, block: int, position: int) -> str:
    """The words of the last picture before a link in the small part of the page that both stand in; "" for none."""
    outline = document.outline
    if not outline.pictures or len(outline.pictures) > MOST_PICTURES:
        return ""
    for _ in range(_LEVELS):
        if block <= 0 or outline.ends[block] - outline.starts[block] > _LARGEST:
            return ""
        said = [words for at, where, words in outline.pictures if at <= position and _is_in(document, where, block)]
        if said and is_telling(said[-1]):
            return " ".join(said[-1].split())[:_LARGEST]
        block = outline.parents[block]
    return ""
