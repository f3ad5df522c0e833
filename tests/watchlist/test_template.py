"""The template is read back: empty as it is, and right when it is filled in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.errors import InputError
from watchlist import read_list
from watchlist.headings import meaning_of
from watchlist.template import COLUMNS, write_template


def test_empty(tmp_path: Path) -> None:
    write_template(tmp_path / "list.xlsx")
    with pytest.raises(InputError, match="the list is empty: it holds no works"):
        read_list(tmp_path / "list.xlsx")


def test_filled_in_with_its_own_examples(tmp_path: Path, read_here: Callable[[bytes], Any]) -> None:
    write_template(tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert [cell.value for cell in book["名单"][1]] == [column.heading for column in COLUMNS]
    assert book["名单"]["A2"].number_format == "General" or book["名单"].column_dimensions["A"].number_format == "@"
    for index, column in enumerate(COLUMNS, 1):
        book["名单"].cell(2, index, column.example)
    book.save(tmp_path / "list.xlsx")
    outcome = read_here((tmp_path / "list.xlsx").read_bytes())
    assert (outcome.titles, outcome.rejected) == (["流浪地球2"], [])
    assert len(outcome.works[0].licences) == 2


def test_every_heading_is_understood() -> None:
    assert all(meaning_of(column.heading) for column in COLUMNS)
