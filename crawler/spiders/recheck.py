"""The spider that looks again: are links that were noticed still there?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy.http import Response
from twisted.python.failure import Failure

from core.errors import NetswordError
from core.types import Page
from crawler.bodies import NOT_TEXT
from crawler.extract.charset import decode
from crawler.outcome import Outcome, of_failure, of_response
from crawler.page import pairs
from crawler.receiving import CONNECTION

WAIT = 0.02  # seconds


@dataclass(frozen=True, slots=True)
class Look:
    """What one address showed: `asked` is the address asked for, `page.url` where it led."""

    asked: str
    page: Page
    outcome: Outcome


class RecheckSpider(scrapy.Spider):
    """Fetches each address once, politely, and hands over what came; keeps nothing in memory."""

    name = "recheck"
    custom_settings = {  # noqa: RUF012 - Scrapy declares it
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
        "CONCURRENT_REQUESTS": 64,
        "EXTENSIONS": {"crawler.bodies.BodyGate": 10},
        "ITEM_PIPELINES": {},
        "REDIRECT_ENABLED": True,
        "REDIRECT_MAX_TIMES": 5,
    }

    def __init__(self, urls: Iterable[str | None], seen: Callable[[Look], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._urls = urls
        self._seen = seen
        self.stopped = False
        self.trouble: NetswordError | None = None

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request for each address, taken as there is room; None means: not yet."""
        for url in self._urls:
            if self.stopped:
                return
            if url is None:
                await asyncio.sleep(WAIT)
                continue
            yield scrapy.Request(url, errback=self.failed, meta={"asked": url}, dont_filter=True)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[None]:
        """Hands over the page."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        body = b"" if response.meta.get(NOT_TEXT) else response.body
        decoded = decode(body, content_type)
        page = Page(
            response.url,
            body,
            decoded.text,
            status=response.status,
            content_type=content_type,
            encoding=decoded.encoding,
            fetched_at=datetime.now(UTC),
            headers=pairs(response.headers),
            ip=str(response.ip_address or ""),
            asked=pairs(response.request.headers) if response.request is not None else (),
            connection=response.meta.get(CONNECTION),
        )
        self._hand_over(Look(response.meta["asked"], page, of_response(response, page)))
        yield from ()

    def failed(self, failure: Failure) -> None:
        """Hands over why no page came."""
        request: scrapy.Request = vars(failure)["request"]
        page = Page(request.url, status=0, fetched_at=datetime.now(UTC))
        self._hand_over(Look(request.meta["asked"], page, of_failure(failure)))

    def _hand_over(self, look: Look) -> None:
        """Whoever takes the looks may fail: then no more are made, for nobody would ever ask for the next address."""
        taken = False
        try:
            self._seen(look)
            taken = True
        except NetswordError as error:
            self.trouble = error
            raise
        finally:
            self.stopped = self.stopped or not taken
