"""Scrapy's download handler for sites that need a browser: Chromium behind the guarded proxy, in bounded time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Final, cast
from urllib.parse import urlsplit

from playwright.async_api import Error, Page
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from core.urls import host_of
from crawler.bodies import NOT_TEXT
from crawler.browser import PAGES_AT_ONCE
from crawler.browser_proxy import GuardedProxy
from crawler.scope import port_of

SETTLE: Final = 3_000  # milliseconds that scripts get after the page has loaded
CLOSING: Final = 5
_BLOCKED: Final = frozenset({"media", "image", "font", "ping", "manifest", "texttrack", "websocket", "eventsource"})
_NOT_FETCHED: Final = ("Failed to download", "Download is starting")


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Pages marked `playwright` are shown by Chromium, all others are fetched as ever."""

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor  # installed by Scrapy only now

        super().__init__(crawler=crawler)
        self._proxy = GuardedProxy(reactor)
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._pages: dict[Request, Page] = {}
        self._places = asyncio.Semaphore(PAGES_AT_ONCE)
        server = {"server": self._proxy.address, "username": self._proxy.user, "password": self._proxy.password}
        self.config.launch_options["proxy"] = server

    async def _download_request(self, request: Request, spider: Spider | None = None) -> Response:
        request.meta["playwright_page_init_callback"] = self._opened
        async with self._places:  # the time spent waiting for one is not the page's
            try:
                response = await asyncio.wait_for(super()._download_request(request, spider), self._seconds)
            except (TimeoutError, Error) as error:
                self._tell_refusal(request.url)
                if isinstance(error, TimeoutError) or "Timeout" in str(error):
                    raise DownloadTimeoutError(f"the browser was not done after {self._seconds:g} seconds") from error
                raise
            except RuntimeError as error:
                if not str(error).startswith(_NOT_FETCHED):
                    raise
                request.meta[NOT_TEXT] = True
                return Response(request.url, request=request)
            finally:
                await self._shut(request)
        return self._checked(request, cast("Response", response))

    def _checked(self, request: Request, response: Response) -> Response:
        """The response, as a plain fetch would have given it."""
        if len(response.body) > self._most:
            raise DownloadCancelledError(f"larger than max_bytes ({self._most})")
        if response.status == 403:
            self._tell_refusal(request.url)
        if not response.url.startswith(("http://", "https://")):
            raise IgnoreRequest("the page led the browser to an address that it may not dial")
        if host_of(response.url) != host_of(request.url):  # where it led is an address of its own, like any redirect
            return Response(request.url, status=302, headers={"Location": response.url}, request=request)
        return response

    async def close(self) -> None:
        """Ends the browser, and its way out."""
        await super().close()
        self._proxy.close()

    def _tell_refusal(self, url: str) -> None:
        """Raises what a plain fetch raises when the guard refused the address."""
        refused = getattr(self._proxy.reactor.nameResolver, "refused", None)
        parts = urlsplit(url)
        if refused and refused(parts.hostname or "", port_of(parts)):
            raise CannotResolveHostError(f"{parts.hostname}: refused by the guard")

    async def _opened(self, page: Page, request: Request) -> None:
        self._pages[request] = page
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("popup", lambda other: other.close())

    async def _shut(self, request: Request) -> None:
        """A page that hangs is closed as well: an open one would keep its place among the few there are."""
        page = self._pages.pop(request, None)
        if page is not None and not page.is_closed():
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(page.close(), CLOSING)


def is_refused(request: Any) -> bool:
    """Whether the browser goes without a request of its page: everything but text, and every other scheme."""
    return request.resource_type in _BLOCKED or not str(request.url).startswith(("http://", "https://", "data:"))


async def settle(page: Page) -> None:
    """Waits until the page's scripts have fetched what they show, but not for long."""
    with suppress(Error):
        await page.wait_for_load_state("networkidle", timeout=SETTLE)
