"""A console over a database with two rights holders, and browsers of people with every role."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.testclient import TestClient

from console.app import create_app
from core.config import Config
from core.types import Account, Finding, Link, Match, Page, PageRecord, Reason, Sighting, Text, Work
from storage.evidence import EvidenceWriter
from storage.office import Office
from storage.scope import ALL
from storage.store import Store, open_store
from tests.console.notifying import inbox, netdisk, office  # noqa: F401  # fixtures

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
PASSWORD = "correct horse battery"
OURS, THEIRS = "甲影业有限公司", "乙传媒集团"
SECRET = "乙方机密"  # stands in everything of the other holder
ROLES = {
    "operator": ("op", ""),
    "analyst": ("ana", ""),
    "approver": ("app", ""),
    "auditor": ("aud", ""),
    "rights_holder": ("ours", OURS),
}
EVIL = '<script>alert("1")</script><img src=x onerror=alert(2)>'
PAGE = (
    "<!doctype html><html><head><title>资源帖</title><script>alert('page')</script></head>"
    "<body><h1>流浪地球2 网盘下载</h1><p onclick='alert(3)'>提取码 abcd</p></body></html>"
).encode()


@dataclass(frozen=True)
class World:
    """What the tests stand on: ids by what they are for."""

    config: Config
    store: Store
    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    evil: tuple[int, ...]
    our_work: int
    their_work: int
    their_capture: int
    our_capture: int
    secret: str = SECRET
    our_name: str = OURS
    their_name: str = THEIRS
    password: str = PASSWORD


def _match(work: Work, score: float, text: str) -> Match:
    reasons = (Reason("title", 0.0, "the title stands in the text as it is", work.title),)
    return Match(work, score, "test-1", reasons, text)


def _finding(work: Work, number: int, score: float, text: str, **fields: Any) -> Finding:
    url = f"https://pan.example/s/{number}"
    link = fields.pop("link", Link("netdisk", f"quark:{number}", url, "quark", "ab12"))
    values: dict[str, Any] = {"page_title": "资源帖", "site": "pandao", "channel": "forum"}
    sighting = Sighting(
        f"https://bbs.example/{number}", link, (Text("anchor", text), Text("heading", "资源区")), **values | fields
    )
    return Finding(sighting, (_match(work, score, text),))


def _works() -> list[Work]:
    return [
        Work("流浪地球2", ("The Wandering Earth II",), 2023, "film", OURS, "2026-09"),
        Work("深海", (), 2023, "animation", OURS, "2026-09"),
        Work(f"{SECRET}之城", (f"{SECRET}别名",), 2024, "tv", THEIRS, f"{SECRET}批次"),
        Work(EVIL, (), 2020, "film", "丙公司", EVIL),
    ]


@pytest.fixture(scope="session")
def hasher() -> PasswordHash:
    """Real hashes, but quick ones."""
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, hasher: PasswordHash) -> tuple[Path, dict[str, Any]]:
    """A filled database and its evidence, made once; the ids of what is in it."""
    folder = tmp_path_factory.mktemp("console")
    config = _config(folder)
    with open_store(config.database_url, create=True) as store:
        store.works.import_works(_works(), NOW)
        earth, sea, secret, evil = store.works.all()
        run = store.runs.start("pandao", NOW)
        _save(config, store, run, _ours(earth, sea), "ours")
        account = Account("tieba", f"{SECRET}账号", f"{SECRET}昵称")
        theirs = [_finding(secret, 100 + n, 90 - n, f"{SECRET}之城 第{n}集", account=account) for n in range(12)]
        _save(config, store, run, theirs, "theirs")
        _save(config, store, run, _evil(evil), "evil")
        store.runs.finish(run, "ok", {"pages": 3}, "", NOW)
        hashed = hasher.hash(PASSWORD)
        for role, (name, holder) in ROLES.items():
            store.users.add(name, role, hashed, NOW, holder)  # type: ignore[arg-type]
        store.users.add("theirs", "rights_holder", hashed, NOW, THEIRS)
        return folder, _ids(store, earth, secret, evil)


@pytest.fixture
def world(template: tuple[Path, dict[str, Any]], tmp_path: Path) -> Iterator[World]:
    """A copy of the filled database for one test."""
    folder = tmp_path / "console"
    shutil.copytree(template[0], folder)
    config = _config(folder)
    with open_store(config.database_url) as store:
        yield World(config=config, store=store, **template[1])


def _config(folder: Path) -> Config:
    return Config(storage={"database": f"sqlite:///{folder}/netsword.db"}, folder=folder)  # type: ignore[arg-type]


def _ours(earth: Work, sea: Work) -> list[Finding]:
    found = [_finding(earth, n, 99 - n, f"流浪地球2 2023 4K {n}") for n in range(15)]
    magnet = Link("magnet", "btih:" + "a" * 40, "magnet:?xt=urn:btih:" + "a" * 40)
    return [*found, _finding(sea, 50, 85, "深海 国语 1080p", link=magnet)]


def _evil(evil: Work) -> list[Finding]:
    found = []
    script = "<script>alert(5)</script>"
    for n, url in enumerate(("javascript:alert(4)", f"data:text/html,{script}", f'https://x.example/">{script}')):
        shown = {"link": Link("page", url, url), "page_title": EVIL, "site": f"s{n}{EVIL}"}
        found.append(_finding(evil, 200 + n, 95, EVIL + "\u202egpj.exe\x1b[31m", **shown))
    return found


def _save(config: Config, store: Store, run: int, findings: list[Finding], name: str) -> None:
    writer = EvidenceWriter(config.evidence_folder)
    url = f"https://bbs.example/{name}"
    capture = writer.write(Page(url, PAGE, fetched_at=NOW))
    writer.sync()
    writer.close()
    store.pages.save([PageRecord(url, "pandao", run, "ok", NOW, findings=tuple(findings), capture=capture)])


def _ids(store: Store, earth: Work, secret: Work, evil: Work) -> dict[str, Any]:
    by_work: dict[int, list[int]] = {}
    for hit in store.hits.query():
        by_work.setdefault(hit.work_id, []).append(hit.hit_id)
    dossiers = Office(store).dossiers
    ours, theirs = by_work[earth.work_id or 0], by_work[secret.work_id or 0]
    return {
        "ours": tuple(ours),
        "theirs": tuple(theirs),
        "evil": tuple(by_work[evil.work_id or 0]),
        "our_work": earth.work_id or 0,
        "their_work": secret.work_id or 0,
        "our_capture": dossiers.get(ALL, ours[0]).kept[0].capture_id,
        "their_capture": dossiers.get(ALL, theirs[0]).kept[0].capture_id,
    }


@pytest.fixture
def app(world: World) -> FastAPI:
    return create_app(world.config, world.store)


class Browser(TestClient):
    """A test client that fills in the forms' tokens."""

    def token(self, path: str = "/account") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found
        return found[1]

    def submit(self, path: str, **form: Any) -> Any:
        """Posts a form of this session."""
        headers = form.pop("headers", None)
        files = form.pop("files", None)
        return self.post(
            path, data={"csrf": self.token(), **form}, headers=headers, files=files, follow_redirects=False
        )


@pytest.fixture
def browse(app: FastAPI) -> Iterator[Callable[..., Browser]]:
    """Opens a browser, signed in as somebody or as nobody."""
    opened: list[Browser] = []

    def open_browser(name: str = "", language: str = "en") -> Browser:
        headers = {"accept-language": language}
        browser = Browser(app, "http://127.0.0.1", raise_server_exceptions=True, headers=headers)
        opened.append(browser)
        if name:
            form = {"csrf": browser.token("/login"), "name": name, "password": PASSWORD}
            assert browser.post("/login", data=form, follow_redirects=False).status_code == 303
        return browser

    yield open_browser
    for browser in opened:
        browser.close()


@pytest.fixture
def token(world: Any) -> Callable[..., dict[str, str]]:
    def issue(name: str, *scopes: str, until: datetime | None = None) -> dict[str, str]:
        secret = f"nsw_{name}_{'_'.join(scopes)}"
        Office(world.store).tokens.issue(secret, world.store.users.get(name), "test", scopes, datetime.now(UTC), until)
        return {"authorization": f"Bearer {secret}"}

    return issue


@pytest.fixture
def served(app: FastAPI) -> Iterator[str]:
    """The console on a port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))  # nobody else can take the port before the server does
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    listening.close()
