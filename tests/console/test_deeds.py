"""Every deed that the console or the command line notes has a name that people read."""

from __future__ import annotations

import re
from pathlib import Path

import console
from console.casework import STEPS
from console.deeds import ACTIONS
from console.entries import action, detail, target
from console.words import load

ROOT = Path(console.__file__).parents[1]
NOTED = re.compile(
    r"(?:AuditEntry\([^,()]*(?:\([^()]*\))?[^,()]*, |_note\(store\.audit\.add, |_note\(here, asking, )"
    r'"([a-z.]+)"'
)
STEP = re.compile(r'note\(here, asking, "(case|notice)", "([a-z]+)"')
LEDGER = re.compile(r'"((?:review|suppression|alias|flood)\.[a-z.]+)"')


def test_every_noted_deed_has_a_name() -> None:
    files = [*(ROOT / "console").rglob("*.py"), *(ROOT / "cli").glob("*.py")]
    noted = {deed for file in files for deed in NOTED.findall(file.read_text(encoding="utf-8"))}
    store = (ROOT / "storage").glob("*.py")
    noted |= {deed for file in store for deed in LEDGER.findall(file.read_text(encoding="utf-8"))}
    noted |= {".".join(step) for file in files for step in STEP.findall(file.read_text(encoding="utf-8"))}
    noted |= {f"case.{kind}" for kind in STEPS.values()}
    assert {"login", "hit.seen", "user.added", "capture.seen", "notice.drafted", "case.added", "review.undo"} <= noted
    assert noted - ACTIONS.keys() == set()


def chinese(sentence: str) -> str:
    return load().say("zh", sentence)


def test_details_are_told_in_words() -> None:
    said = {"role": "analyst", "holder": "", "scopes": ["read", "review"], "filter": {"state": "new", "site": ""}}
    assert detail(said, str) == "role: analyst · may: read, review · filter: (state: new)"
    assert detail(said, chinese) == "角色：分析员 · 权限：读取, 判定 · 筛选条件：(状态：待审)"
    assert detail({"odd": "<b>"}, chinese) == "odd：<b>" and detail({}, str) == ""
    assert detail({"note": {"was": "new", "is": "x"}}, chinese) == "备注：(原为：待审 · 改为：x)"


def test_targets_are_told_in_words() -> None:
    assert target("hit 12", str) == "hit 12" and target("hit 12", chinese) == "线索 12"
    assert target("1234 hits", chinese) == "1234 条线索"
    for other in ("127.0.0.1", "ana", "batch 2026-09", "hit", ""):
        assert target(other, chinese) == other
    assert action("login", chinese) == "登录" and action("odd.deed", chinese) == "odd.deed"
