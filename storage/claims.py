"""Claims: who works on which hit, so that two reviewers do not judge the same one. They end by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from core.errors import ConflictError
from storage.database import Database
from storage.review_tables import claims
from storage.upsert import stored

LASTS: Final = timedelta(minutes=5)


class Claims:
    """One hit a person. A hit that somebody holds is shown as theirs, and decided by nobody else meanwhile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, hit_id: int, name: str, now: datetime, *, take: bool = False) -> str:
        """Claims a hit and lets go of any other; the name of whoever holds it, when that is somebody else.

        With `take` it is taken from them: they are told when they decide.
        """
        with self._database.write() as connection:
            connection.execute(delete(claims).where((claims.c.until <= now) | (claims.c.name == name)))
            other = connection.execute(select(claims.c.name).where(claims.c.hit_id == hit_id)).scalar()
            if other is not None and not take:
                return str(other)
            connection.execute(delete(claims).where(claims.c.hit_id == hit_id))
            row = {"hit_id": hit_id, "name": name, "since": now, "until": now + LASTS}
            connection.execute(insert(claims), row)
        return ""

    def release(self, name: str) -> None:
        """Lets go of what somebody holds."""
        with self._database.write() as connection:
            connection.execute(delete(claims).where(claims.c.name == name))

    def holders(self, hit_ids: Iterable[int], name: str, now: datetime) -> dict[int, str]:
        """Who else holds which of these hits."""
        with self._database.read() as connection:
            rows = stored(connection, claims.c.hit_id, hit_ids, claims.c.name, claims.c.until)
        return {row.hit_id: row.name for row in rows if row.name != name and row.until > now}


def refuse_claimed(connection: Connection, hit_id: int, name: str, now: datetime) -> None:
    """ConflictError when somebody else holds the hit; a claim of one's own ends with the decision."""
    held = select(claims.c.name).where(claims.c.hit_id == hit_id, claims.c.until > now, claims.c.name != name)
    if connection.execute(held).first() is not None:
        raise ConflictError("Somebody else works on this hit: take it over first, or leave it to them")
    connection.execute(delete(claims).where(claims.c.hit_id == hit_id))
