"""Suppressions: rejections that hold on, each with its scope, who made it and why, and who lifted it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from core.errors import ConflictError, NotFoundError
from core.types import Hit
from matchers.suppression import Place, Suppressions, value_of
from matchers.suppression import Scope as Reach
from storage.claims import refuse_claimed
from storage.covered import IN_FORCE, closed_hits, covered, hits_of, rejected_links, rejected_of
from storage.database import Database, chunks
from storage.deciding import (
    Decision,
    add_review,
    add_reviews,
    check_decidable,
    note,
    verdicts_before,
)
from storage.learning_tables import lifts, suppressions
from storage.learning_views import suppression_rows
from storage.policies import scoped
from storage.queue import visible_hit
from storage.scope import ALL, Scope, visible_works
from storage.tables import hits, links
from storage.upsert import stored

Numbers = list[int]
_LIFTED: Final = "its scope was lifted"


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a rejection did: the hit as it is now, the rejection's number, how many other hits fell under it."""

    hit: Hit
    suppression_id: int
    closed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One suppression as people read it. `shown` is the link, host, words or title; `hits` fell under it."""

    suppression_id: int
    scope: str
    work_id: int
    work_title: str
    holder: str
    shown: str
    hits: int
    reviewer: str
    reason: str
    decided_at: datetime
    hit_id: int
    lifted_by: str
    lifted_at: datetime | None
    lift_reason: str


class SuppressionLedger:
    """Adds, lists and lifts. Rows are only added; what is in force follows from them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_force(self, *, with_hits: bool = False) -> Suppressions:
        """All rejections for the matching of one run; `with_hits` also what stands rejected without a scope."""
        with self._database.read() as connection:
            rejected = rejected_of(connection)
            return Suppressions([*rejected, *rejected_links(connection)] if with_hits else rejected)

    def reject(
        self, scope: Scope, hit_id: int, decision: Decision, reach: Reach = "link", expected_version: int | None = None
    ) -> Rejected:
        """Rejects a hit, and the work in that reach: new hits that fall under it are closed, later ones not made."""
        decision = replace(decision, verdict="reject")
        with self._database.write() as connection:
            hit = visible_hit(connection, scope, hit_id)
            check_decidable(hit, expected_version)
            refuse_claimed(connection, hit_id, decision.reviewer, decision.decided_at)
            suppression_id = _add(connection, hit, decision, reach)
            add_review(connection, hit_id, decision, suppression_id)
            detail = {"was": hit.state, "suppression": suppression_id, "scope": reach}
            note(connection, decision, "review.reject", f"hit {hit_id}", detail)
        # A link has one hit of a work: this one.
        closed = 0 if reach == "link" else self._close(suppression_id, hit.work_id, decision)
        with self._database.read() as connection:
            return Rejected(visible_hit(connection, scope, hit_id), suppression_id, closed)

    def lift(self, scope: Scope, suppression_id: int, decision: Decision) -> Sequence[int]:
        """Ends a suppression: the hits that it closed are again what they were, unless another one closes them.

        `decision.verdict` is not used. The hits by number; ConflictError when it was lifted before.
        """
        with self._database.write() as connection:
            kept = _visible(connection, scope, suppression_id)
            was_lifted = not _lift(connection, [suppression_id], decision)
        back = self._reopen(kept.work_id, decision)
        if was_lifted and not back:
            raise ConflictError(f"Suppression {suppression_id} was lifted by {kept.lifted_by} already")
        return back

    def lift_of_hits(self, hit_ids: Sequence[int], decision: Decision) -> None:
        """Ends the suppressions that were made on hits about which somebody decides otherwise now."""
        with self._database.read() as connection:
            chosen = select(suppressions.c.id, suppressions.c.work_id)
            made = [
                row
                for portion in chunks(hit_ids)
                for row in connection.execute(chosen.where(suppressions.c.hit_id.in_(portion), IN_FORCE))
            ]
        if not made:
            return
        with self._database.write() as connection:
            _lift(connection, [row.id for row in made], decision)
        for work_id in sorted({row.work_id for row in made}):
            self._reopen(work_id, decision)

    def list(
        self,
        scope: Scope = ALL,
        *,
        lifted: bool = False,
        work_id: int | None = None,
        limit: int = 1000,
        before: int | None = None,
    ) -> Sequence[Kept]:
        """The suppressions in force, or those that were lifted, the latest first."""
        wanted = suppression_rows().where(~IN_FORCE if lifted else IN_FORCE, *visible_works(scope))
        if work_id is not None:
            wanted = wanted.where(suppressions.c.work_id == work_id)
        if before is not None:
            wanted = wanted.where(suppressions.c.id < before)
        with scoped(self._database, scope) as connection:
            rows = connection.execute(wanted.order_by(suppressions.c.id.desc()).limit(limit))
            return [_read(row) for row in rows]

    def settle(self, since: datetime) -> int:
        """Closes hits that came in while rejections were made that a run did not know yet. How many."""
        with self._database.read() as connection:
            late = connection.execute(select(suppressions).where(IN_FORCE, suppressions.c.decided_at >= since)).all()
        return sum(
            self._close(row.id, row.work_id, Decision("reject", row.reviewer, row.reason, row.decided_at))
            for row in late
        )

    def _close(self, suppression_id: int, work_id: int, decision: Decision) -> int:
        """Closes new hits of a work that fall under its rejections, a portion at a time. How many."""
        last = closed = 0
        while True:
            with self._database.read() as connection:
                some = hits_of(connection, work_id, last)
                undecided = [row.id for row in some if row.state == "new"]
                of_work = Suppressions(rejected_of(connection, suppressions.c.work_id == work_id))
                found = covered(connection, of_work, undecided) if undecided else {}
            if not some:
                return closed
            if found:
                closed += self._close_these(suppression_id, found, decision)
            last = some[-1].id

    def _close_these(self, suppression_id: int, found: Mapping[int, int], decision: Decision) -> int:
        with self._database.write() as connection:
            rows = stored(connection, hits.c.id, found, hits.c.version)
            same = [(row.id, row.version) for row in rows if found[row.id] == row.version]
            if same:
                add_reviews(connection, same, decision, suppression_id)
                touched = {"hits": [hit_id for hit_id, _ in same]}
                note(connection, decision, "suppression.closed", f"suppression {suppression_id}", touched)
        return len(same)

    def _reopen(self, work_id: int, decision: Decision) -> Sequence[int]:
        """Gives hits that no rejection covers any more the state they had, a portion at a time."""
        last, opened = 0, Numbers()
        while True:
            with self._database.write() as connection:
                some = closed_hits(connection, work_id, last)
                if not some:
                    return opened
                of_work = Suppressions(rejected_of(connection, suppressions.c.work_id == work_id))
                still = covered(connection, of_work, [row.id for row in some])
                back = [row for row in some if not row.is_origin and row.id not in still]
                ids = [row.id for row in back]
                for verdict, these in verdicts_before(connection, ids).items():
                    add_reviews(connection, these, replace(decision, verdict=verdict))
                if ids:
                    note(connection, decision, "suppression.reopened", f"work {work_id}", {"hits": ids})
                    opened += ids
            last = some[-1].id


