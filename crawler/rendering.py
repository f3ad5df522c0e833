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
from crawler.browser import PAGES_AT_ONCE
from crawler.browser_proxy import GuardedProxy
from crawler.browser_tls import listen
from crawler.receiving import TolerantDownloadHandler
from crawler.scope import port_of

SETTLE: Final = 3_000  # milliseconds that scripts get after the page has loaded
CLOSING: Final = 5
_BLOCKED: Final = frozenset({"media", "image", "font", "ping", "manifest", "texttrack", "websocket", "eventsource"})
_NOT_FETCHED: Final = ("Failed to download", "Download is starting")
# How Chromium calls an answer that it cannot make a page of, although one came.
_DAMAGED: Final = (
    "net::ERR_CONTENT_", "net::ERR_EMPTY_RESPONSE", "net::ERR_HTTP2_", "net::ERR_INCOMPLETE_CHUNKED_",
    "net::ERR_INVALID_", "net::ERR_RESPONSE_HEADERS_", "net::ERR_SSL_", "net::ERR_UNSAFE_REDIRECT",
)  # fmt: skip
# Files, answers without content, and certificates that a strict crawl refuses: a plain fetch says why.
_NOT_SHOWN: Final = ("net::ERR_ABORTED", "net::ERR_CERT_")


class BrowserHandler(ScrapyPlaywrightDownloadHandler, TolerantDownloadHandler):  # type: ignore[misc]
    """Pages marked `playwright` are shown by Chromium; others, and answers that it gives up, are fetched as ever."""

    def __init__(self, crawler: Crawler) -> None:
        from twisted.internet import reactor  # installed by Scrapy only now

        super().__init__(crawler=crawler)
        self._proxy = GuardedProxy(reactor)
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._is_strict = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self._pages: dict[Request, Page] = {}
        self._given_up: dict[Request, asyncio.Event] = {}
        self._places = asyncio.Semaphore(PAGES_AT_ONCE)
        server = {"server": self._proxy.address, "username": self._proxy.user, "password": self._proxy.password}
        self.config.launch_options["proxy"] = server

    async def _download_request(self, request: Request, spider: Spider | None = None) -> Response:
        request.meta["playwright_page_init_callback"] = self._opened
        request.meta["playwright_context_kwargs"]["ignore_https_errors"] = not self._is_strict
        async with self._places:  # the time spent waiting for one is not the page's
            try:
                response = await self._shown(request, spider)
            finally:
                await self._shut(request)
        if response is None:  # what is too damaged for a browser may hold words and links all the same
            return await TolerantDownloadHandler.download_request(self, request)
        return self._checked(request, response)

    async def _shown(self, request: Request, spider: Spider | None) -> Response | None:
        """What the browser made of an address; None when it gave the answer up."""
        given_up = self._given_up[request] = asyncio.Event()
        showing = asyncio.ensure_future(super()._download_request(request, spider))
        giving_up = asyncio.ensure_future(given_up.wait())
        try:
            await asyncio.wait((showing, giving_up), timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED)
            if showing.done():
                return cast("Response", showing.result())
            if given_up.is_set():
                return None
            self._tell_refusal(request.url)
            raise DownloadTimeoutError(f"the browser was not done after {self._seconds:g} seconds")
        except Error as error:
            if any(sign in str(error) for sign in (*_DAMAGED, *_NOT_SHOWN)):
                return None
            self._tell_refusal(request.url)
            if "Timeout" in str(error):
                raise DownloadTimeoutError(f"the browser was not done after {self._seconds:g} seconds") from error
            raise
        except RuntimeError as error:
            if not str(error).startswith(_NOT_FETCHED):
                raise
            return None
        finally:
            for task in (showing, giving_up):
                task.cancel()
            await asyncio.gather(showing, giving_up, return_exceptions=True)
            del self._given_up[request]

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
        return response.replace(ip_address=self._proxy.reached(host_of(request.url)))

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
        if request.url.startswith("https://"):
            await listen(page, request)
        page.on("requestfailed", lambda failed: self._failed(page, failed, request))

    def _failed(self, page: Page, failed: Any, request: Request) -> None:
        """The page itself broke off: the browser would wait for its end until the time is over."""
        given_up = self._given_up.get(request)
        is_page = failed.is_navigation_request() and failed.frame == page.main_frame
        if given_up is not None and is_page and str(failed.failure).startswith(_DAMAGED):
            given_up.set()

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
