"""How a decision is written down: a review that is added, the hit's new state, and a line in the audit log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from core.errors import ConflictError
from core.types import Hit, HitState, Verdict
from storage.decision_tables import audit_log, reviews, transitions
from storage.projection import STATE_OF_VERDICT, change_state
from storage.tables import hits

DECIDABLE: Final[tuple[HitState, ...]] = ("new", "confirmed", "rejected", "unsure")
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


def check_decidable(hit: Hit, expected_version: int | None) -> None:
    """Refuses a decision on a hit that somebody decided on meanwhile, or that is in a notice."""
    if expected_version is not None and hit.version != expected_version:
        raise ConflictError("Somebody else decided meanwhile: look at the hit again")
    if hit.state not in DECIDABLE:
        raise ConflictError("The hit is in a notice already: withdraw the notice first")


def add_review(connection: Connection, hit_id: int, decision: Decision, suppression_id: int | None = None) -> None:
    """Adds a decision on one hit."""
    added = insert(reviews).returning(reviews.c.id)
    review_id = connection.execute(added, _review(hit_id, decision, suppression_id)).scalar_one()
    change_state(connection, hit_id, STATE_OF_VERDICT[decision.verdict], decision.decided_at, review_id=review_id)


def add_reviews(
    connection: Connection,
    found: Sequence[tuple[int, int]],
    decision: Decision,
    suppression_id: int | None = None,
) -> None:
    """Adds one decision on many hits, each by its number and its version."""
    state = STATE_OF_VERDICT[decision.verdict]
    added = insert(reviews).returning(reviews.c.id, reviews.c.hit_id)
    rows = [_review(hit_id, decision, suppression_id) for hit_id, _ in found]
    review_ids = {row.hit_id: row.id for row in connection.execute(added, rows)}
    moved = update(hits).where(hits.c.id == bindparam("hit")).values(state=state, version=bindparam("next"))
    connection.execute(moved, [{"hit": hit_id, "next": version + 1} for hit_id, version in found])
    changes = [
        {
            "hit_id": hit_id,
            "version": version + 1,
            "state": state,
            "review_id": review_ids[hit_id],
            "happened_at": decision.decided_at,
        }
        for hit_id, version in found
    ]
    connection.execute(insert(transitions), changes)


def state_before(connection: Connection, hit_id: int, version: int) -> str:
    """The state a hit had before it came to a version."""
    wanted = select(transitions.c.state).where(transitions.c.hit_id == hit_id, transitions.c.version == version - 1)
    return str(connection.execute(wanted).scalar() or "new")


def verdicts_before(connection: Connection, hit_ids: Sequence[int]) -> dict[Verdict, list[tuple[int, int]]]:
    """Number and version of hits by the verdict that gives them back the state before their last decision."""
    earlier = (transitions.c.hit_id == hits.c.id) & (transitions.c.version == hits.c.version - 1)
    wanted = select(hits.c.id, hits.c.version, transitions.c.state).outerjoin(transitions, earlier)
    found: dict[Verdict, list[tuple[int, int]]] = {}
    for row in connection.execute(wanted.where(hits.c.id.in_(hit_ids))):
        found.setdefault(VERDICT_OF_STATE.get(row.state or "new", "reopen"), []).append((row.id, row.version))
    return found


def note(connection: Connection, decision: Decision, action: str, target: str, detail: Mapping[str, Any]) -> int:
    """Adds a line to the audit log; its number."""
    row = {
        "actor": decision.reviewer,
        "action": action,
        "happened_at": decision.decided_at,
        "target": target,
        "detail": {**detail, "reason": decision.reason},
    }
    return int(connection.execute(insert(audit_log).returning(audit_log.c.id), row).scalar_one())


def _review(hit_id: int, decision: Decision, suppression_id: int | None) -> dict[str, Any]:
    return {
        "hit_id": hit_id,
        "verdict": decision.verdict,
        "reviewer": decision.reviewer,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
        "suppression_id": suppression_id,
    }
