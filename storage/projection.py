"""A hit's state follows from what was decided: each change is a row, and the hit shows the last one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from core.errors import ConflictError, NotFoundError
from core.types import HitState
from storage.decision_tables import transitions
from storage.tables import hits

STATE_OF_VERDICT: Final[dict[str, HitState]] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "unsure": "unsure",
    "reopen": "new",
}
STATE_OF_NOTICE_EVENT: Final[dict[str, HitState]] = {
    "sent": "noticed",
    "withdrawn": "confirmed",
    "bounced": "confirmed",
}
STATE_OF_OUTCOME: Final[dict[str, HitState]] = {
    "removed": "removed",
    "expired": "removed",
    "restored": "restored",
}


def change_state(
    connection: Connection,
    hit_id: int,
    state: HitState,
    now: datetime,
    expected_version: int | None = None,
    **cause: int,
) -> int:
    """Moves a hit to a state and notes the cause: `review_id`, `notice_event_id` or `outcome_id`. The new version.

    Call it in the transaction that adds the cause.
    """
    version = connection.execute(select(hits.c.version).where(hits.c.id == hit_id).with_for_update()).scalar()
    if version is None:
        raise NotFoundError(f"There is no hit {hit_id}")
    if expected_version is not None and version != expected_version:
        raise ConflictError(f"Hit {hit_id} was decided by somebody else meanwhile: look at it again")
    connection.execute(update(hits).where(hits.c.id == hit_id).values(state=state, version=version + 1))
    row = {"hit_id": hit_id, "version": version + 1, "state": state, "happened_at": now} | cause
    connection.execute(insert(transitions), row)
    return int(version) + 1
