"""XLS looked through before it is parsed: cells far below the list taken out, too large sheets refused by name."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from watchlist.readers.sheet_tidy import WIDEST_GAP
from watchlist.sentences import Sentence, refuse, say

SECTORS: Final = range(9, 13)  # powers of two: 512 bytes, or 4096
_LAST_SECTOR: Final = 0xFFFFFFFA
_STREAMS: Final = ("Workbook", "Book")
_SHEET, _BEGIN, _EXTENT, _PASSWORD, _NUMBERS, _UNKNOWN = 0x85, 0x809, 0x200, 0x2F, 0xBD, 0x0FFF
# Records that hold a value: formula, numbers in three writings, texts in three, truth or error ([MS-XLS] 2.3.1).
_CELLS: Final = frozenset((0x06, _NUMBERS, 0x203, 0x27E, 0xFD, 0x204, 0xD6, 0x205))
_READ: Final = _CELLS | {_SHEET, _BEGIN, _EXTENT, _PASSWORD}
LOCKED: Final = "the workbook is protected with a password: remove the password (File, Info, Protect) and save it again"
_TOO_WIDE: Final = (
    "sheet “{name}” spans {rows} rows and {columns} columns, more than can be read: split the list, or copy it into a "
    "new workbook"
)


@dataclass(slots=True)
class _Sheet:
    name: str
    last_row: int = -1
    last_column: int = 0
    extent: int = -1  # where in the stream it says how far it reaches, true or not: readers reserve that much
    far: list[int] = field(default_factory=list)  # where in the stream cells far below all others begin

    def add(self, book: bytes, offset: int, kind: int, length: int) -> None:
        """One record of the sheet."""
        if kind not in _CELLS:
            self.extent = offset if kind == _EXTENT else self.extent
            return
        row, column = struct.unpack_from("<HH", book, offset + 4)
        if kind == _NUMBERS:
            column = max(
                column, struct.unpack_from("<H", book, offset + 2 + length)[0]
            )  # the last one stands at the end
        if row > self.last_row + WIDEST_GAP:
            self.far.append(offset)
        else:
            self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)


def without_strays(stream: BinaryIO, largest_area: int) -> tuple[BinaryIO, list[tuple[str, Sentence]]]:
    """A copy of the workbook without cells far below the list, and what there is to say by sheet.

    A file whose insides are not understood is given back as it is: the reader of workbooks says what is wrong.
    """
    stream.seek(0)
    data = stream.read()
    stream.seek(0)
    try:
        book, places = _book(data)
        sheets = list(_sheets(book))
    except (struct.error, IndexError, ValueError):
        return stream, []
    notes = []
    copy = bytearray(data)
    for sheet in sheets:
        if (sheet.last_row + 1) * (sheet.last_column + 1) > largest_area:
            raise refuse(_TOO_WIDE, name=sheet.name, rows=sheet.last_row + 1, columns=sheet.last_column + 1)
        for offset in (sheet.extent, *sheet.far) if sheet.extent >= 0 else sheet.far:
            for byte, value in enumerate(struct.pack("<H", _UNKNOWN)):
                sector, within = divmod(offset + byte, places[1])
                copy[places[0][sector] + within] = value
        if sheet.far:
            said = say(
                "sheet “{name}”: {count} cells far away from the list were not read",
                name=sheet.name,
                count=len(sheet.far),
            )
            notes.append((sheet.name, said))
    return io.BytesIO(copy), notes


def _book(data: bytes) -> tuple[bytes, tuple[list[int], int]]:
    """The stream of the workbook, and where its sectors begin in the file ([MS-CFB] 2.2 to 2.6)."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in SECTORS:
        raise ValueError(shift)
    size = 1 << shift
    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _LAST_SECTOR]
    following, most = struct.unpack_from("<II", data, 68)[0], len(data) // size
    while following < _LAST_SECTOR and len(tables) < most:
        *more, following = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        tables.extend(number for number in more if number < _LAST_SECTOR)
    chain = [link for number in tables for link in struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size)]
    directory = b"".join(
        data[place : place + size] for place in _places(chain, struct.unpack_from("<I", data, 48)[0], size, most)
    )
    for entry in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, entry + 64)[0]
        if directory[entry : entry + max(0, length - 2)].decode("utf-16-le", "replace") in _STREAMS:
            first, total = struct.unpack_from("<II", directory, entry + 116)
            places = list(_places(chain, first, size, most))
            return b"".join(data[place : place + size] for place in places)[:total], (places, size)
    raise ValueError("no workbook")


def _places(chain: list[int], sector: int, size: int, most: int) -> Iterator[int]:
    for _ in range(most):
        if sector >= _LAST_SECTOR:
            return
        yield (sector + 1) * size
        sector = chain[sector]


def _sheets(book: bytes) -> Iterator[_Sheet]:
    """Each sheet with how far its cells reach; the globals name the sheets and say where they begin."""
    names: dict[int, str] = {}
    sheet: _Sheet | None = None
    for offset, kind, length in _records(book):
        if kind == _PASSWORD:
            raise refuse(LOCKED)
        if kind == _SHEET:
            names[struct.unpack_from("<I", book, offset + 4)[0]] = _name(book[offset + 4 : offset + 4 + length])
        elif kind == _BEGIN and offset in names:
            if sheet:
                yield sheet
            sheet = _Sheet(names[offset])
        elif sheet:
            sheet.add(book, offset, kind, length)
    if sheet:
        yield sheet


def _records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each record of interest begins, its kind and its length ([MS-XLS] 2.1.4)."""
    header = struct.Struct("<HH")
    offset = 0
    while offset + 4 <= len(book):
        kind, length = header.unpack_from(book, offset)
        if kind in _READ:
            yield offset, kind, length
        elif not kind and not length:
            return  # what fills the last sector
        offset += 4 + length


def _name(record: bytes) -> str:
    count, wide = record[6], record[7] & 1
    return record[8 : 8 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
