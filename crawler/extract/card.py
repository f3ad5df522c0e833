"""Cards of a list page: one link with its row or tile, and the words that name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crawler.extract.columns import title_of
from crawler.extract.document import Document
from crawler.extract.outline import ROW, Anchor
from crawler.extract.telling import is_telling

MOST_CARDS: Final = 2_000
LONGEST: Final = 600


@dataclass(frozen=True, slots=True)
class Card:
    """One thing of a list: its address, title and all words of its row."""

    url: str
    title: str
    text: str
    block: int


def cards(document: Document) -> Iterator[Card]:
    """The page's cards in order, one an address; what stands in navigation is none."""
    groups: dict[tuple[str, int], list[Anchor]] = {}
    for anchor in document.anchors:
        block = row_of(document, anchor.block)
        whole = not block and "\n" in anchor.text and len(anchor.text) <= LONGEST
        if anchor.url.startswith("http") and not anchor.crumb and (block or whole):
            groups.setdefault((anchor.url.partition("#")[0], block), []).append(anchor)
    seen: set[str] = set()
    for (url, block), anchors in groups.items():
        if url in seen:
            continue
        title = max((_first_line(anchor.words) for anchor in anchors), key=len)
        if block and not is_telling(title):
            title = title_of(document, block) or title
        text = row_text(document, block) if block else " ".join(anchors[0].text.split())
        if title and len(seen) < MOST_CARDS:
            seen.add(url)
            yield Card(url, title, text, block or _around(document, anchors[0]))


def row_of(document: Document, block: int) -> int:
    """The nearest row, list item or tile around a block; 0 when there is none, or when it holds half the page."""
    outline = document.outline
    for _ in range(12):
        if block <= 0:
            return 0
        if outline.flags[block] & ROW and outline.ends[block] - outline.starts[block] <= LONGEST * 3:
            return block
        block = outline.parents[block]
    return 0


def _around(document: Document, anchor: Anchor) -> int:
    """The smallest block that holds more than a link that wraps its card; 0 when that is no card any more."""
    outline, block = document.outline, anchor.block
    while block > 0 and outline.starts[block] >= anchor.start and outline.ends[block] <= anchor.end:
        block = outline.parents[block]
    return block if block > 0 and outline.ends[block] - outline.starts[block] <= LONGEST else 0


def row_text(document: Document, block: int) -> str:
    """The words of a row in one line."""
    outline = document.outline
    return " ".join(outline.text[outline.starts[block] : outline.ends[block]][: LONGEST * 2].split())[:LONGEST]


def _first_line(words: str) -> str:
    """A link's title: of one that wraps a whole card, its first line that is no price or number."""
    lines = [" ".join(line.split()) for line in words.split("\n")]
    return next((line for line in lines if sum(symbol.isalpha() for symbol in line) > 1), lines[0])[:300]
