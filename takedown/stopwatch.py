"""Stopwatch: how long each recipient took, what is overdue and what to do next, and the clocks of counter-notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.errors import NotFoundError
from storage.notices import Notice, NoticeEvent, NoticeQuery
from storage.outcomes import Look, Outcome
from takedown.advice import advise
from takedown.calendars import Calendars, load_calendars
from takedown.clocks import Clock, clocks_of
from takedown.desk import Desk
from takedown.escalation import Step, due_at, load_steps, next_step
from takedown.recipients import Basis, Recipient

ACTED: Final = ("removed", "refused", "counter_notice")  # the recipient did something, whatever it was
CLOSED: Final = (*ACTED, "expired", "restored")
TOLERANCE: Final = timedelta(minutes=5)  # by which a clock may be ahead of ours


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """One sent notice against the time its recipient has.

    Between the last look that showed a link and the first that did not lies the moment of its removal: where the
    deadline lies between them too, nobody can tell whether it was in time (`unsure`). `doubtful` are outcomes whose
    time cannot be right (before the notice, or in the future): they count as acts, but not as hours.
    """

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
    came_back: int
    open: int
    hours: tuple[float, ...]
    hours_taken: float | None
    in_time: int
    late: int
    unsure: int
    doubtful: int
    overdue_hours: float
    clocks: tuple[Clock, ...] = ()
    step: Step | None = None
    step_at: datetime | None = None
    advice: str = ""
    advice_zh: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a stopwatch is read by: calendars and the steps of an escalation."""

    calendars: Calendars
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, desk: Desk | None = None) -> Rules:
        """The bundled rules, completed by the operator's."""
        folder = desk.config.folder if desk is not None else None
        return cls(load_calendars(folder), load_steps(folder))


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a notice since it went out, in the order it was recorded."""

    outcomes: Sequence[Outcome]
    looks: Sequence[Look] = ()
    events: Sequence[NoticeEvent] = ()


def stopwatches(desk: Desk, now: datetime, since: datetime | None = None) -> Iterator[Stopwatch]:
    """A stopwatch for every notice that was sent and lists hits, newest first."""
    rules = Rules.of(desk)
    for notice in desk.store.notices.query(NoticeQuery(state="sent", since=since)):
        if notice.sent_at is not None and notice.about_id is None and notice.hits:
            yield measure(desk, notice, now, rules)


def measure(desk: Desk, notice: Notice, now: datetime, rules: Rules | None = None) -> Stopwatch:
    """The stopwatch of one notice."""
    try:
        recipient = desk.recipients.get(notice.recipient)
    except NotFoundError:  # a recipient that the operator took out of the list since
        recipient = Recipient(code=notice.recipient)
    store = desk.store
    history = History(
        store.outcomes.of_notice(notice.notice_id),
        store.outcomes.looks_of(store.notices.hit_ids(notice.notice_id)),
        store.notices.events(notice.notice_id),
    )
    return read(notice, recipient, history, now, rules or Rules.of(desk))


def read(notice: Notice, recipient: Recipient, history: History, now: datetime, rules: Rules) -> Stopwatch:
    """What the history of a notice says about its recipient, at a moment."""
    assert notice.sent_at is not None
    due = deadline(notice.sent_at, notice.hours, recipient, rules.calendars)
    first, last = _by_hit(history.outcomes, notice)
    sure = {hit: one for hit, one in first.items() if notice.sent_at <= one.observed_at <= now + TOLERANCE}
    taken = [(one.observed_at - notice.sent_at).total_seconds() / 3600 for one in sure.values()]
    shown = _shown(history.looks, notice.sent_at)
    judged = [_is_late(one, due, shown) for one in sure.values()]
    still = notice.hits - sum(outcome.reason != "came_back" for outcome in last.values())
    clocks = tuple(clocks_of(last.values(), recipient.service, notice.form, history.events, rules.calendars))
    step = next_step(rules.steps, history.events) if still and now > due else None
    overdue = max(0.0, (now - due).total_seconds() / 3600) if still else 0.0
    advice = advise(still, overdue, clocks, step, now, rules.calendars)
    return Stopwatch(
        notice_id=notice.notice_id,
        number=notice.number,
        recipient=notice.recipient,
        form=notice.form,
        sent_at=notice.sent_at,
        due_at=due,
        basis=recipient.hours_basis,
        links=notice.hits,
        acted=len(first),
        removed=sum(outcome.kind == "removed" for outcome in first.values()),
        refused=sum(outcome.kind == "refused" for outcome in first.values()),
        countered=sum(outcome.kind == "counter_notice" for outcome in last.values()),
        came_back=sum(outcome.reason == "came_back" for outcome in last.values()),
        open=still,
        hours=tuple(taken),
        hours_taken=round(max(taken), 1) if taken else None,
        in_time=judged.count(False),
        late=judged.count(True) + (_never_acted(notice.hits, first, last) if now > due else 0),
        unsure=judged.count(None),
        doubtful=len(first) - len(sure),
        overdue_hours=round(overdue, 1),
        clocks=clocks,
        step=step,
        step_at=due_at(step, due) if step else None,
        advice=advice.en,
        advice_zh=advice.zh,
    )


def deadline(sent_at: datetime, hours: int, recipient: Recipient, calendars: Calendars) -> datetime:
    """Until when the recipient has time: hours, or working days where it or the law counts those."""
    if not recipient.working_days:
        return sent_at + timedelta(hours=hours)
    calendar = calendars.get(recipient.calendar)
    last = calendar.after(calendar.day_of(sent_at), recipient.working_days, working=True)
    return calendar.end_of(last)


def _by_hit(outcomes: Iterable[Outcome], notice: Notice) -> tuple[dict[int, Outcome], dict[int, Outcome]]:
    """Of each hit, the first outcome in which the recipient acted, and the last outcome at all.

    The order is that in which they were recorded: clocks may jump.
    """
    first: dict[int, Outcome] = {}
    last: dict[int, Outcome] = {}
    for outcome in outcomes:
        of_notice = outcome.notice_id == notice.notice_id
        if of_notice or (notice.sent_at is not None and outcome.observed_at >= notice.sent_at):
            if outcome.kind in ACTED:
                first.setdefault(outcome.hit_id, outcome)
            if outcome.kind in CLOSED:
                last[outcome.hit_id] = outcome
    return first, last


def _shown(looks: Iterable[Look], sent_at: datetime) -> dict[int, list[datetime]]:
    """When looks since the notice showed each hit's link alive; an empty list: looked at, never seen alive."""
    shown: dict[int, list[datetime]] = {}
    for look in looks:
        if look.looked_at >= sent_at:
            alive = shown.setdefault(look.hit_id, [])
            if look.verdict == "alive":
                alive.append(look.looked_at)
    return shown


def _is_late(outcome: Outcome, due: datetime, shown: dict[int, list[datetime]]) -> bool | None:
    """Whether the recipient acted too late; None where the deadline lies between two looks."""
    if outcome.observed_at <= due:
        return False
    alive = shown.get(outcome.hit_id)
    if alive is None or outcome.reason == "reported":
        return True  # told by a person, who knows when
    return True if any(due <= moment < outcome.observed_at for moment in alive) else None


def _never_acted(hits: int, first: dict[int, Outcome], last: dict[int, Outcome]) -> int:
    """Links that the recipient has left alone although time is up: neither acted on nor ended by themselves."""
    return hits - len(first.keys() | last.keys())
