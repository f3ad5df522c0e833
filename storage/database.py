"""The database behind the store: one engine, short transactions, troubles said in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from core.errors import ConfigError, DiskError, StorageError
from storage.columns import from_json, to_json

BUSY_SECONDS: Final = 30
_TRIES: Final = 5
_BROKEN_OFF: Final = ("40P01", "40001")  # deadlock and serialization failure: the same again may well succeed
CHUNK: Final = 500  # keys in one SELECT ... IN (...)
APPLICATION: Final = 0x6E737764  # "nswd": marks an SQLite file as netsword's

# FULL: a commit that was reported survives a power cut. The cache holds the upper levels of the indexes.
PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -32768",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA recursive_triggers = ON",
)

T = TypeVar("T")


class Database:
    """Gives transactions: `read()` sees one state, `write()` is alone in writing and all or nothing."""

    def __init__(self, url: str) -> None:
        self.url: Final = parse_url(url)
        self.is_sqlite: Final = self.url.get_backend_name() == "sqlite"
        self.engine: Final = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        self._writer: Final = self.engine.execution_options(netsword_writes=True)

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.url.database or "") if self.is_sqlite else None

    @property
    def name(self) -> str:
        """The database as messages name it, without its password."""
        return str(self.path) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: it neither waits for a writer nor holds one up."""
        with self._transaction(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes. SQLite takes the lock at once: one that waits for it later cannot be cured."""
        with self._transaction(self._writer) as connection:
            yield connection

    def run(self, work: Callable[[Connection], T]) -> T:
        """Does all of `work` in a writing transaction, again when the database broke it off for another writer."""
        for _ in range(_TRIES - 1):
            try:
                with self._writer.begin() as connection:
                    return work(connection)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _BROKEN_OFF:
                    self._explain(error)
                    raise
        with self.write() as connection:
            return work(connection)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            self._explain(error)
            raise

    def _explain(self, error: DBAPIError) -> None:
        """Raises the trouble as a person is told it; an error that is ours is left as it is."""
        trouble = explain(error, self.name)
        if trouble is not None:
            raise (DiskError if _is_of_disk(error) else StorageError)(trouble) from error

    def close(self) -> None:
        self.engine.dispose()


def parse_url(url: str) -> URL:
    """The address of the database; ConfigError when `[storage] database` is none that could work."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigError(f"{url!r} is no database address: write sqlite:///netsword.db") from error
    backend = parsed.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise ConfigError(f"netsword keeps its data in SQLite or PostgreSQL, not in {backend!r}")
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise ConfigError("an SQLite database needs a file: write sqlite:///netsword.db")
    return parsed


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS}, json_serializer=to_json, json_deserializer=from_json
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, so that schema changes are inside them too
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("netsword_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres_engine(url: URL) -> Engine:
    try:
        return create_engine(url, json_serializer=to_json, json_deserializer=from_json, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise StorageError("PostgreSQL needs its driver: pip install 'netsword[postgres]'") from error


_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: f"has been locked by another writer for {BUSY_SECONDS} s: try again when it has finished",
    sqlite3.SQLITE_LOCKED: "is locked by another writer: try again when it has finished",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full: free some space; nothing half-written was kept",
    sqlite3.SQLITE_READONLY: "is read-only: check the owner and the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that the folder exists and may be written",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error or is full",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore the last backup (netsword db backup makes them)",
    sqlite3.SQLITE_NOTADB: "is no SQLite database: check the address in [storage]",
}

# What only the operator can cure, by SQLite's code or SQLSTATE: no room, no rights, a disk that fails.
_OF_DISK: Final = frozenset((sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, "53100", "25006"))

# By SQLSTATE, the longer code first; a connection that fails has none.
_POSTGRES: Final = (
    ("53100", "cannot grow, the disk is full: free some space; nothing half-written was kept"),
    ("25006", "is read-only: connect to the primary server"),
    ("42501", "refuses this user: grant rights on the database"),
    ("55P03", "is locked by another writer: try again when it has finished"),
    ("40P01", "is locked by another writer: try again when it has finished"),
    ("57P", "was shut down: try again when it is up"),
    ("53", "has run out of resources: see the server's log"),
    ("08", "cannot be reached: check the address in [storage] and that the server is up"),
)


def _is_of_disk(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return code in _OF_DISK or getattr(error.orig, "sqlstate", "") in _OF_DISK


def explain(error: DBAPIError, name: str) -> str | None:
    """The trouble in words that say what to do; None for an error that is ours."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        words = _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
        return f"The database {name} {words}" if words else None
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return (
            f"The database {name} cannot be reached: {' '.join(str(cause).split())}"
            if isinstance(error, OperationalError)
            else None
        )
    for start, words in _POSTGRES:
        if state.startswith(start):
            return f"The database {name} {words}"
    return None


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in portions of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


Rows = list[dict[str, Any]]
