"""XLS before it is parsed: far cells, sheets that are too large, passwords, damage."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InputError
from watchlist.readers.binary_cells import without_strays

Read = Callable[[bytes], Any]
AREA = 6_000_000
PASSWORD = b"\x2f\0\4\0\0\0\1\2"


def book(*sheets: tuple[str, list[tuple[int, int, Any]]]) -> bytes:
    made = xlwt.Workbook()
    for name, cells in sheets:
        sheet = made.add_sheet(name)
        for row, column, value in ((0, 0, "片名"), (1, 0, f"{name}奇谭"), *cells):
            sheet.write(row, column, value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("far", [(65_535, 255, "x"), (65_535, 200, 1.5), (40_000, 255, True)])
def test_a_far_cell_is_left_out_and_its_sheet_named(read_here: Read, far: tuple[int, int, Any]) -> None:
    outcome = read_here(book(("甲", []), ("乙", [far])))
    assert outcome.titles == ["甲奇谭", "乙奇谭"]
    assert "sheet “乙”: 1 cells far away from the list were not read" in outcome.warnings


def test_a_sheet_that_is_too_large_is_refused_by_name() -> None:
    wide = [(row, 255, "x") for row in range(9_000, 65_536, 9_000)]
    with pytest.raises(InputError, match="sheet “大表” spans 63001 rows and 256 columns"):
        without_strays(io.BytesIO(book(("小表", []), ("大表", wide))), AREA)


def test_a_password(read_here: Read) -> None:
    data = book(("甲", []))
    begin = data.index(b"\x09\x08\x10\0\0\x06\5\0") + 20
    end = data.index(bytes(64), data.rindex(b"\x0a\0\0\0"))
    outcome = read_here(data[:begin] + PASSWORD + data[begin:end] + data[end + len(PASSWORD) :])
    assert "protected with a password" in outcome.refusal


@settings(max_examples=60)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8))
def test_damage_is_left_to_the_reader(place: int, junk: bytes) -> None:
    data = bytearray(book(("甲", [(2, 0, 2046)])))
    data[place : place + len(junk)] = junk
    try:
        kept, _ = without_strays(io.BytesIO(bytes(data)), AREA)
    except InputError:
        return
    assert len(kept.read()) == len(data)
