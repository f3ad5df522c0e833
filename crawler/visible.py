"""The words that a visitor of a page sees: scripts, styles and hidden parts say nothing about whether a share lives."""

from __future__ import annotations

from typing import Final

from bs4 import BeautifulSoup

_UNSEEN: Final = ("script", "style", "template", "noscript", "svg")
# A page that shows less than this is drawn by its script: then its source is all there is to read.
_DRAWN_BY_SCRIPT: Final = 12


def visible_text(source: str) -> str:
    """Title and visible words of an HTML page, however broken; other text, and pages drawn by scripts, as they are."""
    if "<" not in source[:2_000]:
        return source
    tree = BeautifulSoup(source, "lxml")
    for element in tree(_UNSEEN):
        element.decompose()
    for element in tree.select('[hidden], [style*="display:none"], [style*="display: none"]'):
        element.decompose()
    text = " ".join(tree.get_text(" ").split())
    return text if len(text) >= _DRAWN_BY_SCRIPT else source
