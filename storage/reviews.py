"""Reviews: what people decided about hits; each one is added, none is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, insert, select

from core.types import Hit, Review
from storage.database import Database
from storage.deciding import Decision
from storage.decision_tables import reviews
from storage.hits import read_hit
from storage.projection import STATE_OF_VERDICT, change_state
from storage.suppressions import SuppressionLedger


class Reviews:
    """Adds and reads reviews."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._suppressions = SuppressionLedger(database)

    def add(self, review: Review, expected_version: int | None = None) -> Hit:
        """Adds a review and gives the hit as it is now.

        `expected_version` is the version the reviewer saw: when somebody decided meanwhile, nothing is added.
        """
        row = {
            "hit_id": review.hit_id,
            "verdict": review.verdict,
            "reviewer": review.reviewer,
            "reason": review.reason,
            "decided_at": review.decided_at,
        }
        state = STATE_OF_VERDICT[review.verdict]
        with self._database.write() as connection:
            read_hit(connection, review.hit_id)
            review_id = connection.execute(insert(reviews).returning(reviews.c.id), row).scalar_one()
            change_state(connection, review.hit_id, state, review.decided_at, expected_version, review_id=review_id)
        if review.verdict != "reject":
            decision = Decision(review.verdict, review.reviewer, review.reason, review.decided_at)
            self._suppressions.lift_of_hits([review.hit_id], decision)
        with self._database.read() as connection:
            return read_hit(connection, review.hit_id)

    def of(self, hit_id: int) -> Sequence[Review]:
        """The reviews of a hit, oldest first."""
        wanted = select(reviews).where(reviews.c.hit_id == hit_id).order_by(reviews.c.id)
        with self._database.read() as connection:
            return [_review(row) for row in connection.execute(wanted)]


def _review(row: Row[Any]) -> Review:
    return Review(row.hit_id, row.verdict, row.reviewer, row.reason, row.decided_at, row.id)
