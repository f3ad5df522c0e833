"""Troubles of the database are said in words that tell what to do, and leave nothing half-written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from core.errors import ConfigError, StorageError
from storage.database import Database, explain, parse_url
from storage.store import Store, open_store


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("netsword.db", "no database address"),
        ("", "no database address"),
        ("mysql://root@localhost/x", "SQLite or PostgreSQL, not in 'mysql'"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_addresses_that_are_not_understood(url: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        parse_url(url)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StorageError, match="cannot be reached") as caught:
        open_store("postgresql://netsword:secret@127.0.0.1:1/netsword")
    assert "secret" not in str(caught.value)


def raised(path: Path, statement: str, *, readonly: bool = False) -> DBAPIError:
    """What SQLite itself answers to a statement."""
    mode = "ro" if readonly else "rw"
    with closing(sqlite3.connect(f"file:{path}?mode={mode}", uri=True, timeout=0)) as connection:
        try:
            connection.execute(statement)
        except sqlite3.Error as error:
            return DBAPIError(statement, (), error)
    raise AssertionError(f"{statement} was done")


def test_a_locked_database(sqlite_store: Store) -> None:
    path = sqlite_store.database.path
    assert path is not None
    with sqlite_store.database.write():
        error = raised(path, "BEGIN IMMEDIATE")
    said = explain(error, "netsword.db")
    assert said == "The database netsword.db has been locked by another writer for 30 s: try again when it has finished"


def test_a_read_only_database(sqlite_store: Store) -> None:
    path = sqlite_store.database.path
    assert path is not None
    said = explain(raised(path, "DELETE FROM meta", readonly=True), "netsword.db")
    assert said is not None
    assert "is read-only: check the owner and the rights" in said


def test_an_error_of_ours_is_not_explained_away(sqlite_store: Store) -> None:
    path = sqlite_store.database.path
    assert path is not None
    assert explain(raised(path, "SELECT * FROM nowhere"), "netsword.db") is None
    with pytest.raises(DBAPIError, match="nowhere"), sqlite_store.database.read() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_a_full_disk_stops_the_save_and_keeps_nothing_of_it(sqlite_url: str, make) -> None:
    """A limit on the pages of the file stands for the disk."""
    with open_store(sqlite_url) as store:
        run_id = store.runs.start("a", make.now)
        (work,) = make.works(store, "流浪地球2")
        store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)))])
    database = Database(sqlite_url)
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    full = Store(database)
    findings = [make.finding(f"quark:{number}", make.match(work, 99.0)) for number in range(2000)]
    with pytest.raises(StorageError, match="the disk is full: free some space"):
        full.pages.save([make.record(run_id, *findings)])
    assert [hit.score for hit in full.hits.query()] == [95.0]
    full.close()
    with open_store(sqlite_url) as store:
        assert store.pages.save([make.record(run_id, *findings)]).hits_new == 1999


def test_a_damaged_file_is_named(sqlite_url: str, make) -> None:
    with open_store(sqlite_url) as store:
        make.works(store, *(f"作品{number}" for number in range(2000)))
        path = store.database.path
    assert path is not None
    content = bytearray(path.read_bytes())
    content[-100_000:] = b"\xaa" * 100_000
    path.write_bytes(content)
    with open_store(sqlite_url) as store, pytest.raises(StorageError, match=r"is damaged: restore the last backup"):
        store.works.all()


def test_work_that_the_database_broke_off_is_done_again(postgres) -> None:
    """Two writers that wait for each other: one is broken off, and does its work again. (SQLite has but one.)"""
    database = Database(postgres.ready())
    with database.write() as connection:
        connection.execute(text("INSERT INTO meta (name, value) VALUES ('one', ''), ('two', '')"))
    barrier = Barrier(2)
    attempts: list[str] = []

    def change(first: str, second: str) -> None:
        def work(connection) -> None:
            attempts.append(first)
            change_one = text("UPDATE meta SET value = value || :name WHERE name = :name")
            connection.execute(change_one, {"name": first})
            if len(attempts) <= 2:
                barrier.wait(timeout=30)
            connection.execute(change_one, {"name": second})

        database.run(work)

    threads = [Thread(target=change, args=names) for names in (("one", "two"), ("two", "one"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        rows = connection.execute(text("SELECT name, value FROM meta WHERE name IN ('one', 'two') ORDER BY name")).all()
    assert [tuple(row) for row in rows] == [("one", "oneone"), ("two", "twotwo")]
    assert len(attempts) >= 3
    database.close()
