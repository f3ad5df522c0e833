"""XLSX, XLS and ODS: visible sheets as tables, with merged cells filled and lost values marked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, Final, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from core.errors import InputError
from watchlist.cells import Cell, is_empty
from watchlist.readers import archive, binary_cells
from watchlist.readers.binary_cells import LOCKED
from watchlist.readers.number_formats import shows
from watchlist.readers.repeats import CONTENT, without_long_repeats
from watchlist.readers.sheet_scan import Scan, parts_of_sheets, scan
from watchlist.readers.sheet_tidy import without_strays
from watchlist.readers.table import RawRow, Table
from watchlist.sentences import Sentence, refuse, say

_Held = TypeVar("_Held")
MOST_SHEETS: Final = 200
LARGEST_AREA: Final = 6_000_000  # cells that one sheet may span, empty ones included
HEAD_ROWS: Final = 100  # rows that are no works
MOST_MERGES: Final = 100_000

_TOO_WIDE: Final = (
    "sheet “{name}” spans {rows} rows and {columns} columns, more than can be read: split the list, or copy it into a "
    "new workbook"
)


@dataclass(slots=True)
class Book:
    """An opened workbook: its visible sheets in order, what there is to say about the others, and scans by sheet."""

    stream: BinaryIO
    workbook: CalamineWorkbook
    names: list[str]
    notes: list[Sentence]
    scans: dict[str, Scan] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """A sheet as a table; the sheet is loaded now."""
        found = self.scans.get(name)
        notes: list[Sentence] = []
        workbook = self._tidied(found, name, notes) if found and found.area > LARGEST_AREA else self.workbook
        try:
            sheet = workbook.get_sheet_by_name(name)
        except CalamineError as error:
            raise _damaged(error, name) from None
        return Table(name, _rows(sheet, found or Scan("")), notes=notes)

    def _tidied(self, found: Scan, name: str, notes: list[Sentence]) -> CalamineWorkbook:
        copy, dropped, last_row, last_column = without_strays(self.stream, found.part)
        if last_row * last_column > LARGEST_AREA:
            raise refuse(_TOO_WIDE, name=name, rows=last_row, columns=last_column)
        if dropped:
            notes.append(
                say("sheet “{name}”: {count} cells far away from the list were not read", name=name, count=dropped)
            )
        return CalamineWorkbook.from_filelike(copy)


def open_book(stream: BinaryIO, kind: str, most_bytes: int, most_rows: int) -> Book:
    """The workbook, once its package is found to be sane."""
    scans: dict[str, Scan] = {}
    if kind != "xls":
        scans = _scans(stream, archive.check(stream, most_bytes), kind)
    if any(each.filled_rows > most_rows + HEAD_ROWS for each in scans.values()):
        raise refuse("the list has more than {most} rows: split it into several files", most=most_rows)
    strays: list[tuple[str, Sentence]] = []
    if kind == "ods":
        stream, scans = without_long_repeats(stream, most_rows + HEAD_ROWS, LARGEST_AREA)
    elif kind == "xls":
        stream, strays = binary_cells.without_strays(stream, LARGEST_AREA)
    workbook = _loaded(stream)
    if len(workbook.sheets_metadata) > MOST_SHEETS:
        raise refuse("the workbook has {count} sheets: put the list on one", count=len(workbook.sheets_metadata))
    visible, hidden = _by_sight(workbook)
    return Book(stream, workbook, visible, [*(said for name, said in strays if name in visible), *hidden], scans)


def _by_sight(workbook: CalamineWorkbook) -> tuple[list[str], list[Sentence]]:
    """The sheets that are seen, and what there is to say about those that are not."""
    names: list[str] = []
    notes: list[Sentence] = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet):
            continue
        if sheet.visible is SheetVisibleEnum.Visible:
            names.append(sheet.name)
        else:
            notes.append(say("sheet “{name}” is hidden and was not read", name=sheet.name))
    return names, notes


def _loaded(stream: BinaryIO) -> CalamineWorkbook:
    stream.seek(0)
    try:
        return CalamineWorkbook.from_filelike(stream)
    except PasswordError:
        raise refuse(LOCKED) from None
    except (CalamineError, OSError) as error:
        raise _damaged(error) from None


def _scans(stream: BinaryIO, entries: list[zipfile.ZipInfo], kind: str) -> dict[str, Scan]:
    """Every part that is going to be read is unpacked once here, counted and looked through."""
    by_part: dict[str, Scan] = {}
    with zipfile.ZipFile(stream) as package:
        names = frozenset(entry.filename for entry in entries)
        if kind == "ods" and "META-INF/manifest.xml" in names:
            manifest = b"".join(archive.unpack(package, package.getinfo("META-INF/manifest.xml")))
            if b"encryption-data" in manifest:
                raise refuse(LOCKED)
        if kind == "ods" and CONTENT not in names:
            raise refuse("the spreadsheet holds no content: open it in a spreadsheet and save it again as .xlsx")
        styles = shows(package) if kind == "xlsx" else {}
        for entry in entries:
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                by_part[entry.filename] = scan(package, entry, styles)
            elif archive.is_markup(entry) and not (kind == "ods" and entry.filename == CONTENT):
                for _ in archive.unpack(package, entry):
                    pass
        parts = parts_of_sheets(package, names) if kind == "xlsx" else {}
    return {name: by_part[part] for name, part in parts.items() if part in by_part}


def _damaged(error: Exception, sheet: str = "") -> InputError:
    cure = ": open it in a spreadsheet and save it again as .xlsx"
    if sheet:
        return refuse("sheet “{name}” cannot be read ({cause})" + cure, name=sheet, cause=error)
    return refuse("the workbook cannot be read ({cause})" + cure, cause=error)


class _Merged:
    """Merged cells: a value merged over rows counts for each of them, one merged over columns is a banner."""

    def __init__(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], left: int) -> None:
        self._from_row: dict[int, list[tuple[int, int, int]]] = {}
        self._open: dict[int, tuple[int, Cell]] = {}
        for (top, first), (bottom, last) in islice(ranges, MOST_MERGES):
            self._from_row.setdefault(top + 1, []).append((first - left, last - left, bottom + 1))

    def fill(self, number: int, cells: list[Cell]) -> bool:
        """Writes values from above into the row; True when the row is one value over several columns."""
        if not self._from_row and not self._open:
            return False
        filled = [index for index, cell in enumerate(cells) if not is_empty(cell)]
        for column, (bottom, value) in list(self._open.items()):
            if number > bottom:
                del self._open[column]
            elif filled and column < len(cells) and is_empty(cells[column]):
                cells[column] = value
        banner = False
        for first, last, bottom in self._from_row.pop(number, ()):
            if 0 <= first < len(cells) and bottom > number and not is_empty(cells[first]):
                self._open[first] = (bottom, cells[first])
            banner = banner or (last > first and filled == [first])
        return banner


def _by_row(cells: Mapping[tuple[int, int], _Held], left: int) -> dict[int, list[tuple[int, _Held]]]:
    found: dict[int, list[tuple[int, _Held]]] = {}
    for (row, column), each in cells.items():
        found.setdefault(row, []).append((column - left, each))
    return found


def _rows(sheet: CalamineSheet, scanned: Scan) -> Iterator[RawRow]:
    if sheet.start is None:
        return
    left = sheet.start[1]
    merged = _Merged(sheet.merged_cell_ranges or scanned.merges, left)
    by_row, shown = _by_row(scanned.faults, left), _by_row(scanned.shown, left)
    for number, values in enumerate(sheet.iter_rows(), 1):
        if number not in by_row and values.count("") == len(values):
            continue
        cells: list[Cell] = list(values)
        for column, fault in by_row.pop(number, ()):
            if 0 <= column < len(cells) and (is_empty(cells[column]) or cells[column] == fault.text):
                cells[column] = fault
        for column, text in shown.pop(number, ()):
            if 0 <= column < len(cells) and isinstance(cells[column], (int, float)):
                cells[column] = text
        banner = merged.fill(number, cells)
        yield RawRow(number, cells, banner=banner)
    for number, lost in sorted(by_row.items()):
        yield RawRow(number, [fault for _, fault in sorted(lost, key=lambda item: item[0])])
