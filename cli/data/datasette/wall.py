"""A plugin of Datasette: secrets of the console and the bytes of files are read as nothing, in every query."""

from __future__ import annotations

import sqlite3
from typing import Final

from datasette import hookimpl

# Tables, and the columns of them that nobody reads here (None: all of them).
CLOSED: Final[dict[str, frozenset[str] | None]] = {
    "sessions": None,
    "tokens": None,
    "users": frozenset({"password_hash", "session_version"}),
    "uploads": frozenset({"content"}),
    "notice_files": frozenset({"content"}),
    "papers": frozenset({"content"}),
}


def may_read(action: int, table: str | None, column: str | None, *_: object) -> int:
    """What SQLite asks before it prepares a statement."""
    if action == sqlite3.SQLITE_READ and table in CLOSED:
        columns = CLOSED[table]
        if columns is None or column in columns:
            return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Every connection that answers questions gets the wall."""
    conn.set_authorizer(may_read)
