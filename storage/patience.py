"""Questions that may not take long: a reader's transaction that gives up after some seconds."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from core.errors import StorageError
from storage.database import Database

SECONDS: Final = 5.0
_STEPS: Final = 20_000  # virtual machine instructions between two looks at the clock
_CANCELLED: Final = "57014"  # PostgreSQL's query_canceled


class TooSlowError(StorageError):
    """The question takes longer than allowed."""


@contextmanager
def brief(database: Database, seconds: float = SECONDS) -> Iterator[Connection]:
    """A reading transaction whose statements end after so many seconds, with an error that says what to do."""
    try:
        with database.read() as connection:
            if database.is_sqlite:
                with _clock(connection, seconds):
                    yield connection
            else:
                connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
                yield connection
    except OperationalError as error:
        if not _interrupted(error):
            raise
        raise TooSlowError("This takes too long: narrow the filter") from error


@contextmanager
def _clock(connection: Connection, seconds: float) -> Iterator[None]:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError(f"no SQLite connection: {raw!r}")
    until = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def _interrupted(error: OperationalError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT
    return getattr(cause, "sqlstate", "") == _CANCELLED
