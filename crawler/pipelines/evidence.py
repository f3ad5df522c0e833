"""Stage 2: a page that shows a hit is kept as it was received, before anything is stored about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from crawler.desk import Desk
from crawler.guard import with_addresses
from crawler.items import PageItem
from crawler.trust import with_verdict

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class EvidencePipeline:
    """Writes the page into the run's WARC file when one of its links is a hit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Desk.of(crawler))

    def process_item(self, item: PageItem) -> PageItem:
        """The item with its capture, when it shows a hit."""
        if not any(finding.matches for finding in item.record.findings):
            return item
        page = with_verdict(with_addresses(item.page))
        return replace(item, record=replace(item.record, capture=self._desk.capture(page)))
