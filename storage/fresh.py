"""Fresh looks: what a link showed right before somebody acts on it, with the captures that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, insert, select

from core.types import Capture
from storage.database import Database, chunks
from storage.seen import store_captures
from storage.tables import captures
from storage.takedown_tables import fresh_files, fresh_looks
from storage.values import capture_of

Role = Literal["page", "redirect", "shown_on", "part", "picture", "facts"]


@dataclass(frozen=True, slots=True)
class FreshFile:
    """A capture of a look, and what it is: the page itself, a redirect to it, its picture, the facts of the fetch."""

    role: Role
    capture: Capture


@dataclass(frozen=True, slots=True)
class FreshLook:
    """One look. `address` is the machine that answered; `files` are empty where nobody could look."""

    hit_id: int
    url: str
    verdict: str
    reason: str
    sign: str
    http_status: int | None
    address: str
    looked_by: str = ""
    looked_at: datetime | None = None
    notice_id: int | None = None
    files: tuple[FreshFile, ...] = ()
    look_id: int | None = None


class FreshLooks:
    """Adds and reads fresh looks; they are never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, look: FreshLook) -> int:
        """Keeps a look with its captures, all or nothing; gives its number. The evidence must be on the disk."""
        row = {column.name: getattr(look, column.name) for column in fresh_looks.c if column.name != "id"}
        with self._database.write() as connection:
            look_id = int(connection.execute(insert(fresh_looks).returning(fresh_looks.c.id), row).scalar_one())
            ids = store_captures(connection, [file.capture for file in look.files])
            rows = [
                {"look_id": look_id, "capture_id": ids[file.capture.record_id], "role": file.role}
                for file in look.files
            ]
            for portion in chunks(rows):
                connection.execute(insert(fresh_files), portion)
            return look_id

    def of_hit(self, hit_id: int) -> list[FreshLook]:
        """The looks at a hit's link, oldest first, with their files."""
        return self._read(select(fresh_looks).where(fresh_looks.c.hit_id == hit_id), files=True)

    def of_notice(self, notice_id: int) -> list[FreshLook]:
        """The looks that were taken for a notice, oldest first, with their files."""
        return self._read(select(fresh_looks).where(fresh_looks.c.notice_id == notice_id), files=True)

    def latest(self, hit_ids: Sequence[int], since: datetime) -> dict[tuple[int, str], FreshLook]:
        """The last look at each hit and address since a time, without files."""
        found: dict[tuple[int, str], FreshLook] = {}
        for portion in chunks(hit_ids):
            wanted = select(fresh_looks).where(fresh_looks.c.hit_id.in_(portion), fresh_looks.c.looked_at >= since)
            found.update({(look.hit_id, look.url): look for look in self._read(wanted, files=False)})
        return found

    def _read(self, wanted: Select[Any], *, files: bool) -> list[FreshLook]:
        with self._database.read() as connection:
            rows = list(connection.execute(wanted.order_by(fresh_looks.c.id)))
            kept: dict[int, list[FreshFile]] = {row.id: [] for row in rows}
            for portion in chunks(sorted(kept) if files else []):
                of_looks = (
                    select(captures, fresh_files.c.look_id, fresh_files.c.role)
                    .join(fresh_files, fresh_files.c.capture_id == captures.c.id)
                    .where(fresh_files.c.look_id.in_(portion))
                    .order_by(captures.c.id)
                )
                for row in connection.execute(of_looks):
                    kept[row.look_id].append(FreshFile(row.role, capture_of(row)))
        return [_look(row, tuple(kept[row.id])) for row in rows]


def _look(row: Row[Any], files: tuple[FreshFile, ...]) -> FreshLook:
    return FreshLook(
        hit_id=row.hit_id,
        url=row.url,
        verdict=row.verdict,
        reason=row.reason,
        sign=row.sign,
        http_status=row.http_status,
        address=row.address,
        looked_by=row.looked_by,
        looked_at=row.looked_at,
        notice_id=row.notice_id,
        files=files,
        look_id=row.id,
    )
