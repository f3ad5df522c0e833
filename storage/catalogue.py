"""The catalogue: titles of other works, so that a namesake is not taken for a watched work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from core.types import Work
from storage.columns import key_of, storable
from storage.database import Database, chunks
from storage.tables import catalogue_titles
from storage.upsert import insert_new, stored
from storage.works import title_key

_PORTION = 2000


class Catalogue:
    """Titles that are known and not watched."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, works: Sequence[Work], source: str, now: datetime) -> int:
        """Adds titles that are not there yet; returns how many."""
        count = 0
        with self._database.write() as connection:
            for portion in chunks(works, _PORTION):
                rows = {key_of(title_key(work.title), str(work.year or ""), work.kind or ""): work for work in portion}
                known = {row.key for row in stored(connection, catalogue_titles.c.key, rows)}
                new = [
                    {
                        "key": key,
                        "title": storable(work.title),
                        "aliases": list(work.aliases),
                        "year": work.year,
                        "kind": work.kind,
                        "source": source,
                        "added_at": now,
                    }
                    for key, work in sorted(rows.items())
                    if key not in known
                ]
                insert_new(connection, catalogue_titles, new)
                count += len(new)
        return count

    def all(self) -> list[Work]:
        """All titles."""
        with self._database.read() as connection:
            rows = connection.execute(select(catalogue_titles).order_by(catalogue_titles.c.id))
            return [Work(row.title, tuple(row.aliases), row.year, row.kind) for row in rows]

    def fingerprint(self) -> str:
        """Changes whenever titles are added or removed."""
        wanted = select(func.count(), func.coalesce(func.max(catalogue_titles.c.id), 0))
        with self._database.read() as connection:
            count, last = connection.execute(wanted.select_from(catalogue_titles)).one()
        return f"{count}:{last}"

    def remove(self, source: str) -> int:
        """Removes the titles of one source; returns how many."""
        with self._database.write() as connection:
            chosen = catalogue_titles.c.source == source
            return connection.execute(delete(catalogue_titles).where(chosen)).rowcount
