"""The spider that looks again: are links that were noticed still there?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy.http import Response
from twisted.python.failure import Failure

from core.types import Page
from crawler.bodies import NOT_TEXT
from crawler.extract.charset import decode
from crawler.outcome import Outcome, of_failure, of_response


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
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
        "EXTENSIONS": {"crawler.bodies.BodyGate": 10},
        "ITEM_PIPELINES": {},
        "REDIRECT_ENABLED": True,
        "REDIRECT_MAX_TIMES": 5,
    }

    def __init__(self, urls: Iterable[str], seen: Callable[[Look], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._urls = urls
        self._seen = seen

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """One request for each address, taken as the downloader has room for it."""
        for url in self._urls:
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
        )
        self._seen(Look(response.meta["asked"], page, of_response(response, page)))
        yield from ()

    def failed(self, failure: Failure) -> None:
        """Hands over why no page came."""
        request: scrapy.Request = vars(failure)["request"]
        page = Page(request.url, status=0, fetched_at=datetime.now(UTC))
        self._seen(Look(request.meta["asked"], page, of_failure(failure)))
