"""Works out of a table: headings found, notes and sections told from works, rows checked one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from core.types import Work
from watchlist import headings
from watchlist.assembly import Assembly, put
from watchlist.cells import Cell, is_empty, written
from watchlist.headings import Column, Heading
from watchlist.listing import RowError
from watchlist.readers.table import RawRow, Table
from watchlist.rows import Record
from watchlist.sentences import Sentence, refuse, say, show

GUIDED_ROWS: Final = 60  # rows in which guidance for those who fill the list in may stand

_NOTE = re.compile(
    r"(?:注|备注|说明|合计|总计|共计|小计|以上|联系人|联系电话|联系方式|制表|制表人|填表|填表人|填报人|审核人|单位盖章|盖章|填报单位|日期"
    r"|填表日期|共\s?\d+\s?[部件条项]|total|subtotal|notes?|sum|remarks?)(?:\s*[:：（(]|\s*$|.{0,40}[部件条项](?:作品|影片|节目)?[。.]?\s*$)",
    re.I,
)
_TOTAL = re.compile(r"(?:合计|总计|共计|小计|总数|(?:grand )?total|subtotal|sum)\s*[:：]?", re.I)
_COUNT = re.compile(r"共?\s?\d{1,3}|共?\s?\d{1,7}\s?(?:[部件条项个首本集种]|titles?|works?|items?|rows?)", re.I)
_SECTION = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十]{1,3}部分)[）)、.．]")
_GUIDE = re.compile(
    r"(?:必填|选填|请填写|请输入|填写|示例|例如|例|如|required|optional|mandatory|example|e\.g\.)\s*(?:[:：,，;；)）(（]|$)",
    re.I,
)
_NO_WORK: Final = "{place} was not read as a work: {text} ({why})"
_MISFIT: Final = (
    "the row has {count} cells but there are {width} headings: put a value that contains the separator in quotation "
    "marks ({place})"
)


def read_table(table: Table, assembly: Assembly) -> Iterator[Work | RowError]:
    """The works and refused rows of one table; nothing at all when it has no headings."""
    head: list[RawRow] = []
    for row in table.rows:
        if row.doubt or any(not is_empty(cell) for cell in row.cells):
            head.append(row)
        if len(head) > headings.SEARCHED_ROWS:
            break
    place = headings.find([row.cells for row in head])
    if place is None or (assembly.sheets and headings.is_feeble(head[place].cells)):
        return
    _refuse_sideways(head)
    heading, data = _heading(head, place, f"sheet “{table.name}”: " if table.name else "")
    _announce(table, heading, place, assembly)
    named = f"sheet {show(table.name)} row " if table.name else "line "
    for row in chain(data, table.rows):
        if headings.begins_with_title(row.cells) and (other := _other_heading(row, heading)):
            heading = other
            assembly.columns.update(heading.pairs)
            assembly.warn(say("{place}: other headings begin here", place=f"{named}{row.place}"))
            continue
        yield from _read_row(row, table, heading, f"{named}{row.place}", assembly)


def _heading(head: list[RawRow], place: int, where: str) -> tuple[Heading, list[RawRow]]:
    data = head[place + 1 :]
    cells = head[place].cells
    if place and (both := headings.joined(head[place - 1].cells, cells)):
        return headings.understand(both, where), data
    if data and (both := headings.joined(cells, data[0].cells)):
        return headings.understand(both, where), data[1:]
    return headings.understand(cells, where), data


def _refuse_sideways(head: list[RawRow]) -> None:
    """Headings that stand below each other: 片名, 流浪地球, 深海 above 年份, 2019, 2023."""
    meanings = [headings.meaning_of(_first_text(row)) for row in head]
    fields = {meaning.field for meaning in meanings if meaning}
    if len(head) > 1 and len(fields) == len(head) and "title" in fields:
        raise refuse(
            "the list lies on its side, with its headings below each other: turn it (copy, paste special, transpose), "
            "so that each work has a row"
        )


def _other_heading(row: RawRow, heading: Heading) -> Heading | None:
    """A second table below the first has headings of its own; the same headings again are no news."""
    texts = [written(cell).strip() for cell in row.cells if not is_empty(cell)]
    if len(texts) < 2 or not all(headings.meaning_of(text) for text in texts):
        return None
    other = headings.understand(row.cells)
    return other if other.columns != heading.columns and not _is_translation(other, heading) else None


def _is_translation(other: Heading, heading: Heading) -> bool:
    """Whether a row says the same as the headings in other words: title, year below 片名, 年份."""
    fields = {column.index: column.field for column in heading.columns}
    return all(fields.get(column.index) == column.field for column in other.columns)


def _announce(table: Table, heading: Heading, above: int, assembly: Assembly) -> None:
    assembly.sheets.append(table.name)
    assembly.columns.update(heading.pairs)
    for note in table.notes:
        assembly.warn(note)
    assembly.warn_unused(heading.unused)
    if above:
        assembly.warn(say("rows above the headings were not read: {count}", count=above))


def _read_row(row: RawRow, table: Table, heading: Heading, place: str, assembly: Assembly) -> Sequence[Work | RowError]:
    known = [(column, row.cells[column.index]) for column in heading.columns if column.index < len(row.cells)]
    filled = [(column, cell) for column, cell in known if column.field != "number" and not is_empty(cell)]
    if row.doubt is None:
        if not filled and not _has_others(row, known):
            _skip_numbered(known, place, assembly)
            return ()
        if note := _note(row, filled, heading):
            assembly.warn(say(_NO_WORK, place=place, text=_first_text(row), why=note))
            return ()
    _warn_unnamed(row, table, heading, assembly)
    record = Record(assembly.begin_row(), place)
    if misfit := _misfit(row, table, heading, place):
        assembly.refuse_row()
        return (RowError(record.number, "", show(_surplus(row, heading) or _first_text(row)), misfit),)
    if row.doubt:
        assembly.warn(say("{place}: quotation marks inside a value were kept as written", place=place))
    for column, cell in filled:
        put(record, column, cell)
    if "title" not in record.values:
        record.headings["title"] = [column.heading for column in heading.columns if column.field == "title"]
    return assembly.finish_row(record)


def _warn_unnamed(row: RawRow, table: Table, heading: Heading, assembly: Assembly) -> None:
    if not heading.unnamed and (table.fixed or len(row.cells) <= heading.width):
        return
    beyond = () if table.fixed else range(heading.width, len(row.cells))
    for index in (*heading.unnamed, *beyond):
        if index < len(row.cells) and not is_empty(row.cells[index]):
            assembly.warn_unnamed(table.name, index + 1, written(row.cells[index]).strip())


def _skip_numbered(known: list[tuple[Column, Cell]], place: str, assembly: Assembly) -> None:
    """A row that holds its number only is empty; words in that place are said to be left out."""
    texts = [written(cell).strip() for _, cell in known]
    remark = next((text for text in texts if any(char.isalpha() for char in text)), "")
    if remark:
        assembly.warn(say(_NO_WORK, place=place, text=remark, why="a note"))


def _misfit(row: RawRow, table: Table, heading: Heading, place: str) -> Sentence | None:
    """Why the cells of a row cannot be put under the headings."""
    if row.doubt and len(row.cells) != heading.width:
        return Sentence(row.doubt.template + " ({place})", {**row.doubt.values, "place": place})
    if table.fixed and _surplus(row, heading):
        return say(_MISFIT, count=len(row.cells), width=heading.width, place=place)
    return None


def _surplus(row: RawRow, heading: Heading) -> str:
    return next((written(cell) for cell in row.cells[heading.width :] if not is_empty(cell)), "")


def _first_text(row: RawRow) -> str:
    return next((written(cell).strip() for cell in row.cells if not is_empty(cell)), "")


def _note(row: RawRow, filled: list[tuple[Column, Cell]], heading: Heading) -> str:
    """Why a row is no work: a repeated heading row, a section's name, a footnote, guidance; "" when it is one."""
    if len(filled) > 1 or heading.width == 1 or _filled(row) > 1:
        return _note_in_columns(row, filled)
    text = _first_text(row)
    if row.banner:
        return "one text over several columns"
    if _NOTE.match(text):
        return "a note"
    return "the name of a section" if _SECTION.match(text) else ""


