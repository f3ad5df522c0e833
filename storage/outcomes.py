"""Outcomes: what became of noticed hits, with the reason; looks at their links, and whose turn it is."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, and_, exists, func, insert, or_, select

from core.types import HitState, OutcomeKind
from storage.database import Database, chunks
from storage.decision_tables import notice_hits, notices, outcomes
from storage.hits import read_hit
from storage.projection import STATE_OF_OUTCOME, change_state
from storage.tables import hits, links, pages, sightings, works
from storage.takedown_tables import looks

_PORTION: Final = 500
# Hits in these states are looked at again; of the restored ones those that came back by themselves.
WATCHED: Final = ("noticed", "removed")
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
    countered: bool
    told_up: bool


class Outcomes:
    """Adds and reads outcomes and looks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, outcome: Outcome) -> HitState:
        """Keeps an outcome; the hit's state follows in the same transaction. Gives the state."""
        with self._database.write() as connection:
            add_outcome(connection, outcome)
            return read_hit(connection, outcome.hit_id).state  # type: ignore[return-value]

    def add_all(self, found: Sequence[Outcome], made: Sequence[Look] = ()) -> None:
        """Keeps outcomes and the looks they come from, all in one transaction."""
        with self._database.write() as connection:
            for outcome in found:
                add_outcome(connection, outcome)
            for portion in chunks(made):
                connection.execute(insert(looks), [_look_row(look) for look in portion])

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

    def looks_of(self, hit_ids: Sequence[int]) -> list[Look]:
        """All looks at the links of some hits, in order."""
        found: list[Look] = []
        with self._database.read() as connection:
            for portion in chunks(hit_ids):
                wanted = select(looks).where(looks.c.hit_id.in_(portion)).order_by(looks.c.id)
                found.extend(
                    Look(row.hit_id, row.verdict, row.reason, row.detail, row.http_status, row.looked_at)
                    for row in connection.execute(wanted)
                )
        return found

    def due(self, not_since: datetime, now: datetime, limit: int | None = None) -> dict[str, array[int]]:
        """The hits whose links are to be looked at, by recipient: those nobody looked at since a time.

        A look that a wrong clock put into the future does not count. With a limit, the longest unseen come first.
        Eight bytes a hit: a year's links fit into memory by their numbers alone.
        """
        last = select(looks.c.looked_at).where(looks.c.hit_id == hits.c.id).order_by(looks.c.id.desc()).limit(1)
        seen = last.correlate(hits).scalar_subquery()
        listed = _listed()
        wanted = (
            select(hits.c.id, notices.c.recipient)
            .join(listed, listed.c.hit_id == hits.c.id)
            .join(notices, notices.c.id == listed.c.notice_id)
            .where(or_(hits.c.state.in_(WATCHED), and_(hits.c.state == "restored", ~_told("counter_notice"))))
            .where(or_(seen.is_(None), seen < not_since, seen > now))
        )
        order = (hits.c.id,) if limit is None else (seen.is_not(None), seen, hits.c.id)
        found: dict[str, array[int]] = {}
        with self._database.read() as connection:
            rows = connection.execution_options(yield_per=_PORTION).execute(wanted.order_by(*order).limit(limit))
            for row in rows:
                found.setdefault(row.recipient, array("q")).append(row.id)
        return found

    def watched(self, hit_ids: Sequence[int]) -> list[Watched]:
        """What has to be known of links to look at them, in the order of the numbers."""
        listed = _listed(hit_ids)
        wanted = (
            select(
                hits.c.id.label("hit_id"),
                listed.c.notice_id,
                hits.c.state,
                hits.c.link_kind,
                links.c.provider,
                links.c.url.label("link_url"),
                pages.c.url.label("page_url"),
                hits.c.matched_text.label("words"),
                works.c.title,
                _told("counter_notice").label("countered"),
                _told("still_up").label("told_up"),
            )
            .join(listed, listed.c.hit_id == hits.c.id)
            .join(links, links.c.id == hits.c.link_id)
            .join(sightings, sightings.c.id == hits.c.sighting_id)
            .join(pages, pages.c.id == sightings.c.page_id)
            .join(works, works.c.id == hits.c.work_id)
            .where(hits.c.id.in_(hit_ids))
        )
        with self._database.read() as connection:
            found = {row.hit_id: Watched(**row._asdict()) for row in connection.execute(wanted)}
        return [found[hit_id] for hit_id in hit_ids if hit_id in found]


def add_outcome(connection: Connection, outcome: Outcome) -> None:
    """Keeps an outcome within a transaction; the hit's state follows."""
    row = {
        "hit_id": outcome.hit_id, "notice_id": outcome.notice_id, "kind": outcome.kind, "reason": outcome.reason,
        "detail": outcome.detail, "observer": outcome.observer, "observed_at": outcome.observed_at,
    }  # fmt: skip
    if outcome.notice_id is None:
        read_hit(connection, outcome.hit_id)
    outcome_id = connection.execute(insert(outcomes).returning(outcomes.c.id), row).scalar_one()
    state = STATE_OF_OUTCOME.get(outcome.kind)
    if state is not None:
        change_state(connection, outcome.hit_id, state, outcome.observed_at, outcome_id=outcome_id)


def _listed(hit_ids: Sequence[int] | None = None) -> Subquery:
    """The last notice that is out for each hit."""
    wanted = (
        select(notice_hits.c.hit_id, func.max(notice_hits.c.notice_id).label("notice_id"))
        .join(notices, notices.c.id == notice_hits.c.notice_id)
        .where(notices.c.state == "sent", notices.c.about_id.is_(None))
    )
    if hit_ids is not None:
        wanted = wanted.where(notice_hits.c.hit_id.in_(hit_ids))
    return wanted.group_by(notice_hits.c.hit_id).subquery("listed")


def _told(kind: OutcomeKind) -> ColumnElement[bool]:
    """Whether an outcome of this kind is known of the hit."""
    return exists().where(outcomes.c.hit_id == hits.c.id, outcomes.c.kind == kind).correlate(hits)


def _look_row(look: Look) -> dict[str, Any]:
    return {
        "hit_id": look.hit_id, "verdict": look.verdict, "reason": look.reason, "detail": look.detail,
        "http_status": look.http_status, "looked_at": look.looked_at,
    }  # fmt: skip


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(row.hit_id, row.kind, row.observed_at, row.notice_id, row.reason, row.detail, row.observer, row.id)
