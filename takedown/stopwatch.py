"""Stopwatch: how long each recipient took, what is overdue, and the clocks that counter-notices start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.errors import NotFoundError
from storage.notices import Notice, NoticeQuery
from storage.outcomes import Outcome
from takedown.desk import Desk
from takedown.facts import Fact, bundled
from takedown.recipients import Basis, Recipient, Service

ACTED = ("removed", "refused", "counter_notice")  # the recipient did something, whatever it was
CLOSED = (*ACTED, "expired", "restored")


class ClockRow(Fact):
    """A time that the law sets: so many days after an event."""

    code: str
    starts: str
    services: tuple[Service, ...]
    days: int
    zh: str
    en: str
    source: str


class _File(Fact):
    clock: tuple[ClockRow, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs for a hit: its rule and the last day."""

    hit_id: int
    rule: ClockRow
    started: datetime
    ends: date


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """One sent notice against the time its recipient has."""

    notice_id: int
    number: str
    recipient: str
    form: str
    sent_at: datetime
    due_at: datetime
    basis: Basis
    links: int
    acted: int
    removed: int
    refused: int
    countered: int
    open: int
    hours: tuple[float, ...]
    hours_taken: float | None
    late: int
    overdue_hours: float
    clocks: tuple[Clock, ...] = ()
    advice: str = ""


def stopwatches(desk: Desk, now: datetime, since: datetime | None = None) -> Iterator[Stopwatch]:
    """A stopwatch for every notice that was sent and lists hits, newest first."""
    for notice in desk.store.notices.query(NoticeQuery(state="sent", since=since)):
        if notice.sent_at is not None and notice.about_id is None and notice.hits:
            yield measure(desk, notice, now)


def measure(desk: Desk, notice: Notice, now: datetime) -> Stopwatch:
    """The stopwatch of one notice."""
    try:
        recipient = desk.recipients.get(notice.recipient)
    except NotFoundError:  # a recipient that the operator took out of the list since
        recipient = Recipient(code=notice.recipient)
    return read(notice, recipient, desk.store.outcomes.of_notice(notice.notice_id), now)


def read(notice: Notice, recipient: Recipient, outcomes: Iterable[Outcome], now: datetime) -> Stopwatch:
    """What the outcomes of a notice say about its recipient, at a moment."""
    assert notice.sent_at is not None
    first, last = _by_hit(outcomes, notice.sent_at)
    due_at = notice.sent_at + timedelta(hours=notice.hours)
    taken = [(outcome.observed_at - notice.sent_at).total_seconds() / 3600 for outcome in first.values()]
    closed = sum(outcome.reason != "came_back" for outcome in last.values())
    still = notice.hits - closed
    late = sum(hours > notice.hours for hours in taken) + (still if now > due_at else 0)
    overdue = max(0.0, (now - due_at).total_seconds() / 3600) if still else 0.0
    clocks = tuple(_clocks(last.values(), recipient.service))
    return Stopwatch(
        notice_id=notice.notice_id,
        number=notice.number,
        recipient=notice.recipient,
        form=notice.form,
        sent_at=notice.sent_at,
        due_at=due_at,
        basis=recipient.hours_basis,
        links=notice.hits,
        acted=len(first),
        removed=sum(outcome.kind == "removed" for outcome in first.values()),
        refused=sum(outcome.kind == "refused" for outcome in first.values()),
        countered=sum(outcome.kind == "counter_notice" for outcome in last.values()),
        open=still,
        hours=tuple(taken),
        hours_taken=round(max(taken), 1) if taken else None,
        late=late,
        overdue_hours=round(overdue, 1),
        clocks=clocks,
        advice=_advice(still, overdue, clocks, now),
    )


def _by_hit(outcomes: Iterable[Outcome], sent_at: datetime) -> tuple[dict[int, Outcome], dict[int, Outcome]]:
    """Of each hit, the first outcome in which the recipient acted, and the last outcome at all."""
    first: dict[int, Outcome] = {}
    last: dict[int, Outcome] = {}
    for outcome in sorted(outcomes, key=lambda outcome: (outcome.observed_at, outcome.outcome_id or 0)):
        if outcome.observed_at >= sent_at:
            if outcome.kind in ACTED:
                first.setdefault(outcome.hit_id, outcome)
            if outcome.kind in CLOSED:
                last[outcome.hit_id] = outcome
    return first, last


def _clocks(outcomes: Iterable[Outcome], service: Service) -> Iterator[Clock]:
    for outcome in outcomes:
        for rule in bundled("clocks", _File).clock:
            if rule.starts == outcome.kind and service in rule.services:
                ends = outcome.observed_at.astimezone(UTC).date() + timedelta(days=rule.days)
                yield Clock(outcome.hit_id, rule, outcome.observed_at, ends)


def _advice(still: int, overdue: float, clocks: tuple[Clock, ...], now: datetime) -> str:
    """What to do now, in a sentence."""
    for clock in sorted(clocks, key=lambda clock: clock.ends):
        left = (clock.ends - now.astimezone(UTC).date()).days
        if left > 0:
            return f"counter-notice on hit {clock.hit_id}: complain or sue within {left} days, until {clock.ends}"
        return f"counter-notice on hit {clock.hit_id}: restored unless complained or sued; do not give notice again"
    if not still:
        return ""
    if overdue:
        return f"overdue by {overdue:.0f} h: remind; then complain to the copyright office with this record"
    return "time is running"
