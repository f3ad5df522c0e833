"""The house stays in order: sizes, first lines, names, and what may not be said."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("core", "watchlist", "matchers", "storage", "crawler", "takedown", "console", "cli")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 400
VAGUE = {"utils", "helpers", "common", "misc", "base_manager"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_one_noun_and_says_so(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST
    assert path.stem not in VAGUE
    first = ast.get_docstring(ast.parse(source))
    assert first or not source.strip(), "begins with one line that says what it is for"


def test_the_project_speaks_of_itself_alone() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".toml", ".txt", ".cfg") and path.is_file() and path != Path(__file__):
            text = path.read_text("utf-8")
            assert "index-url" not in text, name
