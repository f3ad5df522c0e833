"""Stage 1: which watched works does each link of the page offer?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Self

from core.types import Finding, Match, Sighting
from crawler.desk import Desk
from crawler.items import PageItem
from crawler.recognise import judge_for

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class MatchPipeline:
    """Judges every sighting against the watchlist."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        desk = Desk.of(self._crawler)
        self._counts = desk.counts
        self._judge = judge_for(desk.store, desk.config)
        self._rejected = desk.store.suppressions.in_force()

    def process_item(self, item: PageItem) -> PageItem:
        """The item with the works that each of its sightings offers."""
        record = item.record
        if not record.findings:
            return item
        today = record.fetched_at.date()
        found = tuple(Finding(f.sighting, self._matches(f.sighting, today)) for f in record.findings)
        return replace(item, record=replace(record, findings=found))

    def _matches(self, sighting: Sighting, today: date) -> tuple[Match, ...]:
        """The works that a link offers, without those that somebody rejected there."""
        matches = self._judge.judge(sighting, today)
        if not matches:
            return ()
        kept = self._rejected.kept(matches, sighting)
        if len(kept) < len(matches):
            self._counts["hits_rejected"] += len(matches) - len(kept)
        return tuple(kept)
