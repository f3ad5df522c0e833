"""Runs spiders for sites in this process: locks, Scrapy's process, progress, and how it all ended."""

from __future__ import annotations

import gc
import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import scrapy.core.downloader.handlers.http11  # noqa: F401 - reads every frame's source on import: few are open here
from filelock import FileLock, Timeout
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from twisted.python.failure import Failure

from core.config import Config, Site
from core.errors import StorageError
from crawler.limits import memory_settings, wall_off
from crawler.locks import lock_folder
from crawler.signalling import HeardSignals
from crawler.spiders.site import spider_class
from storage.evidence import repair

logger = logging.getLogger(__name__)
# A page is thousands of short-lived objects without cycles; looking for cycles after each 700 is a tenth of a crawl.
_COLLECTED_AFTER = (20_000, 50, 20)


@contextmanager
def locked(config: Config, sites: Sequence[Site]) -> Iterator[tuple[list[Site], list[Site]]]:
    """The sites whose lock could be had, and those that another run holds. A killed run's lock is free at once."""
    folder = lock_folder(config)
    ours: list[Site] = []
    busy: list[Site] = []
    with ExitStack() as stack:
        for site in sites:
            try:
                stack.enter_context(FileLock(folder / f"{site.name}.lock", timeout=0))
            except Timeout:
                busy.append(site)
            except OSError as error:
                raise StorageError(f"{folder}: cannot lock {site.name}: {error.strerror}") from error
            else:
                ours.append(site)
        if len(ours) == len(config.site):
            repair(config.evidence_folder)
        yield ours, busy


def crawl_sites(config: Config, sites: Iterable[Site], *, progress: bool = False, config_file: str = "") -> bool:
    """Crawls the sites, `sites_at_once` at a time. True when every spider started; the runs say how each ended."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("NETSWORD_CONFIG", config_file, priority="cmdline")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    settings.setdict(memory_settings(config.crawl.max_memory_mb), priority="cmdline")
    sites = tuple(sites)
    if not any(site.render for site in sites):  # a browser would inherit the wall, and needs more room than a worker
        wall_off(config.crawl.max_memory_mb)
    settings["EXTENSIONS"]["scrapy.extensions.corestats.CoreStats"] = None  # the desk counts
    if progress:
        settings["EXTENSIONS"]["crawler.progress.Progress"] = 500
    process = CrawlerProcess(settings)
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    waiting = deque(sites)

    def go_on(result: Any = None) -> None:
        if isinstance(result, Failure):
            logger.error("a spider did not start: %s", result.getTraceback())
        if waiting:
            crawler = process.create_crawler(spider_class(waiting.popleft(), config))
            crawler.signals = HeardSignals(crawler)
            process.crawl(crawler).addBoth(go_on)

    for _ in range(min(config.crawl.sites_at_once, len(waiting))):
        go_on()
    process.start()
    return not process.bootstrap_failed and not waiting
