"""Workbooks: sheets, merged cells, lost values, and everything a hostile or careless one brings."""

from __future__ import annotations

import io
import os
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HEAD = ["片名", "年份", "类型"]
ROWS = [HEAD, ["流浪地球", 2019, "电影"], ["满江红", 2023, "电影"]]
TITLES = ["流浪地球", "满江红"]
SHARED = b"<si><t>x</t></si>"
DOCTYPE = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

Read = Callable[[bytes], Any]


def xls(rows: list[list[Any]], change: Callable[[Any, Any], None] | None = None) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_format(make: Any, read_here: Read) -> None:
    for data in (make.xlsx(ROWS), make.shared(ROWS), xls(ROWS)):
        outcome = read_here(data)
        assert outcome.titles == TITLES
        assert [work.year for work in outcome.works] == [2019, 2023]
    found = read_here(make.ods([(1, [(1, text) for text in HEAD]), (1, [(1, "流浪地球"), (1, 2019.0), (1, "电影")])]))
    assert [(work.title, work.year, work.kind) for work in found.works] == [("流浪地球", 2019, "film")]


def test_hidden_sheets_and_instructions_are_left_out(make: Any, read_here: Read) -> None:
    def change(book: Any, sheet: Any) -> None:
        for name, state in (("旧", "veryHidden"), ("备份", "hidden"), ("填写说明", "visible"), ("示例", "visible")):
            other = book.create_sheet(name, 0)
            other.append(HEAD)
            other.append([f"{name}片", 2000, "电影"])
            other.sheet_state = state
        book.active = 0

    outcome = read_here(make.xlsx(ROWS, change))
    assert outcome.titles == TITLES
    for name in ("旧", "备份"):
        assert any(f"sheet “{name}” is hidden" in warning for warning in outcome.warnings)
    for name in ("填写说明", "示例"):
        assert any(f"sheet “{name}” holds examples" in warning for warning in outcome.warnings)


def test_only_a_hidden_sheet(make: Any, read_here: Read) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        book.create_sheet("空白")

    assert "sheet “名单” is hidden" in read_here(make.xlsx(ROWS, change)).refusal


def test_several_lists_are_all_read(make: Any, read_here: Read) -> None:
    def change(book: Any, sheet: Any) -> None:
        second = book.create_sheet("电视剧")
        for row in (["剧名", "年份"], ["庆余年", 2019], ["坏年", 20199]):
            second.append(row)
        totals = book.create_sheet("统计")
        totals.append(["名称", "数量"])
        totals.append(["电影", 2])

    outcome = read_here(make.xlsx(ROWS, change))
    assert outcome.titles == [*TITLES, "庆余年"]
    assert [work.row for work in outcome.works] == [1, 2, 3]
    assert outcome.places == [(4, "年份")]
    assert outcome.rejected[0].error.endswith("(sheet 电视剧 row 3)")


def test_merged_cells_count_for_each_row(make: Any, read_here: Read) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "2024年度重点作品版权保护预警名单"
        sheet.merge_cells("A1:D1")
        sheet["D3"], sheet["D4"] = "权利人", "华策影视"
        sheet.merge_cells("D4:D5")
        sheet["A6"] = "二、电视剧"
        sheet.merge_cells("A6:D6")
        sheet["A7"] = "庆余年"

    outcome = read_here(make.xlsx(ROWS, change))
    assert [(work.title, work.holder) for work in outcome.works] == [
        ("流浪地球", "华策影视"),
        ("满江红", "华策影视"),
        ("庆余年", ""),
    ]


def test_two_rows_of_headings(make: Any, read_here: Read) -> None:
    rows = [
        ["作品名称", "授权期限", None, "权利人"],
        [None, "起", "止", None],
        ["流浪地球", "2021-04-04", "2031-04-03", "中影"],
    ]

    def change(_: Any, sheet: Any) -> None:
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    (work,) = read_here(make.xlsx(rows, change)).works
    assert (str(work.protected_from), str(work.protected_until), work.holder) == ("2021-04-04", "2031-04-03", "中影")


