"""Fragments of HTML that stand in data: a search engine's marked title, a description. Forgiving, and bounded."""

from __future__ import annotations

from typing import Final

from bs4 import BeautifulSoup

LONGEST: Final = 20_000


def text_of_fragment(markup: str) -> str:
    """The words of a fragment: tags out, entities read, scripts dropped. Plain text comes back as it is."""
    if "<" not in markup and "&" not in markup:
        return markup
    tree = BeautifulSoup(markup[:LONGEST], "lxml")
    for element in tree(("script", "style", "template")):
        element.decompose()
    for line in tree(("br", "p", "div", "li", "tr")):
        line.insert_after(" ")
    return tree.get_text()
