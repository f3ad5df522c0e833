"""Answers as browsers take them: odd headers, lengths and endings cost a page nothing that arrived."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cryptography.hazmat.primitives.serialization import Encoding
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.python.failure import Failure
from twisted.web._newclient import STATUS, ParseError
from twisted.web.client import URI, Agent, _HTTP11ClientFactory

from core.types import Connection
from crawler.chunks import TolerantChunks

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as SentRequest
    from twisted.web.iweb import IResponse

LONGEST_LINE: Final = 262_144  # what browsers take for all headers together
MOST_HEADERS: Final = 1_000
MOST_BYTES: Final = 4_000_000  # of headers; who sends more is no web server
MOST_BLANK_LINES: Final = 20
MOST_ENDPOINTS: Final = 1_000  # hosts whose way is kept in mind
_STATUS: Final = re.compile(rb"(?:HTTP|ICY)(?:/\d{0,3}(?:\.\d{0,3})?)?(?:[ \t]+(\d{3})(?!\d))?(.*)", re.I | re.S)
_TOKEN: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_ALWAYS: Final = frozenset((
    b"content-type", b"content-encoding", b"content-length", b"transfer-encoding", b"connection", b"location",
    b"refresh", b"retry-after", b"etag", b"last-modified",
))  # fmt: skip
_LENGTH: Final = re.compile(rb"\d{1,15}")
TIMED_OUT: Final = "timed_out"
CONNECTION: Final = "netsword_connection"  # of a request's meta: how its answer came
_BUSY: Final = 0.1  # of the time allowed: less is what any crawl needs


def _reactor() -> Any:
    """The reactor, which Scrapy installs after this module is imported."""
    from twisted.internet import reactor

    return reactor


class TolerantParser(_LenientHTTPClientParser):
    """Skips header lines that are none, and reads a body to its end when its length is a lie."""

    MAX_LENGTH = LONGEST_LINE
    _transferDecoders = {b"chunked": TolerantChunks}  # noqa: RUF012 - as its base class has it
    longest_body = 0
    _blank = _count = _size = 0

    def lineReceived(self, line: bytes) -> None:
        """One line of the head."""
        self._size += len(line) + 1
        if self._size > MOST_BYTES:
            raise ParseError("headers without end", line[:100])  # type: ignore[no-untyped-call]
        if self.state == STATUS and not line.strip() and self._blank < MOST_BLANK_LINES:
            self._blank += 1
            return
        if self._partialHeader is None and self.state != STATUS and line[:1] in (b" ", b"\t"):
            return  # goes on with a header that never began
        super().lineReceived(line)

    def statusReceived(self, status: bytes) -> None:
        """`HTTP/1.1 200 OK` in any writing; without a number it is 200."""
        if not status.startswith((b"HTTP/1.1 ", b"HTTP/1.0 ")) or not status[9:12].isdigit() or status[12:13] > b" ":
            found = _STATUS.match(status.lstrip())
            if found is None:
                raise ParseError("not HTTP", status[:100])  # type: ignore[no-untyped-call]
            status = b"HTTP/1.1 " + (found[1] or b"200") + b" " + found[2].strip()
        super().statusReceived(status)  # type: ignore[no-untyped-call]

    def headerReceived(self, name: bytes, value: bytes) -> None:
        """A header; what is no name is skipped, and so is what comes after the first thousand."""
        name = name.strip()
        self._count += 1
        if self._count > MOST_HEADERS and name.lower() not in _ALWAYS:
            return
        if _TOKEN.fullmatch(name):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:
        """The end of the head: how long the body is, as far as that can be believed."""
        headers = self.connHeaders
        coding = headers.getRawHeaders(b"transfer-encoding")
        if coding is not None:
            chunked = any(b"chunked" in part.lower().replace(b";", b",").split(b",") for part in _parts(coding))
            headers.removeHeader(b"transfer-encoding")
            if chunked:
                headers.setRawHeaders(b"transfer-encoding", [b"chunked"])
                headers.removeHeader(b"content-length")
        lengths = headers.getRawHeaders(b"content-length")
        if lengths is not None:
            self._check_length(lengths)
        super().allHeadersReceived()  # type: ignore[no-untyped-call]

    def _check_length(self, lengths: Sequence[bytes]) -> None:
        """Keeps a length that is one and may be true."""
        values = set(_parts(lengths))
        self.connHeaders.removeHeader(b"content-length")
        if len(values) != 1 or not _LENGTH.fullmatch(value := values.pop()):
            return
        if not self.longest_body or int(value) <= self.longest_body:
            self.connHeaders.setRawHeaders(b"content-length", [value])


def _parts(values: Sequence[bytes]) -> list[bytes]:
    return [part.strip() for value in values for part in value.split(b",")]


class _Protocol(_LenientHTTP11ClientProtocol):
    longest_body = 0
    _shown: Connection | None = None

    def request(self, request: SentRequest) -> Deferred[IResponse]:
        answer: Deferred[Any] = super().request(request)
        answer.addCallback(self._tell)
        parser: Any = self._parser  # made by the call above, of the class that Scrapy takes
        parser.__class__ = TolerantParser
        parser.longest_body = self.longest_body
        return answer

    def _tell(self, response: Any) -> Any:
        """Puts what TLS showed onto the response; it is read once a connection."""
        if self._shown is None:
            self._shown = _connection(self.transport)
        response.netsword_connection = self._shown
        return response


def _connection(transport: Any) -> Connection:
    """What TLS showed on a connection; nothing where there is no TLS."""
    tls = transport.getHandle() if hasattr(transport, "getPeerCertificate") else None
    if tls is None:
        return Connection()
    chain = tls.get_peer_cert_chain(as_cryptography=True) or ()
    ders = tuple(certificate.public_bytes(Encoding.DER) for certificate in chain)
    return Connection(tls.get_protocol_version_name(), tls.get_cipher_name() or "", ders)


class _Factory(_HTTP11ClientFactory):
    noisy = False

    def __init__(self, longest_body: int, *rest: Any) -> None:
        super().__init__(*rest)  # type: ignore[no-untyped-call]
        self.longest_body = longest_body

    def buildProtocol(self, addr: IAddress | None) -> _Protocol:
        protocol = _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol.longest_body = self.longest_body
        return protocol


class _Endpoints:
    """The ways to hosts, made by Twisted's own factory and kept for the next request."""

    def __init__(self, factory: Any, known: dict[tuple[Any, ...], Any]) -> None:
        self._factory = factory
        self._known = known
        self._bindAddress = factory._bindAddress  # the agent's key of a connection holds it

    def endpointForURI(self, uri: URI) -> Any:
        """The way to the host of an address; it holds no connection and no answer of a name server."""
        factory = self._factory
        key = (uri.scheme, uri.host, uri.port, factory._connectTimeout, factory._bindAddress)
        endpoint = self._known.get(key)
        if endpoint is None:
            if len(self._known) >= MOST_ENDPOINTS:
                self._known.clear()
            endpoint = self._known[key] = factory.endpointForURI(uri)
        return endpoint


