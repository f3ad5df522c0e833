"""Works, refused rows and sentences as lines of JSON between the reading process and the one that asked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from core.types import Licence, Work
from watchlist.listing import RowError
from watchlist.sentences import Sentence

_ENCODE: Final = json.JSONEncoder(separators=(",", ":")).encode
decode: Final = json.JSONDecoder().decode


def pack_work(work: Work) -> str:
    """One line; fields that are empty are left out from the end."""
    licences = [[each.platform, _day(each.starts), _day(each.ends)] for each in work.licences]
    values: list[Any] = [
        work.row, work.title, work.year, work.kind, work.holder, work.batch, work.aliases, work.official_domains,
        licences, _day(work.protected_from), _day(work.protected_until), _day(work.release_date), work.identifiers,
        work.note,
    ]  # fmt: skip
    while not values[-1]:
        values.pop()
    return _ENCODE(["w", *values])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


class Unpacker:
    """Lines back to works; equal texts, days and licences of a long list are kept once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._days: dict[str, date] = {}
        self._licences: dict[tuple[Licence, ...], tuple[Licence, ...]] = {}
        self._tuples: dict[tuple[str, ...], tuple[str, ...]] = {}

    def work(self, values: list[Any]) -> Work:
        """The work that `pack_work` wrote."""
        values = values + [None] * (14 - len(values))
        row, title, year, kind, holder, batch, aliases, domains, licences, starts, ends, released, identifiers, note = (
            values
        )
        return Work(
            title=title,
            aliases=tuple(aliases or ()),
            year=year,
            kind=kind and self._text(kind),  # type: ignore[arg-type]
            holder=self._text(holder or ""),
            batch=self._text(batch or ""),
            official_domains=self._shared(domains),
            licences=self._licensed(licences),
            protected_from=self._day(starts),
            protected_until=self._day(ends),
            release_date=self._day(released),
            identifiers=tuple(identifiers or ()),
            note=self._text(note or ""),
            row=row,
        )

    def _text(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def _shared(self, items: list[str] | None) -> tuple[str, ...]:
        found = tuple(items or ())
        return self._tuples.setdefault(found, found)

    def _day(self, text: str | None) -> date | None:
        if not text:
            return None
        day = self._days.get(text)
        if day is None:
            day = self._days[text] = date.fromisoformat(text)
        return day

    def _licensed(self, items: list[list[str]] | None) -> tuple[Licence, ...]:
        if not items:
            return ()
        found = tuple(Licence(platform, self._day(starts), self._day(ends)) for platform, starts, ends in items)
        return self._licences.setdefault(found, found)


def pack_error(error: RowError) -> str:
    """One line for a refused row."""
    return _ENCODE(["e", error.row, error.column, error.value, *pack_sentence(error.error)])


def unpack_error(values: list[Any]) -> RowError:
    """The refused row of a line."""
    row, column, value, template, words = values
    return RowError(row, column, value, Sentence(template, words))


def pack_sentence(text: str) -> tuple[str, dict[str, str]]:
    """A sentence as template and values."""
    if isinstance(text, Sentence):
        return text.template, text.values
    return text.replace("{", "{{").replace("}", "}}"), {}
