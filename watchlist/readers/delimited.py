"""CSV, TSV and their cousins: the separator that makes sense of the headings wins."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, TextIO

from watchlist import headings
from watchlist.encodings import Encoding
from watchlist.readers.table import RawRow, Table
from watchlist.sentences import refuse, say

LONGEST_LINE: Final = 1_000_000
LONGEST_VALUE: Final = 131_072
SAMPLE_LINES: Final = 80
SAMPLE: Final = 200_000

SEPARATORS: Final = (",", "\t", ";", "|", "，", "；", "、", "｜")
_END_OF_FILE: Final = "\x1a"  # how DOS ended a text
_NO_SEPARATOR: Final = "\x1f"
_DECLARED = re.compile(r'^"?sep=(.)"?\s*$', re.I)


def read(stream: BinaryIO, encoding: Encoding) -> Table:
    """The one table of a text file."""
    stream.seek(encoding.mark)
    text = io.TextIOWrapper(stream, encoding.name, errors="strict", newline="")
    head = text.read(SAMPLE)
    text.detach()  # or it would close the stream
    separator, skipped = _separator(head)
    stream.seek(encoding.mark)
    text = io.TextIOWrapper(stream, encoding.name, errors="strict", newline="")
    return Table("", _rows(text, separator, skipped), fixed=separator != _NO_SEPARATOR)


def _separator(head: str) -> tuple[str, int]:
    """The separator, and how many lines before the list only declare it (`sep=;`)."""
    lines = head.splitlines(keepends=True)[:SAMPLE_LINES]
    declared = _DECLARED.match(lines[0].lstrip("\ufeff")) if lines else None
    if declared:
        return declared[1], 1
    sample = [line for line in lines if len(line) < LONGEST_LINE]
    ranked = sorted(
        (_merit(sample, separator) for separator in SEPARATORS if any(separator in line for line in sample)),
        reverse=True,
    )
    if not ranked or (ranked[0][:2] <= (1, 1) and not _splits_headings(sample, SEPARATORS[-ranked[0][3]])):
        return _NO_SEPARATOR, 0
    return SEPARATORS[-ranked[0][3]], 0


def _merit(lines: list[str], separator: str) -> tuple[int, int, int, int]:
    """How many headings a separator finds, and how many cells the heading row has; earlier separators win ties."""
    rows = _sample_rows(lines, separator)
    place = headings.find(rows)
    rank = len(SEPARATORS) - SEPARATORS.index(separator)
    if place is None:
        return 0, 0, 0, rank
    fields, titled = headings.score(rows[place])
    return fields, titled, len(rows[place]), rank


def _sample_rows(lines: list[str], separator: str) -> list[list[str]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        return [row for row, _ in zip(reader, range(headings.SEARCHED_ROWS), strict=False)]
    except csv.Error:
        return []


def _splits_headings(lines: list[str], separator: str) -> bool:
    """Whether the heading row itself has several cells; a list of one column has titles with commas instead."""
    rows = _sample_rows(lines, separator)
    place = headings.find(rows)
    return place is None or len(rows[place]) > 1


def _lines(text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise refuse(
                "line {number} is longer than {most} characters: this is not a list of one work a line",
                number=number,
                most=LONGEST_LINE,
            )
        yield line


class _Kept:
    """Passes lines on and remembers the last one, so that a row with stray quotes can be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.last = ""

    def __iter__(self) -> _Kept:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        return self.last


def _rows(text: TextIO, separator: str, skipped: int) -> Iterator[RawRow]:
    lines = _Kept(_lines(text))
    csv.field_size_limit(LONGEST_VALUE)
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=separator != "\t")
    while True:
        begin = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > begin or "unexpected end" in str(error):
                raise refuse(
                    "a quotation mark opened in line {begin} is not closed where it should be: close it, or double it "
                    "where it belongs to the text",
                    begin=begin,
                ) from None
            yield _as_written(begin, lines.last, separator) if "limit" not in str(error) else _overlong(begin)
            continue
        if begin > skipped and any(cells) and cells != [_END_OF_FILE]:
            yield RawRow(begin, list(cells))


def _overlong(place: int) -> RawRow:
    doubt = say("a value is longer than {most} characters: shorten it, or close its quotation mark", most=LONGEST_VALUE)
    return RawRow(place, [], doubt)


def _unquoted(cell: str) -> str:
    """Quotation marks around a whole value go, those in it are single, however they were protected."""
    if len(cell) < 2 or not (cell.startswith('"') and cell.endswith('"')):
        return cell
    return cell[1:-1].replace('\\"', '"').replace('""', '"')


def _as_written(place: int, line: str, separator: str) -> RawRow:
    """A line with a stray quotation mark, split where the separators stand."""
    cells = [_unquoted(cell.strip()) for cell in line.rstrip("\r\n").split(separator)]
    doubt = say("a quotation mark stands inside a value: put the value in quotation marks and double those in it")
    return RawRow(place, list(cells), doubt)
