"""How a page came to the browser by TLS: protocol, cipher and the server's certificates, asked over DevTools."""

from __future__ import annotations

from base64 import b64decode
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Error, Page
from scrapy import Request
from scrapy_playwright.page import PageMethod

from core.types import Connection
from crawler.receiving import CONNECTION

_PROTOCOLS: Final = {"TLS 1.2": "TLSv1.2", "TLS 1.3": "TLSv1.3"}  # as Chromium and OpenSSL name them


async def listen(page: Page, request: Request) -> None:
    """Sees to it that the request's meta tells the connection once the page is there.

    The certificates can only be asked for by a session that listened while they came.
    """
    with suppress(Error):
        session = await page.context.new_cdp_session(page)
        await session.send("Network.enable")
        seen: dict[str, Any] = {}
        session.on("Network.responseReceived", lambda event: _note(event, seen))
        request.meta["playwright_page_methods"].append(PageMethod(_tell, request, session, seen))


def _note(event: dict[str, Any], seen: dict[str, Any]) -> None:
    answer = event["response"]
    if event.get("type") == "Document" and "securityDetails" in answer:
        seen[answer["url"].partition("#")[0]] = answer["securityDetails"]


async def _tell(page: Page, request: Request, session: Any, seen: dict[str, Any]) -> None:
    url = page.url.partition("#")[0]
    if url not in seen:
        return
    parts = urlsplit(url)
    with suppress(Error, ValueError):
        told = await session.send("Network.getCertificate", {"origin": f"{parts.scheme}://{parts.netloc}"})
        said = seen[url]
        chain = tuple(b64decode(one) for one in told["tableNames"])
        protocol = str(said.get("protocol", ""))
        request.meta[CONNECTION] = Connection(_PROTOCOLS.get(protocol, protocol), str(said.get("cipher", "")), chain)
