"""One row checked: values by column in, a work or errors that name column, value and cure out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationError

from core.types import Licence, Work, WorkKind
from watchlist.cells import LONGEST_CELL, Cell, is_nothing, plain, written
from watchlist.dates import FIRST_YEAR, parse_date, parse_period
from watchlist.domains import parse_domain
from watchlist.fields import FieldName
from watchlist.kinds import kind_of
from watchlist.licences import parse_licence
from watchlist.listing import RowError
from watchlist.sentences import CellError, Sentence, say, show, wrong
from watchlist.titles import MOST_ALIASES, check_alias, read_title

YEARS_AHEAD: Final = 5

_YEAR = re.compile(r"(\d{4})(?:\.0{1,2})?\s*年?(?:度|版)?")
_MONTH_OF = re.compile(r"(\d{4})\s*(?:[-/／－]\s*(?:0?[1-9]|1[0-2])|年\s*(?:0?[1-9]|1[0-2])\s*月份?)")
_YEARS = re.compile(r"\d{4}\s*年?\s*[-–—~～至到/、,]\s*\d{2,4}\s*年?")
SHORTENED = re.compile(r"[-+]?\d(?:\.\d{1,14})?E[-+]\d{2,3}")  # what Excel writes into a CSV for a long number
_HAN_YEAR: Final = str.maketrans("〇零○一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_EXCEL_ZERO: Final = date(1899, 12, 30)
_MISSING: Final = "the title is missing: write it, or delete the row"
_BACKWARDS: Final = "protection ends on {ends}, before it starts on {starts}: correct one of them"
_DIFFERENT: Final = "the period says {period} but protected_{name} says {given}: make them agree or leave one empty"


@dataclass(slots=True)
class Record:
    """One row of the file by field; a field of many values has a list, `headings` has the heading of each value."""

    number: int
    place: str
    values: dict[FieldName, Any] = field(default_factory=dict)
    headings: dict[FieldName, list[str]] = field(default_factory=dict)
    faults: list[tuple[str, str, Sentence]] = field(default_factory=list)  # column, value, what is wrong


def _title(cell: Cell) -> tuple[str, tuple[str, ...]]:
    if isinstance(cell, date | datetime | time | timedelta):
        raise wrong(
            "the spreadsheet turned the title into a date or time ({value}): format the column as text, write it again",
            value=written(cell),
        )
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise wrong(
            "the spreadsheet turned the title into the number {value}: format the column as text and write it again",
            value=cell,
        )
    text = plain(cell)
    if SHORTENED.fullmatch(text):
        raise wrong(
            "the spreadsheet turned the title into the number {value}: format the column as text and write it again",
            value=text,
        )
    return read_title(text)


def _year(cell: Cell) -> int | None:
    if isinstance(cell, date):
        serial = ((cell.date() if isinstance(cell, datetime) else cell) - _EXCEL_ZERO).days
        year = (
            serial if FIRST_YEAR <= serial <= 2150 else cell.year
        )  # 2021 in a cell formatted as a date is in July 1905
        return _sensible_year(year, cell)
    if isinstance(cell, bool):
        raise wrong("year {value} is not a year: write four digits, such as 2019", value=cell)
    text = plain(cell).lstrip("'")  # Excel's mark for text
    if is_nothing(text):
        return None
    digits = text.translate(_HAN_YEAR)
    found = _YEAR.fullmatch(digits) or _MONTH_OF.fullmatch(digits)
    if found:
        return _sensible_year(int(found[1]), cell)
    if _YEARS.fullmatch(text):
        raise wrong("“{value}” is more than one year: write the first alone", value=text)
    try:
        day = parse_date(text)
    except CellError:
        day = None
    if day is None:
        raise wrong("“{value}” is not a year: write four digits, such as 2019", value=text)
    return _sensible_year(day.year, cell)


def _sensible_year(year: int, cell: Cell) -> int:
    last = date.today().year + YEARS_AHEAD
    if not FIRST_YEAR <= year <= last:
        raise wrong(
            "year {value} is not between {first} and {last}: correct it or leave it empty",
            value=written(cell),
            first=FIRST_YEAR,
            last=last,
        )
    return year


def _kind(cell: Cell) -> WorkKind | None:
    text = plain(cell)
    return None if is_nothing(text) else kind_of(text)


def _line(most: int) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = plain(cell)
        if len(text) > most:
            raise wrong(
                "“{value}” is too long ({count} characters): write at most {most}",
                value=text,
                count=len(text),
                most=most,
            )
        return "" if is_nothing(text) else text

    return read


def _identifier(cell: Cell) -> str:
    text = _line(200)(cell)
    if SHORTENED.fullmatch(text.rpartition(" ")[2]):
        raise wrong(
            "the spreadsheet shortened the number to {value}: format the column as text and write it again", value=text
        )
    return text


def _window(cell: Cell) -> tuple[date | None, date | None]:
    return parse_period(plain(cell))


class Row(BaseModel):
    """The columns of one row as values; each validator says in one sentence what is wrong and what to write."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[tuple[str, tuple[str, ...]], PlainValidator(_title)]
    aliases: tuple[Annotated[str, PlainValidator(check_alias)], ...] = Field((), max_length=MOST_ALIASES)
    year: Annotated[int | None, PlainValidator(_year)] = None
    kind: Annotated[WorkKind | None, PlainValidator(_kind)] = None
    holder: Annotated[str, PlainValidator(_line(300))] = ""
    batch: Annotated[str, PlainValidator(_line(200))] = ""
    official_domains: tuple[Annotated[str, PlainValidator(parse_domain)], ...] = Field((), max_length=200)
    licences: tuple[Annotated[Licence | None, PlainValidator(parse_licence)], ...] = Field((), max_length=200)
    window: Annotated[tuple[date | None, date | None], PlainValidator(_window)] = (None, None)
    protected_from: Annotated[date | None, PlainValidator(lambda cell: parse_date(cell, "start"))] = None
    protected_until: Annotated[date | None, PlainValidator(lambda cell: parse_date(cell, "end"))] = None
    release_date: Annotated[date | None, PlainValidator(parse_date)] = None
    identifiers: tuple[Annotated[str, PlainValidator(_identifier)], ...] = Field((), max_length=50)
    note: Annotated[str, PlainValidator(_line(LONGEST_CELL))] = ""


