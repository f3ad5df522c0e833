"""Headings of a rights holder's own lists: which field each stands for, as somebody chose once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select

from storage.columns import storable
from storage.database import Database
from storage.review_tables import headings

IGNORED: Final = "ignore"
MOST: Final = 300


class Headings:
    """Remembers choices by holder; the headings of lists of the house stand under the empty holder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, holder: str) -> dict[str, str]:
        """What the holder's headings stand for."""
        wanted = select(headings.c.heading, headings.c.field).where(headings.c.holder == storable(holder))
        with self._database.read() as connection:
            return {heading: field for heading, field in connection.execute(wanted.limit(MOST))}

    def choose(self, holder: str, chosen: Mapping[str, str], name: str, now: datetime) -> None:
        """Remembers choices; an empty field forgets one."""
        owner = storable(holder)
        with self._database.write() as connection:
            for heading, field in chosen.items():
                known = (headings.c.holder == owner) & (headings.c.heading == storable(heading))
                connection.execute(delete(headings).where(known))
                if field:
                    row = {"holder": owner, "heading": heading, "field": field, "chosen_by": name, "chosen_at": now}
                    connection.execute(insert(headings), row)
