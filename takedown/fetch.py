"""Fetching for evidence: one page at a time, guarded, bounded and polite, with all that a court asks about how."""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPResponse, IncompleteRead
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from core.addresses import Exceptions, read_hosts
from core.binary import SNIFFED, is_binary_start, is_binary_type
from core.config import Config
from core.types import Page
from core.urls import host_of, join
from takedown.dialling import HinderedError, Resolved, Tls, dialled, resolve

MAX_HOPS: Final = 5
ROBOTS_BYTES: Final = 512_000
ROBOTS_SECONDS: Final = 10.0
_CHUNK: Final = 65_536
_FORBID: Final = "User-agent: *\nDisallow: /\n"
_PORTS: Final = {"http": 80, "https": 443}
_LAYERS: Final = {"gzip": zlib.MAX_WBITS + 16, "x-gzip": zlib.MAX_WBITS + 16, "deflate": zlib.MAX_WBITS}


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer: the page with its address and request, and how it came."""

    page: Page
    resolved: Resolved
    tls: Tls | None = None

    @property
    def target(self) -> str:
        """Where it sends the visitor; "" when nowhere."""
        if self.page.status not in (301, 302, 303, 307, 308):
            return ""
        return join(self.page.url, next((value for name, value in self.page.headers if name.lower() == "location"), ""))


@dataclass
class Fetcher:
    """Fetches with the crawl's contact, guard, limits and manners. Use one for a batch: it remembers robots.txt."""

    config: Config
    _robots: dict[str, Protego] = field(default_factory=dict)
    _hindered: dict[tuple[str, int], str] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _hosts: Mapping[str, str] = field(init=False)
    _exceptions: Exceptions = field(init=False)

    def __post_init__(self) -> None:
        self._hosts = read_hosts(self.config.hosts_path)
        self._exceptions = Exceptions.parse(self.config.crawl.allow_private)

    @property
    def agent(self) -> str:
        """The user agent: who asks, and where to complain."""
        contact = self.config.contact or self.config.complainant.email
        if not contact:
            raise HinderedError('set contact = "you@example" in netsword.toml: it goes into the user agent')
        return f"netsword (+{contact})"

    def follow(self, url: str) -> list[Fetched]:
        """The answers from an address to where it leads, each hop passed by guard and robots.txt."""
        hops: list[Fetched] = []
        while url and len(hops) <= MAX_HOPS:
            if self.config.crawl.obey_robots and not self._robots_of(url).can_fetch(url, "netsword"):
                raise HinderedError(f"robots.txt of {host_of(url)} forbids it")
            self._wait(host_of(url))
            hops.append(self.get(url))
            url = hops[-1].target
        if url:
            raise HinderedError(f"more than {MAX_HOPS} redirects")
        return hops

    def get(self, url: str, *, pictures: bool = False, limit: int = 0, seconds: float = 0.0) -> Fetched:
        """One answer, whatever its status. Media, archives and programs are not downloaded; pictures if asked for."""
        scheme, host, port = _parts(url)
        if reason := self._hindered.get((host, port)):
            raise HinderedError(reason)
        allowed = seconds or self.config.crawl.timeout
        begun = time.monotonic()
        try:
            resolved = resolve(host, port, self._exceptions, self._hosts)
            with dialled(scheme, host, port, resolved, allowed) as (connection, tls):
                asked = self._headers(url)
                parts = urlsplit(url)
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                connection.putrequest("GET", _ascii(target), skip_host=True, skip_accept_encoding=True)
                for name, value in asked:
                    connection.putheader(name, value)
                connection.endheaders()
                answer = connection.getresponse()
                headers = tuple(answer.getheaders())[:200]
                kind = answer.getheader("Content-Type") or ""
                body, truncated = _body(answer, headers, limit or self.config.crawl.max_bytes, pictures=pictures)
                late = time.monotonic() - begun >= allowed
                page = Page(
                    url, body, status=answer.status, content_type=kind, truncated=truncated or late,
                    fetched_at=datetime.now(UTC), headers=headers, ip=resolved.address, asked=asked,
                )  # fmt: skip
        except HinderedError as error:
            self._hindered[host, port] = str(error)  # not asked again by this fetcher
            raise
        return Fetched(page, resolved, tls)

    def _headers(self, url: str) -> tuple[tuple[str, str], ...]:
        netloc = _ascii(urlsplit(url).netloc.rpartition("@")[2])
        return (
            ("Host", netloc),
            ("User-Agent", self.agent),
            ("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"),
            ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        )

    def _robots_of(self, url: str) -> Protego:
        """As RFC 9309 has it: 4xx allows, 5xx and silence forbid."""
        scheme, host, port = _parts(url)
        origin = f"{scheme}://{_netloc(host)}:{port}"
        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_text(origin))
        return self._robots[origin]

    def _robots_text(self, origin: str) -> str:
        url = f"{origin}/robots.txt"
        for _ in range(MAX_HOPS):
            fetched = self.get(url, limit=ROBOTS_BYTES, seconds=ROBOTS_SECONDS)
            if not fetched.target:
                break
            url = fetched.target
        if fetched.page.status >= 500 or fetched.page.status == 429:
            return _FORBID
        return fetched.page.body.decode("utf-8", "replace") if fetched.page.status < 300 else ""

    def _wait(self, host: str) -> None:
        """The configured delay between two pages of one host."""
        rest = self._last.get(host, 0.0) + self.config.crawl.delay - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self._last[host] = time.monotonic()


def _parts(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise HinderedError(f"{url[:200]!r} is no address: {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise HinderedError(f"{url[:200]!r} is no http(s) address of a page")
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    except UnicodeError as error:
        raise HinderedError(f"{url[:200]!r} has no host: {error}") from error
    return parts.scheme, host, port or _PORTS[parts.scheme]


def _netloc(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ascii(text: str) -> str:
    """As it goes over the wire: what is not ASCII, and blanks, percent-encoded."""
    return "".join(char if "!" <= char <= "~" else "".join(f"%{byte:02X}" for byte in _bytes(char)) for char in text)


def _bytes(char: str) -> bytes:
    return char.encode("utf-8", "replace")


def _body(
    answer: HTTPResponse, headers: tuple[tuple[str, str], ...], limit: int, *, pictures: bool
) -> tuple[bytes, bool]:
    """The body within the limit, unpacked, and whether something is missing."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "").encode("latin-1", "replace")
    coding = next((value for name, value in headers if name.lower() == "content-encoding"), "").strip().lower()
    shown = pictures and kind.lower().startswith((b"image/", b"font/"))
    if is_binary_type(kind) and not shown:
        return b"", True
    inflate = zlib.decompressobj(_LAYERS[coding]) if coding in _LAYERS else None
    whole = b""
    while len(whole) < limit:
        try:
            portion = answer.read(_CHUNK)
            piece = inflate.decompress(portion, limit - len(whole)) if inflate is not None else portion
        except IncompleteRead as error:
            return whole + (error.partial if inflate is None else b""), True
        except zlib.error:
            return whole, True
        if not portion:
            return whole, bool(answer.length)
        if not whole and not shown and is_binary_start(piece[:SNIFFED]):
            return b"", True
        whole += piece
    return whole[:limit], True
