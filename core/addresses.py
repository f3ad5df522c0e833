"""Addresses: which may be dialled. No one of a private network, unless the operator named it with its port."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.errors import ConfigError

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_Net = ipaddress.IPv4Network | ipaddress.IPv6Network
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_RESOLVERS = Path("/etc/resolv.conf")
_COMPATIBLE = ipaddress.ip_network("::/96")


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
        if address in _NAT64 or address in _COMPATIBLE:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def is_public(address: Ip) -> bool:
    """Whether the address, and every address hidden in it, is of the public internet."""
    return address.is_global and not address.is_multicast and all(is_public(inner) for inner in _inner(address))


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
