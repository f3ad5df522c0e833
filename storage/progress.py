"""How takedown goes: notices that were sent, and what became of the hits in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, func, select

from storage.database import Database
from storage.decision_tables import notice_hits, notices, outcomes
from storage.policies import scoped
from storage.scope import Scope, visible_hits
from storage.tables import hits

GONE: Final = "removed"


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice with the hits of it that the reader may see, and how many of these are gone."""

    notice_id: int
    number: str
    form: str
    recipient: str
    holder: str
    state: str
    sent_at: datetime | None
    hits: int
    removed: int
    restored: int
    last_outcome: datetime | None


class Progress:
    """Reads notices within a scope."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def notices(
        self, scope: Scope, *, state: str | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[NoticeLine]:
        """The latest notices, drafts left out for rights holders; `before` is where the last page ended."""
        own = select(notice_hits.c.notice_id).join(hits, hits.c.id == notice_hits.c.hit_id).where(*visible_hits(scope))
        wanted = select(notices).order_by(notices.c.id.desc()).limit(limit)
        if scope.holder is not None:
            wanted = wanted.where(notices.c.id.in_(own), notices.c.state.in_(("sent", "withdrawn")))
            wanted = wanted.where(notices.c.holder == scope.holder)
        if state is not None:
            wanted = wanted.where(notices.c.state == state)
        if before is not None:
            wanted = wanted.where(notices.c.id < before)
        with scoped(self._database, scope) as connection:
            rows = connection.execute(wanted).all()
            counted = {row.notice_id: row for row in connection.execute(_counts(scope, [row.id for row in rows]))}
        return [_line(row, counted.get(row.id)) for row in rows]


def _counts(scope: Scope, notice_ids: Sequence[int]) -> Any:
    last = func.max(outcomes.c.observed_at).label("last")
    number = func.count(hits.c.id.distinct())
    return (
        select(
            notice_hits.c.notice_id,
            number.label("hits"),
            number.filter(hits.c.state == GONE).label("removed"),
            number.filter(hits.c.state == "restored").label("restored"),
            last,
        )
        .join(hits, hits.c.id == notice_hits.c.hit_id)
        .outerjoin(
            outcomes,
            (outcomes.c.hit_id == notice_hits.c.hit_id) & (outcomes.c.notice_id == notice_hits.c.notice_id),
        )
        .where(notice_hits.c.notice_id.in_(notice_ids), *visible_hits(scope))
        .group_by(notice_hits.c.notice_id)
    )


def _line(row: Row[Any], counted: Row[Any] | None) -> NoticeLine:
    return NoticeLine(
        notice_id=row.id,
        number=row.number,
        form=row.form,
        recipient=row.recipient,
        holder=row.holder,
        state=row.state,
        sent_at=row.sent_at,
        hits=counted.hits if counted else 0,
        removed=counted.removed if counted else 0,
        restored=counted.restored if counted else 0,
        last_outcome=counted.last if counted else None,
    )
