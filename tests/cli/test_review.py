"""`netsword review` decides by the same rules as the console, and leaves the same lines in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import review
from core.errors import ConflictError, NotFoundError
from core.types import Finding, Link, Match, PageRecord, Sighting, Text, Work
from storage.claims import Claims
from storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A database with one hit, in the working folder."""
    (tmp_path / "netsword.toml").write_text('contact = "a@b.example"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETSWORD_CONFIG", raising=False)
    now = datetime.now(UTC)
    with open_store(f"sqlite:///{tmp_path}/netsword.db", create=True) as opened:
        opened.works.import_works([Work("孤山夜行2", holder="甲")], now)
        (work,) = opened.works.all()
        link = Link("netdisk", "quark:1", "https://pan.quark.cn/s/1", "quark")
        seen = Sighting("https://a.example/", link, (Text("anchor", "孤山夜行2"),), site="a")
        found = Finding(seen, (Match(work, 95.0, "m", (), "孤山夜行2"),))
        run = opened.runs.start("a", now)
        opened.pages.save([PageRecord("https://a.example/", "a", run, "ok", now, findings=(found,))])
        yield opened


def run(*words: str) -> str:
    done = CliRunner().invoke(review.app, [*words, "--reviewer", "王", "--reason", "看过"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stderr


def test_every_decision_is_a_line_of_the_audit_log(store: Store) -> None:
    for verdict, state in (("confirm", "confirmed"), ("unsure", "unsure"), ("reject", "rejected")):
        assert f"hit 1 (孤山夜行2) is {state}" in run("1", f"--{verdict}")
        entry = store.audit.list()[0]
        assert (entry.actor, entry.action, entry.target) == ("王", f"review.{verdict}", "hit 1")
        assert entry.detail["reason"] == "看过"


def test_a_hit_that_somebody_works_on_is_left_to_them(store: Store) -> None:
    Claims(store.database).claim(1, "李", datetime.now(UTC))
    for verdict in ("--confirm", "--unsure", "--reject"):
        with pytest.raises(ConflictError, match="Somebody else works on this hit"):
            run("1", verdict)
    assert store.hits.get(1).state == "new" and not store.audit.list()


def test_a_hit_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="99"):
        run("99", "--confirm")
