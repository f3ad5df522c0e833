"""Clocks: the times that the law sets after a counter-notice, and whether the holder complained or sued in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from storage.notices import NoticeEvent
from storage.outcomes import Outcome
from takedown.calendars import Calendars
from takedown.facts import Fact, bundled
from takedown.recipients import Service

State = Literal["running", "stopped", "over"]


class ClockRow(Fact):
    """A time that the law sets: so many days after an event."""

    code: str
    starts: str
    services: tuple[Service, ...]
    calendar: str
    days: int
    zh: str
    en: str
    source: str
    latest: int = 0
    forms: tuple[str, ...] = ()
    working: bool = False
    roll: bool = False

    def fits(self, kind: str, service: Service, form: str) -> bool:
        """Whether it starts with this outcome of a notice of this form to a service of this kind."""
        return self.starts == kind and service in self.services and (not self.forms or form in self.forms)


class _File(Fact):
    clock: tuple[ClockRow, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs for a hit: its rule, the last day, and whether a complaint stopped it.

    `certain` is False where the days off of a year are not on record: then only weekends were left out.
    """

    hit_id: int
    rule: ClockRow
    started: datetime
    ends: date
    over_at: datetime
    certain: bool
    stopped_at: datetime | None = None

    def state(self, now: datetime) -> State:
        """Running, stopped by a complaint or action in time, or over."""
        if self.stopped_at is not None:
            return "stopped"
        return "running" if now < self.over_at else "over"

    def days_left(self, now: datetime, calendars: Calendars) -> int:
        """Whole days until the last one, counted where the clock runs."""
        return (self.ends - calendars.get(self.rule.calendar).day_of(now)).days


def clocks_of(
    outcomes: Iterable[Outcome], service: Service, form: str, events: Iterable[NoticeEvent], calendars: Calendars
) -> Iterator[Clock]:
    """The clock of each outcome that starts one. What was complained of or sued about before its end stops it."""
    complained = [event.happened_at for event in events if event.kind == "complained"]
    rules = bundled("clocks", _File).clock
    for outcome in outcomes:
        rule = next((rule for rule in rules if rule.fits(outcome.kind, service, form)), None)
        if rule is not None:
            yield _clock(outcome, rule, complained, calendars)


def _clock(outcome: Outcome, rule: ClockRow, complained: list[datetime], calendars: Calendars) -> Clock:
    calendar = calendars.get(rule.calendar)
    start = calendar.day_of(outcome.observed_at)
    ends = calendar.after(start, rule.days, working=rule.working, roll=rule.roll)
    over_at = calendar.end_of(ends) if rule.days else outcome.observed_at
    in_time = (moment for moment in complained if outcome.observed_at <= moment < over_at)
    certain = not (rule.working or rule.roll) or (calendar.is_known(start) and calendar.is_known(ends))
    return Clock(outcome.hit_id, rule, outcome.observed_at, ends, over_at, certain, min(in_time, default=None))
