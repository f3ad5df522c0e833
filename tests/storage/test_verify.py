"""Verification finds what was changed behind the program's back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from core.types import Page, Review
from storage.evidence import EvidenceWriter
from storage.ledger import drop_triggers
from storage.store import Store
from storage.verify import verify


@pytest.fixture
def decided(store: Store, run_id: int, make, tmp_path: Path) -> Store:
    """Two hits with evidence, one decided twice."""
    writer = EvidenceWriter(tmp_path / "evidence")
    capture = writer.write(Page("https://a.example/1", "流浪地球2".encode(), fetched_at=make.now))
    writer.close()
    (work,) = make.works(store, "流浪地球2")
    findings = [make.finding(f"quark:{number}", make.match(work)) for number in (1, 2)]
    store.pages.save([make.record(run_id, *findings, capture=capture)])
    store.reviews.add(Review(1, "unsure", "王", "看不清", make.now))
    store.reviews.add(Review(1, "confirm", "李", "看过", make.now))
    return store


@pytest.fixture
def problems(decided: Store, tmp_path: Path) -> Callable[..., list[str]]:
    """What is found after statements were run behind the program's back."""

    def find(*statements: str) -> list[str]:
        with decided.database.write() as connection:
            drop_triggers(connection)
            for statement in statements:
                connection.execute(text(statement))
        return verify(decided, tmp_path / "evidence")

    return find


def test_nothing_is_wrong_with_what_the_program_wrote(problems) -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE hits SET state = 'rejected' WHERE id = 1",
            "Hit 1 says rejected, but what was decided makes it confirmed",
        ),
        ("UPDATE hits SET state = 'confirmed' WHERE id = 2", "Hit 2 says confirmed, but what was decided makes it new"),
        ("UPDATE hits SET version = 9 WHERE id = 1", "Hit 1 is at version 9, but was decided 2 times"),
        ("UPDATE reviews SET verdict = 'reject' WHERE id = 2", "Hit 1, version 3: it became confirmed, but its cause"),
        ("UPDATE transitions SET state = 'removed' WHERE version = 3", "Hit 1, version 3: it became removed"),
        ("UPDATE transitions SET review_id = NULL WHERE version = 2", "Review 1 of hit 1 had no effect"),
        ("DELETE FROM transitions WHERE version = 2", "Hit 1 is at version 3, but was decided 1 times"),
        ("DELETE FROM transitions WHERE version = 3", "Hit 1 says confirmed, but what was decided makes it unsure"),
        (
            "INSERT INTO reviews (hit_id, verdict, reviewer, decided_at) "
            "VALUES (2, 'reject', 'x', '2026-11-22T08:30:00Z')",
            "Review 3 of hit 2 had no effect",
        ),
        (
            "INSERT INTO outcomes (hit_id, kind, observed_at) VALUES (1, 'removed', '2026-11-22T08:30:00Z')",
            "Outcome 1 of hit 1 had no effect",
        ),
        ("UPDATE transitions SET hit_id = 2, version = 2 WHERE version = 3", "Hit 2, version 2"),
        ("UPDATE captures SET sha256 = 'x'", "the page is not the one that was captured"),
        ("UPDATE captures SET file = 'netsword-9.warc.gz'", "netsword-9.warc.gz is missing"),
        ("UPDATE captures SET file = '../../etc/passwd'", "is no name of an evidence file"),
    ],
)
def test_changes_behind_the_programs_back_are_found(problems, statement: str, says: str) -> None:
    assert any(says in problem for problem in problems(statement)), problems()


def test_a_changed_warc_file_is_found(decided: Store, tmp_path: Path) -> None:
    (path,) = (tmp_path / "evidence").iterdir()
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    (problem,) = verify(decided, tmp_path / "evidence")
    assert path.name in problem


def test_a_missing_folder_is_found(decided: Store, tmp_path: Path) -> None:
    (problem,) = verify(decided, tmp_path / "elsewhere")
    assert "is missing" in problem


def test_references_to_nowhere_are_found(sqlite_store: Store, tmp_path: Path, make) -> None:
    run_id = sqlite_store.runs.start("a", make.now)
    sqlite_store.pages.save([make.record(run_id, make.finding("quark:1"))])
    raw = sqlite_store.database.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM links")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.close()
    (problem,) = verify(sqlite_store, tmp_path)
    assert problem == "Table sightings, row 1: it refers to a row of links that is not there"


def test_figures_that_miscount_are_found(decided: Store, problems: Callable[..., list[str]]) -> None:
    assert problems("DELETE FROM figure_changes WHERE delta < 0") != []
    decided.figures.rebuild()
    assert problems() == []
    (said,) = problems("UPDATE figures SET found = found + 3 WHERE name = 'state' AND key = 'new' AND whose = ''")
    assert "state new is wrong by 3" in said
    wrong = problems("UPDATE figures SET upheld = upheld + 1 WHERE span <> '' AND whose <> ''")
    assert len(wrong) == 9 and sum("by 1" in one for one in wrong) == 8
    decided.figures.rebuild()
    assert problems() == []
