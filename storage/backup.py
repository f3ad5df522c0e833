"""Backups: a consistent copy of the database while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from core.errors import StorageError
from storage.store import Store

_PAGES: Final = 4096  # copied between two looks at whether somebody writes


def backup(store: Store, target: Path) -> None:
    """Copies an SQLite database to a new file, while others write. The copy is whole or not there."""
    source = store.database.path
    if source is None:
        raise StorageError(f"PostgreSQL makes its own backups: pg_dump --format=custom --file={target} DATABASE")
    if target.exists():
        raise StorageError(f"{target} exists: name a file that does not")
    if not target.parent.is_dir():
        raise StorageError(f"There is no folder {target.parent}: create it first")
    part = target.with_name(target.name + ".part")
    try:
        _copy(source, part)
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"The backup {target} cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    # One read transaction sees one state: a writer does not make the copy start over.
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        old.backup(new, pages=_PAGES)
        new.execute("PRAGMA journal_mode = DELETE")
        problem = new.execute("PRAGMA quick_check").fetchone()[0]
        if problem != "ok":
            raise StorageError(f"The copy of {source} is damaged ({problem}): run netsword db verify")
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
