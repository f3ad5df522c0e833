"""Stage 1: which watched works does each link of the page offer?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Self

from core.types import Finding, Match, PageRecord, Sighting
from crawler.desk import Desk
from crawler.hindsight import Hindsight
from crawler.items import PageItem
from crawler.recognise import judge_for

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# What one page may add: a hundred thousand links are a flood or a trap. Every link is judged, the last one too.
MOST_HITS: Final = 5_000
MOST_REMEMBERED: Final = 20_000


class MatchPipeline:
    """Judges every sighting against the watchlist."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hindsight: Hindsight | None = None  # until the spider is open

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        desk = Desk.of(self._crawler)
        self._counts = desk.counts
        self._judge = judge_for(desk.store, desk.config)
        self._rejected = desk.store.suppressions.in_force()
        self._hindsight = Hindsight(desk, self._judge)

    def close_spider(self) -> None:
        """Judges again what only words of the site's template spoke against."""
        today = datetime.now(UTC).date()
        if self._hindsight is not None:
            self._hindsight.look(lambda sighting: self._matches(sighting, today))

    def process_item(self, item: PageItem) -> PageItem:
        """The item with the works that each of its sightings offers."""
        record = item.record
        if not record.findings:
            return item
        found, total = self._judged(record), len(record.findings)
        if len(found) < total:
            self._counts["links_left_out"] += total - len(found)
            cause = f"shows {total} links: {total - len(found)} of them were left out"
            state = "truncated" if record.state == "ok" else record.state
            record = replace(record, state=state, cause=record.cause or cause)
        return replace(item, record=replace(record, findings=found))

    def _judged(self, record: PageRecord) -> tuple[Finding, ...]:
        """The links with what they offer, as many as one page may add."""
        today = record.fetched_at.date()
        left = {True: MOST_HITS, False: MOST_REMEMBERED}
        found = []
        for finding in record.findings:
            matches = self._matches(finding.sighting, today)
            if left[bool(matches)]:
                left[bool(matches)] -= 1
                found.append(Finding(finding.sighting, matches))
        return tuple(found)

    def _matches(self, sighting: Sighting, today: date) -> tuple[Match, ...]:
        """The works that a link offers, without those that somebody rejected there."""
        matches = self._judge.judge(sighting, today)
        if not matches:
            return ()
        kept = self._rejected.kept(matches, sighting)
        if len(kept) < len(matches):
            self._counts["hits_rejected"] += len(matches) - len(kept)
        return tuple(kept)
