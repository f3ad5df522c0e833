"""A stray cell at the far edge of a sheet makes it look a million rows long: a copy without such cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from watchlist.readers.archive import unpack
from watchlist.readers.sheet_scan import column_number
from watchlist.sentences import refuse

WIDEST: Final = 256
WIDEST_GAP: Final = 10_000
MOST_BYTES: Final = 100_000_000


class _Pieces(io.RawIOBase):
    """The unpacked pieces of a part as a file that a parser reads."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            self._rest = next(self._pieces, b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def without_strays(stream: BinaryIO, part: str) -> tuple[io.BytesIO, int, int, int]:
    """The workbook with the part's far cells left out, how many they were, and its new last row and column."""
    copy = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename == part:
                sheet, dropped, last_row, last_column = _sheet(source, entry)
                target.writestr(entry.filename, sheet)
            elif entry.filename.endswith((".xml", ".rels")):
                target.writestr(entry.filename, b"".join(unpack(source, entry)))
    copy.seek(0)
    return copy, dropped, last_row, last_column


def _sheet(source: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[bytes, int, int, int]:
    kept: list[bytes] = []
    dropped = last_row = last_column = size = 0
    for row in _rows(source, entry):
        number = int(row.get("r") or last_row + 1)
        far = number > last_row + WIDEST_GAP
        for cell in list(row):
            column = column_number((cell.get("r") or "A").rstrip("0123456789").encode())
            if far or column > WIDEST:
                row.remove(cell)
                dropped += 1
            else:
                last_column = max(last_column, column)
        if len(row):
            last_row = max(last_row, number)
            kept.append(etree.tostring(row))
            size += len(kept[-1])
            if size > MOST_BYTES:
                raise refuse("the sheet is too large: split the list into several files")
        row.clear()
    body = b"".join(kept)
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        b'<worksheet xmlns="' + name + b'"><sheetData>' + body + b"</sheetData></worksheet>",
        dropped,
        last_row,
        last_column,
    )


def _rows(source: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[etree._Element]:
    pieces = _Pieces(unpack(source, entry))
    try:
        for _, row in etree.iterparse(pieces, tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False):
            yield row
            while row.getprevious() is not None:
                del row.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise refuse(
            "a sheet of the workbook is damaged ({cause}): open it in a spreadsheet and save it again", cause=error
        ) from None
