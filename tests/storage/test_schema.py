"""A database is created, upgraded, or refused with what to do; an upgrade that is killed changes nothing."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from core.errors import StorageError
from storage.database import APPLICATION, Database
from storage.hits import HitQuery
from storage.migrations import HEAD, REVISIONS
from storage.schema import revision
from storage.store import open_store, upgrade
from storage.tables import metadata

ROOT = Path(__file__).parents[2]

# An old database with rows of every kind that later revisions touch.
OLD_ROWS = (
    "INSERT INTO works (identity, title, title_key, aliases, official_domains, licences, identifiers, digest, active, "
    "created_at, updated_at) VALUES ('w', '流浪地球2', '流浪地球2', '[]', '[]', '[]', '[]', 'd', {true}, {now}, {now})",
    "INSERT INTO links (key, kind, ref, url, obfuscated) VALUES ('l', 'netdisk', 'quark:1', 'https://q/1', {false})",
    "INSERT INTO pages (key, url, site, first_seen, last_seen) VALUES ('p', 'https://a/', 'a', {now}, {now})",
    "INSERT INTO sightings (link_id, page_id, texts, people, first_seen, last_seen) "
    "VALUES (1, 1, '[]', '[]', {now}, {now})",
    "INSERT INTO hits (work_id, link_id, score, matcher, reasons, sighting_id, link_kind, state, version, first_seen, "
    "last_seen) VALUES (1, 1, 95.5, 'm', '[]', 1, 'netdisk', 'confirmed', 2, {now}, {now})",
    "INSERT INTO matches (hit_id, sighting_id, score) VALUES (1, 1, 95.5)",
    "INSERT INTO reviews (hit_id, verdict, reviewer, decided_at) VALUES (1, 'confirm', '王', {now})",
    "INSERT INTO transitions (hit_id, version, state, review_id, happened_at) VALUES (1, 2, 'confirmed', 1, {now})",
    "INSERT INTO users (name, role, disabled, created_at) VALUES ('李', 'analyst', {false}, {now})",
)


def make_old(url: str) -> None:
    """A database as the first revision left it."""
    upgrade(url, to=REVISIONS[0])
    words = {"now": "'2026-11-22T08:30:00Z'", "true": "true", "false": "false"}
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in OLD_ROWS:
            connection.exec_driver_sql(statement.format(**words))
    engine.dispose()


def test_a_database_is_created_and_marked(new_url: str, engine: str) -> None:
    with open_store(new_url, create=True) as store, store.database.read() as connection:
        assert revision(connection) == HEAD
        if engine == "sqlite":
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA user_version").scalar() == len(REVISIONS)
            assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION


def test_creating_again_keeps_what_is_there(new_url: str, make) -> None:
    with open_store(new_url, create=True) as store:
        make.works(store, "流浪地球2")
    with open_store(new_url, create=True) as store:
        assert [work.title for work in store.works.all()] == ["流浪地球2"]


def test_an_upgrade_says_whether_it_changed_anything(new_url: str) -> None:
    assert upgrade(new_url) is True
    assert upgrade(new_url) is False


def test_the_revisions_are_a_chain() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "storage" / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS
    assert scripts.get_heads() == [HEAD]


def test_the_migrated_tables_are_those_of_the_code(url: str) -> None:
    database = Database(url)
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        for table in metadata.sorted_tables:
            there = {index["name"] for index in inspect(connection).get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= there
    database.close()


def test_an_old_database_is_upgraded_with_its_rows(new_url: str, make) -> None:
    make_old(new_url)
    with pytest.raises(StorageError, match="older tables: run netsword db upgrade"):
        open_store(new_url)
    assert upgrade(new_url) is True
    with open_store(new_url) as store:
        (hit,) = store.hits.query()
        assert (hit.work_title, hit.state, hit.first_seen) == ("流浪地球2", "confirmed", make.now)
        assert hit.found_at == make.now, "the nearest to it that older versions kept"
        assert store.hits.count(HitQuery(since=make.now)) == 1
        assert [review.reviewer for review in store.reviews.of(1)] == ["王"]
        assert store.users.get("李").role == "analyst"
        with pytest.raises(Exception, match="never changed"), store.database.write() as connection:
            connection.execute(text("DELETE FROM reviews"))


@pytest.mark.parametrize("change", ["DELETE FROM alembic_version", "UPDATE alembic_version SET version_num = '9999'"])
def test_an_unknown_database_is_refused(new_url: str, change: str) -> None:
    upgrade(new_url)
    engine = create_engine(new_url)
    with engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()
    with pytest.raises(StorageError, match=r"newer netsword|run netsword init"):
        open_store(new_url)
    if "9999" in change:
        with pytest.raises(StorageError, match="newer netsword"):
            upgrade(new_url)


def test_a_database_of_something_else_is_left_alone(new_url: str) -> None:
    engine = create_engine(new_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE accounts_of_a_bank (id INTEGER)"))
    engine.dispose()
    for attempt in (open_store, upgrade):
        with pytest.raises(StorageError, match="accounts_of_a_bank"):
            attempt(new_url)


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no database .*/x\.db: run netsword init"):
        open_store(f"sqlite:///{tmp_path}/x.db")
    assert not (tmp_path / "x.db").exists()
    with pytest.raises(StorageError, match="no folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/x.db", create=True)


def test_an_empty_database_is_set_up_when_asked(new_url: str, engine: str, tmp_path: Path) -> None:
    if engine == "sqlite":
        (tmp_path / "new.db").touch()
    with pytest.raises(StorageError, match="empty: run netsword init"):
        open_store(new_url)
    open_store(new_url, create=True).close()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"Once upon a time there was a file. " * 300)
    for attempt in (open_store, upgrade):
        with pytest.raises(StorageError, match="is no SQLite database"):
            attempt(f"sqlite:///{tmp_path}/x.db")


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from storage.schema import upgrade
left = int(sys.argv[2])
def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, "after_cursor_execute", count)
upgrade(sys.argv[1])
"""


def upgrade_and_die(url: str, statements: int) -> bool:
    """Upgrades in a process that is killed after so many statements; whether it came that far."""
    command = [sys.executable, "-c", KILLED, url, str(statements)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


def test_an_upgrade_killed_half_way_changes_nothing(new_url: str) -> None:
    make_old(new_url)
    killed = [statements for statements in (5, 25, 60, 75) if upgrade_and_die(new_url, statements)]
    assert killed
    engine = create_engine(new_url)
    with engine.connect() as connection:
        assert revision(connection) == REVISIONS[0]
        assert connection.execute(text("SELECT count(*) FROM hits")).scalar() == 1
        assert "sessions" not in inspect(connection).get_table_names()
    engine.dispose()
    upgrade(new_url)
    with open_store(new_url) as store:
        assert store.hits.count() == 1


def test_a_creation_killed_half_way_can_be_done_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    assert upgrade_and_die(url, 20)
    with closing(sqlite3.connect(tmp_path / "new.db")) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    open_store(url, create=True).close()
