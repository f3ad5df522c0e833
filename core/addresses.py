"""Addresses: which may be dialled. No one of a private network, unless the operator named it with its port."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.errors import ConfigError

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_Net = ipaddress.IPv4Network | ipaddress.IPv6Network
_RESOLVERS = Path("/etc/resolv.conf")
# IPv6 networks whose last 32 bits are an IPv4 address: NAT64 (RFC 6052), compatible (4291), translated (2765).
_CARRIERS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96"))
_ISATAP = frozenset((0x00005EFE, 0x02005EFE))  # bits 64 to 95 (RFC 5214)
# Not of the public internet, whatever Python's own lists say of them: deprecated site-local addresses (RFC 3879) and
# 6to4 relays (7526), protocol assignments (6890), local NAT64 (8215), documentation (9637), segment routing (9602), a
# cloud's own server.
_NOT_PUBLIC: tuple[_Net, ...] = tuple(
    ipaddress.ip_network(net)
    for net in (
        "fec0::/10",
        "192.88.99.0/24",
        "192.0.0.0/24",
        "64:ff9b:1::/48",
        "100:0:0:1::/64",
        "3fff::/20",
        "5f00::/16",
        "168.63.129.16/32",
    )
)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Address and port pairs that may be dialled although they are private."""

    pairs: tuple[tuple[_Net, int], ...] = ()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> Exceptions:
        """From `"127.0.1.3:8100"`, `"127.0.0.0/8:8100"`, `"[::1]:8100"`; ConfigError names a wrong entry."""
        pairs = []
        for entry in entries:
            address, _, port = entry.rpartition(":")
            try:
                pairs.append((ipaddress.ip_network(address.strip("[]")), int(port)))
            except ValueError as error:
                raise ConfigError(
                    f'[crawl] allow_private: {entry!r} is not "address:port" or "network/bits:port"'
                ) from error
        return cls(tuple(pairs))

    def allow(self, address: Ip, port: int) -> bool:
        """Whether the operator named this address and port."""
        return any(port == at and address.version == net.version and address in net for net, at in self.pairs)


def _inner(address: Ip) -> Iterable[Ip]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        for inner in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())):
            if inner is not None:
                yield inner
        if any(address in net for net in _CARRIERS) or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def is_public(address: Ip) -> bool:
    """Whether the address, and every address hidden in it, is of the public internet."""
    if not address.is_global or address.is_multicast or any(address in net for net in _NOT_PUBLIC):
        return False
    return all(is_public(inner) for inner in _inner(address))


def read_hosts(path: Path | None) -> dict[str, str]:
    """Names and addresses of a file in the format of /etc/hosts. ConfigError names file and line."""
    hosts: dict[str, str] = {}
    if path is None:
        return hosts
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"[crawl] hosts_file: {path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        fields = line.split("#")[0].split()
        if not fields:
            continue
        try:
            ipaddress.ip_address(fields[0])
        except ValueError as error:
            raise ConfigError(f"[crawl] hosts_file: {path}, line {number}: {fields[0]!r} is no address") from error
        hosts.update((name.lower(), fields[0]) for name in fields[1:])
    return hosts


def system_resolver() -> str:
    """The name servers of this machine, as the log of evidence states them."""
    try:
        lines = _RESOLVERS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return "system"
    servers = [line.split()[1] for line in lines if line.startswith("nameserver") and len(line.split()) > 1]
    return "system: " + ", ".join(servers[:3]) if servers else "system"
