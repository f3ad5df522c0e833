"""Cases of crawler.extract.collection_api: see cases/collection_api.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = tomllib.loads((Path(__file__).parent / "cases" / "collection_api.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], check_case: Callable[[dict[str, Any]], None]) -> None:
    check_case(case)
