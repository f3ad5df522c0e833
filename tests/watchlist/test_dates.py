"""Days and periods: the cases stand in dates.toml."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchlist.dates import parse_date, parse_period
from watchlist.sentences import CellError

CASES: dict[str, list[list[Any]]] = tomllib.loads((Path(__file__).parent / "dates.toml").read_text("utf-8"))
WRITINGS = ("{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}",
            "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}", "{0:%d %B %Y}", "{0:%Y-%m-%d}T00:00:00")  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(("text", "edge", "meaning"), CASES["days"])
def test_days(text: str, edge: Any, meaning: str) -> None:
    try:
        day = parse_date(text, edge)
    except CellError as error:
        assert meaning and meaning in error.sentence
    else:
        assert (day.isoformat() if day else "") == meaning


@pytest.mark.parametrize("case", CASES["periods"])
def test_periods(case: list[str]) -> None:
    try:
        ends = parse_period(case[0])
    except CellError as error:
        assert len(case) == 2
        assert case[1] in error.sentence
    else:
        assert [day.isoformat() if day else "" for day in ends] == case[1:]


def test_cells_of_a_spreadsheet() -> None:
    assert parse_date(date(2021, 4, 4)) == date(2021, 4, 4)
    assert parse_date(datetime(2021, 4, 4, 23, 59)) == date(2021, 4, 4)
    assert parse_date(44290.75) == date(2021, 4, 4)
    assert parse_date(date(9999, 12, 31), "end") is None


@given(DAYS, st.sampled_from(WRITINGS))
def test_every_day_in_every_writing(day: date, writing: str) -> None:
    assert parse_date(writing.format(day)) == day


@given(
    st.dates(date(1900, 1, 1), date(2150, 1, 1)),
    st.dates(date(1900, 1, 1), date(2150, 1, 1)),
    st.sampled_from(["-", "至", " - ", "~", "—", "到"]),
)
def test_every_period(first: date, last: date, between: str) -> None:
    first, last = sorted((first, last))
    assert parse_period(f"{first.year}/{first.month}/{first.day}{between}{last.year}/{last.month}/{last.day}") == (
        first,
        last,
    )


@given(st.text("0123456789-/.年月日至起 ", max_size=30))
def test_anything_else_is_read_or_refused(text: str) -> None:
    for read in (parse_date, parse_period):
        try:
            read(text)
        except CellError as error:
            assert "：" in error.sentence or ":" in error.sentence
