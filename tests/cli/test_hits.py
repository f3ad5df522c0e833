"""`netsword hits` as an analyst uses it: days, titles, groups, narrow terminals."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import hits as hits_verb
from cli.hits import since_day
from core.errors import ConfigError
from core.types import Finding, Link, Match, PageRecord, Sighting, Text, Work
from storage.export import width, write_table
from storage.store import open_store

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T08:00:00+08:00", datetime(2026, 11, 1, tzinfo=UTC)),
        ("today", datetime(2026, 11, 22, tzinfo=UTC)),
        ("yesterday", datetime(2026, 11, 21, tzinfo=UTC)),
        ("7d", NOW - timedelta(days=7)),
        ("12h", NOW - timedelta(hours=12)),
    ],
)
def test_days(text: str, moment: datetime) -> None:
    assert since_day(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "22.11.2026", "99999d", "-1d"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(ConfigError, match="YYYY-MM-DD"):
        since_day(text, NOW)


def test_what_has_no_room_is_left_out_and_named() -> None:
    out = io.StringIO()
    row = {
        "hit_id": 1,
        "work": "长河落日圆" * 4,
        "link": "https://pan.quark.cn/s/1",
        "state": "new",
        "site": "论坛" * 9,
    }
    assert write_table([row], ("hit_id", "work", "link", "state", "site"), out, total=48) == ("site",)
    assert max(map(width, out.getvalue().splitlines())) <= 48
    assert write_table([row], ("hit_id", "work", "link", "state", "site"), io.StringIO()) == ()


def test_a_table_fits_a_narrow_terminal_and_stays_aligned() -> None:
    rows = [
        {"hit_id": 123456, "work": "流浪地球2之太阳危机国语中字高清版", "link": "https://pan.quark.cn/s/" + "a" * 40},
        {"hit_id": 7, "work": "e\u0301🎬️ short", "link": "x"},
        *({"hit_id": n, "work": "长河落日圆" * (n % 9), "link": "y"} for n in range(2_500)),
    ]
    out = io.StringIO()
    write_table(iter(rows), ("hit_id", "work", "link"), out, total=50)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(rows) + 1
    assert max(map(width, lines)) <= 50
    assert lines[1].startswith("123456  ")
    assert {width(line[: line.rindex(" ") + 1]) for line in lines[3:] if line.endswith(" y")} == {
        width(lines[2][: lines[2].rindex("x")])
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a work that joined the list today and was seen in a link of last month, and another work."""
    (tmp_path / "netsword.toml").write_text('contact = "a@b.example"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETSWORD_CONFIG", raising=False)
    with open_store(f"sqlite:///{tmp_path}/netsword.db", create=True) as store:
        run = store.runs.start("a", NOW)
        old, now = datetime(2026, 1, 1, tzinfo=UTC), datetime.now(UTC)
        for number in range(2):
            link = Link("netdisk", f"quark:{number}", f"https://pan.quark.cn/s/{number}")
            seen = Sighting("https://a.example/", link, (Text("anchor", "x"),), site="a")
            store.pages.save([PageRecord("https://a.example/", "a", run, "ok", old, findings=(Finding(seen),))])
        store.works.import_works([Work("孤山夜行2", holder="甲"), Work("远山的灯", holder="乙")], NOW)
        one, two = store.works.all()
        store.pages.save_all_matches([(1, [Match(one, 90.0, "m")])], old)
        store.pages.save_all_matches([(2, [Match(one, 95.0, "m"), Match(two, 80.0, "m")])], now)
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(hits_verb.app, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((), ["95", "90", "80"]),
        (("--since", "today"), ["95", "80"]),
        (("--work", "孤山"), ["95", "90"]),
        (("--work", "2"), ["80"]),
        (("--work", "孤山夜行2", "--limit", "1"), ["95"]),
    ],
)
def test_hits_come_best_first(folder: Path, words: tuple[str, ...], numbers: list[str]) -> None:
    assert [line.split()[1] for line in run(*words).splitlines()[1:]] == numbers


def test_groups(folder: Path) -> None:
    lines = run("--grouped", "--format", "csv").lstrip("\ufeff").splitlines()
    assert lines[0].startswith("work_id,work_title,holder,hits,new,sites,best_score")
    assert [line.split(",")[:7] for line in lines[1:]] == [
        ["1", "孤山夜行2", "甲", "2", "2", "1", "95.0"],
        ["2", "远山的灯", "乙", "1", "1", "1", "80.0"],
    ]
    assert run("--grouped", "--since", "today", "--work", "孤山夜行2").splitlines()[1].split()[:3] == [
        "1",
        "孤山夜行2",
        "1",
    ]
    with pytest.raises(ConfigError, match="choose one"):
        run("--grouped", "--sightings")
