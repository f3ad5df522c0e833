"""Works out of JSON records: keys are headings, lists and objects stand where several values may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from core.types import Work
from watchlist import headings
from watchlist.assembly import MANY, Assembly, put
from watchlist.cells import Cell, Fault, is_empty, written
from watchlist.fields import FieldName
from watchlist.headings import Column
from watchlist.listing import RowError
from watchlist.readers.records import RawRecord
from watchlist.rows import Record
from watchlist.sentences import Sentence, refuse, say, show

MOST_KEYS: Final = 1_000  # different names that are remembered
ENOUGH: Final = 1_000  # records without a title that show what the rest is like
LONGEST_LIST: Final = 1_000

_SHAPE: Final = '{"title": "..."}'
_LICENCE: Final = '{"platform": "爱奇艺", "from": "2021-04-04", "to": "2031-04-03"}'
_PLATFORM: Final = ("platform", "name", "licensee", "平台")
_FROM: Final = ("from", "starts", "start", "since", "开始", "起")
_TO: Final = ("to", "ends", "until", "end", "结束", "止")


def read_records(records: Iterator[RawRecord], assembly: Assembly) -> Iterator[Work | RowError]:
    """The works and refused rows of JSON records."""
    unused: dict[str, None] = {}
    titled = False
    for raw in records:
        number = assembly.begin_row()
        place = f"line {raw.place}"
        if raw.values is None:
            error = raw.error or say("the record is not an object")
            assembly.refuse_row()
            yield RowError(
                number, "", show(raw.text), Sentence(error.template + " ({place})", {**error.values, "place": place})
            )
            continue
        record = Record(number, place)
        titled = _fill(record, raw.values, unused, assembly) or titled
        if number >= ENOUGH and not titled:
            break
        yield from assembly.finish_row(record)
    if assembly.rows and not titled:
        names = ", ".join(unused) or "none"
        raise refuse(
            "no record has a title (the names are: {names}): write each work as {shape}", names=names, shape=_SHAPE
        )
    assembly.warn_unused(tuple(unused))


def _fill(record: Record, values: dict[str, Any], unused: dict[str, None], assembly: Assembly) -> bool:
    """The record's values by field; whether it has a title."""
    meanings = {key: headings.meaning_of(key) for key in values}
    strong = {meaning.field for meaning in meanings.values() if meaning and not meaning.weak}
    for key, value in values.items():
        meaning = meanings[key]
        if meaning is None or (meaning.weak and meaning.field in strong):
            if len(unused) < MOST_KEYS:
                unused.setdefault(key)
            continue
        if len(assembly.columns) < MOST_KEYS:
            assembly.columns.setdefault(key, meaning.field)
        if meaning.field in record.values and meaning.field not in MANY:
            twice = say("“{key}” gives {field} a second time: keep one of them", key=key, field=meaning.field)
            record.faults.append((key, str(value), twice))
            continue
        cell = _cell(value, meaning.field)
        if isinstance(cell, list) or not is_empty(cell):
            put(record, Column(0, meaning.field, key), cell)
    return any(meaning and meaning.field == "title" for meaning in meanings.values())


def _cell(value: Any, name: FieldName) -> Any:
    """A JSON value as a cell: lists only where several values may stand, objects only for licences."""
    if isinstance(value, list) and name in MANY:
        return [_item(item, name) for item in value[:LONGEST_LIST] if item is not None]
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
    platform, starts, ends = (
        next((known[key] for key in keys if known.get(key)), "") for keys in (_PLATFORM, _FROM, _TO)
    )
    if not platform or not all(isinstance(part, str | int) for part in (platform, starts, ends)):
        return Fault(str(item)[:100], say("a licence must be written as {shape}", shape=_LICENCE))
    if starts:
        return f"{platform}({starts}~{ends})" if ends else f"{platform}({starts}起)"
    return f"{platform}(至{ends})" if ends else str(platform)
