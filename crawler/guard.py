"""The connection-time guard: no address of a private network is dialled unless the operator named it."""

from __future__ import annotations

import ipaddress
import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from core.addresses import Exceptions, is_public, read_hosts, system_resolver
from core.config import load_config
from core.types import Page
from core.urls import host_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase

logger = logging.getLogger(__name__)
_REMEMBERED = 10_000


@implementer(IResolutionReceiver)
class _Gate:
    """Lets through the addresses that may be dialled, and remembers that others were refused."""

    def __init__(self, resolver: GuardedResolver, receiver: Any, name: str, port: int) -> None:
        self._resolver, self._receiver, self._name, self._port = resolver, receiver, name, port
        self._found: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        ip = ipaddress.ip_address(str(address.host).partition("%")[0])
        self._found.append(str(ip))
        if is_public(ip) or self._resolver.exceptions.allow(ip, self._port):
            self._receiver.addressResolved(address)
        else:
            self._resolver.refuse(self._name, self._port, str(ip))

    def resolutionComplete(self) -> None:
        self._resolver.told(self._name, tuple(self._found))
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Resolves names, the hosts file first, and hands on public addresses only.

    It decides on the very addresses that are dialled next, so a name that changes its address gains nothing.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, exceptions: Exceptions, hosts: dict[str, str]) -> None:
        super().__init__(reactor, cache_size)
        self.exceptions = exceptions
        self._hosts = hosts
        self._refused: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._told: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        path = settings.get("NETSWORD_CONFIG")
        config = load_config(Path(path) if path else None, required=False)
        exceptions = Exceptions.parse(config.crawl.allow_private)
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), exceptions, read_hosts(config.hosts_path))

    def refuse(self, name: str, port: int, address: str) -> None:
        """Remembers a refusal, so that the page's record can name it."""
        logger.warning("refused to dial %s (%s:%d): a private address", name, address, port)
        self._refused[name, port] = address
        while len(self._refused) > _REMEMBERED:
            self._refused.popitem(last=False)

    def refused(self, name: str, port: int) -> str:
        """The private address for which the name was refused, or ""."""
        return self._refused.get((name, port), "")

    def told(self, name: str, addresses: tuple[str, ...]) -> None:
        """Remembers what a name was resolved to, so that evidence can state it."""
        self._told[name] = addresses
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)

    def said(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Who resolved a name last, and to which addresses; ("", ()) for a name that was not resolved."""
        addresses = self._told.get(name)
        if addresses is None:
            return "", ()
        return "hosts file" if name.lower().rstrip(".") in self._hosts else system_resolver(), addresses

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[Any]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        gate: Any = _Gate(self, resolutionReceiver, hostName, portNumber)
        fixed = self._hosts.get(hostName.lower().rstrip("."))
        if fixed is None:
            return super().resolveHostName(gate, hostName, portNumber, addressTypes, transportSemantics)
        resolution: Any = HostResolution(hostName)
        gate.resolutionBegan(resolution)
        address = IPv6Address if ":" in fixed else IPv4Address
        gate.addressResolved(address("TCP", fixed, portNumber))
        gate.resolutionComplete()
        return cast("IHostResolution", resolution)


def with_addresses(page: Page) -> Page:
    """The page with what the resolver said of its host, where it is known how the page came."""
    from twisted.internet import reactor  # installed by Scrapy only now

    said = getattr(reactor.nameResolver, "said", None)
    if page.connection is None or said is None:
        return page
    resolver, addresses = said(host_of(page.url))
    return replace(page, connection=replace(page.connection, resolver=resolver, addresses=addresses))
