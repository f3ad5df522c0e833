"""ODS: merged cells, errors, and numbers as they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Read = Callable[[bytes], Any]
START = b"<table:table-row>"


def _document(make: Any, rows: str) -> bytes:
    """A spreadsheet whose rows are written here."""

    def change(name: str, data: bytes) -> bytes:
        if name != "content.xml":
            return data
        begin, end = data.index(b"<table:table-row"), data.rindex(b"</table:table-row>") + 18
        return data[:begin] + rows.encode() + data[end:]

    made: bytes = make.rewrite(make.ods([(1, [(1, "片名")])]), change)
    return made


def _row(*cells: str) -> str:
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


def _text(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def _number(value: float, shown: str, kind: str = "float") -> str:
    attributes = f'office:value-type="{kind}" office:value="{value}"'
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_values_merged_over_rows_count_for_each(make: Any, read_here: Read) -> None:
    two = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = (
        _row(_text("片名"), _text("权利人")),
        _row(_text("流浪地球"), _text("中影", two)),
        _row(_text("满江红"), COVERED),
        _row(_text("深海往事"), "<table:table-cell/>"),
    )
    outcome = read_here(_document(make, "".join(rows)))
    assert [work.holder for work in outcome.works] == ["中影", "中影", ""]


def test_a_text_merged_over_columns_is_a_caption(make: Any, read_here: Read) -> None:
    across = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
    rows = (
        _row(_text("片名"), _text("年份"))
        + _row(_text("热播剧集", across), COVERED)
        + _row(_text("满江红"), _number(2023, "2023"))
    )
    outcome = read_here(_document(make, rows))
    assert outcome.titles == ["满江红"]
    assert any("one text over several columns" in warning for warning in outcome.warnings)


def test_numbers_are_read_as_shown(make: Any, read_here: Read) -> None:
    remark = "<office:annotation><text:p>0%</text:p></office:annotation>"
    rows = (
        _row(_text("片名")),
        _row(_number(0.37, "37%", "percentage")),
        _row(_number(7, "007")),
        _row(_number(1917, "1917")),
        _row(_number(0.5, remark + "50 %", "percentage")),
    )
    assert read_here(_document(make, "".join(rows))).titles == ["37%", "007", "1917", "50 %"]


def test_an_error_is_an_error(make: Any, read_here: Read) -> None:
    attributes = 'table:formula="of:=1/0" office:value-type="string" office:string-value=""'
    broken = f"<table:table-cell {attributes}><text:p>{{}}</text:p></table:table-cell>"
    rows = _row(_text("片名"), _text("年份")) + "".join(
        _row(_text(title), broken.format(code)) for title, code in (("流浪地球", "#DIV/0!"), ("满江红", "Err:502"))
    )
    outcome = read_here(_document(make, rows))
    assert [(error.row, error.column, error.value) for error in outcome.rejected] == [
        (1, "年份", "#DIV/0!"),
        (2, "年份", "Err:502"),
    ]
