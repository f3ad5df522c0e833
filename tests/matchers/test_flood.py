"""Titles that will flood are warned of."""

from __future__ import annotations

import pytest

from core.types import Work
from matchers import flood_risk, flood_warning


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


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (Work("英雄"), "add year, kind, aliases"),
        (Work("英雄", ("英雄本色",), 2002, "film"), "add official_domains"),
        (Work("扫恶"), "very short; add year, kind"),
        (Work("红海行动", ("扫恶",)), "“扫恶” will flood: it is very short; leave this alias out"),
        (Work("英雄", ("一部",), 2002, "film", official_domains=("a.example",)), "expect many hits"),
    ],
)
def test_the_warning_says_what_helps(work: Work, says: str) -> None:
    assert says in flood_warning(work)


@pytest.mark.parametrize("work", [Work("红海行动"), Work("扫恶", (), 2023, "animation")])
def test_what_is_told_apart_is_not_warned_of(work: Work) -> None:
    assert flood_warning(work) == ""
