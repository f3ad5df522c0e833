"""The desk of one site's run: what was fetched is written down here, in batches that are whole or not at all."""

from __future__ import annotations

import logging
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy import Request, signals

from core.errors import NetswordError
from core.search import split_form
from core.types import Capture, NewRequest, Page, PageRecord, QueuedRequest, RunStatus
from crawler.bodies import NAMED
from crawler.browser import BROWSER, meta_for
from crawler.cookie_wall import CookieWalls
from crawler.extract.alist import posted
from crawler.extract.reading import FEED, LIST
from crawler.extract.tvbox_address import bare
from crawler.patterns import BY_NAME, Patterns
from crawler.repetition import Repetition
from crawler.resting import Rests
from crawler.robots import FORBIDDEN
from crawler.scope import is_picture
from crawler.searching import Searches
from crawler.torrents import is_torrent
from crawler.verdict import judge_run
from storage.evidence import EvidenceWriter
from storage.site_marks import SiteMark
from storage.store import Store, open_store

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)
FLUSH_RECORDS = 200
FLUSH_FINDINGS = 5_000
FLUSH_SECONDS = 1.0
SEED_PRIORITY = 100
REVISITED = 4  # one part in so many of a run's pages may be known ones that nothing leads to
MOST_LINKS = 500_000
ROW = "netsword_row"
BUSY = "busy"
_STOPPED = {
    "shutdown": "stopped by a signal",
    "memusage_exceeded": "stopped: it used more memory than [crawl] max_memory_mb allows",
}


