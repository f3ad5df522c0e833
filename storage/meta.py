"""Small facts about the database itself: its name in the world, its counters."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from storage.tables import meta

DATABASE: Final = "database"


def read_meta(connection: Connection) -> dict[str, str]:
    """All facts by name."""
    return {row.name: row.value for row in connection.execute(select(meta.c.name, meta.c.value))}


def write_meta(connection: Connection, name: str, value: str) -> None:
    """Sets one fact."""
    if not connection.execute(update(meta).where(meta.c.name == name).values(value=value)).rowcount:
        connection.execute(insert(meta).values(name=name, value=value))


def count_up(connection: Connection, name: str) -> None:
    """Raises a counter by one."""
    write_meta(connection, name, str(int(read_meta(connection).get(name, "0")) + 1))


def name_database(connection: Connection) -> None:
    """Gives a new database a name that no other has."""
    if DATABASE not in read_meta(connection):
        write_meta(connection, DATABASE, uuid4().hex)
