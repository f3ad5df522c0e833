"""What may be dialled: public addresses, and those that the operator named with their port."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.addresses import Exceptions, is_public, read_hosts
from core.errors import ConfigError

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1",
    "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1",
    "::ffff:0:127.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b:1::7f00:1", "fec0::1", "2606:4700::5efe:10.0.0.1", "3fff::1",
    "2606:4700::200:5efe:192.168.0.1", "5f00::1", "192.88.99.1", "192.0.0.9", "100.100.100.200", "168.63.129.16",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "114.114.114.114", "2606:4700:4700::1111", "240e:4c:4008::1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_in_every_writing(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_no_ipv6_form_opens_a_private_ipv4_address(number: int) -> None:
    inner = ipaddress.IPv4Address(number)
    forms = [(0xFFFF << 32) | number, number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80)]
    forms += [(0xFFFF << 48) | number, (0x240E << 112) | (0x5EFE << 32) | number]
    if not is_public(inner):
        assert not any(is_public(ipaddress.IPv6Address(form)) for form in forms)


def test_exceptions_are_exact() -> None:
    exceptions = Exceptions.parse(["127.0.1.3:8100", "10.0.0.0/8:80", "[::1]:8000"])
    allowed = [("127.0.1.3", 8100), ("10.9.9.9", 80), ("::1", 8000)]
    refused = [("127.0.1.3", 8101), ("127.0.1.4", 8100), ("11.0.0.1", 80), ("10.9.9.9", 443), ("::1", 80)]
    assert all(exceptions.allow(ipaddress.ip_address(address), port) for address, port in allowed)
    assert not any(exceptions.allow(ipaddress.ip_address(address), port) for address, port in refused)


@pytest.mark.parametrize("entry", ["127.0.0.1", "localhost:80", "127.0.0.1:x", "", ":80", "127.0.0.1/8:80"])
def test_an_unclear_exception_is_refused(entry: str) -> None:
    with pytest.raises(ConfigError, match="allow_private"):
        Exceptions.parse([entry])


def test_the_hosts_file(tmp_path: Path) -> None:
    path = tmp_path / "hosts"
    path.write_text("# comment\n127.0.1.3  Pirate.Example www.pirate.example # there\n\n::1 six.example\n")
    assert read_hosts(path) == {"pirate.example": "127.0.1.3", "www.pirate.example": "127.0.1.3", "six.example": "::1"}
    path.write_text("here pirate.example\n")
    with pytest.raises(ConfigError, match="line 1"):
        read_hosts(path)
