"""Listed: which hits stand in notices already, and which were listed by mistake and taken back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select

from storage.database import Database, chunks
from storage.decision_tables import notice_events, notice_hits, notices, outcomes, reviews


def pending(database: Database, hit_ids: Sequence[int], recipient: str, form: str) -> dict[int, int]:
    """Those of the hits that a notice of this form to this recipient lists already, with its id.

    What came back after its removal is not settled by the notice from before.
    """
    back = exists().where(
        outcomes.c.hit_id == notice_hits.c.hit_id,
        outcomes.c.reason == "came_back",
        outcomes.c.observed_at > notices.c.created_at,
    )
    found: dict[int, int] = {}
    with database.read() as connection:
        for portion in chunks(hit_ids):
            wanted = (
                select(notice_hits.c.hit_id, notices.c.id)
                .join(notices, notices.c.id == notice_hits.c.notice_id)
                .where(notice_hits.c.hit_id.in_(portion), notices.c.recipient == recipient, notices.c.form == form)
                .where(notices.c.state.in_(("draft", "approved", "sent")), ~back)
            )
            found.update((row.hit_id, row.id) for row in connection.execute(wanted))
    return found


def taken_back(database: Database, hit_ids: Sequence[int]) -> set[int]:
    """Those of the hits that a sent notice listed by mistake, and that nobody has confirmed since."""
    found: set[int] = set()
    confirmed = (
        select(reviews.c.hit_id, func.max(reviews.c.decided_at).label("at"))
        .where(reviews.c.verdict == "confirm")
        .group_by(reviews.c.hit_id)
        .subquery("confirmed")
    )
    with database.read() as connection:
        for portion in chunks(hit_ids):
            wanted = (
                select(notice_hits.c.hit_id)
                .join(notices, notices.c.id == notice_hits.c.notice_id)
                .join(notice_events, notice_events.c.notice_id == notices.c.id)
                .outerjoin(confirmed, confirmed.c.hit_id == notice_hits.c.hit_id)
                .where(notice_hits.c.hit_id.in_(portion), notices.c.sent_at.is_not(None))
                .where(notices.c.about_id.is_(None), notice_events.c.kind == "withdrawn")
                .where(func.coalesce(confirmed.c.at <= notice_events.c.happened_at, True))
            )
            found.update(connection.execute(wanted).scalars())
    return found
