"""Scrapy's scheduler slot filled by the durable frontier: requests come from the database, in batches."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler

from core.types import QueuedRequest
from crawler.desk import Desk
from crawler.resting import MOST_WAITING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# A batch should last about a second: small ones let what was just found come first, large ones cost less.
SMALLEST = 16
LARGEST = 128
SHORT = 0.5  # seconds
LONG = 2.0


class FrontierScheduler(BaseScheduler):
    """Hands out what the frontier holds. Only retries and middlewares' own requests are kept in memory.

    An address stays queued in the database until the transaction that stores what its page yielded, so a killed crawl
    fetches it again and loses nothing.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._again: deque[Request] = deque()
        self._claimed: deque[QueuedRequest] = deque()
        self._batch = SMALLEST
        self._refilled = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Desk.of(crawler))

    def open(self, spider: Spider) -> None:
        """Starts or resumes the site's round."""
        self._desk.open()

    def close(self, reason: str) -> None:
        """Nothing to save: the database already holds what is left."""

    def has_pending_requests(self) -> bool:
        """Whether anything is left to fetch, counting what pages not yet stored will add."""
        if self._again or self._claimed:
            return True
        self._refill()
        return bool(self._claimed) or bool(self._desk.rests)

    def enqueue_request(self, request: Request) -> bool:
        """Takes a retry, or a request that a middleware made."""
        self._again.append(request)
        return True

    def next_request(self) -> Request | None:
        """The most promising address not yet fetched."""
        if self._again:
            return self._again.popleft()
        row = self._next_row()
        return self._desk.request(row) if row else None

    def _next_row(self) -> QueuedRequest | None:
        """An address whose host does not rest; those that waited come when nothing else is there."""
        rests = self._desk.rests
        while len(rests) < MOST_WAITING:
            if not self._claimed:
                self._refill()
            if not self._claimed:
                break
            row = self._claimed.popleft()
            if not rests.holds(row):
                return row
        if rests and self._desk.is_out_of_time():
            rests.end()
        return rests.woken()

    def _refill(self) -> None:
        rows = self._desk.claim(self._batch)
        if not rows:
            return
        now = time.monotonic()
        if now - self._refilled < SHORT:
            self._batch = min(LARGEST, self._batch * 2)
        elif now - self._refilled > LONG:
            self._batch = max(SMALLEST, self._batch // 2)
        self._refilled = now
        self._claimed.extend(rows)