class _Agent(_ScrapyAgent):
    """When the time is over, what has arrived is the page.

    The time that this process was busy reading other pages is given back, once: nothing could arrive meanwhile.
    """

    shown: Connection | None = None  # what TLS showed, once the answer is there

    def __init__(self, endpoints: dict[tuple[Any, ...], Any], **rest: Any) -> None:
        super().__init__(**rest)
        self._endpoints = endpoints

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        """Scrapy's agent; the way to a host is worked out once, not for each of its pages."""
        agent = super()._get_agent(request, timeout)
        if type(agent) is _BindAddressAgent:
            agent._endpointFactory = _Endpoints(agent._endpointFactory, self._endpoints)
        return agent

    def download_request(self, request: Request) -> Deferred[Response]:
        started = time.process_time()
        waiting = super().download_request(request)
        call: Any = self._timeout_cl
        if call.active():
            timeout = call.getTime() - _reactor().seconds()
            call.cancel()
            self._timeout_cl = _reactor().callLater(timeout, self._over, waiting, started, timeout)
        return waiting

    def _over(self, waiting: Deferred[Response], started: float, timeout: float) -> None:
        busy = min(time.process_time() - started, timeout)
        if busy > timeout * _BUSY:
            self._timeout_cl = _reactor().callLater(busy, waiting.cancel)
        else:
            waiting.cancel()

    def _cb_bodydone(self, result: Any, url: str) -> Response:
        self.shown = getattr(result["txresponse"], "netsword_connection", None)
        return super()._cb_bodydone(result, url)

    @staticmethod
    def _cancel(waiting: Any, txresponse: Any) -> None:
        _ScrapyAgent._cancel(waiting, txresponse)
        txresponse._bodyProtocol._finish_response(flags=[TIMED_OUT])

    def _cb_timeout(self, result: Any, request: Request, url: str, timeout: float) -> Any:
        call: Any = self._timeout_cl
        if call.active() or isinstance(result, Failure):
            return super()._cb_timeout(result, request, url, timeout)
        return result


class TolerantDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler with our parser and our way to end."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._endpoints: dict[tuple[Any, ...], Any] = {}
        pool: Any = self._pool
        pool._factory = partial(_Factory, self._default_maxsize)

    async def download_request(self, request: Request) -> Response:
        """The response, or a failure that says why there is none."""
        agent = _Agent(
            self._endpoints,
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=0,  # the gate for bodies cuts, and keeps what came
            warnsize=0,
            fail_on_dataloss=False,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        with wrap_twisted_exceptions():
            response = await maybe_deferred_to_future(agent.download_request(request))
        request.meta[CONNECTION] = agent.shown
        return response