class Desk:
    """Scrapy extension: owns the run's store, its evidence file and the records not yet written."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        spider_class = cast("type[SiteSpider]", crawler.spidercls)
        self.site = spider_class.site
        self.config = spider_class.config
        self._store: Store | None = None
        self._evidence: EvidenceWriter | None = None
        self._records: list[PageRecord] = []
        self._findings = 0
        self._flushed = time.monotonic()
        self._handed: dict[int, QueuedRequest] = {}
        self._links: set[int] = set()  # hashes: they are kept for the whole run
        self._stepped_back: dict[int, int] = {}  # how far each address has fallen since it was queued
        self._started = time.monotonic()
        self._opened = datetime.now(UTC)
        self._looked_again = False
        self.run_id = 0
        self.counts: Counter[str] = Counter()
        self.patterns = Patterns()
        self.searches: Searches
        self.marks: list[SiteMark] = []
        self.repetition = Repetition()
        self.rests = Rests()
        self.walls = CookieWalls()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        desk = cls(crawler)
        crawler.signals.connect(desk.closed, signal=signals.spider_closed)
        crawler.signals.connect(desk.item_failed, signal=signals.item_error)
        crawler.signals.connect(desk.page_failed, signal=signals.spider_error)
        return desk

    @classmethod
    def of(cls, crawler: Crawler) -> Desk:
        """The desk of a crawler; RuntimeError when the settings lack it."""
        desk = crawler.get_extension(cls)
        if desk is None:
            raise RuntimeError("crawler.desk.Desk is not among the EXTENSIONS")
        return desk

    @property
    def store(self) -> Store:
        """The run's store; open from the moment the scheduler opens."""
        if self._store is None:
            raise RuntimeError("the desk is not open")
        return self._store

    def open(self) -> None:
        """Opens the database, starts the run, and starts or resumes the frontier's round."""
        self._store = open_store(self.config.database_url)
        self._evidence = EvidenceWriter(self.config.evidence_folder)
        now = self._opened = datetime.now(UTC)
        self.run_id = self._store.runs.start(self.site.name, now)
        self.searches = Searches(self._store, self.site, self.max_pages, now.date())
        seeds = [NewRequest(url, priority=SEED_PRIORITY) for url in self.site.start_urls]
        seeds += self.searches.seeds()
        round_ = self._store.frontier.start_round(self.site.name, seeds, now, self.run_id)
        logger.info("%s: round %d %s", self.site.name, round_.number, "resumed" if round_.resumed else "started")
        self.counts["resumed"] = int(round_.resumed)

    def claim(self, limit: int) -> list[QueuedRequest]:
        """The next addresses; writes down first what is waiting, because it may add better ones."""
        spent = self._spent()
        if spent:
            self.counts["budget"] = 1
            logger.info("%s: stops here: %s", self.site.name, spent)
            return []
        if self.counts["failed"]:
            return []
        try:
            return self._next(limit)
        except (NetswordError, OSError) as error:
            self._fail(error)
            return []

    def _next(self, limit: int) -> list[QueuedRequest]:
        rows = self._claimed(limit)
        if not rows and not self._handed and self._look_again():
            rows = self._claimed(limit)
        self.counts["requests"] += len(rows)
        if self.counts["requests"] >= self.max_pages - self.max_pages // REVISITED:
            self._look_again()
        return rows

    def _claimed(self, limit: int) -> list[QueuedRequest]:
        budget = self.max_pages - self.counts["requests"]
        rows: list[QueuedRequest] = []
        claimed = True
        while claimed and not rows:
            self.flush()
            if any(row.request.priority >= LIST for row in self._handed.values()):
                limit = min(limit, self.config.crawl.concurrency)  # a list under way may name something better
            found = self.store.frontier.claim(self.site.name, min(limit, max(budget, 0)))
            claimed = bool(found)
            found = self._hopeful(found)
            self._handed.update((row.request_id, row) for row in found)
            rows = [row for row in found if not self._trapped(row)]
        return rows

    def _hopeful(self, found: list[QueuedRequest]) -> list[QueuedRequest]:
        """Those whose shape is worth what it was when they were queued. The others step back, as far as it fell."""
        fallen = {}
        for row in found:
            if row.in_turn:
                continue
            before = self._stepped_back.get(row.request_id, 0)
            priority = row.request.priority + before
            steps = self.patterns.fallen(row.request.url, priority) if row.request.depth else 0
            if steps > before and row.attempts == 1:
                fallen[row.request_id] = priority - steps
                self._stepped_back[row.request_id] = steps
        if not fallen:
            return found
        self.store.frontier.put_back(self.site.name, fallen)
        return [row for row in found if row.request_id not in fallen]

    def _trapped(self, row: QueuedRequest) -> bool:
        """Whether the address is of a shape that has led to nothing since it was queued; then it ends here."""
        url = row.request.url
        if row.request.depth == 0 or row.in_turn or not self.patterns.is_trap(url):
            return False
        now = datetime.now(UTC)
        cause = "addresses of its shape led to nothing, again and again"
        self.put(PageRecord(url, self.site.name, self.run_id, "trapped", now, row.request_id, cause))
        return True

    def _look_again(self) -> int:
        """Once a run, when a last part of the budget is left or nothing else: pages that showed hits and that nothing
        led to, so that removals are noticed."""
        if self._looked_again:
            return 0
        self._looked_again = True
        return self.store.frontier.look_again(self.site.name, max(1, self.max_pages // REVISITED))

    def request(self, row: QueuedRequest) -> Request:
        """The Scrapy request of a frontier row."""
        url, form = split_form(bare(row.request.url))
        url, listing = posted(url)
        meta: dict[str, Any] = {ROW: row} | (meta_for(url) if self.site.render is True else {})
        if row.request.url in self.site.start_urls or row.request.priority == FEED or is_picture(url):
            # Only configurations lead to pictures, and what lists name may be one in disguise.
            meta[NAMED] = True
        headers = {"Cookie": cookie} if (cookie := self.walls.header(url)) else {}
        if row.etag and BROWSER not in meta:
            headers["If-None-Match"] = row.etag
        if row.last_modified and BROWSER not in meta:
            headers["If-Modified-Since"] = row.last_modified
        if form or listing:
            headers["Content-Type"] = "application/json" if listing else "application/x-www-form-urlencoded"
        return Request(
            url,
            method="POST" if form or listing else "GET",
            body=form or listing,
            errback=self._spider.failed,
            meta=meta,
            headers=headers,
            dont_filter=True,
        )

    def puts_off(self, row: QueuedRequest, status: int, retry_after: str) -> bool:
        """Whether the address is asked again later because its host is busy; a host that stays so ends the run."""
        if not self.rests.puts_off(row, status, retry_after):
            return False
        self.counts["put_off"] += 1
        if self.rests.given_up():
            self._end(BUSY)
        return True

    def asks_again(self, row: QueuedRequest) -> bool:
        """Whether an address that gave no answer in time is asked once more, later."""
        if self.is_out_of_time() or not self.rests.asks_again(row):
            return False
        self.counts["put_off"] += 1
        return True

    def waits_for_robots(self, row: QueuedRequest, pause: float | None) -> bool:
        """Whether an address waits until its host's silent robots.txt has been asked for again."""
        if pause is None or self.is_out_of_time():
            return False
        self.rests.waits_for_robots(row, pause)
        self.counts["put_off"] += 1
        return True

    def capture(self, page: Page) -> Capture:
        """Keeps the page as received."""
        if self._evidence is None:
            raise RuntimeError("the desk is not open")
        self.counts["captures"] += 1
        return self._evidence.write(page)

    def put(self, record: PageRecord) -> None:
        """Takes a page's record; it is written with the next batch."""
        self._count(record)
        self._records.append(record)
        if record.request_id is not None:
            self._handed.pop(record.request_id, None)
        self._findings += len(record.findings)
        is_full = len(self._records) >= FLUSH_RECORDS or self._findings >= FLUSH_FINDINGS
        if is_full or time.monotonic() - self._flushed > FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Evidence to the disk first, then all waiting records in one transaction."""
        if self.marks:
            self.store.site_marks.save(self.marks)
            self.marks.clear()
        if not self._records:
            return
        if self._evidence is not None:
            self._evidence.sync()
        saved = self.store.pages.save(self._records)
        self._records.clear()
        self._findings = 0
        self._flushed = time.monotonic()
        self.counts["hits_new"] += saved.hits_new
        self.counts["hits_seen"] += saved.hits_seen
        self.counts["vanished"] += saved.vanished

    def item_failed(self, item: Any, failure: Any) -> None:
        """A pipeline raised: the address ends in state `error`, and a failing store ends the run."""
        record: PageRecord = item.record
        if isinstance(failure.value, (NetswordError, OSError)):
            self._fail(failure.value)
            return
        cause = f"{type(failure.value).__name__}: {failure.value}"[:300]
        self.put(
            PageRecord(record.url, record.site, record.run_id, "error", record.fetched_at, record.request_id, cause)
        )

    def _fail(self, error: Exception) -> None:
        """The store or the evidence cannot be written: the run ends, and the next goes on from what is stored."""
        if not self.counts["failed"]:
            self.counts["failed"] = 1
            self._end(f"failed: {error}")

    def page_failed(self, failure: Any, response: Any) -> None:
        """Reading a page raised, a mistake of ours: its address ends in state `error`, and the others go on."""
        row: QueuedRequest | None = response.meta.get(ROW)
        if row is None or row.request_id not in self._handed:
            return
        cause = f"{type(failure.value).__name__}: {failure.value}"[:300]
        now = datetime.now(UTC)
        self.put(PageRecord(row.request.url, self.site.name, self.run_id, "error", now, row.request_id, cause))

    def closed(self, spider: SiteSpider, reason: str) -> None:
        """Writes what is left and how the run ended."""
        if self._store is None or not self.run_id:
            return
        try:
            reason = self._last_flush(reason)
            left = self._store.frontier.pending(self.site.name)
            self.counts["left"] = left
            self._store.suppressions.settle(self._opened)
            if self.counts["vanished"]:
                self.counts["hits_gone"] = self._store.pages.hits_gone(self.site.name, self._opened)
            for flood in self._store.floods.look(datetime.now(UTC)):
                logger.warning(
                    "flood of %s: %d hits in a day, %g are usual; netsword floods list says what to do",
                    flood.work_title,
                    flood.hits,
                    flood.usual,
                )
            status, cause = self._verdict(reason)
            if self.counts["budget"]:
                self._store.frontier.abandon(self.site.name, "left", "the budget was spent", datetime.now(UTC))
            self._store.runs.finish(self.run_id, status, dict(self.counts), cause, datetime.now(UTC))
            self._crawler.stats.set_value("netsword/status", status)
            logger.info("%s: run %d %s", self.site.name, self.run_id, f"{status}: {cause}" if cause else status)
            self._store.frontier.release(self.site.name)
        except (NetswordError, OSError) as error:
            logger.error("%s: run %d could not be closed: %s", self.site.name, self.run_id, error)
        finally:
            if self._evidence is not None:
                self._evidence.close()
            self._store.close()

    def _last_flush(self, reason: str) -> str:
        """Writes what is left; the reason for the end, or that this could not be written."""
        try:
            self.flush()
        except (NetswordError, OSError) as error:
            self._records.clear()  # their addresses are still queued
            return reason if reason.startswith("failed") else f"failed: {error}"
        return reason

    @property
    def _spider(self) -> SiteSpider:
        return cast("SiteSpider", self._crawler.spider)

    def _end(self, reason: str) -> None:
        if self._crawler.engine is not None:
            self._crawler.engine.close_spider(self._spider, reason)

    def _verdict(self, reason: str) -> tuple[RunStatus, str]:
        if reason.startswith("failed"):
            return "failed", reason
        if reason == BUSY:
            why = f"{self.rests.given_up()} is busy whenever it is asked (429, 503)"
            return "blocked", f"{why}; the next run goes on from here"
        if reason != "finished":
            why = _STOPPED.get(reason, f"stopped ({reason})")
            return "interrupted", f"{why}; the next run goes on from here"
        before = self.store.runs.last_success(self.site.name)
        return judge_run(self.counts, self.site.expect, before)

    def _spent(self) -> str:
        if self.counts["requests"] >= self.max_pages:
            return f"{self.max_pages} pages (max_pages)"
        return f"{self.config.crawl.max_minutes:g} minutes (max_minutes)" if self.is_out_of_time() else ""

    def is_out_of_time(self) -> bool:
        """Whether the run has had its minutes."""
        return time.monotonic() - self._started > self.config.crawl.max_minutes * 60

    @property
    def max_pages(self) -> int:
        """How many addresses the run may ask for."""
        return self.site.max_pages or self.config.crawl.max_pages

    def _count(self, record: PageRecord) -> None:
        self.counts["pages"] += 1
        self.counts[record.state] += 1
        if record.state == "robots" and record.cause != FORBIDDEN:
            self.counts["robots_silent"] += 1
        self.counts["sightings"] += len(record.findings)
        fresh = {hash((f.sighting.link.kind, f.sighting.link.ref)) for f in record.findings} - self._links
        if len(self._links) > MOST_LINKS:  # pages of ten thousand links without end
            self._links.clear()
        self._links |= fresh
        row = self._handed.get(record.request_id or 0)
        if row and record.state in ("blocked", "error") and is_torrent(row):
            self.counts[f"torrents_{record.state}"] += 1
        named = row is not None and row.request.priority >= BY_NAME
        works = {match.work.title for f in record.findings for match in f.matches} if fresh else ()
        if row:
            self.store.frontier.noted(self.site.name, row.request_id, fruitful=bool(fresh))
        self.patterns.note(record.url, row.request.from_url if row else "", len(fresh), named=named, works=works)
