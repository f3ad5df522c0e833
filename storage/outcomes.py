"""Outcomes: what became of noticed hits, with the reason; looks at their links, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, Subquery, func, insert, select

from core.types import HitState, OutcomeKind
from storage.database import Database, chunks
from storage.decision_tables import notice_hits, notices, outcomes
from storage.hits import read_hit
from storage.projection import STATE_OF_OUTCOME, change_state
from storage.tables import hits, links, pages, sightings, works
from storage.takedown_tables import looks

_PORTION: Final = 500
# After one of these the law or the platform's answer bars a second notice of the same item.
BARRING: Final = ("counter_notice", "restored")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a hit. `reason` says why in a word (platform, owner, expired, ...), `detail` in a sentence."""

    hit_id: int
    kind: OutcomeKind
    observed_at: datetime
    notice_id: int | None = None
    reason: str = ""
    detail: str = ""
    observer: str = ""
    outcome_id: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a noticed link: gone, alive, or nothing that could be told."""

    hit_id: int
    verdict: str
    reason: str
    detail: str
    http_status: int | None
    looked_at: datetime


@dataclass(frozen=True, slots=True)
class Watched:
    """A noticed link that should be looked at again."""

    hit_id: int
    notice_id: int
    state: HitState
    link_kind: str
    provider: str
    link_url: str
    page_url: str
    words: str
    title: str
    looked_at: datetime | None


class Outcomes:
    """Adds and reads outcomes and looks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, outcome: Outcome) -> HitState:
        """Keeps an outcome; the hit's state follows in the same transaction. Gives the state."""
        row = {
            "hit_id": outcome.hit_id, "notice_id": outcome.notice_id, "kind": outcome.kind, "reason": outcome.reason,
            "detail": outcome.detail, "observer": outcome.observer, "observed_at": outcome.observed_at,
        }  # fmt: skip
        with self._database.write() as connection:
            read_hit(connection, outcome.hit_id)
            outcome_id = connection.execute(insert(outcomes).returning(outcomes.c.id), row).scalar_one()
            state = STATE_OF_OUTCOME.get(outcome.kind)
            if state is not None:
                change_state(connection, outcome.hit_id, state, outcome.observed_at, outcome_id=outcome_id)
            return read_hit(connection, outcome.hit_id).state  # type: ignore[return-value]

    def of(self, hit_id: int) -> list[Outcome]:
        """The outcomes of a hit, in order."""
        return self._read(select(outcomes).where(outcomes.c.hit_id == hit_id))

    def of_notice(self, notice_id: int) -> list[Outcome]:
        """The outcomes of a notice's hits since it was drafted, in order."""
        listed = select(notice_hits.c.hit_id).where(notice_hits.c.notice_id == notice_id)
        made = select(notices.c.created_at).where(notices.c.id == notice_id).scalar_subquery()
        return self._read(
            select(outcomes).where(
                outcomes.c.hit_id.in_(listed),
                func.coalesce(outcomes.c.notice_id, notice_id) == notice_id,
                outcomes.c.observed_at >= made,
            )
        )

    def since(self, moment: datetime | None = None, until: datetime | None = None) -> Iterator[Outcome]:
        """All outcomes observed in a window, in order."""
        wanted = select(outcomes).order_by(outcomes.c.id)
        if moment is not None:
            wanted = wanted.where(outcomes.c.observed_at >= moment)
        if until is not None:
            wanted = wanted.where(outcomes.c.observed_at < until)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_PORTION).execute(wanted):
                yield _outcome(row)

    def _read(self, wanted: Select[Any]) -> list[Outcome]:
        with self._database.read() as connection:
            return [_outcome(row) for row in connection.execute(wanted.order_by(outcomes.c.id))]

    def barred(self, hit_ids: Sequence[int]) -> dict[int, str]:
        """Those of the hits that were answered by a counter-notice or restored on one, with the kind."""
        found: dict[int, str] = {}
        with self._database.read() as connection:
            for portion in chunks(hit_ids):
                wanted = select(outcomes.c.hit_id, outcomes.c.kind).where(
                    outcomes.c.hit_id.in_(portion),
                    outcomes.c.kind.in_(BARRING),
                    outcomes.c.reason != "came_back",
                )
                found.update((row.hit_id, row.kind) for row in connection.execute(wanted))
        return found

    def add_looks(self, made: Sequence[Look]) -> None:
        """Keeps looks at links."""
        with self._database.write() as connection:
            for portion in chunks(made):
                connection.execute(insert(looks), [_look_row(look) for look in portion])

    def watched(self, not_since: datetime, limit: int | None = None) -> Iterator[Watched]:
        """Noticed and removed links that nobody looked at since a time; with a limit, those longest unseen.

        They are read in portions, so that a look of many hours holds no transaction open.
        """
        if limit is not None:
            yield from self._portion(not_since, limit)
            return
        after = 0
        while portion := self._portion(not_since, _PORTION, after):
            yield from portion
            after = portion[-1].hit_id

    def _portion(self, not_since: datetime, limit: int, after: int | None = None) -> list[Watched]:
        last = select(looks.c.hit_id, func.max(looks.c.looked_at).label("at")).group_by(looks.c.hit_id).subquery("last")
        wanted = _watched_rows(last).where(
            hits.c.state.in_(("noticed", "removed")), func.coalesce(last.c.at < not_since, True)
        )
        if after is None:
            wanted = wanted.order_by(last.c.at.is_not(None), last.c.at, hits.c.id)
        else:
            wanted = wanted.where(hits.c.id > after).order_by(hits.c.id)
        with self._database.read() as connection:
            return [Watched(**row._asdict()) for row in connection.execute(wanted.limit(limit))]


def _watched_rows(last: Subquery) -> Select[Any]:
    sent = (
        select(notice_hits.c.hit_id, func.max(notice_hits.c.notice_id).label("notice_id"))
        .join(notices, notices.c.id == notice_hits.c.notice_id)
        .where(notices.c.state == "sent", notices.c.about_id.is_(None))
        .group_by(notice_hits.c.hit_id)
        .subquery("sent")
    )
    shown = (
        hits.join(sent, sent.c.hit_id == hits.c.id)
        .join(links, links.c.id == hits.c.link_id)
        .join(sightings, sightings.c.id == hits.c.sighting_id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .join(works, works.c.id == hits.c.work_id)
        .outerjoin(last, last.c.hit_id == hits.c.id)
    )
    return select(
        hits.c.id.label("hit_id"),
        sent.c.notice_id,
        hits.c.state,
        hits.c.link_kind,
        links.c.provider,
        links.c.url.label("link_url"),
        pages.c.url.label("page_url"),
        hits.c.matched_text.label("words"),
        works.c.title,
        last.c.at.label("looked_at"),
    ).select_from(shown)


def _look_row(look: Look) -> dict[str, Any]:
    return {
        "hit_id": look.hit_id, "verdict": look.verdict, "reason": look.reason, "detail": look.detail,
        "http_status": look.http_status, "looked_at": look.looked_at,
    }  # fmt: skip


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(row.hit_id, row.kind, row.observed_at, row.notice_id, row.reason, row.detail, row.observer, row.id)
