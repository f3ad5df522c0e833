"""Cases of pages told by what they say, whose ever platform they are of: see cases/platforms.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = tomllib.loads((Path(__file__).parent / "cases" / "platforms.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], check_case: Callable[[dict[str, Any]], None]) -> None:
    check_case(case)
