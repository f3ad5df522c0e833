"""From tables and JSON records to works: headings understood, notes skipped, rows checked, everything counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from core.folding import compact
from core.types import Work
from watchlist import headings
from watchlist.cells import Cell, Fault, is_empty, lines, written
from watchlist.domains import OPEN_HOSTS, split_domains
from watchlist.fields import FieldName
from watchlist.headings import Column, Heading
from watchlist.licences import split_licences
from watchlist.listing import Limits, RowError
from watchlist.readers.records import RawRecord
from watchlist.readers.table import RawRow, Table
from watchlist.rows import Record, check
from watchlist.sentences import CellError, Sentence, refuse, say, show
from watchlist.separated import split
from watchlist.titles import read_aliases, warning_of

MOST_WARNINGS: Final = 200
GUIDED_ROWS: Final = 60  # rows in which guidance for those who fill the list in may stand

MANY: Final[frozenset[FieldName]] = frozenset(("aliases", "official_domains", "licences", "identifiers"))
_NOTE = re.compile(
    r"(?:注|备注|说明|合计|总计|共计|小计|以上|联系人|联系电话|联系方式|制表|制表人|填表|填表人|填报人|审核人|单位盖章|盖章|填报单位|日期|填表日期|"
    r"共\s?\d+\s?[部件条项]|total|subtotal|notes?|sum|remarks?)(?:\s*[:：（(]|\s*$|.{0,40}[部件条项]\s*$)",
    re.I,
)
_SECTION = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十]{1,3}部分)[）)、.．]")
_GUIDE = re.compile(
    r"(?:必填|选填|请填写|请输入|填写|示例|例如|例|如|required|optional|mandatory|example|e\.g\.)\s*(?:[:：,，;；)）(（]|$)",
    re.I,
)
_SCHEMES: Final = frozenset(("isbn", "issn", "isrc", "eidr", "isan", "imdb", "doi", "upc", "iswc"))


@dataclass(slots=True)
class Assembly:
    """What has been read so far; `works` are yielded as they come, everything else is kept here."""

    limits: Limits
    rows: int = 0
    taken: int = 0
    warnings: list[Sentence] = field(default_factory=list)
    hushed: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)

    def warn(self, sentence: Sentence) -> None:
        """Remembers a warning; beyond a number that anyone reads they are only counted."""
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(sentence)
        else:
            self.hushed += 1

    def begin_row(self) -> int:
        """Counts a row of the list and gives its number."""
        self.rows += 1
        if self.rows > self.limits.rows:
            raise refuse("the list has more than {most} rows: split it into several files", most=self.limits.rows)
        return self.rows


def read_table(table: Table, assembly: Assembly) -> Iterator[Work | RowError]:
    """The works and refused rows of one table; nothing at all when it has no headings."""
    head: list[RawRow] = []
    for row in table.rows:
        if any(not is_empty(cell) for cell in row.cells):
            head.append(row)
        if len(head) > headings.SEARCHED_ROWS:
            break
    place = headings.find([row.cells for row in head])
    if place is None:
        return
    heading, data = _heading(head, place, f"sheet “{table.name}”: " if table.name else "")
    _announce(table, heading, head[:place], assembly)
    named = f"sheet {show(table.name)} row {{}}" if table.name else "line {}"
    for row in chain(data, table.rows):
        yield from _read_row(row, table, heading, named.format(row.place), assembly)


def has_headings(rows: list[RawRow]) -> bool:
    """Whether a table may be a list at all."""
    return headings.find([row.cells for row in rows]) is not None


def _heading(head: list[RawRow], place: int, where: str) -> tuple[Heading, list[RawRow]]:
    data = head[place + 1 :]
    cells = head[place].cells
    if data and (both := headings.joined(cells, data[0].cells)):
        return headings.understand(both, where), data[1:]
    return headings.understand(cells, where), data


def _announce(table: Table, heading: Heading, above: list[RawRow], assembly: Assembly) -> None:
    assembly.sheets.append(table.name)
    assembly.columns.update(heading.pairs)
    for note in table.notes:
        assembly.warn(note)
    for text in heading.unused:
        assembly.warn(say("column “{heading}” is not used", heading=text))
    if above:
        assembly.warn(say("{count} rows above the headings were not read", count=len(above)))


def _read_row(row: RawRow, table: Table, heading: Heading, place: str, assembly: Assembly) -> Iterator[Work | RowError]:
    known = [(column, row.cells[column.index]) for column in heading.columns if column.index < len(row.cells)]
    filled = [(column, cell) for column, cell in known if column.field != "number" and not is_empty(cell)]
    if not filled and not _has_others(row, known):
        return
    if note := _note(row, filled, heading):
        assembly.warn(
            say("{place} was not read as a work: {text} ({why})", place=place, text=_first_text(row), why=note)
        )
        return
    record = Record(assembly.begin_row(), place)
    if table.fixed and (surplus := _surplus(row, heading)):
        yield RowError(record.number, "", show(surplus), _misfit(row, heading, place))
        return
    if row.doubt:
        if len(row.cells) != heading.width:
            yield RowError(
                record.number,
                "",
                show(_first_text(row)),
                Sentence(row.doubt.template + " ({place})", {**row.doubt.values, "place": place}),
            )
            return
        assembly.warn(say("{place}: quotation marks inside a value were kept as written", place=place))
    for column, cell in filled:
        _put(record, column, cell)
    if "title" not in record.values:
        record.headings["title"] = [column.heading for column in heading.columns if column.field == "title"]
    yield from _checked(record, assembly)


def _surplus(row: RawRow, heading: Heading) -> str:
    return next((written(cell) for cell in row.cells[heading.width :] if not is_empty(cell)), "")


def _misfit(row: RawRow, heading: Heading, place: str) -> Sentence:
    return say(
        "the row has {count} cells but there are {width} headings: put a value that contains the separator in quotation marks ({place})",
        count=len(row.cells),
        width=heading.width,
        place=place,
    )


def _first_text(row: RawRow) -> str:
    return next((written(cell).strip() for cell in row.cells if not is_empty(cell)), "")


def _note(row: RawRow, filled: list[tuple[Column, Cell]], heading: Heading) -> str:
    """Why a row is no work: a repeated heading row, a section's name, a footnote, guidance; "" when it is one."""
    if len(filled) > 1 or len(heading.columns) == 1 or _filled(row) > 1:
        column, cell = filled[0] if filled else (heading.columns[0], "")
        text = written(cell).strip()
        if (row.place < GUIDED_ROWS or text == column.heading) and _repeats(filled):
            return "the headings again"
        title = next((written(cell).strip() for column, cell in filled if column.field == "title"), "")
        return "guidance" if row.place < GUIDED_ROWS and len(title) < 60 and _GUIDE.match(title) else ""
    text = _first_text(row)
    if row.banner:
        return "one text over several columns"
    if heading.width > 1 and _NOTE.match(text):
        return "a note"
    if heading.width > 1 and _SECTION.match(text):
        return "the name of a section"
    return ""


