"""Exports carry what is on screen, and no formulas."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import openpyxl

from console.rows import COLUMNS


def test_csv_and_json_lines_hold_the_filter(browse: Callable[..., Any]) -> None:
    browser = browse("ana")
    text = browser.get("/export.csv?q=地球").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 15 and {row["work_title"] for row in rows} == {"流浪地球2"}
    lines = browser.get("/export.jsonl?q=地球").text.splitlines()
    assert [json.loads(line)["hit_id"] for line in lines] == [int(row["hit_id"]) for row in rows]
    assert browser.get("/export.csv?q=nothing-there").content.decode("utf-8-sig").split("\r\n")[0] == ",".join(COLUMNS)


def test_a_workbook(browse: Callable[..., Any]) -> None:
    answer = browse("ana").get("/export.xlsx?state=any")
    assert "attachment" in answer.headers["content-disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None and sheet.max_row == 32


def test_other_formats_are_refused_and_exports_throttled(browse: Callable[..., Any]) -> None:
    browser = browse("ana")
    assert browser.get("/export.html").status_code == 404
    assert 429 in {browser.get("/export.jsonl?q=深海").status_code for _ in range(40)}


def test_parquet_carries_the_same_rows(browse: Callable[..., Any]) -> None:
    from io import BytesIO

    from pyarrow import parquet

    browser = browse("ana")
    answer = browser.get("/export.parquet?q=地球&order=newest")
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    rows = parquet.read_table(BytesIO(answer.content)).to_pylist()
    lines = [json.loads(line) for line in browser.get("/export.jsonl?q=地球&order=newest").text.splitlines()]
    assert (
        [row["hit_id"] for row in rows]
        == [line["hit_id"] for line in lines]
        == sorted((line["hit_id"] for line in lines), reverse=True)
    )
    assert json.loads(rows[0]["reasons"]) == lines[0]["reasons"] and rows[0]["score"] == lines[0]["score"]
