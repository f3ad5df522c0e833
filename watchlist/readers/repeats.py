"""ODS writes equal rows and cells once with a count: long counts of blanks are cut short, of works refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import BinaryIO, Final

from watchlist.readers.archive import unpack
from watchlist.readers.document_cells import may_say_more, note
from watchlist.readers.sheet_scan import Scan
from watchlist.sentences import refuse

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 1_000
LARGEST_ROW: Final = 16_000_000  # bytes of XML; also of the styles above the first row
CONTENT: Final = "content.xml"

_ROW_ENDS: Final = b"</table:table-row>"
_COUNT = re.compile(rb"(number-(rows|columns)-repeated\s{0,9}=\s{0,9})[\"']\s{0,9}0{0,99}(\d{4,99})\s{0,9}[\"']")
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated\s{0,9}=\s{0,9}[\"']\s{0,9}0{0,99}(\d{1,99})")
_ATTRIBUTES: Final = rb"((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"  # a > may stand within a value
_ROW = re.compile(rb"<table:table(?:-row(?=[\s>/])" + _ATTRIBUTES + rb"|\s[^<]{0,2000}?\btable:name=[\"']([^\"'<]*))")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s>/])" + _ATTRIBUTES)
_BLANK_TAIL = re.compile(
    rb"<table:table-cell(?:\s(?!office:)[\w:-]{1,60}=\"[^\"<]{0,200}\"){0,9}\s?/></table:table-row>"
)
_VALUE = re.compile(rb"\boffice:(?:[a-z]{1,9}-)?value\s{0,9}=\s{0,9}(?:\"[^\"]|'[^'])")
_TAG = re.compile(rb"<[^>]*>")

_TOO_OFTEN: Final = (
    "sheet “{name}”, row {row}: one filled row is repeated {count} times, more than {most}, as no list needs: "
    "delete the repetitions, or copy the works into a new workbook"
)
_TOO_BROAD: Final = (
    "sheet “{name}”, row {row}, column {column}: one filled cell is repeated over {count} columns, more than "
    "{most}, as no list needs: delete the repetitions, or copy the works into a new workbook"
)
_TOO_MANY: Final = (
    "sheet “{name}”: repeated rows and columns make it {rows} rows long and {columns} columns wide, more than can be "
    "read: delete the repetitions, or split the list into several files"
)


def without_long_repeats(stream: BinaryIO, most_rows: int, most_cells: int) -> tuple[BinaryIO, dict[str, Scan]]:
    """The document itself, or a copy in which long counts of blanks are one (they fill a sheet to its edge).

    The scans say, by sheet, where cells are merged, show an error, or show a number in another way (37%, 007).
    Refuses filled rows and cells repeated beyond reason, and a sheet of more rows or cells than the limits.
    """
    copy = io.BytesIO()
    shortened = 0
    extent = _Extent(most_rows, most_cells)
    stream.seek(0)
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for entry in source.infolist():
            if entry.filename != CONTENT and entry.filename.endswith((".xml", "mimetype")):
                target.writestr(entry.filename, b"".join(unpack(source, entry)))
        with target.open(CONTENT, "w", force_zip64=True) as content:
            for piece in _pieces(unpack(source, source.getinfo(CONTENT))):
                extent.add(piece)
                short, count = _COUNT.subn(_shortened, piece)
                shortened += count
                content.write(short)
    (copy if shortened else stream).seek(0)
    return (copy if shortened else stream), extent.scans


def _shortened(found: re.Match[bytes]) -> bytes:
    most = MOST_ROWS if found[2] == b"rows" else MOST_COLUMNS
    return found[1] + b'"1"' if _number(found[3]) > most else found[0]


def _number(digits: bytes) -> int:
    return int(digits[:18])  # as long as the longest that is told, and far beyond every limit


def _count(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return max(1, _number(found[1])) if found else 1


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces that end where a row ends, so that a row and its counts are seen together."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(_ROW_ENDS) + len(_ROW_ENDS)
        if cut >= len(_ROW_ENDS):
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LARGEST_ROW:
            raise refuse(
                "one row of the spreadsheet takes more than {most} MB: copy the list into a new workbook",
                most=LARGEST_ROW // 1_000_000,
            )
    yield rest


def _spans(begin: re.Pattern[bytes], text: bytes) -> Iterator[tuple[re.Match[bytes], bytes]]:
    """Each match, and what stands between it and the next."""
    last = None
    for found in begin.finditer(text):
        if last:
            yield last, text[last.end() : found.start()]
        last = found
    if last:
        yield last, text[last.end() :]


def _plain_width(body: bytes) -> int:
    """How many cells a row without counts has; 0 when none of them can hold anything."""
    return body.count(b"<table:table-cell") if b"<text:" in body or b"value=" in body else 0


@dataclass(slots=True)
class _Extent:
    """How far the filled cells of a sheet reach once all repetitions are written out (blanks as they are cut)."""

    most_rows: int
    most_cells: int
    name: str = ""
    place: int = 0  # of the last row, as a spreadsheet counts
    kept: int = 0  # rows with long blanks cut
    width: int = 0
    filled: int = 0
    scans: dict[str, Scan] = field(default_factory=dict)

    def add(self, piece: bytes) -> None:
        """The rows of a piece, one after the other."""
        piece = _BLANK_TAIL.sub(_ROW_ENDS, piece)
        for begin, body in _spans(_ROW, piece):
            if begin[1] is None:
                self.name = unescape(begin[2].decode("utf-8", "replace"))
                self.place = self.kept = self.width = self.filled = 0
            else:
                self._add_row(begin[1], body)

    def _add_row(self, attributes: bytes, body: bytes) -> None:
        count = _count(attributes) if attributes else 1
        width = self._width(body) if b"-repeated" in body or count > 1 else _plain_width(body)
        if width and count > MOST_ROWS:
            raise refuse(_TOO_OFTEN, name=self.name, row=self.place + 1, count=count, most=MOST_ROWS)
        if width and may_say_more(body):
            note(self.scans.setdefault(self.name, Scan(CONTENT)), self.kept + 1, count, self._cells(body))
        self.place += count
        self.kept += count if count <= MOST_ROWS else 1
        if not width:
            return
        self.filled += count
        self.width = max(self.width, width)
        if self.filled > self.most_rows or self.kept * self.width > self.most_cells:
            raise refuse(_TOO_MANY, name=self.name, rows=self.kept, columns=self.width)

    def _cells(self, body: bytes) -> Iterator[tuple[int, bytes, bytes]]:
        """Column (from 0, long blanks cut), attributes and content of each cell that stands there."""
        column = 0
        for begin, text in _spans(_CELL, body):
            yield column, begin[1], text
            count = _count(begin[1])
            column += count if count <= MOST_COLUMNS else 1

    def _width(self, body: bytes) -> int:
        """The last filled column of a row; 0 when all its cells are blank."""
        column = last = 0
        for begin, text in _spans(_CELL, body):
            count = _count(begin[1])
            if _VALUE.search(begin[1]) or _TAG.sub(b"", text).strip():
                if count > MOST_COLUMNS:
                    where = {"name": self.name, "row": self.place + 1, "column": column + 1}
                    raise refuse(_TOO_BROAD, **where, count=count, most=MOST_COLUMNS)
                last = column + count
            column += count if count <= MOST_COLUMNS else 1
        return last
