"""Titles of other works come in, explain hits away, and go again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def netsword(folder: Path, *words: str, expect: int = 0) -> str:
    command = [sys.executable, "-m", "cli.main", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == expect, done.stderr
    return done.stdout


def test_titles_come_and_go(tmp_path: Path) -> None:
    netsword(tmp_path, "init", "--contact", "me@holder.example")
    (tmp_path / "other.csv").write_text("title,year\n红海贸易行动,2019\n红海,1998\n", encoding="utf-8")
    assert "2 new titles" in netsword(tmp_path, "catalogue", "import", "other.csv")
    assert "0 new titles" in netsword(tmp_path, "catalogue", "import", "other.csv")
    assert "红海贸易行动" in netsword(tmp_path, "catalogue", "list", "--format", "csv")
    netsword(tmp_path, "catalogue", "remove", "other.csv")
    assert "红海" not in netsword(tmp_path, "catalogue", "list")
