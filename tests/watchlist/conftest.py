"""Lists made by the tests, and the reading of them in this process, without its limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from core.errors import InputError
from core.types import Work
from watchlist.assembly import Assembly
from watchlist.child import read
from watchlist.listing import Limits, RowError
from watchlist.merging import Merger

Rows = list[list[Any]]


@dataclass
class Outcome:
    """What became of a list."""

    works: list[Work] = field(default_factory=list)
    rejected: list[RowError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refusal: str = ""
    rows: int = 0
    merged: int = 0
    encoding: str = ""

    @property
    def titles(self) -> list[str]:
        return [work.title for work in self.works]

    @property
    def places(self) -> list[tuple[int, str]]:
        return [(error.row, error.column) for error in self.rejected]


def read_here(data: bytes, limits: Limits | None = None) -> Outcome:
    """The list as `read_list` would read it, but in this process."""
    limits = limits or Limits()
    assembly, merger, rejected = Assembly(limits), Merger(), []
    try:
        encoding, results = read(io.BytesIO(data), limits, assembly)
        for result in results:
            merger.add(result) if isinstance(result, Work) else rejected.append(result)
    except InputError as error:
        return Outcome(refusal=str(error), warnings=[str(warning) for warning in assembly.warnings])
    rejected = sorted([*rejected, *merger.rejected], key=lambda error: error.row)
    warnings = [str(warning) for warning in (*assembly.warnings, *merger.all_warnings())]
    outcome = Outcome(merger.works, rejected, warnings, "", assembly.rows, merger.merged, encoding)
    assert len(outcome.works) + len({error.row for error in rejected}) + merger.merged == assembly.rows
    return outcome


@pytest.fixture(name="read_here")
def read_here_fixture() -> Callable[..., Outcome]:
    return read_here


def make_xlsx(rows: Rows, change: Callable[[Any, Any], None] | None = None, name: str = "名单") -> bytes:
    """A workbook as openpyxl writes it (inline values, formulas without results)."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_shared(rows: Rows) -> bytes:
    """A workbook with shared strings."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    ) as book:
        sheet = book.add_worksheet("名单")
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return out.getvalue()


def make_ods(rows: list[tuple[int, list[tuple[int, Any]]]]) -> bytes:
    """A spreadsheet document; each row and cell with how often it is repeated."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="名单")
    document.spreadsheet.addElement(table)
    for times, cells in rows:
        row = TableRow(numberrowsrepeated=times)
        table.addElement(row)
        for width, value in cells:
            kind = {"valuetype": "float", "value": value} if isinstance(value, float) else {"valuetype": "string"}
            cell = TableCell(numbercolumnsrepeated=width, **kind)
            if value:
                cell.addElement(P(text=str(value)))
            row.addElement(cell)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def rewrite(data: bytes, change: Callable[[str, bytes], bytes | None], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """A package with parts changed, left out or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = change(entry.filename, source.read(entry))
            if part is not None:
                target.writestr(entry.filename, part)
        for name, part in more:
            target.writestr(name, part)
    return out.getvalue()


@dataclass(frozen=True)
class Make:
    """The builders, for tests that need several."""

    xlsx = staticmethod(make_xlsx)
    shared = staticmethod(make_shared)
    ods = staticmethod(make_ods)
    rewrite = staticmethod(rewrite)


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def folder() -> Path:
    return Path(__file__).parent