def test_cells_that_are_not_what_they_seem(make: Any, read_here: Read) -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["A4"], sheet["B4"] = "=A2", 2020  # openpyxl stores no result
        sheet["A5"], sheet["B5"] = "#N/A", 2020
        sheet["A5"].data_type = "e"
        sheet["A6"] = 1917
        sheet["A7"] = date(2021, 9, 11)
        sheet["A8"] = True
        sheet["A9"], sheet["B9"] = "一九零五", date(1905, 7, 13)  # 2021 in a cell formatted as a date
        sheet["A10"] = "=B2"
        sheet["A11"], sheet["B11"] = "半年", 2019.5

    outcome = read_here(make.xlsx(ROWS, change))
    assert outcome.titles == [*TITLES, "1917", "TRUE", "一九零五"]
    assert outcome.works[-1].year == 2021
    assert outcome.places == [(3, "片名"), (4, "片名"), (6, "片名"), (9, "片名"), (10, "年份")]
    assert [error.error.split(":")[0] for error in outcome.rejected[:3]] == [
        "the formula in the cell has no stored result",
        "the cell shows the error #N/A",
        "the spreadsheet turned the title into a date or time (2021-09-11)",
    ]


def test_days(make: Any, read_here: Read) -> None:
    rows = [
        ["片名", "保护开始", "保护结束"],
        ["甲一", date(2021, 4, 4), datetime(2031, 4, 3, 12)],
        ["甲二", 44290, 48000.5],
    ]
    for change in (None, lambda book, _: setattr(book, "epoch", CALENDAR_MAC_1904)):
        works = read_here(make.xlsx(rows[:2] if change else rows, change)).works
        assert (works[0].protected_from, works[0].protected_until) == (date(2021, 4, 4), date(2031, 4, 3))
    assert works[0].title == "甲一"


@pytest.mark.parametrize("cell", ["XFD1048576", "M1048576", "XFD2"])
def test_a_stray_cell_at_the_edge(cell: str, make: Any, read_here: Read) -> None:
    outcome = read_here(make.xlsx(ROWS, lambda _, sheet: sheet.__setitem__(cell, "x")))
    assert outcome.titles == TITLES


