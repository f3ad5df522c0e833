"""Triggers that note every change of a hit which the figures must learn of."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

_KEPT: Final = ("channel", "link_kind", "site", "work_id", "state")
_EVENTS: Final = ("insert", "update", "delete")


def create_triggers(connection: Connection) -> None:
    """Puts the triggers in place; those of an earlier version are replaced."""
    drop_triggers(connection)
    statements = _sqlite() if connection.dialect.name == "sqlite" else _postgres()
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Removes the triggers, as changes of the tables below them need."""
    if not connection.dialect.has_table(connection, "hits"):
        return
    on_table = "" if connection.dialect.name == "sqlite" else " ON hits"
    for event in _EVENTS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS hits_figures_{event}{on_table}")


def _note(row: str, delta: int, day: str) -> str:
    """Notes one hit as it is or was."""
    columns = ", ".join(f"{row}.{name}" for name in _KEPT)
    return (
        f"INSERT INTO figure_changes (day, {', '.join(_KEPT)}, delta) "
        f"VALUES ({day.format(row=row)}, {columns}, {delta});"
    )


def _differs(day: str, unlike: str) -> str:
    pairs = [(day.format(row="OLD"), day.format(row="NEW")), *((f"OLD.{name}", f"NEW.{name}") for name in _KEPT)]
    return " OR ".join(f"{old} {unlike} {new}" for old, new in pairs)


def _sqlite() -> list[str]:
    day = "substr({row}.first_seen, 1, 10)"
    old, new = _note("OLD", -1, day), _note("NEW", 1, day)
    watched = ", ".join(("first_seen", *_KEPT))
    return [
        f"CREATE TRIGGER hits_figures_insert AFTER INSERT ON hits BEGIN {new} END",
        f"CREATE TRIGGER hits_figures_update AFTER UPDATE OF {watched} ON hits "
        f"WHEN {_differs(day, 'IS NOT')} BEGIN {old} {new} END",
        f"CREATE TRIGGER hits_figures_delete AFTER DELETE ON hits BEGIN {old} END",
    ]


def _postgres() -> list[str]:
    day = "to_char({row}.first_seen AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
    old, new = _note("OLD", -1, day), _note("NEW", 1, day)
    bodies = {
        "insert": new,
        "update": f"IF {_differs(day, 'IS DISTINCT FROM')} THEN {old} {new} END IF;",
        "delete": old,
    }
    statements = []
    for event, body in bodies.items():
        name = f"hits_figures_{event}"
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {body} RETURN NULL; END $$"
        )
        statements.append(f"CREATE TRIGGER {name} AFTER {event.upper()} ON hits FOR EACH ROW EXECUTE FUNCTION {name}()")
    return statements
