"""Companions of a title: the season and the year beside it."""

from __future__ import annotations

import pytest

from core.types import Work, WorkKind
from matchers.companions import season_effect


@pytest.mark.parametrize(
    ("kind", "listed", "year", "words", "other"),
    [
        ("tv", 2019, 2024, "某剧 第三季", True),
        ("animation", 2019, None, "Some Show S02E01 (2022)", True),
        ("tv", 2019, 2020, "某剧 第二季", False),  # a year that lists differ by
        ("tv", 2019, None, "某剧 第二季", False),
        ("tv", 2019, 2024, "某剧 第一季", False),
        ("tv", None, 2024, "某剧 第三季", False),
        ("novel", 2012, 2024, "某书 第二部", False),  # a volume, on a page of the day
        ("film", 2019, 2024, "某片 第二部", False),
    ],
)
def test_a_season_the_list_does_not_mean(
    kind: WorkKind, listed: int | None, year: int | None, words: str, other: bool
) -> None:
    work = Work("某剧", year=listed, kind=kind)
    assert [each.feature for each in season_effect(work, year, words)] == ["other_season"] * other


def test_a_listed_season_is_the_work() -> None:
    assert not list(season_effect(Work("某剧 第三季", year=2019, kind="tv"), 2024, "某剧 第三季"))