def test_faults_in_cells_that_do_not_say_their_place(make: Any, read_here: Read) -> None:
    """Rows and cells without references are legal: their errors count where they stand."""
    cells = [
        b'<c t="inlineStr"><is><t>' + text.encode() + b"</t></is></c>"
        for text in ("片名", "年份", "流浪地球", "满江红")
    ]
    rows = [
        cells[0] + cells[1], b'<c t="e"><v>#N/A</v></c>', cells[2] + b'<c t="e"><v>#REF!</v></c>',
        b"<c><f>A1&amp;2</f></c>" + b"<c><v>2020</v></c>", cells[3] + b"<c><v>2023</v></c>",
    ]  # fmt: skip
    sheet = b"<sheetData>" + b"".join(b"<row>" + row + b"</row>" for row in rows) + b"</sheetData>"

    def change(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        return part[: part.index(b"<sheetData>")] + sheet + part[part.index(b"</sheetData>") + 12 :]

    outcome = read_here(make.rewrite(make.shared(ROWS), change))
    assert outcome.titles == ["满江红"]
    assert outcome.places == [(1, "片名"), (2, "年份"), (3, "片名")]


def test_formatted_rows_without_words_are_no_bomb(make: Any, read_here: Read) -> None:
    """Whole rows in colour: megabytes of empty cells that pack to nothing."""

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</row>", b'<c s="0"/>' * 16_000 + b"</row>") if "sheet1" in name else part

    rows = [*ROWS, *([f"第{number}部", 2020, "电影"] for number in range(60))]
    assert len(read_here(make.rewrite(make.shared(rows), change)).titles) == 62


def test_rows_far_apart_and_many_columns(make: Any, read_here: Read) -> None:
    assert read_here(make.xlsx([[], [], *[[]] * 60, *ROWS])).titles == TITLES
    wide = read_here(make.xlsx([["片名", *(f"c{n}" for n in range(3000))], ["流浪地球", *range(3000)]]))
    assert wide.titles == ["流浪地球"]
    assert any("2980 more columns" in warning for warning in wide.warnings)


def sheet_only(change: Callable[[bytes], bytes | None]) -> Callable[[str, bytes], bytes | None]:
    return lambda name, part: change(part) if name == "xl/worksheets/sheet1.xml" else part


def shared_only(change: Callable[[bytes], bytes | None]) -> Callable[[str, bytes], bytes | None]:
    return lambda name, part: change(part) if name == "xl/sharedStrings.xml" else part


HOSTILE: dict[str, tuple[Any, str]] = {
    "entities": (sheet_only(lambda part: DOCTYPE + part), "declares entities"),
    "shared_entities": (shared_only(lambda part: DOCTYPE + part), "declares entities"),
    "utf16_entities": (sheet_only(lambda part: ("<!DOCTYPE x>" + part.decode()).encode("utf-16")), "declares entities"),
    "blank_bomb": (sheet_only(lambda part: part.replace(b"</sh", b" " * 40_000_000 + b"</sh")), "times its size"),
    "shared_bomb": (shared_only(lambda part: part.replace(b"</ss", SHARED * 2_000_000 + b"</ss")), "times its size"),
    "no_sheet": (sheet_only(lambda _: None), "cannot be read"),
    "half_a_sheet": (sheet_only(lambda part: part[: len(part) // 2]), "cannot be read"),
    "empty_sheet": (sheet_only(lambda _: b""), ""),
    "half_the_texts": (shared_only(lambda part: part[: len(part) // 2]), "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_parts(name: str, make: Any, read_here: Read) -> None:
    change, words = HOSTILE[name]
    refusal = read_here(make.rewrite(make.shared(ROWS), change)).refusal
    assert refusal
    assert words in refusal


def test_hostile_packages(make: Any, read_here: Read) -> None:
    good = make.xlsx(ROWS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the double that is wanted here
        twice = make.rewrite(good, lambda _, part: part, [("xl/worksheets/SHEET1.xml", b"<worksheet/>")])
    assert "twice" in read_here(twice).refusal
    many = make.rewrite(good, lambda _, part: part, [(f"xl/media/{n}.png", b"") for n in range(6000)])
    assert "parts" in read_here(many).refusal
    locked = good.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\1\0")
    assert "password" in read_here(locked).refusal
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
    assert "packed in a way" in read_here(out.getvalue()).refusal


def test_harmless_oddities(make: Any, read_here: Read) -> None:
    good = make.xlsx(ROWS)
    odd = make.rewrite(
        good, lambda _, part: part, [("../../etc/passwd", b"x"), ("xl/media/a.png", os.urandom(2_000_000))]
    )
    assert read_here(odd).titles == TITLES
    prefixed = make.rewrite(
        good,
        sheet_only(
            lambda part: (
                part.replace(b"<", b"<x:")
                .replace(b"<x:/", b"</x:")
                .replace(b"<x:?", b"<?")
                .replace(b"xmlns=", b"xmlns:x=")
            )
        ),
    )
    assert read_here(prefixed).titles == TITLES


def test_damaged_files_are_refused_or_read(make: Any, read_here: Read) -> None:
    for good in (make.xlsx(ROWS), make.shared(ROWS), make.ods([(1, [(1, "片名")]), (1, [(1, "流浪地球")])])):
        for cut in range(1, 10):
            assert read_here(good[: len(good) * cut // 10]).refusal


def test_old_excel(read_here: Read) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_merge(3, 4, 0, 0, "合并片")
        sheet.write(4, 1, 2020)
        book.add_sheet("藏").visibility = 2

    outcome = read_here(xls(ROWS, change))
    assert outcome.titles == [*TITLES, "合并片", "合并片"]
    assert "sheet “藏” is hidden and was not read" in outcome.warnings


def test_numbers_are_read_as_the_spreadsheet_shows_them(read_here: Callable[[bytes], Any]) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["title", "year"])
        shown = (("0%", 0.37), ("0.0%", 0.375), ("000", 7), ("0.00E+00", 2020), ("General", 1917), ("0.00", 2.5))
        for row, (code, value) in enumerate(shown, 1):
            sheet.write_number(row, 0, value, book.add_format({"num_format": code}))
            sheet.write_number(row, 1, 2019, book.add_format({"num_format": "0000"}))
        sheet.write(7, 0, "37%的爱", book.add_format({"num_format": "0%"}))
        sheet.write_formula(8, 0, "=0.5", book.add_format({"num_format": 9}), 0.5)

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    outcome = read_here(buffer.getvalue())
    assert outcome.titles == ["37%", "37.5%", "007", "2020", "1917", "2.5", "37%的爱", "50%"]
    assert [work.year for work in outcome.works][:6] == [2019] * 6 and not outcome.rejected
