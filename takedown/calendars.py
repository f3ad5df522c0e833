"""Calendars: working days, days off and the zone whose midnight ends a day, as data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import field_validator, model_validator

from takedown.facts import DATA, Fact, FactsError, checked, read_toml, rows_of

FILE: Final = "calendars.toml"
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


class CalendarRow(Fact):
    """The days off of some years."""

    code: str
    zone: str
    years: tuple[int, ...]
    source: str
    off: tuple[date, ...]
    on: tuple[date, ...] = ()

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{zone!r} is no time zone such as Asia/Shanghai") from error
        return zone

    @model_validator(mode="after")
    def _consistent(self) -> CalendarRow:
        """A slip of the pen in a date must not move a deadline."""
        strange = [day for day in (*self.off, *self.on) if day.year not in self.years]
        if strange:
            raise ValueError(f"{strange[0]} lies in no year of `years`")
        both = sorted(set(self.off) & set(self.on))
        if both:
            raise ValueError(f"{both[0]} stands in `off` and in `on`")
        weekday = [day for day in self.on if day.weekday() < _SATURDAY]
        if weekday:
            raise ValueError(f"{weekday[0]} is no Saturday or Sunday: `on` names weekends that are worked")
        return self


class Calendar:
    """Counts days as people in one place do."""

    def __init__(self, row: CalendarRow) -> None:
        self.row: Final = row
        self.zone: Final = ZoneInfo(row.zone)
        self._off = frozenset(row.off)
        self._on = frozenset(row.on)

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        return day in self._on or (day not in self._off and day.weekday() < _SATURDAY)

    def is_known(self, day: date) -> bool:
        """Whether the days off of that year are on record; else only weekends were left out."""
        return day.year in self.row.years

    def day_of(self, moment: datetime) -> date:
        """The day on which a moment falls here."""
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The last moment of a day: midnight, also on days that a clock change makes shorter or longer."""
        return datetime.combine(day + _DAY, time(), self.zone).astimezone(UTC)

    def after(self, start: date, days: int, *, working: bool = False, roll: bool = False) -> date:
        """The last day of a period that begins the day after `start`.

        `working` counts working days only; `roll` moves a last day off to the next working day.
        """
        day = start
        for _ in range(days):
            day += _DAY
            while working and not self.is_working(day):
                day += _DAY
        while roll and not self.is_working(day):
            day += _DAY
        return day


class Calendars:
    """All calendars by code."""

    def __init__(self, rows: Iterable[CalendarRow]) -> None:
        self._by_code = {row.code: Calendar(row) for row in rows}

    def get(self, code: str) -> Calendar:
        """The calendar of that code."""
        if code not in self._by_code:
            raise FactsError(f"no calendar {code!r}: known are {', '.join(self._by_code)}; add it to {FILE}")
        return self._by_code[code]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes."""
        return tuple(self._by_code)


def load_calendars(folder: Path | None = None) -> Calendars:
    """The bundled calendars; days that the operator's calendars.toml adds to them count as well."""
    known: dict[str, dict[str, Any]] = {row["code"]: row for row in rows_of(DATA / FILE, "calendar")}
    own = folder / FILE if folder is not None else None
    if own is not None and own.is_file():
        unknown = set(read_toml(own)) - {"calendar"}
        if unknown:
            raise FactsError(f"{own}: unknown table {sorted(unknown)[0]!r}; write [[calendar]]")
        for row in rows_of(own, "calendar"):
            code = str(row.get("code"))
            known[code] = _joined(known[code], row) if code in known else row
    place = own if own is not None and own.is_file() else DATA / FILE
    return Calendars(checked(CalendarRow, row, f"{place}: [[calendar]] {code!r}") for code, row in known.items())


def _joined(bundled: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The operator's days beside the bundled ones."""
    lists = {
        name: [*bundled.get(name, []), *own[name]] for name in ("years", "off", "on") if isinstance(own.get(name), list)
    }
    return {**bundled, **own, **lists}
