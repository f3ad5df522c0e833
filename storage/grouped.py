"""Hits by work: one row for all that a work brings, floods first, so that nobody wades through them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from storage.database import Database
from storage.hits import EVERYTHING, HitQuery, conditions_of
from storage.learning_tables import flood_alerts, flood_answers
from storage.tables import hits, works

_OPEN: Final = flood_alerts.c.id.not_in(select(flood_answers.c.alert_id))


@dataclass(frozen=True, slots=True)
class Group:
    """All hits of one work that fit a question. `alert_id` is its open flood, `newest_hit` one to begin with."""

    work_id: int
    work_title: str
    holder: str
    hits: int
    new: int
    sites: int
    best_score: float
    newest_hit: int
    first_found: datetime
    last_found: datetime
    alert_id: int | None = None


class Groups:
    """Counts hits by work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def query(self, query: HitQuery = EVERYTHING) -> Sequence[Group]:
        """The works whose hits fit: floods first, then those with the most hits. `order` and `after` are not used."""
        number = func.count().label("hits")
        with self._database.read() as connection:
            counted = (
                select(
                    hits.c.work_id,
                    number,
                    func.count().filter(hits.c.state == "new").label("new"),
                    func.count(hits.c.site.distinct()).label("sites"),
                    func.max(hits.c.score).label("best_score"),
                    func.max(hits.c.id).label("newest_hit"),
                    func.min(hits.c.found_at).label("first_found"),
                    func.max(hits.c.found_at).label("last_found"),
                )
                .where(*conditions_of(connection, query))
                .group_by(hits.c.work_id)
                .order_by(number.desc(), hits.c.work_id)
            )
            rows = connection.execute(counted).all()
            alerts = _alerts(connection)
            chosen = sorted(rows, key=lambda row: row.work_id not in alerts)[: query.limit]
            named = _named(connection, [row.work_id for row in chosen])
        return [Group(**row._asdict(), **named[row.work_id], alert_id=alerts.get(row.work_id)) for row in chosen]


def _alerts(connection: Connection) -> dict[int, int]:
    wanted = select(flood_alerts.c.work_id, flood_alerts.c.id).where(_OPEN)
    return {work_id: alert_id for work_id, alert_id in connection.execute(wanted)}


def _named(connection: Connection, work_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    wanted = select(works.c.id, works.c.title, works.c.holder).where(works.c.id.in_(work_ids))
    return {row.id: {"work_title": row.title, "holder": row.holder} for row in connection.execute(wanted)}
