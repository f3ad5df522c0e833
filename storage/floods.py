"""Floods: a work with far more hits than it or others usually have raises one alert, until a person looked after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select

from core.errors import ConflictError, NotFoundError
from core.types import Work
from matchers.flood import flood_risk
from storage.database import Database
from storage.deciding import Decision, note
from storage.flooding import FLOOR, Limit, limit_of
from storage.learning_tables import flood_alerts, flood_answers
from storage.learning_views import flood_rows
from storage.policies import scoped
from storage.scope import ALL, Scope, visible_works
from storage.tables import hits, works
from storage.values import work_of
from storage.views import day

WINDOW: Final = timedelta(days=1)
HISTORY: Final = timedelta(days=30)
_MOSTLY: Final = 0.8  # of the hits: then they have one cause
_OPEN: Final = flood_alerts.c.id.not_in(select(flood_answers.c.alert_id))


@dataclass(frozen=True, slots=True)
class FloodAlert:
    """One flood: how many hits since when, how many are usual, and what to do.

    `advice` is name (its `detail` is short or common), wording or site (most hits bear these words, or are there), or
    sample (judge some). `new` hits of the work wait at the moment.
    """

    alert_id: int
    work_id: int
    work_title: str
    holder: str
    hits: int
    usual: float
    most: float
    measure: str
    since: datetime
    raised_at: datetime
    advice: str
    detail: str
    share: float
    new: int
    answered_by: str
    answered_at: datetime | None
    answer: str


class Floods:
    """Raises, lists and ends alerts. Rows are only added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self, now: datetime) -> Sequence[FloodAlert]:
        """Looks at what came in during the last day; the alerts that this raises. At most one is open for a work."""
        since = now - WINDOW
        with self._database.read() as connection:
            counts = _counts(connection, since)
            settled = _settled(connection)
            suspects = [work_id for work_id, count in counts.items() if count > FLOOR and settled.get(work_id, since)]
            found = [_measured(connection, work_id, counts, since, settled.get(work_id)) for work_id in suspects]
        raised = [self._raise(flood, now) for flood in found if flood is not None]
        return [self.get(ALL, alert_id) for alert_id in raised if alert_id]

    def list(
        self, scope: Scope = ALL, *, answered: bool = False, work_id: int | None = None, limit: int = 1000
    ) -> Sequence[FloodAlert]:
        """Open alerts, or those that were answered, the latest first."""
        wanted = flood_rows().where(~_OPEN if answered else _OPEN, *visible_works(scope))
        if work_id is not None:
            wanted = wanted.where(flood_alerts.c.work_id == work_id)
        with scoped(self._database, scope) as connection:
            rows = connection.execute(wanted.order_by(flood_alerts.c.id.desc()).limit(limit))
            return [_read(row) for row in rows]

    def get(self, scope: Scope, alert_id: int) -> FloodAlert:
        """One alert."""
        number = alert_id if 0 < alert_id < 1 << 62 else 0
        with scoped(self._database, scope) as connection:
            row = connection.execute(flood_rows().where(flood_alerts.c.id == number, *visible_works(scope))).first()
        if row is None:
            raise NotFoundError(f"There is no alert {alert_id}: netsword floods list shows them")
        return _read(row)

    def acknowledge(self, scope: Scope, alert_id: int, decision: Decision) -> FloodAlert:
        """Ends an alert: somebody looked after it. A new one needs as many hits again. The verdict is not used."""
        known = self.get(scope, alert_id)
        with self._database.write() as connection:
            if (
                connection.execute(select(flood_alerts.c.id).where(_OPEN, flood_alerts.c.id == alert_id)).first()
                is None
            ):
                raise ConflictError(f"Alert {alert_id} was acknowledged by {known.answered_by} already")
            row = {"reviewer": decision.reviewer, "reason": decision.reason, "answered_at": decision.decided_at}
            connection.execute(insert(flood_answers), row | {"alert_id": alert_id})
            note(connection, decision, "flood.acknowledged", f"work {known.work_id}", {"alert": alert_id})
        return self.get(scope, alert_id)

    def _raise(self, flood: Mapping[str, Any], now: datetime) -> int:
        """Adds the alert unless the work has an open one; its number or 0."""
        with self._database.write() as connection:
            # Two runs that end at once: the second waits here, and finds the first one's alert.
            connection.execute(select(works.c.id).where(works.c.id == flood["work_id"]).with_for_update())
            known = select(flood_alerts.c.id).where(flood_alerts.c.work_id == flood["work_id"], _OPEN)
            if connection.execute(known).first() is not None:
                return 0
            added = insert(flood_alerts).returning(flood_alerts.c.id)
            return int(connection.execute(added, {**flood, "raised_at": now}).scalar_one())


