"""The description of the database is complete and speaks of nothing that is not there."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from storage.describe import TABLES, VIEWS
from storage.store import Store


@pytest.mark.parametrize("described", [TABLES, VIEWS], ids=["tables", "views"])
def test_every_table_view_and_column_is_described(store: Store, described: dict) -> None:
    with store.database.read() as connection:
        inspector = inspect(connection)
        names = inspector.get_table_names() if described is TABLES else inspector.get_view_names()
        there = {name: [column["name"] for column in inspector.get_columns(name)] for name in names}
    there.pop("alembic_version", None)
    assert {name: sorted(entry.columns) for name, entry in described.items()} == {
        name: sorted(columns) for name, columns in there.items()
    }
    if described is VIEWS:
        assert {name: list(entry.columns) for name, entry in described.items()} == there


def test_descriptions_are_words() -> None:
    for entry in (*TABLES.values(), *VIEWS.values()):
        assert entry.about.endswith(".")
        assert all(words.strip() and words[-1] not in ",;:" for words in entry.columns.values())