def _filled(row: RawRow) -> int:
    return sum(not is_empty(cell) for cell in row.cells)


def _has_others(row: RawRow, known: list[tuple[Column, Cell]]) -> bool:
    """Whether columns that are not read hold something; a row of numbers made in advance is empty."""
    return _filled(row) > sum(not is_empty(cell) for _, cell in known)


def _repeats(filled: list[tuple[Column, Cell]]) -> bool:
    """Whether every cell is a heading of its own column: lists printed in pages repeat their headings."""
    meanings = ((column.field, headings.meaning_of(written(cell).strip())) for column, cell in filled)
    return bool(filled) and all(meaning is not None and meaning.field == name for name, meaning in meanings)


def _put(record: Record, column: Column, cell: Any) -> None:
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
        scheme = compact(heading)
        items = texts if texts is not None else split(lines(cell))
        return [
            f"{scheme.upper()} {item}" if scheme in _SCHEMES and scheme not in item.casefold() else item
            for item in items
        ]
    pieces = split_domains if name == "official_domains" else split_licences
    if texts is None:
        return list(pieces(lines(cell)))
    return [piece for text in texts for piece in pieces(text)]


def _checked(record: Record, assembly: Assembly) -> Iterator[Work | RowError]:
    result = check(record)
    if isinstance(result, list):
        yield from result
        return
    assembly.taken += 1
    if warning := warning_of(result.title, written(record.values["title"]).strip()):
        assembly.warn(Sentence("row {row}: " + warning.template, {**warning.values, "row": str(record.number)}))
    for domain in result.official_domains:
        if domain in OPEN_HOSTS:
            assembly.warn(
                say(
                    "row {row}: anyone can upload to {domain}; as an official domain all of it counts as licensed",
                    row=record.number,
                    domain=domain,
                )
            )
    yield result


