"""Whether the certificates that a page came with would be trusted, and in OpenSSL's words why not."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import replace
from functools import lru_cache

from cryptography.x509 import Certificate, ExtendedKeyUsage, ExtensionNotFound, load_der_x509_certificate
from cryptography.x509.oid import ExtendedKeyUsageOID
from OpenSSL import crypto
from service_identity import CertificateError, VerificationError
from service_identity.cryptography import verify_certificate_hostname, verify_certificate_ip_address

from core.types import Page
from core.urls import host_of


def with_verdict(page: Page) -> Page:
    """The page with what is wrong with its certificates, where it came by TLS."""
    if page.connection is None or not page.connection.chain:
        return page
    distrust = distrust_of(page.connection.chain, host_of(page.url))
    return replace(page, connection=replace(page.connection, distrust=distrust))


@lru_cache(maxsize=256)  # all pages of a connection have one chain
def distrust_of(chain: tuple[bytes, ...], host: str) -> str:
    """Why the chain (DER, the server's own first) proves nothing about the host; "" when it does.

    By this machine's authorities and clock. Nothing is asked of the network, so revoked ones are not told.
    """
    try:
        own, *above = (load_der_x509_certificate(one) for one in chain)
        links = [crypto.X509.from_cryptography(one) for one in (own, *above)]
        crypto.X509StoreContext(_authorities(), links[0], chain=links[1:]).verify_certificate()
        return _unfit(own, host)
    except crypto.X509StoreContextError as error:
        return str(error)
    except (ValueError, TypeError, crypto.Error) as error:
        return f"unreadable certificate: {error}"


def _authorities() -> crypto.X509Store:
    """Whom this machine trusts."""
    places = ssl.get_default_verify_paths()
    store = crypto.X509Store()
    if places.cafile is None and places.capath is None:
        return store  # then nobody is trusted
    store.load_locations(places.cafile, places.capath)
    return store


def _unfit(own: Certificate, host: str) -> str:
    """What a certificate that is signed well still lacks: the host's name, or the purpose."""
    try:
        uses = own.extensions.get_extension_for_class(ExtendedKeyUsage).value
        if not {ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE} & set(uses):
            return "unsuitable certificate purpose"
    except ExtensionNotFound:
        pass  # for every purpose
    try:
        _check_name(own, host)
    except (CertificateError, VerificationError):
        return f"Hostname mismatch, certificate is not valid for '{host}'."
    return ""


def _check_name(own: Certificate, host: str) -> None:
    """CertificateError, VerificationError: it is not the host's."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        verify_certificate_hostname(own, host)
    else:
        verify_certificate_ip_address(own, host)
