"""Looks at addresses again, with the same guard, manners and limits as a crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from core.config import Config
from core.errors import ConfigError
from crawler.spiders.recheck import Look, RecheckSpider


def look_again(config: Config, urls: Iterable[str], seen: Callable[[Look], None], *, config_file: str = "") -> None:
    """Fetches every address once and calls `seen` for each, in the order of arrival. Blocks until all are done.

    Addresses are taken from `urls` as there is room, so a generator over thousands of links costs no memory.
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
            "DOWNLOAD_MAXSIZE": crawl.max_bytes,
        },
        priority="cmdline",
    )
    process = CrawlerProcess(settings)
    process.crawl(RecheckSpider, urls=urls, seen=seen)
    process.start()
