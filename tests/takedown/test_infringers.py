"""Repeat infringers: counted once, month by month, joined with reasons, and listed for platforms."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import typer.main
from click.testing import CliRunner

from cli import infringers as command
from core.types import Account
from storage.campaign import Window
from storage.outcomes import Outcome
from storage.site_marks import SiteMark
from takedown.infringers import ban_list, infringers
from takedown.operators import load_joining
from takedown.staydown import keep_watch

LEE = Account("baidu", "10086", "小李资源 QQ：1234567")
WANG = Account("baidu", "10010", "王")


def _fill(office: Any, make: Any) -> None:
    february = datetime(2026, 2, 20, tzinfo=UTC)
    office.hit("https://pan.baidu.com/s/1A", account=LEE, seen=february)
    office.hit("https://pan.baidu.com/s/1B", account=LEE)
    office.hit("https://pan.baidu.com/s/1C", account=WANG)
    office.hit("https://pan.baidu.com/s/1D", account=LEE, confirm=False)  # nobody upheld it
    office.store.outcomes.add(Outcome(1, "removed", february + timedelta(days=1), None, "platform"))
    keep_watch(office.store.returns, make.NOW)
    marks = [
        SiteMark("luntan", "luntan.example", "contact_qq", "1234567", "https://luntan.example/", make.SEEN, make.SEEN),
        SiteMark("zhan2", "zhan2.example", "analytics", "UA-1", "https://zhan2.example/", make.SEEN, make.SEEN),
    ]
    office.store.site_marks.save(marks)
    office.store.site_marks.save(marks)
    assert len(list(office.store.site_marks.all())) == 2


def test_who_does_it_again_and_again(opened: Any, make: Any) -> None:
    office = opened()
    _fill(office, make)
    rows = infringers(office.store, load_joining(), Window())
    assert [(row.kind, row.name, row.hits) for row in rows] == [
        ("operator", "baidu:10086, luntan", 3),
        ("site", "luntan", 3),
        ("account", "小李资源 QQ：1234567", 2),
    ]
    operator, _, account = rows
    assert operator.ties == ("account:baidu:10086 and site:luntan: same QQ 1234567",)
    assert operator.months == {"2026-02": 1, "2026-03": 2}
    assert (account.works, account.removed, account.came_back, account.months) == (
        1,
        1,
        1,
        {"2026-02": 1, "2026-03": 1},
    )
    march = Window(since=datetime(2026, 3, 1, tzinfo=UTC))
    assert [row.hits for row in infringers(office.store, load_joining(), march, kinds=("account",), least=1)] == [1, 1]


def test_a_list_for_a_platform(opened: Any, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    office = opened()
    _fill(office, make)
    office.write("netsword.toml", "")
    monkeypatch.setenv("NETSWORD_CONFIG", str(office.folder / "netsword.toml"))
    (banned,) = ban_list(office.store, Window(), "baidu")
    assert (banned.account_id, banned.hits, banned.came_back) == ("10086", 2, 1)
    assert banned.links == ("https://pan.baidu.com/s/1A", "https://pan.baidu.com/s/1B")
    click_command = typer.main.get_command(command.app)
    path = office.folder / "ban.csv"
    done = CliRunner().invoke(click_command, ["--ban-list", "baidu", "--format", "csv", "-o", str(path)])
    assert done.exit_code == 0, done.output
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["account_id"] for row in csv.DictReader(file)] == ["10086"]
    done = CliRunner().invoke(click_command, ["--of", "operator", "--format", "jsonl"])
    assert json.loads(done.stdout)["ties_zh"] == ["account:baidu:10086 与 site:luntan：相同的QQ 1234567"]
