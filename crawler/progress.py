"""A progress bar for a person who watches; silent when nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from tqdm import tqdm

from crawler.desk import Desk

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Progress:
    """Scrapy extension: one line for each site with pages, links and new hits."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._bar: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        progress = cls(crawler)
        crawler.signals.connect(progress.opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.closed, signal=signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Shows the line when standard error is a terminal."""
        self._bar = tqdm(desc=Desk.of(self._crawler).site.name, unit=" pages", disable=None, leave=True)
        if not self._bar.disable:
            self._crawler.signals.connect(self.scraped, signal=signals.item_scraped)

    def scraped(self) -> None:
        """Another page is done."""
        counts = Desk.of(self._crawler).counts
        self._bar.update()
        self._bar.set_postfix(links=counts["sightings"], new_hits=counts["hits_new"], refresh=False)

    def closed(self) -> None:
        """Ends the line."""
        if self._bar is not None:
            self._bar.close()
