"""Delimited text: what is too long, and rows that cannot be split."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def test_a_value_too_long_is_one_bad_row(read_here: Callable[[bytes], Any]) -> None:
    for size in (40_000, 200_000):
        outcome = read_here(("title,year\n" + "x" * size + ",2019\n好的,2019\n").encode())
        assert outcome.titles == ["好的"]
        assert [row for row, _ in outcome.places] == [1]


def test_a_line_too_long_is_no_list(read_here: Callable[[bytes], Any]) -> None:
    assert "line 2 is longer" in read_here(("title,year\n" + "x" * 3_000_000).encode()).refusal


def test_ten_thousand_columns(read_here: Callable[[bytes], Any]) -> None:
    names = ",".join(f"c{n}" for n in range(10_000))
    assert read_here(f"title,{names}\n好的,{names}\n".encode()).titles == ["好的"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the fixture is a plain function
@given(text=st.text("ab,\"'\n\t;|x 片名", max_size=80))
def test_any_text_is_read_or_refused(text: str, read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here(f"片名,年份\n{text}".encode())
    assert outcome.refusal or outcome.rows >= len(outcome.works)
