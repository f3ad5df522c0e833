"""Lists that were handed in: kept as received until somebody who saw the preview imports or discards them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from core.errors import ConflictError, NotFoundError
from storage.columns import storable
from storage.console_tables import uploads
from storage.database import Database
from storage.scope import Scope

_SHOWN = [column for column in uploads.c if column.name != "content"]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that was handed in, and what became of it."""

    upload_id: int
    holder: str
    batch: str
    file_name: str
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    state: str
    result: Mapping[str, Any]
    closed_at: datetime | None


class Uploads:
    """Keeps uploads within a scope."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, holder: str, batch: str, file_name: str, content: bytes, user: str, now: datetime) -> int:
        """Keeps a file until it is decided on; its number."""
        row = {
            "holder": storable(holder),
            "batch": batch,
            "file_name": file_name,
            "sha256": sha256(content).hexdigest(),
            "uploaded_by": user,
            "uploaded_at": now,
            "state": "waiting",
            "result": {},
            "content": content,
        }
        with self._database.write() as connection:
            return int(connection.execute(insert(uploads).returning(uploads.c.id), row).scalar_one())

    def get(self, scope: Scope, upload_id: int) -> Upload:
        """One upload; one of somebody else does not exist."""
        with self._database.read() as connection:
            row = connection.execute(select(*_SHOWN).where(*_visible(scope, upload_id))).first()
        if row is None:
            raise NotFoundError(f"There is no upload {upload_id}")
        return _upload(row)

    def content(self, scope: Scope, upload_id: int) -> bytes:
        """The file of an upload that waits for a decision."""
        with self._database.read() as connection:
            row = connection.execute(select(uploads.c.content).where(*_visible(scope, upload_id))).first()
        if row is None:
            raise NotFoundError(f"There is no upload {upload_id}")
        if row.content is None:
            raise ConflictError("This list was imported or discarded already")
        return bytes(row.content)

    def close(self, scope: Scope, upload_id: int, state: str, result: Mapping[str, Any], now: datetime) -> None:
        """Marks an upload as imported or discarded, once; the file itself is let go."""
        values = {"state": state, "result": dict(result), "content": None, "closed_at": now}
        chosen = [*_visible(scope, upload_id), uploads.c.state == "waiting"]
        with self._database.write() as connection:
            if not connection.execute(update(uploads).where(*chosen).values(values)).rowcount:
                self.get(scope, upload_id)
                raise ConflictError("This list was imported or discarded already")

    def note(self, scope: Scope, upload_id: int, result: Mapping[str, Any]) -> None:
        """Writes down what became of an imported file's rows."""
        with self._database.write() as connection:
            connection.execute(update(uploads).where(*_visible(scope, upload_id)).values(result=dict(result)))

    def list(self, scope: Scope, limit: int = 50) -> Sequence[Upload]:
        """The latest uploads."""
        wanted = select(*_SHOWN).where(*_mine(scope)).order_by(uploads.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            return [_upload(row) for row in connection.execute(wanted)]

    def waiting(self, user: str) -> int:
        """How many of a user's files wait for a decision: there is a limit to it."""
        wanted = select(func.count()).where(uploads.c.uploaded_by == user, uploads.c.state == "waiting")
        with self._database.read() as connection:
            return int(connection.execute(wanted).scalar_one())


def _mine(scope: Scope) -> list[ColumnElement[bool]]:
    return [] if scope.holder is None else [uploads.c.holder == scope.holder, uploads.c.holder != ""]


def _visible(scope: Scope, upload_id: int) -> list[ColumnElement[bool]]:
    return [uploads.c.id == (upload_id if 0 < upload_id < 1 << 62 else 0), *_mine(scope)]


def _upload(row: Row[Any]) -> Upload:
    return Upload(
        upload_id=row.id,
        holder=row.holder,
        batch=row.batch,
        file_name=row.file_name,
        sha256=row.sha256,
        uploaded_by=row.uploaded_by,
        uploaded_at=row.uploaded_at,
        state=row.state,
        result=dict(row.result),
        closed_at=row.closed_at,
    )
