"""Titles that will flood are warned of."""

from __future__ import annotations

import pytest

from core.types import Work
from matchers import flood_risk


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("英雄", "flood_common"),
        ("It", "flood_common"),
        ("1923", "flood_number"),
        ("扫恶", "flood_short"),
        ("Up", "flood_common"),
        ("★", "flood_empty"),
    ],
)
def test_risky_titles(title: str, code: str) -> None:
    reason = flood_risk(Work(title))
    assert reason is not None
    assert reason.feature == code
    assert reason.detail


@pytest.mark.parametrize("title", ["红海行动", "Operation Red Sea", "诡秘之主"])
def test_telling_titles(title: str) -> None:
    assert flood_risk(Work(title)) is None


def test_a_risky_alias_is_named() -> None:
    reason = flood_risk(Work("不一样的英雄故事", ("英雄",)))
    assert reason is not None
    assert reason.evidence == "英雄"
