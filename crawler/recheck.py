"""Looks at addresses again, with the same guard, manners and limits as a crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from core.config import Config
from core.errors import ConfigError, NetswordError
from crawler.spiders.recheck import Look, RecheckSpider

MOST_BYTES = 4_000_000  # 64 answers under way at once


def look_again(
    config: Config, urls: Iterable[str | None], seen: Callable[[Look], None], *, config_file: str = ""
) -> None:
    """Fetches every address once and calls `seen` for each, in the order of arrival. Blocks until all are done.

    Addresses are taken from `urls` as there is room (None: ask again), so thousands of links cost no memory.
    """
    if not config.contact:
        raise ConfigError('set contact = "you@example" in netsword.toml: it goes into the user agent of every request')
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    crawl = config.crawl
    settings.setdict(
        {
            "NETSWORD_CONFIG": config_file,
            "LOG_INSTALL_ROOT_HANDLER": False,
            "USER_AGENT": f"netsword (+{config.contact})",
            "DOWNLOAD_DELAY": crawl.delay,
            "ROBOTSTXT_OBEY": crawl.obey_robots,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_TIMEOUT": crawl.timeout,
            "DOWNLOAD_MAXSIZE": min(crawl.max_bytes, MOST_BYTES),
        },
        priority="cmdline",
    )
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(RecheckSpider)
    process.crawl(crawler, urls=urls, seen=seen)
    process.start()
    spider = crawler.spider
    if isinstance(spider, RecheckSpider) and spider.stopped:
        raise spider.trouble or NetswordError("the recheck stopped early: its log says why")
