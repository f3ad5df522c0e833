"""What tables and JSON records have in common: rows counted, cells put into records, records checked, warnings kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core.folding import compact
from core.types import Work
from watchlist.cells import lines, written
from watchlist.domains import OPEN_HOSTS, split_domains
from watchlist.fields import FieldName
from watchlist.headings import Column
from watchlist.identifiers import doubt_of
from watchlist.licences import split_licences
from watchlist.listing import Limits, RowError
from watchlist.rows import SHORTENED, Record, check
from watchlist.sentences import CellError, Sentence, refuse, say
from watchlist.separated import split
from watchlist.titles import read_aliases, warning_of

MOST_WARNINGS: Final = 200
MOST_UNUSED: Final = 20

MANY: Final[frozenset[FieldName]] = frozenset(("aliases", "official_domains", "licences", "identifiers"))
_SCHEMES: Final = frozenset(("isbn", "issn", "isrc", "eidr", "isan", "imdb", "doi", "upc", "iswc"))


@dataclass(slots=True)
class Assembly:
    """What has been read so far; works and refused rows are yielded as they come, everything else is kept here."""

    limits: Limits
    rows: int = 0
    refused: int = 0
    warnings: list[Sentence] = field(default_factory=list)
    hushed: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    unnamed: set[tuple[str, int]] = field(default_factory=set)

    def warn(self, sentence: Sentence) -> None:
        """Remembers a warning; beyond a number that anyone reads they are only counted."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(sentence)
        else:
            self.hushed += 1

    def warn_unnamed(self, sheet: str, column: int, text: str) -> None:
        """Says once for each column without a heading that its values are not used."""
        if (sheet, column) not in self.unnamed and len(self.unnamed) < MOST_UNUSED:
            self.unnamed.add((sheet, column))
            self.warn(
                say(
                    "column {column} has no heading and is not used (its first value: “{text}”)",
                    column=column,
                    text=text,
                )
            )

    def warn_unused(self, headings: tuple[str, ...]) -> None:
        """Says which columns are not used."""
        for text in headings[:MOST_UNUSED]:
            self.warn(say("column “{heading}” is not used", heading=text))
        if len(headings) > MOST_UNUSED:
            self.warn(say("{count} more columns are not used", count=len(headings) - MOST_UNUSED))

    def begin_row(self) -> int:
        """Counts a row of the list and gives its number."""
        self.rows += 1
        if self.rows > self.limits.rows:
            raise refuse("the list has more than {most} rows: split it into several files", most=self.limits.rows)
        return self.rows

    def finish_row(self, record: Record) -> Sequence[Work | RowError]:
        """The work of a record with warnings said, or its errors."""
        result = check(record)
        if isinstance(result, list):
            self.refuse_row()
            return result
        said = (warning_of(result.title, written(record.values["title"]).strip()), *map(doubt_of, result.identifiers))
        for warning in filter(None, said):
            self.warn(Sentence("row {row}: " + warning.template, {**warning.values, "row": str(record.number)}))
        for domain in result.official_domains:
            if domain in OPEN_HOSTS:
                self.warn(say(_OPEN_HOST, row=record.number, domain=domain))
        return (result,)

    def refuse_row(self) -> None:
        """Counts a refused row; a list that is wrong nearly everywhere is refused whole."""
        self.refused += 1
        if self.refused > self.limits.refused_rows:
            raise refuse(_HOPELESS, count=self.limits.refused_rows)


_HOPELESS: Final = (
    "more than {count} rows cannot be taken: look at the first ones (or a part of the list), and whether each column "
    "holds what its heading says"
)
_OPEN_HOST: Final = "row {row}: anyone can upload to {domain}; as an official domain all of it counts as licensed"


def put(record: Record, column: Column, cell: Any) -> None:
    """One cell into the record; a cell of several values is split, JSON lists are taken as they are."""
    name = column.field
    if name == "number":
        return
    if name not in MANY:
        record.values[name] = cell
        record.headings[name] = [column.heading]
        return
    try:
        values = _split(name, column.heading, cell)
    except CellError as error:
        record.faults.append((column.heading, written(cell), error.sentence))
        return
    record.values.setdefault(name, []).extend(values)
    record.headings.setdefault(name, []).extend([column.heading] * len(values))


def _split(name: FieldName, heading: str, cell: Any) -> list[str]:
    texts = [lines(item) for item in cell] if isinstance(cell, list) else None
    if name == "aliases":
        return read_aliases(texts if texts is not None else split(lines(cell)))
    if name == "identifiers":
        return [_identifier(item, heading) for item in (texts if texts is not None else split(lines(cell)))]
    pieces = split_domains if name == "official_domains" else split_licences
    if texts is None:
        return list(pieces(lines(cell)))
    return [piece for text in texts for piece in pieces(text)]


def _identifier(item: str, heading: str) -> str:
    """A number under the heading ISBN is an ISBN."""
    scheme = compact(heading)
    if SHORTENED.fullmatch(item):
        return item
    return f"{scheme.upper()} {item}" if scheme in _SCHEMES and scheme not in item.casefold() else item
