"""The database itself refuses to change or remove what people decided."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.types import Review
from storage.audit import AuditEntry
from storage.decision_tables import APPEND_ONLY
from storage.store import Store

ATTEMPTS = (
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "UPDATE OR REPLACE {table} SET id = id + 1",
)


@pytest.fixture
def decided(store: Store, run_id: int, make) -> Store:
    """A store with a row in every table of decisions."""
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)))])
    (hit,) = store.hits.query()
    store.reviews.add(Review(hit.hit_id, "confirm", "王", "看过", make.now))
    store.audit.add(AuditEntry("王", "review", make.now))
    with store.database.write() as connection:
        for statement in (
            "INSERT INTO notices (form, state, created_at) VALUES ('cn', 'draft', '2026-11-22T08:30:00Z')",
            "INSERT INTO notice_events (notice_id, kind, happened_at) "
            "SELECT id, 'drafted', '2026-11-22T08:30:00Z' FROM notices",
            "INSERT INTO outcomes (hit_id, kind, observed_at) SELECT id, 'still_up', '2026-11-22T08:30:00Z' FROM hits",
        ):
            connection.execute(text(statement))
    return store


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
def test_rows_are_only_added(decided: Store, engine: str, table: str) -> None:
    def content() -> list:
        with decided.database.read() as connection:
            return connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()

    before = content()
    assert before
    for attempt in ATTEMPTS:
        if ("OR REPLACE" in attempt) if engine == "postgresql" else ("TRUNCATE" in attempt):
            continue  # the other database's words
        with pytest.raises(DBAPIError, match="never changed"), decided.database.write() as connection:
            connection.execute(text(attempt.format(table=table)))
    assert content() == before
