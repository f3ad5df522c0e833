"""Decisions of reviewers: one, many at once, and their undoing; each is a review that is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from core.errors import ConflictError
from core.types import Hit, HitState, Verdict
from storage.database import Database, chunks
from storage.decision_tables import audit_log, reviews, transitions
from storage.patience import brief
from storage.projection import STATE_OF_VERDICT, change_state
from storage.queue import visible_hit
from storage.scope import Scope, visible_hits
from storage.tables import hits
from storage.upsert import stored
from storage.wanted import Wanted, conditions

DECIDABLE: Final[tuple[HitState, ...]] = ("new", "confirmed", "rejected", "unsure")
MOST_AT_ONCE: Final = 10_000
_OTHERS: Final = "Other hits fit the filter by now: look at the preview again"
VERDICT_OF_STATE: Final[dict[str, Verdict]] = {
    "confirmed": "confirm",
    "rejected": "reject",
    "unsure": "unsure",
    "new": "reopen",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, and why."""

    verdict: Verdict
    reviewer: str
    reason: str
    decided_at: datetime


class Judging:
    """Adds decisions within a scope, and their lines in the audit log, in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(self, scope: Scope, hit_id: int, decision: Decision, expected_version: int | None) -> Hit:
        """Decides on one hit; ConflictError when it is no longer the version that was seen."""
        with self._database.write() as connection:
            hit = visible_hit(connection, scope, hit_id)
            _check(hit, expected_version)
            _add(connection, hit_id, decision)
            _note(connection, decision, f"review.{decision.verdict}", f"hit {hit_id}", {"was": hit.state})
            return visible_hit(connection, scope, hit_id)

    def undo(self, scope: Scope, hit_id: int, decision: Decision, expected_version: int | None) -> Hit:
        """Gives a hit the state it had before its last decision; `decision.verdict` is not used."""
        with self._database.write() as connection:
            hit = visible_hit(connection, scope, hit_id)
            _check(hit, expected_version)
            if hit.version <= 1:
                raise ConflictError("There is no decision to undo")
            verdict = VERDICT_OF_STATE.get(_state_before(connection, hit), "reopen")
            back = Decision(verdict, decision.reviewer, decision.reason, decision.decided_at)
            _add(connection, hit_id, back)
            _note(connection, back, "review.undo", f"hit {hit_id}", {"was": hit.state})
            return visible_hit(connection, scope, hit_id)

    def decide_all(self, scope: Scope, wanted: Wanted, decision: Decision, expected: int) -> int:
        """Decides on all hits that fit, if they are as many as were shown; ConflictError otherwise."""
        # What takes long is asked before the database is locked for others; then only the versions are compared.
        found = self._decidable(scope, wanted, decision.verdict)
        if len(found) != expected or len(found) > MOST_AT_ONCE:
            raise ConflictError(_OTHERS)
        with self._database.write() as connection:
            for portion in chunks(found):
                known = stored(connection, hits.c.id, [hit_id for hit_id, _ in portion], hits.c.version)
                if {(row.id, row.version) for row in known} != set(portion):
                    raise ConflictError(_OTHERS)
                _add_many(connection, portion, decision, STATE_OF_VERDICT[decision.verdict])
            touched = {"hits": [hit_id for hit_id, _ in found]}
            _note(connection, decision, f"review.{decision.verdict}.many", f"{expected} hits", touched)
        return expected

    def count_decidable(self, scope: Scope, wanted: Wanted, verdict: Verdict) -> int:
        """How many hits `decide_all` would touch, counted up to one more than it may."""
        return len(self._decidable(scope, wanted, verdict))

    def _decidable(self, scope: Scope, wanted: Wanted, verdict: Verdict) -> list[tuple[int, int]]:
        """Number and version of the hits that a decision on many would touch."""
        with brief(self._database) as connection:
            chosen = select(hits.c.id, hits.c.version).where(
                *conditions(connection, scope, wanted).all,
                hits.c.state.in_(DECIDABLE),
                hits.c.state != STATE_OF_VERDICT[verdict],
            )
            rows = connection.execute(chosen.order_by(hits.c.id).limit(MOST_AT_ONCE + 1))
            return [(row.id, row.version) for row in rows]

    def last_of(self, scope: Scope, reviewer: str) -> int | None:
        """The hit that somebody decided on last."""
        wanted = select(reviews.c.hit_id).join(hits, hits.c.id == reviews.c.hit_id)
        wanted = wanted.where(reviews.c.reviewer == reviewer, *visible_hits(scope)).order_by(reviews.c.id.desc())
        with self._database.read() as connection:
            found = connection.execute(wanted.limit(1)).scalar()
        return None if found is None else int(found)


def _check(hit: Hit, expected_version: int | None) -> None:
    if expected_version is not None and hit.version != expected_version:
        raise ConflictError("Somebody else decided meanwhile: look at the hit again")
    if hit.state not in DECIDABLE:
        raise ConflictError("The hit is in a notice already: withdraw the notice first")


def _state_before(connection: Connection, hit: Hit) -> str:
    wanted = select(transitions.c.state).where(
        transitions.c.hit_id == hit.hit_id, transitions.c.version == hit.version - 1
    )
    return str(connection.execute(wanted).scalar() or "new")


def _review(hit_id: int, decision: Decision) -> dict[str, Any]:
    return {
        "hit_id": hit_id,
        "verdict": decision.verdict,
        "reviewer": decision.reviewer,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
    }


def _add(connection: Connection, hit_id: int, decision: Decision) -> None:
    added = insert(reviews).returning(reviews.c.id)
    review_id = connection.execute(added, _review(hit_id, decision)).scalar_one()
    change_state(connection, hit_id, STATE_OF_VERDICT[decision.verdict], decision.decided_at, review_id=review_id)


def _add_many(connection: Connection, found: Sequence[tuple[int, int]], decision: Decision, state: HitState) -> None:
    added = insert(reviews).returning(reviews.c.id, reviews.c.hit_id)
    review_ids = {
        row.hit_id: row.id for row in connection.execute(added, [_review(hit_id, decision) for hit_id, _ in found])
    }
    moved = update(hits).where(hits.c.id == bindparam("hit")).values(state=state, version=bindparam("next"))
    connection.execute(moved, [{"hit": hit_id, "next": version + 1} for hit_id, version in found])
    rows = [
        {
            "hit_id": hit_id,
            "version": version + 1,
            "state": state,
            "review_id": review_ids[hit_id],
            "happened_at": decision.decided_at,
        }
        for hit_id, version in found
    ]
    connection.execute(insert(transitions), rows)


def _note(connection: Connection, decision: Decision, action: str, target: str, detail: dict[str, Any]) -> None:
    row = {
        "actor": decision.reviewer,
        "action": action,
        "happened_at": decision.decided_at,
        "target": target,
        "detail": detail | {"reason": decision.reason},
    }
    connection.execute(insert(audit_log), row)