def _counts(connection: Connection, since: datetime) -> dict[int, int]:
    """Hits found since a time, by work."""
    wanted = select(hits.c.work_id, func.count()).where(hits.c.found_at >= since).group_by(hits.c.work_id)
    return {work_id: count for work_id, count in connection.execute(wanted)}


def _settled(connection: Connection) -> dict[int, datetime | None]:
    """When the last flood of works was answered; None while one is open."""
    last = select(func.max(flood_alerts.c.id)).group_by(flood_alerts.c.work_id)
    shown = flood_alerts.outerjoin(flood_answers, flood_answers.c.alert_id == flood_alerts.c.id)
    wanted = select(flood_alerts.c.work_id, flood_answers.c.answered_at).select_from(shown)
    return {work_id: at for work_id, at in connection.execute(wanted.where(flood_alerts.c.id.in_(last)))}


def _measured(
    connection: Connection, work_id: int, counts: Mapping[int, int], since: datetime, answered: datetime | None
) -> dict[str, Any] | None:
    """What an alert says of a work; None when its hits are not far more than usual."""
    start = max(since, answered) if answered else since
    count = counts[work_id] if start == since else _count(connection, work_id, start)
    row = connection.execute(select(works).where(works.c.id == work_id)).one()
    work = work_of(row)
    listed = int(connection.execute(select(func.count()).where(works.c.active.is_(True))).scalar_one())
    others = [number for other, number in counts.items() if other != work_id]
    days = _days(connection, work_id, since)
    limit = limit_of(days, others, max(listed - 1, len(others)), risky=flood_risk(work) is not None)
    if limit is None or count <= limit.most:
        return None
    return _said(connection, work, start, count, limit)


def _count(connection: Connection, work_id: int, start: datetime) -> int:
    wanted = select(func.count()).where(hits.c.work_id == work_id, hits.c.found_at >= start)
    return int(connection.execute(wanted).scalar_one())


def _days(connection: Connection, work_id: int, until: datetime) -> list[int]:
    """Hits of a work on each day before, from the first on that had any."""
    when = day(hits.c.found_at)
    of_work = (hits.c.work_id == work_id, hits.c.found_at >= until - HISTORY, hits.c.found_at < until)
    by_day = {
        str(name): int(n) for name, n in connection.execute(select(when, func.count()).where(*of_work).group_by(when))
    }
    if not by_day:
        return []
    first = datetime.fromisoformat(min(by_day)).date()
    return [by_day.get(str(first + timedelta(days=n)), 0) for n in range((until.date() - first).days)]


def _said(connection: Connection, work: Work, start: datetime, count: int, limit: Limit) -> dict[str, Any]:
    found = {"work_id": work.work_id, "since": start, "hits": count, "usual": limit.usual, "most": limit.most}
    advice, detail, share = _advice(connection, work, start, count)
    return found | {"measure": limit.measure, "advice": advice, "detail": detail, "share": share}


def _advice(connection: Connection, work: Work, start: datetime, count: int) -> tuple[str, str, float]:
    """What most hits have in common, and how many of them have it."""
    risk = flood_risk(work)
    if risk is not None:
        return "name", risk.evidence, 1.0
    wanted = select(hits.c.matched_text, hits.c.site).where(hits.c.work_id == work.work_id, hits.c.found_at >= start)
    words: Counter[str] = Counter()
    sites: Counter[str] = Counter()
    for text, site in connection.execute(wanted.execution_options(yield_per=1000)):
        words[text] += 1
        sites[site] += 1
    for advice, counted in (("wording", words), ("site", sites)):
        value, number = counted.most_common(1)[0] if counted else ("", 0)
        if value and number >= _MOSTLY * count:
            return advice, value, number / count
    return "sample", "", 1.0


def _read(row: Row[Any]) -> FloodAlert:
    return FloodAlert(**row._asdict())