def _note_in_columns(row: RawRow, filled: list[tuple[Column, Cell]]) -> str:
    if not filled:
        return ""
    texts = [written(each).strip() for each in row.cells if not is_empty(each)]
    if len(texts) > 1 and _TOTAL.fullmatch(texts[0]) and all(map(_COUNT.fullmatch, texts[1:])):
        return "a total"
    column, cell = filled[0]
    again = written(cell).strip() == column.heading
    if again or (row.place < GUIDED_ROWS and len(filled) > 1 and _repeats(filled)):
        return "the headings again"
    title = next((written(cell).strip() for column, cell in filled if column.field == "title"), "")
    if _TOTAL.fullmatch(title) and all(_COUNT.fullmatch(written(each).strip()) for _, each in filled[1:]):
        return "a total"
    return "guidance" if row.place < GUIDED_ROWS and len(title) < 60 and _GUIDE.match(title) else ""


def _filled(row: RawRow) -> int:
    return sum(not is_empty(cell) for cell in row.cells)


def _has_others(row: RawRow, known: list[tuple[Column, Cell]]) -> bool:
    """Whether columns that are not read hold something; a row of numbers made in advance is empty."""
    return _filled(row) > sum(not is_empty(cell) for _, cell in known)


def _repeats(filled: list[tuple[Column, Cell]]) -> bool:
    """Whether every cell is a heading of its own column: lists printed in pages repeat their headings."""
    meanings = ((column.field, headings.meaning_of(written(cell).strip())) for column, cell in filled)
    return all(meaning is not None and meaning.field == name for name, meaning in meanings)
