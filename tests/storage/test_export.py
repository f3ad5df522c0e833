"""Exports: formulas stay text, Chinese stays readable, nothing is cut silently."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.export import clip, safe_cell, width, write_csv, write_jsonl, write_table, write_xlsx

DANGEROUS = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "　=1", "＋1", "－1", "＠x"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formulas_are_text(text: str) -> None:
    assert str(safe_cell(text)).startswith("'")


def test_csv_opens_in_excel() -> None:
    out = io.StringIO()
    write_csv([{"a": "流浪地球2", "b": "=cmd|' /C calc'!A0", "c": [1, "二"]}], ("a", "b", "c"), out)
    text = out.getvalue()
    assert text.startswith("\ufeffa,b,c\r\n")
    row = next(csv.DictReader(io.StringIO(text[1:])))
    assert row["a"] == "流浪地球2" and row["b"].startswith("'=") and json.loads(row["c"]) == [1, "二"]


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.text() | st.integers() | st.none()), max_size=5))
def test_jsonl_gives_back_what_went_in(rows: list[dict[str, object]]) -> None:
    out = io.StringIO()
    write_jsonl(rows, ("a", "b"), out)
    back = [json.loads(line) for line in out.getvalue().split("\n")[:-1]]
    assert back == [{"a": row.get("a"), "b": row.get("b")} for row in rows]


def test_xlsx_keeps_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "hits.xlsx"
    write_xlsx([{"t": "=1+1", "n": 91.5, "u": "https://pan.example/s/1"}], ("t", "n", "u"), path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["=1+1", 91.5, "https://pan.example/s/1"]
    assert sheet["A2"].data_type == "s" and sheet["C2"].hyperlink is None


def test_tables_align_chinese() -> None:
    out = io.StringIO()
    write_table([{"title": "流浪地球2", "n": 1}, {"title": "ab", "n": 2}], ("title", "n"), out)
    lines = out.getvalue().splitlines()
    assert len({width(line) for line in lines}) == 1


@given(st.text(), st.integers(min_value=2, max_value=30))
def test_clipped_texts_fit_and_hold_no_controls(text: str, columns: int) -> None:
    clipped = clip(text, columns)
    assert width(clipped) <= columns
    assert all(char.isprintable() for char in clipped)
