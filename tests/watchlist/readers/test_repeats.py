"""Documents whose rows and cells are repeated: blanks to the edge of the sheet are harmless, works are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from watchlist.readers.repeats import MOST_COLUMNS, MOST_ROWS

HEAD = (1, [(1, "片名"), (1, "年份"), (16_382, "")])
WORK = (1, [(1, "流浪地球"), (1, 2019.0), (16_382, "")])
LAST = (1, [(1, "满江红"), (1, 2023.0), (16_382, "")])
EDGE = (1_048_573, [(16_384, "")])
BOMBS: dict[str, tuple[list[Any], str]] = {
    "rows": ([(900_000_000, [(1, "x好")])], "sheet “名单”, row 3: one filled row is repeated 900000000 times"),
    "numbers": ([(900_000_000, [(1, ""), (1, 2019.0)])], "row 3: one filled row is repeated 900000000 times"),
    "beyond any number": ([(10**15, [(1, "x好")])], "row 3: one filled row is repeated 1000000000000000 times"),
    "after a gap": ([(70, [(5, "")]), (50_000, [(1, "x好")])], "sheet “名单”, row 73: one filled row"),
    "columns": ([(1, [(1, "x"), (900_000_000, "x好")])], "row 3, column 2: one filled cell is repeated over 900000000"),
    "both": ([(1_000_000, [(16_000, "x好")])] * 20, "row 3, column 1: one filled cell is repeated over 16000 columns"),
    "many short": ([(MOST_ROWS, [(MOST_COLUMNS, "x好")])] * 9, f"{MOST_ROWS + 2} rows long and 1000 columns wide"),
    "many rows": ([(MOST_ROWS, [(1, "x好")])] * 60, "510002 rows long and 2 columns wide"),
    "far cells": ([(1, [(1, "x好"), (900, ""), (1, "x")]), (9_000, [(1, "x好")])], "rows long and 902 columns wide"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_repeated_works_are_refused(name: str, make: Any, read_here: Callable[[bytes], Any]) -> None:
    rows, words = BOMBS[name]
    outcome = read_here(make.ods([HEAD, WORK, *rows]))
    assert words in outcome.refusal
    assert "delete the repetitions" in outcome.refusal


def test_the_bomb_may_be_written_in_other_ways(make: Any, read_here: Callable[[bytes], Any]) -> None:
    bomb = make.ods([HEAD, WORK, (900_000_000, [(1, "x好")])])
    for old, new in ((b'="900000000"', b" = '900000000'"), (b'="900000000"', b'="000900000000"')):
        other = make.rewrite(
            bomb, lambda name, part, old=old, new=new: part.replace(old, new) if name == "content.xml" else part
        )
        assert "is repeated 900000000 times" in read_here(other).refusal


@pytest.mark.parametrize("rows", [
    [HEAD, WORK, LAST, EDGE],
    [HEAD, WORK, LAST, (1_048_000, [(16_384, "")]), (500, [(1, "")])],
    [(3, [(16_384, "")]), HEAD, (40, [(16_384, "")]), WORK, (900_000, [(16_384, "")]), LAST, EDGE],
])  # fmt: skip
def test_blanks_to_the_edge_are_harmless(rows: Any, make: Any, read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here(make.ods(rows))
    assert [(work.title, work.year) for work in outcome.works] == [("流浪地球", 2019), ("满江红", 2023)]
    assert not outcome.refusal


def test_a_few_equal_rows_are_one_work_and_counted(make: Any, read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here(make.ods([HEAD, WORK, (5, [(1, "满江红"), (1, 2023.0)]), EDGE]))
    assert (outcome.titles, outcome.rows, outcome.merged) == (["流浪地球", "满江红"], 6, 4)
