"""Numerals: one number in every writing."""

from __future__ import annotations

import pytest

from matchers.numerals import other_writings, value_of


@pytest.mark.parametrize(
    ("written", "value"), [("2", 2), ("ii", 2), ("二", 2), ("十三", 13), ("二十", 20), ("two", 2), ("x2", None)]
)
def test_numerals_have_values(written: str, value: int | None) -> None:
    assert value_of(written) == value


def test_a_title_number_is_written_in_every_way() -> None:
    assert {"流浪地球ii", "流浪地球二", "流浪地球第二部"} <= set(other_writings("流浪地球2"))
    assert {"rocky 2", "rocky part 2", "rocky two"} <= set(other_writings("rocky ii"))


@pytest.mark.parametrize("title", ["红海行动", "1917", "2012世界末日", "one"])
def test_titles_without_a_trailing_number_have_no_other_writing(title: str) -> None:
    assert other_writings(title) == []
