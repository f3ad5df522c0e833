"""Dialling: connections to public addresses only, decided on the very address that is dialled, with what TLS showed."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final

from core.addresses import Exceptions, is_public, system_resolver
from core.errors import NetswordError

RESOLVE_SECONDS: Final = 8.0


class HinderedError(NetswordError):
    """Nobody could look: refused, no address, no answer in time, forbidden by robots.txt."""


@dataclass(frozen=True, slots=True)
class Tls:
    """What the server showed: protocol, cipher, its chain (DER), and why it was not trusted ("" when it was)."""

    protocol: str
    cipher: str
    chain: tuple[bytes, ...]
    distrust: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The address that was dialled, all that the name has, and who said so."""

    address: str
    all: tuple[str, ...]
    resolver: str


class Connection(http.client.HTTPConnection):
    """HTTP over a socket that is connected already."""

    def __init__(self, host: str, port: int, ready: socket.socket) -> None:
        super().__init__(host, port)
        self.sock = ready

    def connect(self) -> None:
        """It is."""


def resolve(host: str, port: int, exceptions: Exceptions, hosts: Mapping[str, str]) -> Resolved:
    """An address of the host that may be dialled; HinderedError when there is none."""
    fixed = hosts.get(host.lower().rstrip("."))
    found = (fixed,) if fixed is not None else _addresses(host, port)
    for address in found:
        ip = ipaddress.ip_address(address)
        if is_public(ip) or exceptions.allow(ip, port):
            return Resolved(address, found, "hosts file" if fixed is not None else system_resolver())
    raise HinderedError(f"{host} leads to a private address ({found[0]}): refused")


def _addresses(host: str, port: int) -> tuple[str, ...]:
    """What the system's resolver says, in bounded time."""
    answers: SimpleQueue[Any] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=RESOLVE_SECONDS)
    except Empty:
        raise HinderedError(f"{host}: no answer from the resolver within {RESOLVE_SECONDS:.0f} seconds") from None
    if isinstance(answer, Exception):
        raise HinderedError(f"{host} has no address: {answer}") from answer
    return tuple(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in answer))


@contextmanager
def dialled(
    scheme: str, host: str, port: int, resolved: Resolved, seconds: float
) -> Iterator[tuple[Connection, Tls | None]]:
    """A connection that lives no longer than `seconds`, however slowly its server answers."""
    plain: socket.socket | None = None
    try:
        plain, tls = _connect(scheme, host, port, resolved.address, seconds)
        watchdog = threading.Timer(seconds, _cut, (plain,))
        watchdog.daemon = True
        watchdog.start()
        try:
            yield Connection(host, port, plain), tls
        finally:
            watchdog.cancel()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise HinderedError(f"{host}: {str(error) or type(error).__name__}") from error
    finally:
        if plain is not None:
            plain.close()


def _connect(scheme: str, host: str, port: int, address: str, seconds: float) -> tuple[socket.socket, Tls | None]:
    """Trusted where the certificate allows it; otherwise the fact is kept and the page is still seen."""
    ready = socket.create_connection((address, port), timeout=seconds)
    if scheme != "https":
        return ready, None
    try:
        return _wrapped(ready, host, ssl.create_default_context(), "")
    except ssl.SSLCertVerificationError as error:
        ready.close()
        loose = ssl.create_default_context()
        loose.check_hostname = False
        loose.verify_mode = ssl.CERT_NONE
        return _wrapped(
            socket.create_connection((address, port), timeout=seconds), host, loose, error.verify_message or str(error)
        )


def _wrapped(ready: socket.socket, host: str, context: ssl.SSLContext, distrust: str) -> tuple[ssl.SSLSocket, Tls]:
    try:
        secured = context.wrap_socket(ready, server_hostname=host)
    except OSError:
        ready.close()
        raise
    cipher = secured.cipher()
    return secured, Tls(secured.version() or "", cipher[0] if cipher else "", _chain(secured), distrust)


def _chain(secured: ssl.SSLSocket) -> tuple[bytes, ...]:
    """The certificates as sent, the server's own first."""
    public = getattr(secured, "get_unverified_chain", None)  # from Python 3.13
    if public is not None:
        return tuple(bytes(one) for one in public())
    inner = getattr(secured, "_sslobj", None)  # before it, the same below the surface
    ask = getattr(inner, "get_unverified_chain", None)
    if ask is not None:
        return tuple(ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in ask() or ())
    own = secured.getpeercert(binary_form=True)
    return (own,) if own else ()


def _cut(ready: socket.socket) -> None:
    try:
        ready.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
