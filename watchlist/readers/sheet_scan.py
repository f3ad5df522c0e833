"""A sheet's XML looked through before it is parsed: how far it reaches, and cells whose value would be lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

from watchlist.cells import Fault
from watchlist.readers.archive import unpack
from watchlist.readers.number_formats import Shows, shown
from watchlist.sentences import refuse, say

MOST_FAULTS: Final = 20_000
MOST_COUNTED: Final = 200  # faults whose place is counted: each costs a look through a piece
MOST_SHOWN: Final = 300_000
LONGEST_PIECE: Final = 4_000_000

_ROW = re.compile(rb"<(?:\w{1,10}:)?row\s[^>]{0,400}?\br=\"(\d{1,7})\"")
_COLUMN = re.compile(rb"<(?:\w{1,10}:)?c\s(?:[a-qs-z]+=\"[^\"]{0,20}\"\s){0,4}r=\"([A-Z]{1,3})\d")
_ERROR = re.compile(
    rb"<(?:\w{1,10}:)?c\s([^>]{0,80}\bt=\"e\"[^>]{0,80})>(?:<f[^>]{0,200}>[^<]{0,9000}</f>|<f[^>]{0,200}/>)?<v>([^<]{1,20})</v>"
)
_UNCALCULATED = re.compile(
    rb"<(?:\w{1,10}:)?c(\s[^>]{0,160})?>\s{0,9}<f(?:\s[^>]{0,200})?(?:/>|>[^<]{0,9000}</f>)\s{0,9}(?:<v\s?/>|<v></v>)?\s{0,9}</(?:\w{1,10}:)?c>"
)
_ROW_ENDINGS: Final = (b"</v></c></row>", b"</is></c></row>")
_ROW_START = re.compile(rb"<(?:\w{1,10}:)?row[\s>/]")
_CELL_START = re.compile(rb"<(?:\w{1,10}:)?c[\s>/]")
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Scan:
    """What a sheet's XML says: its last row and column, its rows, and cells without a usable value."""

    part: str
    last_row: int = 0
    last_column: int = 0
    rows: int = 0  # as they stand there: what counts where rows and cells do not say their place
    filled_rows: int = 0  # rows whose last cell holds a value: at least so many are works
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)  # numbers that are written in another way: 37%, 007
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)  # first and last cell, from 0

    @property
    def area(self) -> int:
        """How many cells a table up to the last row and column has, empty ones included."""
        return self.last_row * self.last_column


def scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, styles: Shows) -> Scan:
    """One pass over the XML of a sheet, in pieces that end where a row ends."""
    found = Scan(entry.filename)
    columns: set[bytes] = set()
    for piece in _pieces(unpack(archive, entry)):
        columns.update(_COLUMN.findall(piece))
        for row in _ROW.findall(piece):
            found.last_row = max(found.last_row, int(row))
        found.filled_rows += sum(piece.count(ending) for ending in _ROW_ENDINGS)
        _collect_faults(piece, found)
        found.rows += len(_ROW_START.findall(piece))
        if styles:
            _collect_shown(piece, styles, found)
    found.last_column = max((column_number(name) for name in columns), default=0)
    return found


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    kept: list[bytes] = []
    size = 0
    for chunk in chunks:
        cut = chunk.rfind(b"row>")
        if cut < 0 and size < LONGEST_PIECE:
            kept.append(chunk)
            size += len(chunk)
            continue
        cut = len(chunk) if cut < 0 else cut + 4
        yield b"".join((*kept, chunk[:cut]))
        kept, size = [chunk[cut:]], len(chunk) - cut
    yield b"".join(kept)


def _collect_faults(piece: bytes, found: Scan) -> None:
    if b't="e"' in piece:
        for cell in _ERROR.finditer(piece):
            _add(found, _place(cell[1]) or _counted(piece, cell.start(), found), cell[2].decode("utf-8", "replace"))
    if b"<f" in piece:
        for cell in _UNCALCULATED.finditer(piece):
            _add(found, _place(cell[1] or b"") or _counted(piece, cell.start(), found), "")


def _collect_shown(piece: bytes, styles: Shows, found: Scan) -> None:
    for attributes, text in shown(piece, styles):
        place = _place(attributes)
        if place and len(found.shown) < MOST_SHOWN:
            found.shown[place] = text


def _place(attributes: bytes) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of a cell."""
    reference = _REFERENCE.search(attributes)
    return (int(reference[2]), column_number(reference[1]) - 1) if reference else None


def _counted(piece: bytes, start: int, found: Scan) -> tuple[int, int] | None:
    """The place of a cell that does not say it: where it stands among rows and cells; None for too many of them."""
    if len(found.faults) >= MOST_COUNTED:
        return None
    rows = [row.start() for row in _ROW_START.finditer(piece, 0, start)]
    if not rows:
        return None
    said = _ROW.match(piece, rows[-1])
    number = int(said[1]) if said else found.rows + len(rows)
    return number, len(_CELL_START.findall(piece, rows[-1], start))


def _add(found: Scan, place: tuple[int, int] | None, code: str) -> None:
    if len(found.faults) >= MOST_FAULTS:
        return
    if place is None:
        raise refuse(
            "a cell of the workbook shows an error or a formula without result, and does not say where it stands: "
            "open the file in a spreadsheet, save it, and upload that"
        )
    if code:
        found.faults[place] = error_shown(code)
    else:
        error = say(
            "the formula in the cell has no stored result: open the file in a spreadsheet, save it, and upload that"
        )
        found.faults[place] = Fault("formula", error)


def error_shown(code: str) -> Fault:
    """What is wrong with a cell that shows an error such as #REF!."""
    return Fault(code, say("the cell shows the error {code}: write the value itself", code=code))


def column_number(name: bytes) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def parts_of_sheets(archive: zipfile.ZipFile, names: frozenset[str]) -> dict[str, str]:
    """The part in which each sheet of the workbook is kept, by the sheet's name."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    book = _tree(archive, "xl/workbook.xml")
    related = _tree(archive, "xl/_rels/workbook.xml.rels")
    targets = {item.get("Id", ""): item.get("Target", "") for item in related}
    sheets = (item for item in book.iter() if item.tag.rpartition("}")[2] == "sheet")
    return {sheet.get("name", ""): _path(targets.get(sheet.get(_RELATED, ""), "")) for sheet in sheets}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(b"".join(unpack(archive, archive.getinfo(name))))
    except ElementTree.ParseError as error:
        raise refuse(
            "the part {name} of the workbook is damaged ({cause}): save it again", name=name, cause=error
        ) from None
