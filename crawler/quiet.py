"""What Scrapy says of every page, only where somebody reads it: what became of each address is in the database."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure


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

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """One line without the item, which may be megabytes: on a full disk every page under way would add its own."""
        url = response.url if isinstance(response, Response) else "an item"
        return {"level": logging.ERROR, "msg": "%(url)s was not stored", "args": {"url": url}}
