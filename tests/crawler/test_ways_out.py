"""What leaves the machine: names that change their address, proxies of the environment, certificates that lie."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.hostile.server import Web, served

# The system's resolver, as the owner of a name would have it: a public answer first (here: an address that the
# operator allows), then the neighbour, then both.
REBINDING = """
import itertools, socket, sys
real, asked = socket.getaddrinfo, itertools.count()
ANSWERS = (["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2", "127.0.0.1"])
def answer(host, port=0, family=0, kind=0, *rest):
    if not str(host).endswith("rebound.example"):
        return real(host, port, family, kind, *rest)
    places = ["127.0.0.2"] if str(host).startswith("at.once") else ANSWERS[next(asked) % 3]
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in places]
socket.getaddrinfo = answer
sys.argv = ["netsword", "crawl"]
from cli.main import run; run()
"""


def _page(path: str) -> bytes:
    number = int(path.strip("/") or 0) if path.strip("/").isdigit() or path == "/" else 0
    links = "".join(f'<a href="/{n}">页 {n}</a>' for n in range(1, 13)) if path == "/" else ""
    body = f'<title>满江红</title>{links}<a href="https://pan.quark.cn/s/{number:012x}">满江红 1080P</a>'
    data = f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    return head.encode() + data


def test_a_name_that_changes_its_address_and_proxies_of_the_environment_lead_nowhere(desktop: Any) -> None:
    site = Web("127.0.0.1", pages={"*": _page, "/robots.txt": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"})
    with served(site):
        secret = Web("127.0.0.2", site.port, pages={"*": _page})
        with served(secret):
            first, second = f"http://rebound.example:{site.port}/", f"http://at.once.rebound.example:{site.port}/"
            desktop.configure(
                {"name": "s", "start_urls": [first, second]}, allow_private=[site.place], concurrency=2, timeout=10
            )
            desktop.works("满江红")
            proxies = dict.fromkeys(
                ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"), secret.root
            )
            subprocess.run(
                [sys.executable, "-c", REBINDING], cwd=desktop.folder, env=desktop.environment | proxies, check=True
            )
            assert len(desktop.hits()) == 13
            assert secret.connections == 0
    number = str(desktop.runs()[0]["run_id"])
    refused = desktop.run("runs", "show", number, "--urls", "--state", "refused", "--format", "jsonl").stdout
    assert second in refused and "127.0.0.2" in refused


def _context(folder: Path, name: str, days: int) -> ssl.SSLContext:
    """A server's, with a certificate that it signed itself, of that name, valid until so many days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=900))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / f"{name}{days}.pem"
    path.write_bytes(key.private_bytes(*form) + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.fixture
def deaf() -> Iterator[Callable[[bytes], str]]:
    """Starts servers that say these bytes to whoever connects, and hear nothing; gives their ports."""
    servers: list[socket.socket] = []
    kept: list[socket.socket] = []

    def start(said: bytes) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def take() -> None:
            while True:
                try:
                    connection = server.accept()[0]
                except OSError:
                    return
                connection.sendall(said)
                kept.append(connection)

        threading.Thread(target=take, daemon=True).start()
        return str(server.getsockname()[1])

    yield start
    for each in (*servers, *kept):
        each.close()


def _sites(ports: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "start_urls": [f"https://{name}.example:{port}/"], "obey_robots": False}
        for name, port in ports.items()
    ]


def test_certificates_that_nobody_trusts_are_no_wall_and_noise_is_an_error(
    desktop: Any, deaf: Callable[[bytes], str], tmp_path: Path
) -> None:
    own, expired, others = (Web("127.0.0.1", pages={"*": _page}) for _ in range(3))
    (tmp_path / "hosts").write_text("127.0.0.1 own.example expired.example others.example plain.example\n")
    with (
        served(own, context=_context(tmp_path, "own.example", 100)),
        served(expired, context=_context(tmp_path, "expired.example", -3)),
        served(others, context=_context(tmp_path, "somebody.example", 100)),
    ):
        ports = {"own": str(own.port), "expired": str(expired.port), "others": str(others.port)}
        ports["plain"] = deaf(b"HTTP/1.1 400 Bad Request\r\n\r\nThis is no TLS")
        allowed = [f"127.0.0.1:{port}" for port in ports.values()]
        desktop.configure(*_sites(ports), allow_private=allowed, hosts_file="hosts")
        desktop.works("满江红")
        desktop.run("crawl", expect=3)
    runs = {run["site"]: run for run in desktop.runs()}
    assert [runs[site]["counts"].get("ok") for site in ("own", "expired", "others")] == [13, 13, 13]
    assert runs["plain"]["counts"].get("error") == 1
    assert "TLS" in desktop.run("runs", "show", str(runs["plain"]["run_id"]), "--urls", "--format", "jsonl").stdout


@pytest.mark.parametrize("strict", [True, False])
def test_the_operator_decides_on_certificates(strict: bool, desktop: Any, tmp_path: Path) -> None:
    web = Web("127.0.0.1", pages={"*": _page})
    (tmp_path / "hosts").write_text("127.0.0.1 own.example\n")
    with served(web, context=_context(tmp_path, "own.example", 100)):
        allowed = [f"127.0.0.1:{web.port}"]
        more = {"hosts_file": "hosts", "verify_certificates": strict, "max_pages": 2}
        desktop.configure(*_sites({"own": str(web.port)}), allow_private=allowed, **more)
        desktop.works("满江红")
        desktop.run("crawl", expect=3 if strict else 0)
    (run,) = desktop.runs()
    assert bool(desktop.hits()) is not strict
    told = desktop.run("runs", "show", str(run["run_id"]), "--urls", "--format", "jsonl").stdout.lower()
    assert (run["counts"].get("error") == 1 and "certificate" in told) is strict


def test_a_handshake_that_stalls_is_a_timeout(desktop: Any, deaf: Callable[[bytes], str], tmp_path: Path) -> None:
    port = deaf(b"")
    (tmp_path / "hosts").write_text("127.0.0.1 silent.example\n")
    allowed = [f"127.0.0.1:{port}"]
    desktop.configure(*_sites({"silent": port}), allow_private=allowed, hosts_file="hosts", timeout=1)
    desktop.works("满江红")
    desktop.run("crawl", expect=3)
    assert desktop.runs()[0]["counts"].get("timeout") == 1