def _add(connection: Connection, hit: Hit, decision: Decision, reach: Reach) -> int:
    ref = connection.execute(
        select(links.c.kind, links.c.ref).join(hits, hits.c.link_id == links.c.id).where(hits.c.id == hit.hit_id)
    ).one()
    place = Place(f"{ref.kind}:{ref.ref}", hit.page_url, hit.site, hit.matched_text)
    value = value_of(reach, place)
    if not value and reach != "work":
        raise ConflictError(f"The hit has no {reach} that could be rejected: choose another scope")
    shown = {"link": hit.link_url, "site": hit.site or value, "wording": hit.matched_text, "work": hit.work_title}
    row = {
        "work_id": hit.work_id,
        "hit_id": hit.hit_id,
        "scope": reach,
        "value": value,
        "site": hit.site if reach == "site" else "",
        "shown": shown[reach],
        "reviewer": decision.reviewer,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
    }
    return int(connection.execute(insert(suppressions).returning(suppressions.c.id), row).scalar_one())


def _lift(connection: Connection, suppression_ids: Sequence[int], decision: Decision) -> bool:
    """Ends those that are in force; False when none is."""
    chosen = select(suppressions.c.id).where(suppressions.c.id.in_(suppression_ids), IN_FORCE)
    ending = list(connection.execute(chosen).scalars())
    who = {"reviewer": decision.reviewer, "reason": decision.reason or _LIFTED, "lifted_at": decision.decided_at}
    for suppression_id in ending:
        connection.execute(insert(lifts), who | {"suppression_id": suppression_id})
        note(connection, decision, "suppression.lifted", f"suppression {suppression_id}", {})
    return bool(ending)


def _visible(connection: Connection, scope: Scope, suppression_id: int) -> Kept:
    number = suppression_id if 0 < suppression_id < 1 << 62 else 0
    row = connection.execute(suppression_rows().where(suppressions.c.id == number, *visible_works(scope))).first()
    if row is None:
        raise NotFoundError(f"There is no suppression {suppression_id}: netsword suppressions list shows them")
    return _read(row)


def _read(row: Row[Any]) -> Kept:
    return Kept(**row._asdict())
