"""What is wrong with certificates is said in OpenSSL's words; those of a trusted authority are fine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.types import Connection, Page
from crawler.trust import distrust_of, with_verdict

NOW: Final = datetime.now(UTC)
SERVER, CLIENT = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH


class Authority:
    """Signs certificates."""

    def __init__(self, name: str) -> None:
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.own = self.sign(self.name, self.key.public_key(), [], ca=True)

    def sign(self, name: x509.Name, key: Any, names: Iterable[str], *, ca: bool = False, **more: Any) -> bytes:
        """A certificate (DER); `more`: `until` days from now, `use`."""
        made = x509.CertificateBuilder().subject_name(name).issuer_name(self.name).public_key(key)
        made = made.serial_number(x509.random_serial_number()).not_valid_before(NOW - timedelta(30))
        made = made.not_valid_after(NOW + timedelta(more.get("until", 30)))
        made = made.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        if not ca:
            made = made.add_extension(x509.ExtendedKeyUsage([more.get("use", SERVER)]), critical=False)
        if names:
            made = made.add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        return made.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(text))
    except ValueError:
        return x509.DNSName(text)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The only one that this machine trusts."""
    made = Authority("Trusted")
    path = tmp_path / "authorities.pem"
    path.write_bytes(x509.load_der_x509_certificate(made.own).public_bytes(Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return made


def of(authority: Authority, *names: str, **more: Any) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return authority.sign(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "site")]), key, names, **more)


def test_verdicts(authority: Authority) -> None:
    stranger = Authority("Stranger")
    between = Authority("Between")
    cross = authority.sign(between.name, between.key.public_key(), [], ca=True)
    good = of(authority, "a.example", "*.b.example", "192.0.2.7")
    deep = of(between, "a.example")
    verdicts = {
        "": [
            ((good,), "a.example"), ((good, authority.own), "www.b.example"), ((good,), "192.0.2.7"),
            ((deep, cross), "a.example"),
        ],
        "certificate has expired": [((of(authority, "a.example", until=-1),), "a.example")],
        "not valid for 'c.example'": [((good,), "c.example"), ((good,), "c.example")],
        "not valid for '192.0.2.8'": [((good,), "192.0.2.8")],
        "not valid for 'a.example'": [((of(authority),), "a.example")],
        "unsuitable certificate purpose": [((of(authority, "a.example", use=CLIENT),), "a.example")],
        "local issuer": [((deep,), "a.example"), ((of(stranger, "a.example"),), "a.example")],
        "self-signed certificate": [((of(stranger, "a.example"), stranger.own), "a.example")],
        "unreadable": [((b"\x30\x03abc",), "a.example"), ((b"",), "a.example"), ((good, b"\x00"), "a.example")],
    }  # fmt: skip
    for words, cases in verdicts.items():
        for chain, host in cases:
            told = distrust_of(chain, host)
            assert words in told and bool(words) == bool(told), (words, told)


def test_a_page_without_certificates_has_no_verdict(authority: Authority) -> None:
    plain = Page("http://a.example/", connection=Connection(resolver="system"))
    assert with_verdict(plain) is plain
    secure = Page("https://a.example/x", connection=Connection("TLSv1.3", "", (of(authority, "b.example"),)))
    told = with_verdict(secure).connection
    assert told is not None and "not valid for 'a.example'" in told.distrust
