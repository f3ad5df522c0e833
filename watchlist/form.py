"""One work as a form gives it: field by field in text, checked like a row of a list."""

from __future__ import annotations

from collections.abc import Mapping

from core.types import Work
from watchlist.assembly import put
from watchlist.fields import FieldName
from watchlist.headings import Column
from watchlist.listing import RowError
from watchlist.rows import Record, check


def read_form(values: Mapping[FieldName, str]) -> Work | list[RowError]:
    """The work, or what is wrong: by field, with the value and the cure."""
    record = Record(1, "")
    for place, (name, text) in enumerate(values.items()):
        if text.strip():
            put(record, Column(place, name, name), text)
    return check(record)
