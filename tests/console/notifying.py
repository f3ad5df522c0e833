"""A house that sends notices: one confirmed hit, people, the netdisk that has the share, and a mail server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from core.config import Complainant, Config, Crawl, Mail, Storage
from core.types import Finding, Link, Match, Page, PageRecord, Reason, Review, Sighting, Text, Work
from storage.evidence import EvidenceWriter
from storage.store import Store, open_store

PASSWORD = "correct horse battery"
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
HOLDER = "甲影业有限公司"
SHARE = "<title>流浪地球2</title><h1>流浪地球2 4K 全集</h1><p>请输入提取码</p>".encode()
RECIPIENT = """
[[recipient]]
code = "quark"
email = "copyright@quark.example"
hours = 24
"""
PARTIES = f"""
[[holder]]
name = "{HOLDER}"
identity = "统一社会信用代码 91110105MA00000001"
legal_representative = "赵强"
address = "北京市朝阳区光华路1号"
postcode = "100020"
contact = "王芳"
phone = "010-5550100"
email = "rights@jia.example"
"""


class Share(BaseHTTPRequestHandler):
    """The netdisk's page of the share."""

    def do_GET(self) -> None:
        body = SHARE if self.path.startswith("/s/") else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


class Inbox:
    """A mail server that keeps what it was handed."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.messages.append(envelope.original_content)
        return "250 kept"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """The mail server listens before it is handed out, however slow the machine is."""
    kept, loop = Inbox(), asyncio.new_event_loop()
    listener = loop.run_until_complete(loop.create_server(lambda: SMTP(kept, loop=loop), "127.0.0.1", 0))
    kept.port = listener.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield kept
    loop.call_soon_threadsafe(listener.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def netdisk() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Share)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def office(tmp_path: Path, inbox: Any, netdisk: int, hasher: Any) -> Iterator[tuple[Config, Store, int]]:
    """A store with one confirmed hit, people, and everything a notice needs."""
    (tmp_path / "hosts").write_text("127.0.0.1 pan.quark.cn bbs.example\n")
    (tmp_path / "recipients.toml").write_text(RECIPIENT)
    (tmp_path / "parties.toml").write_text(PARTIES)
    config = Config(
        contact="desk@jia.example",
        folder=tmp_path,
        storage=Storage(database=f"sqlite:///{tmp_path}/netsword.db"),
        crawl=Crawl(delay=0, hosts_file="hosts", allow_private=(f"127.0.0.1:{netdisk}",)),
        mail=Mail(host="127.0.0.1", port=inbox.port, starttls=False, sender="notices@jia.example"),
        complainant=Complainant(name="王芳", organisation=HOLDER, address="北京市朝阳区光华路1号", phone="010-5550100",
                                email="rights@jia.example", identity="统一社会信用代码 91110105MA00000001"),
    )  # fmt: skip
    with open_store(config.database_url, create=True) as store:
        hit_id = _confirmed_hit(config, store, netdisk)
        hashed = hasher.hash(PASSWORD)
        for name, role in (("ana", "analyst"), ("app", "approver"), ("aud", "auditor")):
            store.users.add(name, role, hashed, NOW)  # type: ignore[arg-type]
        store.users.add("ours", "rights_holder", hashed, NOW, HOLDER)
        yield config, store, hit_id


def _confirmed_hit(config: Config, store: Store, port: int) -> int:
    store.works.import_works([Work("流浪地球2", (), 2023, "film", HOLDER, "2026年度第九批")], NOW)
    (work,) = store.works.all()
    page, url = f"http://bbs.example:{port}/thread", f"http://pan.quark.cn:{port}/s/0123456789ab"
    writer = EvidenceWriter(config.evidence_folder)
    capture = writer.write(Page(page, b"<p>thread</p>", content_type="text/html", fetched_at=NOW))
    writer.close()
    link = Link("netdisk", "quark:0123456789ab", url, "quark", "ab12")
    sighting = Sighting(page, link, (Text("anchor", "流浪地球2 4K 全集"),), "资源帖", "bbs", "forum")
    match = Match(work, 96, "test-1", (Reason("title", 1, "the title stands there", work.title),), "流浪地球2 4K 全集")
    run = store.runs.start("bbs", NOW)
    store.pages.save(
        [PageRecord(page, "bbs", run, "ok", NOW, findings=(Finding(sighting, (match,)),), capture=capture)]
    )
    (hit,) = store.hits.query()
    store.reviews.add(Review(hit.hit_id, "confirm", "ana", "whole film", NOW))
    return hit.hit_id
