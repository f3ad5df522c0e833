"""The timeline of a case: its own steps, those of its notices, looks at its links and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.notices import Notice, NoticeQuery
from takedown.desk import Desk

What = Literal["case", "notice", "look", "outcome"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: when, what happened (a kind of event, verdict or outcome), who, particulars, and of which notice."""

    at: datetime
    what: What
    kind: str
    actor: str
    detail: str = ""
    notice_id: int | None = None
    number: str = ""
    hit_id: int | None = None


def timeline(desk: Desk, case_id: int) -> list[Moment]:
    """All that happened in a case, in order of time; at one time, in the order in which it was recorded."""
    notices = list(desk.store.notices.query(NoticeQuery(case_id=case_id)))
    found = [
        Moment(event.happened_at, "case", event.kind, event.actor, event.detail)
        for event in desk.store.cases.events(case_id)
    ]
    for notice in reversed(notices):
        found += _of_notice(desk, notice)
    found += _outcomes(desk, case_id, notices)
    return sorted(found, key=lambda moment: moment.at)


def _of_notice(desk: Desk, notice: Notice) -> Iterator[Moment]:
    for event in desk.store.notices.events(notice.notice_id):
        yield Moment(
            event.happened_at, "notice", event.kind, event.actor, event.detail, notice.notice_id, notice.number
        )
    for look in desk.store.fresh.of_notice(notice.notice_id):
        at = look.looked_at or notice.created_at
        detail = f"{look.url} {look.sign}".strip()
        yield Moment(at, "look", look.verdict, look.looked_by, detail, notice.notice_id, notice.number, look.hit_id)


def _outcomes(desk: Desk, case_id: int, notices: list[Notice]) -> Iterator[Moment]:
    """What became of its hits since the case was opened."""
    opened = desk.store.cases.get(case_id).opened_at
    numbers = {notice.notice_id: notice.number for notice in notices}
    for hit_id in desk.store.cases.hit_ids(case_id):
        for outcome in desk.store.outcomes.of(hit_id):
            if outcome.observed_at >= opened and (outcome.notice_id is None or outcome.notice_id in numbers):
                number = numbers.get(outcome.notice_id or 0, "")
                detail = " ".join(word for word in (outcome.reason, outcome.detail) if word)
                yield Moment(
                    outcome.observed_at, "outcome", outcome.kind, outcome.observer, detail, outcome.notice_id, number,
                    hit_id,
                )  # fmt: skip
