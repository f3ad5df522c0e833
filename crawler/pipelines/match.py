"""Stage 1: which watched works does each link of the page offer?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from core.types import Finding
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
        self._judge = judge_for(desk.store, desk.config)

    def process_item(self, item: PageItem) -> PageItem:
        """The item with the works that each of its sightings offers."""
        record = item.record
        if not record.findings:
            return item
        today = record.fetched_at.date()
        found = tuple(Finding(f.sighting, tuple(self._judge.judge(f.sighting, today))) for f in record.findings)
        return replace(item, record=replace(record, findings=found))
