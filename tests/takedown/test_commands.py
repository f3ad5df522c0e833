"""The commands around notices, as an operator types them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import typer.main
from click.testing import CliRunner, Result

from cli import evidence, inspect, notice, report
from core.errors import ConfigError, ConflictError

CONFIG = """
[complainant]
name = "王芳"
organisation = "星河影业有限公司"
address = "北京市朝阳区光华路1号"
phone = "010-5550100"
email = "rights@xinghe.example"
identity = "统一社会信用代码 91110105MA00000001"
[[site]]
name = "quiet"
start_urls = ["https://quiet.example/"]
"""
Run = Callable[..., Result]


@pytest.fixture
def office(opened: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    made = opened()
    made.write("netsword.toml", CONFIG)
    monkeypatch.setenv("NETSWORD_CONFIG", str(tmp_path / "netsword.toml"))
    return made


def run(app: Any, *words: str) -> Result:
    command: click.Command = typer.main.get_command(app)
    result = CliRunner().invoke(command, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_from_hit_to_outcome(office: Any, tmp_path: Path) -> None:
    office.hit()
    drafted = run(notice.app, "draft", "--by", "小张", "--format", "jsonl")
    row = json.loads(drafted.stdout)
    assert (row["notice_id"], row["recipient"], row["form"], row["hits"]) == (1, "baidu", "cn_art14", 1)
    assert "drafted: 1 notice; not listed: 0 hits" in drafted.stderr
    assert run(notice.app, "draft", "--by", "小张").exit_code == 0  # nothing left to draft is no error
    assert "侵 权 通 知 书" in run(notice.app, "show", "1").stdout
    with pytest.raises(ConflictError, match="somebody else"):
        run(notice.app, "approve", "1", "--by", "小张")
    assert "approved" in run(notice.app, "approve", "1", "--by", "老李").stderr
    assert run(notice.app, "send", "1", "--by", "老李", "--export", str(tmp_path / "out"), "--dry-run").exit_code == 0
    assert not (tmp_path / "out").exists()
    sent = run(notice.app, "send", "1", "--by", "老李", "--export", str(tmp_path / "out"))
    assert any(line.endswith("notice.txt") for line in sent.stdout.splitlines())
    (waiting,) = [json.loads(line) for line in run(notice.app, "due", "--format", "jsonl").stdout.splitlines()]
    assert (waiting["open"], waiting["advice"]) == (1, "time is running")
    run(notice.app, "answer", "1", "--reason", "已受理", "--by", "小张")
    done = run(notice.app, "outcome", "1", "1", "--kind", "removed", "--reason", "平台回复已删除", "--by", "小张")
    assert "it is removed now" in done.stderr
    assert run(notice.app, "due", "--format", "jsonl").stdout == ""
    listed = list(csv.DictReader(io.StringIO(run(notice.app, "list", "--format", "csv").stdout.lstrip("\ufeff"))))
    assert [(row["state"], row["approved_by"]) for row in listed] == [("sent", "老李")]
    shown = json.loads(run(notice.app, "show", "1", "--format", "jsonl").stdout)
    assert [event["kind"] for event in shown["events"]] == ["drafted", "approved", "sent", "answered"]
    figures = json.loads(run(report.app, "--format", "json").stdout)
    assert {"figure": "links_removed", "name": "", "value": 1} in figures["rows"]
    (card,) = [
        json.loads(line) for line in run(report.app, "--part", "recipients", "--format", "jsonl").stdout.splitlines()
    ]
    assert (card["recipient"], card["removed"], card["late"]) == ("baidu", 1, 0)
    for part in ("accounts", "sites"):
        assert run(report.app, "--part", part, "--format", "csv").exit_code == 0


def test_withdrawal_and_refusal(office: Any, tmp_path: Path) -> None:
    office.hit()
    run(notice.app, "draft", "--by", "小张")
    assert "refused" in run(notice.app, "refuse", "1", "--reason", "证据不足", "--by", "老李").stderr
    run(notice.app, "draft", "--by", "小张")
    run(notice.app, "approve", "2", "--by", "老李")
    run(notice.app, "send", "2", "--by", "老李", "--export", str(tmp_path / "out"))
    done = run(notice.app, "withdraw", "2", "--reason", "系预告片", "--by", "老李")
    assert "letter of withdrawal is notice 3" in done.stderr
    with pytest.raises(ConflictError, match="withdrawn"):
        run(notice.app, "outcome", "2", "1", "--kind", "removed", "--reason", "x", "--by", "小张")


def test_what_is_missing_is_an_error_of_its_own_code(office: Any) -> None:
    office.write("netsword.toml", "[complainant]\norganisation = '星河影业有限公司'\n")
    office.hit()
    done = run(notice.app, "draft", "--by", "小张")
    assert done.exit_code == 2
    assert "not drafted, to baidu for 星河影业有限公司: cn_art14:" in done.stderr and "签名" in done.stderr


def test_protected_hits_are_said_and_nothing_is_drafted(office: Any) -> None:
    office.hit("https://www.gov.cn/film.html", "page", "")
    with pytest.raises(ConflictError, match="nothing was drafted"):
        run(notice.app, "draft", "--by", "小张")
    assert run(notice.app, "list", "--format", "jsonl").stdout == ""


def test_lists_of_facts(office: Any) -> None:
    rows = [json.loads(line) for line in run(notice.app, "recipients", "百度", "--format", "jsonl").stdout.splitlines()]
    assert {"baidu", "baidu_search", "tieba"} <= {row["code"] for row in rows}
    names = [json.loads(line)["name"] for line in run(notice.app, "forms", "--format", "jsonl").stdout.splitlines()]
    assert "cn_art14" in names
    assert len(names) == 11


def test_a_warning_letter(office: Any) -> None:
    office.work()
    assert run(notice.app, "warn", "--recipient", "quark", "--by", "小张").exit_code == 0
    assert "权 利 预 警 函" in run(notice.app, "show", "1").stdout


def test_the_same_seed_inspects_the_same(office: Any, tmp_path: Path) -> None:
    for number in range(12):
        office.hit(f"https://pan.baidu.com/s/1Number{number}")
    words = ("--of", "hits", "--size", "5", "--seed", "2026", "--format", "csv")
    first = run(inspect.app, *words).stdout
    assert first == run(inspect.app, *words).stdout
    rows = list(csv.DictReader(io.StringIO(first.lstrip("\ufeff"))))
    assert len(rows) == 5
    sites = run(inspect.app, "--of", "sites", "--seed", "1", "--format", "jsonl").stdout
    assert {json.loads(line)["name"] for line in sites.splitlines()} == {"quiet", "luntan"}
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "result": "yes" if number < 2 else "否"} for number, row in enumerate(rows))
    shares = [
        json.loads(line) for line in run(inspect.app, "--results", str(filled), "--format", "jsonl").stdout.splitlines()
    ]
    assert (shares[-1]["stratum"], shares[-1]["inspected"], shares[-1]["found"]) == ("all", 5, 2)
    assert shares[-1]["low"] < 0.4 < shares[-1]["high"]
    filled.write_text("stratum,result\nforum,maybe\n", encoding="utf-8")
    with pytest.raises(Exception, match="line 2"):
        run(inspect.app, "--results", str(filled))


def test_packs(office: Any, tmp_path: Path) -> None:
    office.hit()
    run(notice.app, "draft", "--by", "小张")
    path = tmp_path / "pack.zip"
    written = run(evidence.app, "pack", "1", "-o", str(path))
    assert run(evidence.app, "verify", str(path)).stdout == written.stdout
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert run(evidence.app, "verify", str(path)).exit_code == 1


def test_days_are_days(office: Any) -> None:
    with pytest.raises(ConfigError, match="--since"):
        run(report.app, "--since", "yesterday")