def read_records(records: Iterator[RawRecord], assembly: Assembly) -> Iterator[Work | RowError]:
    """The works and refused rows of JSON records, whose keys are headings."""
    unused: dict[str, None] = {}
    titled = False
    for raw in records:
        number = assembly.begin_row()
        place = f"line {raw.place}" if raw.place else ""
        if raw.values is None:
            yield RowError(
                number,
                "",
                show(raw.text),
                Sentence(
                    (raw.error or say("")).template + " ({place})",
                    {**(raw.error.values if raw.error else {}), "place": place},
                ),
            )
            continue
        record = Record(number, place)
        titled = _fill(record, raw.values, unused, assembly) or titled
        yield from _checked(record, assembly)
    if assembly.rows and not titled:
        raise refuse(
            "no record has a title: the names are {names}; name one title or 作品名称",
            names=", ".join(unused) or "none",
        )
    for text in unused:
        assembly.warn(say("column “{heading}” is not used", heading=text))


def _fill(record: Record, values: dict[str, Any], unused: dict[str, None], assembly: Assembly) -> bool:
    """The record's values by field; whether it has a title."""
    meanings = {key: headings.meaning_of(key) for key in values}
    strong = {meaning.field for meaning in meanings.values() if meaning and not meaning.weak}
    for key, value in values.items():
        meaning = meanings[key]
        if meaning is None or (meaning.weak and meaning.field in strong):
            if len(unused) < 1000:
                unused.setdefault(key)
            continue
        if len(assembly.columns) < 1000:
            assembly.columns.setdefault(key, meaning.field)
        if meaning.field in record.values and meaning.field not in MANY:
            twice = say("“{key}” gives {field} a second time: keep one of them", key=key, field=meaning.field)
            record.faults.append((key, str(value), twice))
            continue
        cell = _cell(value, meaning.field)
        if isinstance(cell, list) or not is_empty(cell):
            _put(record, Column(0, meaning.field, key), cell)
    return "title" in strong or any(meaning and meaning.field == "title" for meaning in meanings.values())


def _cell(value: Any, name: FieldName) -> Any:
    """A JSON value as a cell: lists only where several values may stand, objects only for licences."""
    if isinstance(value, list) and name in MANY:
        return [_item(item, name) for item in value if item is not None]
    if isinstance(value, list) and name == "window" and len(value) == 2:
        return f"{value[0] or ''}~{value[1] or ''}"
    if isinstance(value, dict) and name == "licences":
        return [_item(value, name)]
    if isinstance(value, list | dict):
        return Fault(str(value)[:100], say("{field} must be one text or number, not a list or object", field=name))
    if isinstance(value, bool):
        return Fault(str(value).lower(), say("{field} must be a text or number, not true or false", field=name))
    return value


def _item(item: Any, name: FieldName) -> Cell:
    if isinstance(item, dict) and name == "licences":
        return _licence(item)
    if isinstance(item, list | dict | bool):
        return Fault(str(item)[:100], say("a value of {field} must be a text", field=name))
    return item if isinstance(item, Fault) else written(item)


def _licence(item: dict[str, Any]) -> Cell:
    """{"platform": ..., "from": ..., "to": ...} as people would write it."""
    known = {str(key).casefold(): value for key, value in item.items()}
    platform = next((known[key] for key in ("platform", "name", "平台", "licensee") if known.get(key)), "")
    starts = next((known[key] for key in ("from", "starts", "start", "since", "开始", "起") if known.get(key)), "")
    ends = next((known[key] for key in ("to", "ends", "until", "end", "结束", "止") if known.get(key)), "")
    if not platform or not all(isinstance(part, str | int) for part in (platform, starts, ends)):
        return Fault(
            str(item)[:100],
            say(
                "a licence must be written as {shape}",
                shape='{"platform": "爱奇艺", "from": "2021-04-04", "to": "2031-04-03"}',
            ),
        )
    if starts:
        return f"{platform}({starts}~{ends})" if ends else f"{platform}({starts}起)"
    return f"{platform}(至{ends})" if ends else str(platform)
