"""The peer of the crawl benchmark: a Scrapy spider that asks for every page once and only counts responses."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess

from benchmarks.webs import page_path

TUNED = {"CONCURRENT_ITEMS": 1, "ASYNCIO_EVENT_LOOP": "uvloop.Loop"}


class CountingSpider(scrapy.Spider):  # type: ignore[misc]
    """Asks for the addresses it is given, counts what comes, reads nothing."""

    name = "counting"

    def __init__(self, root: str, pages: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.root, self.pages = root, pages

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for number in range(self.pages):
            yield scrapy.Request(self.root + page_path(number))

    def parse(self, response: Any, **kwargs: Any) -> Iterator[None]:
        yield from ()


def main() -> None:
    """`python -m benchmarks.counting ROOT PAGES [tuned]`: prints how many responses came."""
    settings = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, **(TUNED if sys.argv[3:] == ["tuned"] else {})}
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(CountingSpider)
    process.crawl(crawler, root=sys.argv[1], pages=int(sys.argv[2]))
    process.start()
    print(crawler.stats.get_value("response_received_count"))


if __name__ == "__main__":
    main()
