"""The itinerary of a run: which addresses a page leads to are visited, and how soon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from core.search import with_form
from core.shapes import shape
from core.types import NewRequest, QueuedRequest, Text
from core.urls import canonical
from crawler.extract.reading import FEED, LIST, OTHER, PLAY, Follow, Reading
from crawler.patterns import BY_NAME, Patterns
from crawler.scope import Scope
from crawler.searching import Searches

MAX_FOLLOWS: Final = 5_000
MAX_OFFERED: Final = 300_000  # addresses kept in mind; the frontier tells the others apart
# Pages whose links name something else come behind the lists that may name a watched work.
OF_OTHERS_PLAY: Final = 16
OF_OTHERS: Final = 12
ANSWER: Final = 10  # the site's search gave the address for a watched title
# One form only; a host that is a number in another writing is not in it.
_PLAIN: Final = re.compile(
    r"https?://(?:[a-z0-9.-]*[a-z]|\d{1,3}(?:\.\d{1,3}){3})(?::[1-9]\d{0,4})?(?:/[\w~-][\w.~-]*)*/?", re.A
)
_LONGEST: Final = 120  # characters of an anchor that are read for names


class Itinerary:
    """Takes each address once a run: named works first, then by promise; shapes that led to nothing step back."""

    def __init__(
        self,
        scope: Scope,
        patterns: Patterns,
        searches: Searches,
        counts: Counter[str],
        names_watched: Callable[[str], bool],
    ) -> None:
        self._scope, self._patterns, self._searches, self._counts = scope, patterns, searches, counts
        self._names_watched = names_watched
        self._offered: set[str] = set()  # the frontier knows them already, and most links of a page are such

    def follows(self, reading: Reading, url: str, row: QueuedRequest) -> Iterator[NewRequest]:
        """What to visit of a page that was read; what is refused is counted by its reason."""
        own = shape(url)
        is_answer = self._searches.is_answer(row.request.url)
        for follow in reading.follow[:MAX_FOLLOWS]:
            if follow.url in self._offered and not follow.form:
                continue
            address = _address(follow.url)
            if follow.form:
                address = with_form(address, follow.form)
            if address in self._offered:
                continue
            if len(self._offered) < MAX_OFFERED:
                self._offered.add(address)
            # The hundredth page of a list is no deeper than its second, as long as such lists lead to anything.
            turned = follow.priority == LIST and shape(address) == own and not self._patterns.penalty(address)
            depth = max(1, row.request.depth + (0 if turned else 1))
            refusal = self._scope.refusal(address, depth, is_list=follow.priority == FEED)
            if not refusal and self._patterns.is_trap(address):
                refusal = "a shape that leads to nothing"
            if refusal:
                self._counts[f"skipped: {refusal}"] += 1
                continue
            priority = self._priority(follow, address, url, is_answer=is_answer)
            yield NewRequest(address, priority, depth, 0, url, follow.context)
        if is_answer and self._is_fruitful(reading):
            yield from self._searches.further(row.request.url)

    def _priority(self, follow: Follow, address: str, page: str, *, is_answer: bool) -> int:
        priority = follow.priority - self._patterns.penalty(address)
        if follow.priority < OTHER:
            return priority
        if self._is_named(follow.context) and self._patterns.believes(address):
            self._patterns.credit(page)
            priority += BY_NAME
        elif follow.context and follow.priority > FEED:
            priority = min(priority, OF_OTHERS_PLAY if follow.priority >= PLAY else OF_OTHERS)
        return priority + ANSWER if is_answer and follow.priority >= LIST else priority

    def _is_named(self, context: tuple[Text, ...]) -> bool:
        return any(self._names_watched(text.text[:_LONGEST]) for text in context[:2])

    def _is_fruitful(self, reading: Reading) -> bool:
        """Whether an answer named anything watched."""
        return any(self._is_named(follow.context) for follow in reading.follow[:200]) or any(
            self._is_named(sighting.texts) for sighting in reading.sightings[:100]
        )


def _address(url: str) -> str:
    """One form for the address of a page: session and tracking parameters are no other page."""
    return url if _PLAIN.fullmatch(url) else canonical(url, as_written=True) or url
