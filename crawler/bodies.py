"""The gate for bodies: text is read, as far as the limit; media, archives and programs end at their first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from core.binary import SNIFFED, begins_page, is_binary_start, is_binary_type, is_page_type
from crawler.packed import is_packed_list
from crawler.receiving import TIMED_OUT

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

NOT_TEXT = "netsword_not_text"
ICON = "netsword_icon"  # a site's own icon: the one picture that is read
NAMED = "netsword_named"  # an address that the operator named: a picture there may hold a configuration
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF")
CUT = "netsword_cut"  # why the body is not whole, in words
_RECEIVED = "netsword_received"
_SAYS_PAGE = "netsword_says_page"


def cut_of(response: Response) -> str:
    """Why the body is not whole; "" when it is, as far as the answer says. One without a length ends when it ends."""
    cut: str = response.meta.get(CUT, "")
    if not cut and TIMED_OUT in response.flags:
        cut = "the time was over"
    return cut or ("the body ended early" if "dataloss" in response.flags else "")


class BodyGate:
    """Scrapy extension: stops a download whose header or first bytes show that it is no text.

    The infringing file itself is never downloaded; the response's empty or short body is marked in `request.meta`.
    What is longer than the limit is cut there, and marked too.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        gate = cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))
        crawler.signals.connect(gate.headers_received, signal=signals.headers_received)
        crawler.signals.connect(gate.bytes_received, signal=signals.bytes_received)
        return gate

    def headers_received(self, headers: Any, request: Request) -> None:
        """Stops at the header. What was noted of an earlier try is forgotten."""
        for note in (_RECEIVED, CUT, NOT_TEXT):
            request.meta.pop(note, None)
        kind = bytes(headers.get(b"Content-Type") or b"")
        if ICON in request.meta or (NAMED in request.meta and kind.lower().startswith(b"image/")):
            return
        if is_packed_list(request.url):
            return
        request.meta[_SAYS_PAGE] = is_page_type(kind)
        if is_binary_type(kind) and not headers.get(b"Location"):
            request.meta[NOT_TEXT] = True
            raise StopDownload(fail=False)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stops at the first bytes, which compressed pages pass, or at the limit."""
        received = request.meta.get(_RECEIVED, 0)
        request.meta[_RECEIVED] = received + len(data)
        if received == 0 and is_binary_start(data[:SNIFFED]) and not _may_be_shown(request, data):
            request.meta[NOT_TEXT] = True
            raise StopDownload(fail=False)
        if received + len(data) > self._longest:
            request.meta[CUT] = f"longer than {self._longest} bytes"
            raise StopDownload(fail=False)


def _may_be_shown(request: Request, data: bytes) -> bool:
    """A picture that is asked for, or a page that pretends to be a file."""
    if ICON in request.meta or (NAMED in request.meta and data.startswith(PICTURES)):
        return True
    return bool(request.meta.get(_SAYS_PAGE)) and begins_page(data)
