"""Decisions of reviewers: one, many at once, and their undoing; each is a review that is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select

from core.errors import ConflictError, NotFoundError
from core.types import Hit
from matchers.suppression import Scope as Reach
from storage.claims import refuse_claimed
from storage.database import Database, chunks
from storage.deciding import (
    DECIDABLE,
    VERDICT_OF_STATE,
    Decision,
    add_review,
    add_reviews,
    check_decidable,
    note,
    state_before,
    verdicts_before,
)
from storage.decision_tables import audit_log, reviews, transitions
from storage.policies import scoped
from storage.projection import STATE_OF_VERDICT
from storage.queue import visible_hit
from storage.review_tables import claims
from storage.scope import ALL, Scope, visible_hits
from storage.suppressions import SuppressionLedger
from storage.tables import hits
from storage.upsert import stored
from storage.wanted import Wanted, conditions

__all__ = ["DECIDABLE", "MOST_AT_ONCE", "Decision", "Judging"]

MOST_AT_ONCE: Final = 10_000
_MANY: Final = ("review.confirm.many", "review.reject.many", "review.unsure.many")
_OTHERS: Final = "Other hits fit the filter by now: look at the preview again"


class Judging:
    """Adds decisions within a scope, and their lines in the audit log, in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._suppressions = SuppressionLedger(database)

    def decide(
        self,
        scope: Scope,
        hit_id: int,
        decision: Decision,
        expected_version: int | None,
        reach: Reach | None = None,
    ) -> Hit:
        """Decides on one hit; ConflictError when it is no longer the version that was seen.

        A rejection with a `reach` holds on: what falls under it is closed, and not made again.
        """
        if decision.verdict == "reject" and reach is not None:
            return self._suppressions.reject(scope, hit_id, decision, reach, expected_version).hit
        with self._database.write() as connection:
            hit = visible_hit(connection, scope, hit_id)
            check_decidable(hit, expected_version)
            refuse_claimed(connection, hit_id, decision.reviewer, decision.decided_at)
            add_review(connection, hit_id, decision)
            note(connection, decision, f"review.{decision.verdict}", f"hit {hit_id}", {"was": hit.state})
        return self._settled(scope, hit_id, decision)

    def undo(self, scope: Scope, hit_id: int, decision: Decision, expected_version: int | None) -> Hit:
        """Gives a hit the state it had before its last decision; `decision.verdict` is not used."""
        with self._database.write() as connection:
            hit = visible_hit(connection, scope, hit_id)
            check_decidable(hit, expected_version)
            if hit.version <= 1:
                raise ConflictError("There is no decision to undo")
            verdict = VERDICT_OF_STATE.get(state_before(connection, hit_id, hit.version), "reopen")
            back = Decision(verdict, decision.reviewer, decision.reason, decision.decided_at)
            add_review(connection, hit_id, back)
            note(connection, back, "review.undo", f"hit {hit_id}", {"was": hit.state})
        return self._settled(scope, hit_id, back)

    def _settled(self, scope: Scope, hit_id: int, decision: Decision) -> Hit:
        """The hit as it is now. A rejection that was made on it falls when it is no longer rejected."""
        self._let_go([hit_id], decision)
        with self._database.read() as connection:
            return visible_hit(connection, scope, hit_id)

    def _let_go(self, hit_ids: Sequence[int], decision: Decision) -> None:
        if decision.verdict != "reject":
            self._suppressions.lift_of_hits(hit_ids, decision)

    def decide_all(self, scope: Scope, wanted: Wanted, decision: Decision, expected: int) -> int:
        """Decides on all hits that fit, if they are as many as were shown; ConflictError otherwise.

        Returns the number of its line in the audit log, by which it can be undone.
        """
        # What takes long is asked before the database is locked for others; then only the versions are compared.
        found = self._decidable(scope, wanted, decision)
        if len(found) != expected or len(found) > MOST_AT_ONCE:
            raise ConflictError(_OTHERS)
        with self._database.write() as connection:
            for portion in chunks(found):
                known = stored(connection, hits.c.id, [hit_id for hit_id, _ in portion], hits.c.version)
                if {(row.id, row.version) for row in known} != set(portion):
                    raise ConflictError(_OTHERS)
                add_reviews(connection, portion, decision)
            touched = {"hits": [hit_id for hit_id, _ in found]}
            entry = note(connection, decision, f"review.{decision.verdict}.many", f"{expected} hits", touched)
        self._let_go([hit_id for hit_id, _ in found], decision)
        return entry

    def count_decidable(self, scope: Scope, wanted: Wanted, decision: Decision) -> int:
        """How many hits `decide_all` would touch, counted up to one more than it may."""
        return len(self._decidable(scope, wanted, decision))

    def _decidable(self, scope: Scope, wanted: Wanted, decision: Decision) -> list[tuple[int, int]]:
        """Number and version of the hits that a decision on many would touch: none that somebody else works on."""
        held = select(claims.c.hit_id).where(claims.c.until > decision.decided_at, claims.c.name != decision.reviewer)
        with scoped(self._database, scope) as connection:
            chosen = select(hits.c.id, hits.c.version).where(
                *conditions(connection, scope, wanted).all,
                hits.c.state.in_(DECIDABLE),
                hits.c.state != STATE_OF_VERDICT[decision.verdict],
                hits.c.id.not_in(held),
            )
            rows = connection.execute(chosen.order_by(hits.c.id).limit(MOST_AT_ONCE + 1))
            return [(row.id, row.version) for row in rows]

    def many_of(self, scope: Scope, reviewer: str, entry_id: int) -> tuple[int, ...]:
        """The hits that one decision on many touched and that nobody changed since; it must be the reviewer's own."""
        with scoped(self._database, ALL) as connection:
            return _undoable(connection, scope, reviewer, entry_id)

    def undo_all(self, scope: Scope, decision: Decision, entry_id: int) -> int:
        """Gives the hits of one decision on many the state they had before; hits that changed since stay."""
        with self._database.write() as connection:
            found = _undoable(connection, scope, decision.reviewer, entry_id)
            for portion in chunks(found):
                for verdict, some in verdicts_before(connection, portion).items():
                    add_reviews(connection, some, replace(decision, verdict=verdict))
            note(connection, decision, "review.undo.many", f"{len(found)} hits", {"entry": entry_id})
        return len(found)


def _undoable(connection: Connection, scope: Scope, reviewer: str, entry_id: int) -> tuple[int, ...]:
    """Hits of a decision on many whose last change it still is."""
    wanted = select(audit_log).where(
        audit_log.c.id == (entry_id if 0 < entry_id < 1 << 62 else 0),
        audit_log.c.actor == reviewer,
        audit_log.c.action.in_(_MANY),
    )
    entry = connection.execute(wanted).first()
    if entry is None:
        raise NotFoundError(f"There is no decision {entry_id}")
    found: list[int] = []
    for portion in chunks(list(entry.detail["hits"])):
        last = (
            select(hits.c.id)
            .join(transitions, (transitions.c.hit_id == hits.c.id) & (transitions.c.version == hits.c.version))
            .join(reviews, reviews.c.id == transitions.c.review_id)
            .where(hits.c.id.in_(portion), hits.c.state.in_(DECIDABLE), *visible_hits(scope))
            .where(reviews.c.reviewer == reviewer, reviews.c.decided_at == entry.happened_at)
            .where(reviews.c.verdict == entry.action.split(".")[1], reviews.c.reason == entry.detail["reason"])
        )
        found += connection.execute(last).scalars()
    return tuple(sorted(found))
