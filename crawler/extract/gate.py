"""Which families a page for people can belong to at all, told by one pass over its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from core.types import Page
from crawler.extract.reading import Family

MOST_CHARACTERS: Final = 400_000  # beyond, each family looks for itself: a page of nothing but marks stays cheap


class Gate:
    """Leaves out families none of whose `needs` stands in a page: most pages then ask two or three of them."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._families = tuple(families)
        marks = sorted({mark.lower() for family in families for mark in family.needs})
        self._automaton = BytesAhoCorasick([mark.encode() for mark in marks], implementation=Implementation.DFA)
        self._wanted_by = [
            sum(1 << place for place, family in enumerate(families) if mark in map(str.lower, family.needs))
            for mark in marks
        ]
        self._always = sum(1 << place for place, family in enumerate(families) if not family.needs)

    def families(self, page: Page) -> list[Family]:
        """Those that may recognise the page, in their order."""
        if len(page.text) > MOST_CHARACTERS:
            return list(self._families)
        source = f"{page.url}\n{page.text}".encode("utf-8", "replace").lower()
        chosen, wanted_by = self._always, self._wanted_by
        for mark, _, _ in self._automaton.find_matches_as_indexes(source, overlapping=True):
            chosen |= wanted_by[mark]
        return [family for place, family in enumerate(self._families) if chosen >> place & 1]
