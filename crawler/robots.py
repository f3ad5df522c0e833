"""robots.txt as RFC 9309 has it: 4xx allows, 5xx and silence forbid; redirects, size and time are bounded."""

from __future__ import annotations

import logging
import math
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from core.urls import join
from crawler.extract.sitemap import named_by_robots

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
MAX_BYTES: Final = 512_000
MAX_REDIRECTS: Final = 5
SECONDS: Final = 10
FORBIDDEN: Final = "robots.txt forbids it"
PAUSES: Final = (5.0, 15.0)  # seconds after which a silent robots.txt is asked for again, the first time and the second
_FORBID_ALL: Final = b"User-agent: *\nDisallow: /\n"


class SilentRobotsError(IgnoreRequest):
    """robots.txt gave no answer; it is asked for again after `pause` seconds, or not in this run (None)."""

    def __init__(self, cause: str, pause: float | None) -> None:
        super().__init__(cause)
        self.pause = pause


class HonestRobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware with the standard's answers to errors, which Scrapy takes for permission."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._silent: dict[str, str] = {}  # hosts whose robots.txt gave no answer, and how
        self._silences: Counter[str] = Counter()
        self._again: dict[str, float] = {}  # when they are asked again

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        hops = 0
        while response.status // 100 == 3 and hops < MAX_REDIRECTS:
            target = join(response.url, (response.headers.get("Location") or b"").decode("utf-8", "replace"))
            if not target.startswith(("http://", "https://")):
                break
            hops += 1
            meta = {"dont_obey_robotstxt": True, "download_timeout": SECONDS}
            response = await self.crawler.engine.download_async(Request(target, meta=meta, dont_filter=True))
        if response.status >= 500 or response.status == 429:
            self._note_silence(netloc, f"HTTP {response.status}")
        rules = _rules(response)
        named = getattr(self.crawler.spider, "sitemaps", None)  # a recheck has none: it looks at its addresses only
        if isinstance(named, list):
            named += named_by_robots(response.url, rules.decode("utf-8", "replace"))
        await super()._parse_robots(response.replace(body=rules), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """No answer: nothing is asked of this host until there is one. One without address fails with its own cause."""
        if isinstance(exc, CannotResolveHostError):
            super()._robots_error(exc, netloc)
            return
        self._note_silence(netloc, " ".join(str(exc).split()))
        waiting = self._parsers[netloc]
        self._parsers[netloc] = parser = build_from_crawler(self._parserimpl, self.crawler, _FORBID_ALL)
        if isinstance(waiting, Deferred):
            waiting.callback(parser)

    def _note_silence(self, netloc: str, why: str) -> None:
        logger.warning("%s: robots.txt gave no answer (%s): the host is left alone", netloc, why)
        self._silent[netloc] = f"robots.txt gave no answer: {why}"[:300]
        if self._silences[netloc] < len(PAUSES):
            self._again[netloc] = time.monotonic() + PAUSES[self._silences[netloc]]
        self._silences[netloc] += 1

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Lets the request pass, or says whether the rules or their absence forbid it."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            netloc = urlparse_cached(request).netloc
            if netloc not in self._silent:
                raise IgnoreRequest(FORBIDDEN) from error
            again = self._again.get(netloc)
            pause = None if again is None else max(again - time.monotonic(), 0.0)
            raise SilentRobotsError(self._silent[netloc], pause) from error

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; fetched once, within bounds, and again where there was no answer."""
        parts = urlparse_cached(request)
        if parts.scheme not in ("http", "https"):
            raise IgnoreRequest("not an http(s) address")
        if self._again.get(parts.netloc, math.inf) <= time.monotonic():
            for notes in (self._again, self._silent, self._parsers):
                notes.pop(parts.netloc, None)
        return await super().robot_parser(request)


def _rules(response: Response) -> bytes:
    """The rules that a response stands for: its text when it is one, all or nothing otherwise."""
    if response.status >= 500 or response.status == 429:
        return _FORBID_ALL
    if response.status >= 300:
        return b""
    return bytes(response.body[:MAX_BYTES])
