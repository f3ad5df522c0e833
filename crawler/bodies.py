"""The gate for bodies: text is read; media, archives and programs are stopped at their first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import StopDownload

from core.binary import SNIFFED, is_binary_start, is_binary_type

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

NOT_TEXT = "netsword_not_text"
ICON = "netsword_icon"  # a site's own icon: the one picture that is read


class BodyGate:
    """Scrapy extension: stops a download whose header or first bytes show that it is no text.

    The infringing file itself is never downloaded; the response's empty or short body is marked in `request.meta`.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        gate = cls()
        crawler.signals.connect(gate.headers_received, signal=signals.headers_received)
        crawler.signals.connect(gate.bytes_received, signal=signals.bytes_received)
        return gate

    def headers_received(self, headers: Any, request: Request) -> None:
        """Stops at the header."""
        if ICON in request.meta:
            return
        if is_binary_type(headers.get(b"Content-Type") or b"") and not headers.get(b"Location"):
            request.meta[NOT_TEXT] = True
            raise StopDownload(fail=False)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stops at the first bytes; compressed ones look like gzip's and pass."""
        if request.meta.get("netsword_sniffed") or ICON in request.meta:
            return
        request.meta["netsword_sniffed"] = True
        if is_binary_start(data[:SNIFFED]):
            request.meta[NOT_TEXT] = True
            raise StopDownload(fail=False)
