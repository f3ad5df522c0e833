"""Rows for people and programs: table, CSV for Excel, JSON lines, XLSX. Formulas in data stay text."""

from __future__ import annotations

import csv
import json
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from shutil import copyfileobj
from typing import Any, Final, TextIO

import xlsxwriter

from core.errors import ConfigError

# What Excel, LibreOffice and WPS take for the start of a formula; full-width forms count in East Asian versions.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_XLSX_ROWS: Final = 1_048_575
_XLSX_CELL: Final = 32_000
_GROUP: Final = 10_000  # rows of a Parquet file that are held at a time
_LOOKED_AT: Final = 1_000
_READABLE: Final = 14

Row = Mapping[str, Any]


def safe_cell(value: object) -> object:
    """The value for a spreadsheet: text that would run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" \u00a0\u3000").startswith(_FORMULA) else value


def write_csv(rows: Iterable[Row], columns: Sequence[str], out: TextIO, *, bom: bool = True) -> None:
    """CSV as Excel reads it: a byte-order mark, comma, CRLF, no formulas."""
    if bom:
        out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row.get(column)) for column in columns])


def write_jsonl(rows: Iterable[Row], columns: Sequence[str], out: TextIO) -> None:
    """One JSON object a line, values as they are."""
    for row in rows:
        out.write(json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False) + "\n")


def write_xlsx(rows: Iterable[Row], columns: Sequence[str], path: Path) -> None:
    """A workbook in constant memory; strings never become formulas or links. A full sheet is followed by another."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryFile() as packed:  # beside the sheets that are waiting to be packed
        with xlsxwriter.Workbook(packed, options) as book:
            bold = book.add_format({"bold": True})
            sheet, line = None, _XLSX_ROWS
            for row in rows:
                if line >= _XLSX_ROWS:
                    sheet, line = _sheet(book, columns, bold), 1
                for index, column in enumerate(columns):
                    _cell(sheet, line, index, row.get(column))
                line += 1
            if sheet is None:
                _sheet(book, columns, bold)
        packed.seek(0)
        with path.open("wb") as file:
            copyfileobj(packed, file)


def write_parquet(rows: Iterable[Row], columns: Sequence[str], path: Path) -> None:
    """A Parquet file in row groups; lists are JSON text, so that every reader understands them."""
    try:
        import pyarrow as arrow  # large, and an extra
        from pyarrow import parquet
    except ImportError as error:
        raise ConfigError("Parquet needs its package: pip install 'netsword[parquet]'") from error
    kinds = {"hit_id": arrow.int64(), "work_id": arrow.int64(), "score": arrow.float64()}
    schema = arrow.schema([(column, kinds.get(column, arrow.string())) for column in columns])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        waiting = iter(rows)
        while portion := list(islice(waiting, _GROUP)):
            values = {column: [_value(row.get(column)) for row in portion] for column in columns}
            writer.write_table(arrow.table(values, schema=schema))


def _value(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value


def _sheet(book: Any, columns: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column, bold)
    return sheet


def _cell(sheet: Any, line: int, index: int, value: object) -> None:
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(line, index, value)
    elif value is not None:
        sheet.write_string(line, index, str(value)[:_XLSX_CELL])


def width(text: str) -> int:
    """Columns of a terminal that the text takes: Chinese characters take two."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@lru_cache(maxsize=20_000)
def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):  # combining marks, and what chooses between looks of an emoji
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clip(text: str, columns: int) -> str:
    """The text cut to so many terminal columns, control characters made visible."""
    plain = "".join(char if char.isprintable() else "·" for char in text)
    if width(plain) <= columns:
        return plain
    kept, used = [], 0
    for char in plain:
        used += width(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def write_table(
    rows: Iterable[Row], columns: Sequence[str], out: TextIO, *, widest: int = 44, total: int | None = None
) -> Sequence[str]:
    """Aligned columns, the most telling first, for a terminal of `total` columns. Those that were left out for lack of
    room.

    The first rows say how wide each is, so that any number of rows is written as it comes.
    """
    lines = ([_plain(row.get(column)) for column in columns] for row in rows)
    first = [[clip(text, widest) for text in line] for line in islice(lines, _LOOKED_AT)]
    widths = [max([width(name), *(width(line[i]) for line in first)]) for i, name in enumerate(columns)]
    widths = _fitted(widths, total) if total else widths
    for line in chain([list(columns)], first, lines):
        cells = [clip(text, room) for text, room in zip(line, widths, strict=False)]
        padded = (text + " " * (room - width(text)) for text, room in zip(cells, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")
    return columns[len(widths) :]


def _fitted(widths: Sequence[int], total: int) -> list[int]:
    """The last columns left out until the others can be read, then the widest made narrower until all fit."""
    fitted = list(widths)
    while len(fitted) > 1 and sum(min(room, _READABLE) + 2 for room in fitted) - 2 > total:
        fitted.pop()
    while sum(fitted) + 2 * (len(fitted) - 1) > total and max(fitted) > 2:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else str(value)
