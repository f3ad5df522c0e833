"""The spider of one configured site: fetches, has the page read, and says what the address came to."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast
from urllib.parse import urlsplit

import scrapy
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from twisted.python.failure import Failure

from core.config import Config, Site
from core.errors import ConfigError
from core.types import Finding, NewRequest, Page, PageRecord, QueuedRequest, Sighting
from core.urls import canonical, join
from crawler import contracts
from crawler.attachment import attachment_of
from crawler.browser import BROWSER, CONDITIONS, meta_for, settings_for
from crawler.contracts import Sample
from crawler.desk import ROW, Desk
from crawler.extract import family_named, read
from crawler.extract.carried_code import opened
from crawler.extract.channels import of_links
from crawler.extract.document import Document
from crawler.extract.reading import FEED, OTHER, PLAY, Follow, Reading
from crawler.extract.redirect import refreshed
from crawler.extract.shell import is_shell
from crawler.items import PageItem
from crawler.itinerary import Itinerary
from crawler.limits import PageTime, PageTooSlowError
from crawler.links import classify
from crawler.marking import Marking
from crawler.outcome import Outcome, of_failure, of_response, redirect_target
from crawler.page import page_of
from crawler.recognise import judge_for
from crawler.robots import SilentRobotsError
from crawler.scope import Scope, port_of
from crawler.searching import is_search
from crawler.torrents import PART, TORRENT, Torrents, is_torrent, of_file

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)
MAX_HOPS = 20
UNDER_WAY = PLAY
MOST_WHEN_SLOW = 100_000


class SiteSpider(scrapy.Spider):
    """Visits one site by the frontier's order. A subclass for each site is made by `spider_class`."""

    site: ClassVar[Site]
    config: ClassVar[Config]
    scope: ClassVar[Scope]

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """What the operator decided, for all sites and for this one."""
        super().update_settings(settings)
        crawl, site = cls.config.crawl, cls.site
        values = {
            "USER_AGENT": f"netsword (+{cls.config.contact})",
            "DOWNLOAD_DELAY": crawl.delay if site.delay is None else site.delay,
            "ROBOTSTXT_OBEY": crawl.obey_robots if site.obey_robots is None else site.obey_robots,
            "CONCURRENT_REQUESTS": crawl.concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": crawl.concurrency,
            "DOWNLOAD_TIMEOUT": crawl.timeout,
            "DOWNLOAD_MAXSIZE": crawl.max_bytes,
            "DOWNLOAD_WARNSIZE": crawl.max_bytes,
            "DOWNLOAD_VERIFY_CERTIFICATES": crawl.verify_certificates,
        }
        if os.environ.get("SCRAPY_CHECK") == "true":  # Scrapy's own sign that contracts are checked
            values |= contracts.SETTINGS
        for name, value in (values | settings_for(site, crawl.timeout)).items():
            settings.set(name, value, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        if not cls.config.contact:
            raise ConfigError(
                'set contact = "you@example" in netsword.toml: it goes into the user agent of every request'
            )
        return super().from_crawler(crawler, *args, **kwargs)

    @cached_property
    def desk(self) -> Desk:
        """The run's desk; it is made after the spider."""
        return Desk.of(self.crawler)

    @cached_property
    def sitemaps(self) -> list[str]:
        """What robots.txt named and nobody has put on the way yet."""
        return []

    @cached_property
    def _marking(self) -> Marking:
        """Who operates the site; the desk's store is open when pages arrive."""
        return Marking(self.desk)

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the frontier holds the site's start addresses already."""
        return
        yield

    def parse(self, response: Response, **kwargs: Any) -> Iterator[PageItem | scrapy.Request]:
        """One item for each response, whatever its status; once a host, the request for its icon.

        An empty shell is asked for once more, by a browser.
        """
        retry_after = (response.headers.get("Retry-After") or b"")[:100].decode("ascii", "replace")
        row: QueuedRequest = response.meta[ROW]
        if not is_torrent(row) and self.desk.puts_off(row, response.status, retry_after):
            return
        page = page_of(response, self.site)
        outcome = of_response(response, page)
        if outcome.state == "ok" and self._needs_browser(response, page):
            self.desk.counts["rendered"] += 1
            request = cast("scrapy.Request", response.request)
            plain = {name: value for name, value in request.headers.items() if name not in CONDITIONS}
            yield request.replace(headers=plain, meta=request.meta | meta_for(request.url))
        elif outcome.state == "redirected" and (again := self.desk.walls.again(response, outcome.cause)):
            yield again
        elif outcome.state == "redirected":
            yield self._redirected(response, page, outcome)
        elif outcome.state in ("ok", "truncated") or page.text:
            yield self._read(response, page, outcome)
            yield from self._marking.requests(response, page)
        else:
            record = self._record(response.meta, page.url, outcome, page)
            file = attachment_of(page) if outcome.state == "not_text" else None
            yield PageItem(page, _with(record, (file,), ()) if file else record)

    def sample(self, response: Response) -> Iterator[Sample]:
        """What the start address shows, for `scrapy check`; nothing is stored.

        @start_address
        @readable
        """
        page = page_of(response, self.site)
        outcome = of_response(response, page)
        reading = read(page, self.site.spider)
        came = outcome.state in ("ok", "truncated")
        yield Sample(outcome.troubled(reading.trouble) if came and reading.trouble else outcome, reading)

    def failed(self, failure: Failure) -> Iterator[PageItem]:
        """The errback: an address that gave no response still ends in a recorded state."""
        request: scrapy.Request = vars(failure)["request"]
        outcome = of_failure(
            failure, self._refused(request.url) if isinstance(failure.value, CannotResolveHostError) else ""
        )
        row: QueuedRequest = request.meta[ROW]
        if outcome.state == "timeout" and self.desk.asks_again(row):
            return
        if isinstance(failure.value, SilentRobotsError) and self.desk.waits_for_robots(row, failure.value.pause):
            return
        page = Page(request.url, fetched_at=datetime.now(UTC), site=self.site.name)
        yield PageItem(page, self._record(request.meta, request.url, outcome, page))

    def _needs_browser(self, response: Response, page: Page) -> bool:
        return self.site.render == "auto" and BROWSER not in response.meta and is_shell(Document(page))

    def _read(self, response: Response, page: Page, outcome: Outcome) -> PageItem:
        row: QueuedRequest = response.meta[ROW]
        reading, page, outcome = self._reading(page, outcome)
        if outcome.state not in ("ok", "truncated"):
            return self._despite(response, page, outcome, reading)
        if reading.trouble and not (reading.trouble == "soft_404" and self.desk.searches.is_answer(row.request.url)):
            self.desk.counts[reading.trouble] += 1
            outcome = outcome.troubled(reading.trouble)
        for warning in reading.warnings:
            logger.info("%s: %s", page.url, warning)
        reading = of_file(reading, row)
        record = self._record(response.meta, page.url, outcome, page, reading.family, reading.title)
        reading = self._with_sitemaps(self._led_on(response, page, reading))
        if not reading.sightings and row.request.depth and self._leads_nowhere(page, outcome):
            return PageItem(page, replace(record, cause=record.cause or "says what other addresses said"))
        follow = tuple(self._itinerary.follows(reading, page.url, row))
        led = any(each.priority >= OTHER and not is_search(each.url) for each in follow)
        is_all = not row.request.depth and not reading.sightings and not led
        follow = (*follow, *self.desk.searches.found_on(page, is_all=is_all))
        follow = (*follow, *self._torrents.follows(reading.sightings, row))
        is_read = not is_torrent(row) or reading.family == TORRENT
        signature = reading.signature if is_read else None
        return PageItem(page, replace(_with(record, reading.sightings, follow), signature=signature))

    def _reading(self, page: Page, outcome: Outcome) -> tuple[Reading, Page, Outcome]:
        """The page read; only its beginning when the whole takes too much time or memory."""
        for text in (page.text, page.text[:MOST_WHEN_SLOW]):
            try:
                with PageTime():
                    return read(replace(page, text=text), self.site.spider), page, outcome
            except (PageTooSlowError, MemoryError) as error:
                logger.warning("%s: %s", page.url, type(error).__name__)
                cause = "takes too long to read" if isinstance(error, PageTooSlowError) else "takes too much memory"
                page = replace(page, truncated=True)
                outcome = replace(outcome, state="truncated", cause=f"{cause}: only its beginning was read")
        return Reading("page"), page, replace(outcome, state="error", cause="takes too long to read")

    def _leads_nowhere(self, page: Page, outcome: Outcome) -> bool:
        """Whether the page is an error in disguise, or one that the site shows again and again."""
        if outcome.cause == "soft_404":
            return True
        return bool(page.text) and self.desk.repetition.is_repeated(Document(page).text)

    def _led_on(self, response: Response, page: Page, reading: Reading) -> Reading:
        """The reading with the address that a Refresh header leads to."""
        header = response.headers.get("Refresh") or b""
        target = refreshed(header[:8_192].decode("utf-8", "replace"))
        url = join(page.url, target) if target else ""
        return replace(reading, follow=(Follow(url, PLAY), *reading.follow)) if url else reading

    def _with_sitemaps(self, reading: Reading) -> Reading:
        """The reading with the sitemaps that robots.txt named, which was asked for before the page."""
        named = tuple(Follow(url, FEED) for url in self.sitemaps)
        self.sitemaps.clear()
        return replace(reading, follow=(*named, *reading.follow)) if named else reading

    def _despite(self, response: Response, page: Page, outcome: Outcome, reading: Reading) -> PageItem:
        """A page that came with an error: what it offers counts, since a browser shows it like any other.

        Where it leads is followed from a start address only, or from a page with offers: error pages lead to others.
        """
        row: QueuedRequest = response.meta[ROW]
        if reading.sightings:
            outcome = replace(outcome, cause=f"{outcome.cause}, and yet a page with links")
        record = self._record(response.meta, page.url, outcome, page, reading.family, reading.title)
        leads = reading.sightings or row.request.depth == 0
        follow = tuple(self._itinerary.follows(reading, page.url, row)) if leads else ()
        return PageItem(page, _with(record, reading.sightings, follow))

    @cached_property
    def _torrents(self) -> Torrents:
        """Which torrent files this run fetches."""
        return Torrents(self.scope, self.desk.max_pages // PART)

    @cached_property
    def _itinerary(self) -> Itinerary:
        """Which addresses this run visits, and how soon."""
        judge = judge_for(self.desk.store, self.config)
        return Itinerary(self.scope, self.desk.patterns, self.desk.searches, self.desk.counts, judge.names)

    def _redirected(self, response: Response, page: Page, outcome: Outcome) -> PageItem:
        """The target is visited when it is ours; a typed link elsewhere is what the page offers."""
        row: QueuedRequest = response.meta[ROW]
        target = redirect_target(response)
        record = self._record(response.meta, page.url, outcome, page)
        link = classify(target, base=page.url) if target else None
        if link is not None:
            seen = Sighting(
                page.url,
                opened(link, row.request.context),
                row.request.context,
                site=self.site.name,
                channel=page.channel or of_links({link.kind}),
                seen_at=page.fetched_at,
            )
            further = tuple(self._torrents.follows((seen,), row, hops=row.request.hops + 1))
            return PageItem(page, _with(record, (seen,), further))
        hops = row.request.hops + 1
        target = canonical(target, as_written=True)  # without a name and password, which would be no other page
        if not target or self.scope.refusal(target, row.request.depth):
            return PageItem(page, record)
        if hops > MAX_HOPS:
            trapped = Outcome("trapped", f"more than {MAX_HOPS} redirects", outcome.status)
            return PageItem(page, self._record(response.meta, page.url, trapped, page))
        self.desk.searches.moved(row.request.url, target)
        # What was begun is finished first, or a budget ends between an address and its page; long chains step back.
        priority = max(row.request.priority + 1, UNDER_WAY - hops)
        request = NewRequest(target, priority, row.request.depth, hops, page.url, row.request.context)
        return PageItem(page, _with(record, (), (request,)))

    def _record(
        self, meta: dict[str, Any], url: str, outcome: Outcome, page: Page, family: str = "", title: str = ""
    ) -> PageRecord:
        row: QueuedRequest = meta[ROW]
        # What a browser showed came from more than this address: its tag says nothing about the rest.
        headers = {} if BROWSER in meta else {name.lower(): value for name, value in page.headers}
        return PageRecord(
            url=url,
            site=self.site.name,
            run_id=self.desk.run_id,
            state=outcome.state,
            fetched_at=page.fetched_at or datetime.now(UTC),
            request_id=row.request_id,
            cause=outcome.cause,
            status=outcome.status,
            title=title,
            family=family,
            etag=headers.get("etag", "")[:500],
            last_modified=headers.get("last-modified", "")[:100],
            size=len(page.body),
        )

    def _refused(self, url: str) -> str:
        """The private address for which the connection guard refused the host, or ""."""
        from twisted.internet import reactor  # installed by Scrapy only now

        parts = urlsplit(url)
        refused = getattr(reactor.nameResolver, "refused", None)
        return str(refused(parts.hostname or "", port_of(parts))) if refused else ""


def _with(record: PageRecord, sightings: tuple[Sighting, ...], follow: tuple[NewRequest, ...]) -> PageRecord:
    return replace(record, findings=tuple(Finding(sighting) for sighting in sightings), follow=follow)


def check_family(site: Site) -> None:
    """ConfigError when the site's `spider` is the name of no family."""
    if site.spider != "auto":
        try:
            family_named(site.spider)
        except ConfigError as error:
            raise ConfigError(f"[[site]] {site.name!r}: 'spider': {error}") from error


def spider_class(site: Site, config: Config) -> type[SiteSpider]:
    """The spider class of a site; its name is the site's name."""
    check_family(site)
    members = {"name": site.name, "site": site, "config": config, "scope": Scope.of(site, config)}
    return type("SiteSpider", (SiteSpider,), members)
