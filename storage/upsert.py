"""Rows with a natural key: which are known already, and inserts that leave known ones alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Row,
    String,
    Table,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.database import chunks

Values = dict[str, Any]
Merge = Callable[[Row[Any], Values], Values]
_LISTED: Final = select(func.json_each(bindparam("wanted", type_=String)).table_valued("value").c.value)
Processors = list[tuple[str, Callable[[Any], Any] | None]]


def insert_new(connection: Connection, table: Table, rows: list[Values]) -> None:
    """Inserts the rows whose unique key nobody else inserted meanwhile. Pass them sorted by that key: it is faster,
    and two writers cannot wait for each other."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        names = tuple(rows[0])
        sql, processors = _sqlite_insert(connection.dialect, table, names)
        connection.exec_driver_sql(sql, [_bound(row, processors) for row in rows])
    else:
        connection.execute(postgresql_insert(table).on_conflict_do_nothing(), rows)


@lru_cache(maxsize=64)
def _sqlite_insert(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, Processors]:
    """The statement for rows of these columns, and what each value goes through on its way to the driver.

    SQLAlchemy works this out for each row anew: half the cost of storing a page.
    """
    compiled = sqlite_insert(table).on_conflict_do_nothing().compile(dialect=dialect, column_keys=list(names))
    order = compiled.positiontup or ()
    return str(compiled), [(name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order]


def _bound(row: Values, processors: Processors) -> tuple[Any, ...]:
    return tuple([row[name] if process is None else process(row[name]) for name, process in processors])


def update_by_id(connection: Connection, table: Table, rows: list[Values]) -> None:
    """Writes the other columns of each row where `row_id` is its id."""
    if rows:
        connection.execute(update(table).where(table.c.id == bindparam("row_id")), rows)


def stored(
    connection: Connection, column: Column[Any], values: Iterable[Any], *show: ColumnElement[Any]
) -> list[Row[Any]]:
    """The rows whose `column` is one of the values, a portion at a time."""
    found: list[Row[Any]] = []
    wanted = select(column, *show).where(among(connection, column))
    for portion in chunks(sorted(values)):
        found.extend(connection.execute(wanted, given(connection, portion)))
    return found


def among(connection: Connection, column: Column[Any]) -> ColumnElement[bool]:
    """That a column is one of the values that `given` hands over.

    SQLite takes them as one JSON list: as many parameters cost more than the looking up.
    """
    if connection.dialect.name == "sqlite":
        return column.in_(_LISTED)
    return column.in_(bindparam("wanted", expanding=True))


def given(connection: Connection, values: Sequence[Any]) -> Values:
    """The parameters of a statement with `among`."""
    return {"wanted": json.dumps(values) if connection.dialect.name == "sqlite" else values}


def merge_by_key(
    connection: Connection, table: Table, rows: dict[str, Values], merge: Merge, show: tuple[str, ...]
) -> dict[str, int]:
    """The ids of rows by their key. New ones are inserted; for known ones `merge` says what changes (or nothing)."""
    columns = [table.c[name] for name in show]
    ids: dict[str, int] = {}
    changed: list[Values] = []
    for row in stored(connection, table.c.key, rows, table.c.id, *columns):
        ids[row.key] = row.id
        values = merge(row, rows[row.key])
        if any(values[name] != getattr(row, name) for name in show):
            changed.append(values | {"row_id": row.id})
    update_by_id(connection, table, sorted(changed, key=_row_id))
    missing = sorted(rows.keys() - ids.keys())
    insert_new(connection, table, [rows[key] | {"key": key} for key in missing])
    ids.update((row.key, row.id) for row in stored(connection, table.c.key, missing, table.c.id))
    return ids


def _row_id(values: Values) -> int:
    return int(values["row_id"])
