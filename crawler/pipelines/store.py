"""Stage 3: the page's record goes to the desk, which writes it in one transaction with its frontier row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from crawler.desk import Desk
from crawler.items import PageItem

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StorePipeline:
    """Hands the record over."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Desk.of(crawler))

    def process_item(self, item: PageItem) -> PageItem:
        """Unchanged: a feed export sees the same item."""
        self._desk.put(item.record)
        return item
