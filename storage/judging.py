"""Decisions of reviewers: one, many at once, and their undoing; each is a review that is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from core.errors import ConflictError, NotFoundError
from core.types import Hit, HitState, Verdict
from storage.claims import refuse_claimed
from storage.database import Database, chunks
from storage.decision_tables import audit_log, reviews, transitions
from storage.policies import scoped
from storage.projection import STATE_OF_VERDICT, change_state
from storage.queue import visible_hit
from storage.review_tables import claims
from storage.scope import ALL, Scope, visible_hits
from storage.tables import hits
from storage.upsert import stored
from storage.wanted import Wanted, conditions

DECIDABLE: Final[tuple[HitState, ...]] = ("new", "confirmed", "rejected", "unsure")
MOST_AT_ONCE: Final = 10_000
_MANY: Final = ("review.confirm.many", "review.reject.many", "review.unsure.many")
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
            refuse_claimed(connection, hit_id, decision.reviewer, decision.decided_at)
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
                _add_many(connection, portion, decision, STATE_OF_VERDICT[decision.verdict])
            touched = {"hits": [hit_id for hit_id, _ in found]}
            return _note(connection, decision, f"review.{decision.verdict}.many", f"{expected} hits", touched)

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
                for verdict, some in _before(connection, portion).items():
                    _add_many(connection, some, replace(decision, verdict=verdict), STATE_OF_VERDICT[verdict])
            _note(connection, decision, "review.undo.many", f"{len(found)} hits", {"entry": entry_id})
        return len(found)

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


def _before(connection: Connection, hit_ids: Sequence[int]) -> dict[Verdict, list[tuple[int, int]]]:
    """Number and version of hits by the verdict that gives them back the state before their last decision."""
    earlier = (transitions.c.hit_id == hits.c.id) & (transitions.c.version == hits.c.version - 1)
    wanted = select(hits.c.id, hits.c.version, transitions.c.state).outerjoin(transitions, earlier)
    found: dict[Verdict, list[tuple[int, int]]] = {}
    for row in connection.execute(wanted.where(hits.c.id.in_(hit_ids))):
        found.setdefault(VERDICT_OF_STATE.get(row.state or "new", "reopen"), []).append((row.id, row.version))
    return found


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


def _note(connection: Connection, decision: Decision, action: str, target: str, detail: dict[str, Any]) -> int:
    row = {
        "actor": decision.reviewer,
        "action": action,
        "happened_at": decision.decided_at,
        "target": target,
        "detail": detail | {"reason": decision.reason},
    }
    return int(connection.execute(insert(audit_log).returning(audit_log.c.id), row).scalar_one())
