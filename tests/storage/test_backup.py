"""A backup made while others write is whole, and is one moment of the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from core.errors import StorageError
from storage.backup import backup
from storage.store import Store, open_store
from storage.verify import verify


def test_a_backup_while_pages_are_saved(sqlite_url: str, tmp_path: Path, make) -> None:
    enough, stop = Event(), Event()

    def write() -> None:
        with open_store(sqlite_url) as writer:
            run_id = writer.runs.start("a", make.now)
            (work,) = make.works(writer, "流浪地球2")
            number = 0
            while not stop.is_set():
                findings = [make.finding(f"quark:{number}-{link}", make.match(work)) for link in range(50)]
                writer.pages.save([make.record(run_id, *findings)])
                number += 1
                if number == 5:
                    enough.set()

    thread = Thread(target=write)
    thread.start()
    try:
        assert enough.wait(timeout=60)
        with open_store(sqlite_url) as store:
            for number in range(3):
                backup(store, tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        thread.join()
    for number in range(3):
        with open_store(f"sqlite:///{tmp_path}/copy{number}.db") as copy:
            assert copy.hits.count() >= 250
            assert copy.hits.count() % 50 == 0
            assert verify(copy, tmp_path) == []
    assert sorted(path.name for path in tmp_path.glob("*.part*")) == []


def test_a_backup_is_one_file_that_can_take_the_place_of_the_first(sqlite_store: Store, tmp_path: Path, make) -> None:
    make.works(sqlite_store, "流浪地球2")
    (tmp_path / "copies").mkdir()
    backup(sqlite_store, tmp_path / "copies" / "copy.db")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]
    with open_store(f"sqlite:///{tmp_path}/copies/copy.db") as restored:
        assert [work.title for work in restored.works.all()] == ["流浪地球2"]
        make.works(restored, "满江红")


def test_a_file_that_exists_is_not_written_over(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(StorageError, match="exists"):
        backup(sqlite_store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_missing_folder_is_named(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no folder"):
        backup(sqlite_store, tmp_path / "nowhere" / "copy.db")


def test_postgresql_makes_its_own(postgres, tmp_path: Path) -> None:
    with open_store(postgres.ready()) as store, pytest.raises(StorageError, match="pg_dump"):
        backup(store, tmp_path / "copy.dump")


def test_a_copy_of_a_damaged_database_is_refused(sqlite_url: str, tmp_path: Path, make) -> None:
    with open_store(sqlite_url) as store:
        make.works(store, *(f"作品{number}" for number in range(2000)))
        path = store.database.path
    assert path is not None
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[-100_000:] = b"\xaa" * 100_000
    path.write_bytes(content)
    with open_store(sqlite_url) as store, pytest.raises(StorageError, match=r"damaged|malformed"):
        backup(store, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