def check(record: Record) -> Work | list[RowError]:
    """The work of a record, or all that is wrong with it."""
    faults = list(record.faults)
    row: Row | None = None
    try:
        row = Row(**record.values)
    except ValidationError as invalid:
        faults += [_fault(dict(error), record) for error in invalid.errors(include_url=False)]
    if row and not faults:
        crossed = _crossed(row, record)
        if crossed is None:
            return _work(row, record.number)
        faults.append(crossed)
    return [
        RowError(record.number, show(column), show(value), _placed(error, record)) for column, value, error in faults
    ]


def _fault(error: dict[str, Any], record: Record) -> tuple[str, str, Sentence]:
    name: FieldName = error["loc"][0]
    headings = record.headings.get(name, [name])
    index = error["loc"][1] if len(error["loc"]) > 1 else 0
    column = headings[min(index, len(headings) - 1)]
    if error["type"] == "missing":
        return column, "", say(_MISSING)
    if error["type"] == "too_long":
        return (
            column,
            "",
            say("more than {most} values in one cell: give the most used ones", most=error["ctx"]["max_length"]),
        )
    cause = error["ctx"]["error"]
    return column, written(error["input"]), cause.sentence


def _placed(error: Sentence, record: Record) -> Sentence:
    """The sentence, and where the row stands in the file."""
    if not record.place:
        return error
    return Sentence(error.template + " ({place})", {**error.values, "place": record.place})


def _period(row: Row) -> tuple[date | None, date | None]:
    return row.protected_from or row.window[0], row.protected_until or row.window[1]


def _crossed(row: Row, record: Record) -> tuple[str, str, Sentence] | None:
    """What is wrong between the columns of a row: two periods that differ, an end before the start."""
    for name, given, period in (
        ("from", row.protected_from, row.window[0]),
        ("until", row.protected_until, row.window[1]),
    ):
        if given and period and given != period:
            return (
                record.headings["window"][0],
                period.isoformat(),
                say(_DIFFERENT, period=period, given=given, name=name),
            )
    starts, ends = _period(row)
    if starts and ends and ends < starts:
        column = record.headings.get("protected_until") or record.headings["window"]
        return column[0], ends.isoformat(), say(_BACKWARDS, ends=ends, starts=starts)
    return None


def _work(row: Row, number: int) -> Work:
    title, also = row.title
    aliases = {title.casefold(): title}
    for alias in (*row.aliases, *also):
        aliases.setdefault(alias.casefold(), alias)
    starts, ends = _period(row)
    return Work(
        title=title,
        aliases=tuple(aliases.values())[1:],
        year=row.year,
        kind=row.kind,
        holder=row.holder,
        batch=row.batch,
        official_domains=tuple(dict.fromkeys(domain for domain in row.official_domains if domain)),
        licences=tuple(dict.fromkeys(licence for licence in row.licences if licence)),
        protected_from=starts,
        protected_until=ends,
        release_date=row.release_date,
        identifiers=tuple(dict.fromkeys(text for text in row.identifiers if text)),
        note=row.note,
        row=number,
    )
