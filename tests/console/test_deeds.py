"""Every deed that the console or the command line notes has a name that people read."""

from __future__ import annotations

import re
from pathlib import Path

import console
from console.deeds import ACTIONS, detail

ROOT = Path(console.__file__).parents[1]
NOTED = re.compile(
    r"(?:AuditEntry\([^,()]*(?:\([^()]*\))?[^,()]*, |note(?:_notice)?\(here, asking, |_note\(store\.audit\.add, )"
    r'"([a-z.]+)"'
)
LEDGER = re.compile(r'"((?:review|suppression|alias|flood)\.[a-z.]+)"')


def test_every_noted_deed_has_a_name() -> None:
    files = [*(ROOT / "console").rglob("*.py"), *(ROOT / "cli").glob("*.py")]
    noted = {deed for file in files for deed in NOTED.findall(file.read_text(encoding="utf-8"))}
    store = (ROOT / "storage").glob("*.py")
    noted |= {deed for file in store for deed in LEDGER.findall(file.read_text(encoding="utf-8"))}
    assert {"login", "hit.seen", "user.added", "capture.seen", "drafted", "added", "review.undo"} <= noted
    kept = {deed for deed in noted if not {f"case.{deed}", f"notice.{deed}"} & ACTIONS.keys()}
    assert kept - ACTIONS.keys() == set()


def test_details_are_told_in_words() -> None:
    said = {"role": "analyst", "holder": "", "scopes": ["read", "review"], "filter": {"state": "new", "site": ""}}
    assert detail(said) == "role: analyst · scopes: read, review · filter: (state: new)"
    assert detail({}) == ""
