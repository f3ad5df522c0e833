"""What Scrapy says of every page, only where somebody reads it: what became of each address is in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class QuietFormatter(LogFormatter):
    """Scrapy's messages without the two of each page, which it would make only to throw them away above DEBUG."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LogFormatter:  # type: ignore[override]
        """Scrapy's own formatter when the log level is DEBUG."""
        return LogFormatter() if crawler.settings.get("LOG_LEVEL") == "DEBUG" else cls()

    def crawled(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """No line for a response."""

    def scraped(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """No line for an item."""
