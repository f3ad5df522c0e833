"""The browser's only way out: a proxy on this machine whose every connection is made by the crawl's own guard."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections import OrderedDict
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Final, cast
from urllib.parse import urlsplit

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.interfaces import IAddress
from twisted.internet.protocol import Factory, Protocol
from twisted.python.failure import Failure

MAX_HEAD: Final = 65_536
MAX_BYTES: Final = 50_000_000  # of one connection
CONNECT_SECONDS: Final = 15
_REMEMBERED: Final = 1_000
IDLE_HEADERS: Final = (b"proxy-", b"connection:", b"keep-alive:")
_REFUSED: Final = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_WHO: Final = (
    b'HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm="netsword"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
)


class GuardedProxy(Factory):
    """Listens on a free port of 127.0.0.1, for whoever knows the password: the browser that the crawl started."""

    def __init__(self, reactor: Any) -> None:
        self.reactor = reactor
        self.user = "netsword"
        self.password = secrets.token_urlsafe(16)
        self.token = b"basic " + b64encode(f"{self.user}:{self.password}".encode())
        self._reached: OrderedDict[str, str] = OrderedDict()
        self._port: Any = reactor.listenTCP(0, self, interface="127.0.0.1")

    @property
    def address(self) -> str:
        """Where the browser finds it."""
        return f"http://127.0.0.1:{self._port.getHost().port}"

    def buildProtocol(self, addr: IAddress | None) -> Protocol:
        return _Client(self)

    def close(self) -> None:
        """Takes no more connections."""
        self._port.stopListening()

    def reached(self, host: str) -> IPv4Address | IPv6Address | None:
        """The address that answered for a host last; None for one that was not dialled."""
        found = self._reached.get(host.lower())
        return ip_address(found) if found else None

    def connected(self, host: str, address: str) -> None:
        """Remembers the address that a host was dialled at: the browser itself knows only this proxy's."""
        self._reached[host.lower()] = address.partition("%")[0]
        while len(self._reached) > _REMEMBERED:
            self._reached.popitem(last=False)

    def dial(self, host: str, port: int) -> Deferred[Any]:
        """Connects as a crawl does: the reactor's resolver is the guard, and gives public addresses only."""
        endpoint = HostnameEndpoint(self.reactor, host, port, timeout=CONNECT_SECONDS)
        origin: Any = Factory.forProtocol(_Origin)
        return endpoint.connect(origin)


class _Side(Protocol):
    """One side of a connection: what it receives goes to the other, no faster than that one takes it."""

    other: _Side | None = None
    passed = 0

    def join(self, other: _Side) -> None:
        transport: Any = self.transport
        self.other = other
        transport.registerProducer(other.transport, True)

    def pass_on(self, data: bytes) -> None:
        self.passed += len(data)
        if self.other is None or self.passed > MAX_BYTES:
            cast("Any", self.transport).abortConnection()
            return
        cast("Any", self.other.transport).write(data)

    def connectionLost(self, reason: Any = None) -> None:
        if self.other is not None:
            other, self.other = self.other, None
            cast("Any", other.transport).loseConnection()


class _Origin(_Side):
    def dataReceived(self, data: bytes) -> None:
        self.pass_on(data)


class _Client(_Side):
    """The browser's side: one request, or one tunnel, a connection."""

    def __init__(self, proxy: GuardedProxy) -> None:
        self._proxy = proxy
        self._head = b""
        self._is_asked = False
        self._body = -1  # bytes of the request's body still to come; -1: a tunnel, as many as there are

    def dataReceived(self, data: bytes) -> None:
        if self.other is not None:
            self._send(data)
            return
        self._head += data
        if len(self._head) > MAX_HEAD:
            self._answer(_REFUSED)
        elif b"\r\n\r\n" in self._head and not self._is_asked:
            self._is_asked = True
            self._ask()

    def _ask(self) -> None:
        head, _, rest = self._head.partition(b"\r\n\r\n")
        line, *headers = head.split(b"\r\n")
        words = line.split(b" ")
        sent = [header for header in headers if header.lower().startswith(b"proxy-authorization:")]
        given = sent[0].partition(b":")[2].strip() if sent else b""
        if not secrets.compare_digest(given[:6].lower() + given[6:], self._proxy.token):
            self._answer(_WHO)
            return
        target = _target(words) if len(words) == 3 else None
        if target is None:
            self._answer(_REFUSED)
            return
        host, port, route = target
        opening = b"" if not route else _opening(words[0], route, headers)
        self._body = _length(headers) if route else -1
        dialled = self._proxy.dial(host, port)
        dialled.addCallbacks(self._connected, self._failed, callbackArgs=(host, opening, rest))

    def _connected(self, origin: _Side, host: str, opening: bytes, rest: bytes) -> None:
        self._proxy.connected(host, cast("Any", origin.transport).getPeer().host)
        if not cast("Any", self.transport).connected:
            cast("Any", origin.transport).abortConnection()
            return
        self.join(origin)
        origin.join(self)
        if opening:
            cast("Any", origin.transport).write(opening)
        else:
            cast("Any", self.transport).write(b"HTTP/1.1 200 Connected\r\n\r\n")
        if rest:
            self._send(rest)

    def _failed(self, failure: Failure) -> None:
        self._answer(_REFUSED)

    def _send(self, data: bytes) -> None:
        """A tunnel takes everything; after a request's body nothing more goes to its host."""
        if self._body >= 0:
            data = data[: self._body]
            self._body -= len(data)
        if data:
            self.pass_on(data)

    def _answer(self, answer: bytes) -> None:
        transport: Any = self.transport
        transport.write(answer)
        transport.loseConnection()


def _target(words: list[bytes]) -> tuple[str, int, bytes] | None:
    """Host, port and route of a request line; an empty route asks for a tunnel. None for anything but http."""
    method, url = words[0], words[1].decode("latin-1")
    try:
        parts = urlsplit(f"//{url}" if method == b"CONNECT" else url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    if method == b"CONNECT":
        return (host, port, b"") if port else None
    if parts.scheme != "http":
        return None
    route = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return host, port or 80, route.encode("latin-1")


def _opening(method: bytes, route: bytes, headers: list[bytes]) -> bytes:
    """The request as the host is asked: its own route, one answer, nothing of the proxy's."""
    kept = [header for header in headers if not header.lower().startswith(IDLE_HEADERS)]
    return b"\r\n".join((method + b" " + route + b" HTTP/1.1", *kept, b"Connection: close", b"", b""))


def _length(headers: list[bytes]) -> int:
    for header in headers:
        name, _, value = header.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return min(int(value), MAX_BYTES)
    return 0
