"""Tables to which rows are only added: the database itself refuses to change or remove them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from storage import decision_tables
from storage.case_tables import case_events
from storage.following_tables import papers, returns
from storage.learning_tables import LEARNT
from storage.takedown_tables import fresh_looks

APPEND_ONLY: Final = (*decision_tables.APPEND_ONLY, *LEARNT, returns, papers, fresh_looks, case_events)
_REFUSAL: Final = "rows of {table} are added, never changed or removed"


def create_triggers(connection: Connection) -> None:
    """Puts the triggers in place; those of an earlier version are replaced."""
    drop_triggers(connection)
    statements = _sqlite if connection.dialect.name == "sqlite" else _postgres
    for table in APPEND_ONLY:
        for statement in statements(table.name):
            connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Removes the triggers, as changes of the tables below them need."""
    on_table = "" if connection.dialect.name == "sqlite" else " ON {table}"
    for table in APPEND_ONLY:
        if connection.dialect.has_table(connection, table.name):
            for event in ("update", "delete", "replace", "truncate"):
                name = f"{table.name}_no_{event}"
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}" + on_table.format(table=table.name))


def _sqlite(table: str) -> Iterator[str]:
    refusal = f"SELECT RAISE(ABORT, '{_REFUSAL.format(table=table)}')"
    for event in ("update", "delete"):
        yield f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} BEGIN {refusal}; END"
    # INSERT OR REPLACE removes the old row without a DELETE that triggers would see.
    yield (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN {refusal}; END"
    )


def _postgres(table: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL.format(table=table)}'; END $$"
    )
    for event in ("update", "delete"):
        yield (
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
