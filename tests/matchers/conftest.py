"""The works and cases that the matchers' tests share."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.types import Work
from matchers import Matcher

CASES = Path(__file__).parent / "cases"


def load(name: str) -> dict[str, Any]:
    """A table of cases."""
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def works() -> list[Work]:
    rows = load("works.toml")["work"]
    return [Work(row["title"], tuple(row.get("aliases", ())), row.get("year"), row.get("kind")) for row in rows]


@pytest.fixture(scope="session")
def matcher(works: list[Work]) -> Matcher:
    return Matcher(works)
