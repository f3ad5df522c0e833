"""Captures: where the pages that prove hits are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from core.errors import NotFoundError
from core.types import Capture
from storage.database import Database
from storage.tables import captures, hits, sightings
from storage.values import capture_of

_PORTION: Final = 1000


class Captures:
    """Finds captures. They are written by pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, name: str) -> Capture:
        """The capture that a hit's `capture` column names (`file#record`)."""
        file, _, record_id = name.partition("#")
        wanted = select(captures).where(captures.c.record_id == record_id, captures.c.file == file)
        with self._database.read() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise NotFoundError(f"There is no capture {name}")
        return capture_of(row)

    def of(self, hit_id: int) -> list[Capture]:
        """All captures of pages that show a hit's link, oldest first."""
        shown = select(sightings.c.capture_id).join(hits, hits.c.link_id == sightings.c.link_id)
        best = select(hits.c.capture_id).where(hits.c.id == hit_id)
        proving = captures.c.id.in_(shown.where(hits.c.id == hit_id)) | captures.c.id.in_(best)
        with self._database.read() as connection:
            return [
                capture_of(row) for row in connection.execute(select(captures).where(proving).order_by(captures.c.id))
            ]

    def all(self) -> Iterator[Capture]:
        """Every capture, by file and place in it."""
        wanted = select(captures).order_by(captures.c.file, captures.c.offset)
        with (
            self._database.read() as connection,
            connection.execution_options(yield_per=_PORTION).execute(wanted) as result,
        ):
            for row in result:
                yield capture_of(row)
