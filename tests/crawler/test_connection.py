"""How a page came is kept with it: resolver, addresses, TLS and the whole chain of certificates; the pack shows it."""

from __future__ import annotations

import json
import shutil
import ssl
import threading
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from core.config import load_config
from crawler.browser import PROGRAMS
from storage.store import open_store
from takedown.desk import Desk
from takedown.evidence_pack import pack_hits
from takedown.pack_check import check
from takedown.pack_frame import MANIFEST, MANIFEST_SUM, add, add_sum

BODY = '<html><head><title>流浪地球2</title></head><body><a href="{}">流浪地球2 4K 国语</a></body></html>'
SHARES = ("https://pan.quark.cn/s/0123456789ab", "https://pan.quark.cn/s/ba9876543210")


def signed(name: str, key: Any, by: tuple[str, Any] | None = None) -> x509.Certificate:
    """A certificate of a name, signed by another one or by itself."""
    issuer, signer = by or (name, key)
    now = datetime.now(UTC)
    subject, above = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer))
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(above).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    return made.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(9)).sign(signer, hashes.SHA256())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, list[bytes]]]:
    """A server with a certificate and the authority's above it; its port and the chain (DER)."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    leaf, above = signed("luntan.example", keys[0], ("Test CA", keys[1])), signed("Test CA", keys[1])
    path = tmp_path / "server.pem"
    private = keys[0].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + leaf.public_bytes(Encoding.PEM) + above.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = self.path in ("/a", "/b")
            body = BODY.format(SHARES[self.path == "/b"]).encode() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    web.socket = context.wrap_socket(web.socket, server_side=True)
    threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True).start()
    yield web.server_address[1], [one.public_bytes(Encoding.DER) for one in (leaf, above)]
    web.shutdown()
    web.server_close()


ways = pytest.mark.parametrize(
    "render",
    [
        False,
        pytest.param(
            True,
            marks=pytest.mark.skipif(
                not any(shutil.which(name) for name in PROGRAMS), reason="needs Chromium (apt install chromium)"
            ),
        ),
    ],
)


@ways
def test_a_strict_crawl_reads_nothing_that_nobody_vouches_for(
    render: bool, server: tuple[int, list[bytes]], desktop: Any
) -> None:
    port, _ = server
    (desktop.folder / "hosts").write_text("127.0.0.1 luntan.example\n")
    site = {
        "name": "luntan",
        "start_urls": [f"https://luntan.example:{port}/a"],
        "render": render,
        "obey_robots": False,
    }
    allowed = {"allow_private": [f"127.0.0.1:{port}"], "hosts_file": "hosts"}
    desktop.configure(site, **allowed, verify_certificates=True)
    desktop.works("流浪地球2")
    desktop.run("crawl", expect=None)
    assert desktop.hits() == []
    with (
        open_store(load_config(desktop.folder / "netsword.toml").database_url) as store,
        store.database.read() as connection,
    ):
        rows = connection.exec_driver_sql("SELECT fetch_state, cause FROM requests").all()
    assert [(state, "certificate verify failed" in cause) for state, cause in rows] == [("error", True)]


@ways
def test_the_chain_of_each_captured_page(render: bool, server: tuple[int, list[bytes]], desktop: Any) -> None:
    port, chain = server
    (desktop.folder / "hosts").write_text("127.0.0.1 luntan.example\n")
    starts = [f"https://luntan.example:{port}/{name}" for name in "ab"]
    site = {"name": "luntan", "start_urls": starts, "render": render}
    desktop.configure(site, allow_private=[f"127.0.0.1:{port}"], hosts_file="hosts")
    desktop.works("流浪地球2")
    desktop.run("crawl")
    config = load_config(desktop.folder / "netsword.toml")
    path = desktop.folder / "pack.zip"
    with open_store(config.database_url) as store:
        hits = [hit.hit_id for hit in store.hits.query()]
        assert len(hits) == 2
        with store.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT value FROM site_marks WHERE kind = 'certificate'").all()
        assert [value for (value,) in rows] == [sha256(chain[0]).hexdigest()]
        pack_hits(Desk.open(config, store), hits, path, "小张", datetime.now(UTC))
    assert check(path).problems == ()
    with zipfile.ZipFile(path) as archive:
        proofs = json.loads(archive.read("captures.json"))
        names = archive.namelist()
        kept = {ssl.PEM_cert_to_DER_cert(archive.read(n).decode()) for n in names if n.startswith("certificates/")}
        covers = [archive.read(f"cover.{language}.html").decode() for language in ("zh", "en")]
    assert kept == set(chain)
    assert len(proofs) == 2
    for proof in proofs:
        connection = proof["connection"]
        assert (connection["resolver"], connection["addresses"]) == ("hosts file", ["127.0.0.1"])
        assert connection["tls"]["protocol"].startswith("TLSv1.") and connection["tls"]["cipher"]
        assert [b64decode(text) for text in connection["tls"]["chain"]] == chain
        assert connection["tls"]["trusted"] is False and "self-signed certificate" in connection["tls"]["distrust"]
    for page, resolver in zip(covers, ("本机 hosts 文件", "hosts file"), strict=True):
        assert "CN=luntan.example" in page and "CN=Test CA" in page and resolver in page
        assert "self-signed certificate" in page, "the reader of the pack is told that nobody vouches for it"
    _rewritten(path, desktop.folder / "other.zip")
    assert [line for line in check(desktop.folder / "other.zip").problems if "the connection is not" in line]


def _rewritten(path: Path, other: Path) -> None:
    """The pack with another chain told in captures.json than its records hold, all sums made right again."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_STORED) as new:
        manifest = json.loads(old.read(MANIFEST))
        for entry in manifest["files"]:
            content = old.read(entry["name"])
            if entry["name"] == "captures.json":
                proofs = json.loads(content)
                proofs[0]["connection"]["addresses"] = ["203.0.113.1"]
                content = json.dumps(proofs).encode()
                entry |= {"size": len(content), "sha256": sha256(content).hexdigest()}
            add(new, entry["name"], content)
        made = json.dumps(manifest).encode()
        add(new, MANIFEST, made)
        add_sum(new, MANIFEST_SUM, MANIFEST, made)
