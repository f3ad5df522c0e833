"""Figures of the dashboard: what came in, what was decided, which windows open and close, how the runs do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, func, select

from core.errors import NotFoundError
from core.types import Work
from storage.database import Database
from storage.decision_tables import reviews
from storage.figures import UPHELD, Figures, Name
from storage.patience import brief
from storage.policies import scoped
from storage.scope import Scope, visible_hits, visible_works
from storage.tables import hits, runs, works
from storage.values import work_of
from storage.views import day
from storage.wanted import works_named

SECONDS: Final = 15.0
SOON: Final = timedelta(days=14)
_CHANGES: Final = 20_000  # changes of hits that a look at the dashboard counts at most


@dataclass(frozen=True, slots=True)
class Tally:
    """How many hits bear a name, and how many of them are in which state."""

    name: str
    number: int
    upheld: int = 0
    work_id: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A work whose protection opens or closes soon."""

    work: Work
    opens: date | None
    closes: date | None


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work with its hits."""

    work: Work
    hits: int
    new: int
    upheld: int
    removed: int


@dataclass(frozen=True, slots=True)
class Health:
    """A site's latest run."""

    site: str
    status: str
    cause: str
    started: datetime
    finished: datetime | None
    counts: dict[str, int]


class Dashboard:
    """Counts within a scope; each question has its time limit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._figures = Figures(database)

    def by_state(self, scope: Scope) -> dict[str, int]:
        """All hits by state."""
        self._figures.update(_CHANGES)
        return self._figures.by_state(scope)

    def by(self, scope: Scope, name: Name, since: date, until: date, limit: int = 12) -> Sequence[Tally]:
        """Hits first seen in a span of days (UTC), by channel, site, kind of link or work; the most frequent first."""
        self._figures.update(_CHANGES)
        found = self._figures.by(scope, name, since, until, limit)
        if name != "work":
            return [Tally(figure.key, figure.found, figure.upheld) for figure in found]
        ids = [int(figure.key) for figure in found]
        with scoped(self._database, scope) as connection:
            named = connection.execute(select(works.c.id, works.c.title).where(works.c.id.in_(ids)))
            titles = {str(row.id): row.title for row in named}
        return [
            Tally(titles.get(figure.key, figure.key), figure.found, figure.upheld, int(figure.key)) for figure in found
        ]

    def by_day(self, scope: Scope, since: date, until: date) -> dict[str, int]:
        """Hits by the day they were first seen (UTC)."""
        self._figures.update(_CHANGES)
        return self._figures.by_day(scope, since, until)

    def decided_by_day(self, scope: Scope, since: date) -> dict[str, int]:
        """Decisions by day (UTC)."""
        when = day(reviews.c.decided_at)
        begins = datetime.combine(since, time.min, UTC)
        wanted = select(when, func.count()).where(reviews.c.decided_at >= begins)
        if scope.holder is not None:
            wanted = wanted.join(hits, hits.c.id == reviews.c.hit_id).where(*visible_hits(scope))
        with scoped(self._database, scope, SECONDS) as connection:
            return {str(name): int(number) for name, number in connection.execute(wanted.group_by(when))}

    def windows(self, scope: Scope, today: date) -> Sequence[Window]:
        """Works whose protection opens or closes within two weeks."""
        soon = today + SOON
        near = works.c.protected_from.between(today, soon) | works.c.protected_until.between(today, soon)
        wanted = select(works).where(near, works.c.active.is_(True), *visible_works(scope))
        with scoped(self._database, scope) as connection:
            rows = connection.execute(wanted.order_by(works.c.protected_until, works.c.id).limit(200)).all()
        return [_window(work_of(row), today, soon) for row in rows]

    def works(
        self, scope: Scope, text: str = "", *, batch: str = "", after: int = 0, limit: int = 50
    ) -> Sequence[WorkLine]:
        """Works on the list with their hits, in the order of their arrival, behind the last one that was seen."""
        with scoped(self._database, scope, SECONDS) as connection:
            chosen = select(works).where(works.c.id > after, works.c.active.is_(True), *visible_works(scope))
            if batch:
                chosen = chosen.where(works.c.batch == batch)
            if text.strip():
                chosen = chosen.where(works.c.id.in_(works_named(connection, scope, text)))
            rows = connection.execute(chosen.order_by(works.c.id).limit(limit)).all()
            counted = _hits_of(tuple(row.id for row in rows))
            counts = {row.work_id: row for row in connection.execute(counted)}
        return [_line(row, counts.get(row.id)) for row in rows]

    def work(self, scope: Scope, work_id: int) -> WorkLine:
        """One work; one of somebody else does not exist."""
        number = work_id if 0 < work_id < 1 << 62 else 0
        with scoped(self._database, scope) as connection:
            row = connection.execute(select(works).where(works.c.id == number, *visible_works(scope))).first()
            if row is None:
                raise NotFoundError(f"There is no work {work_id}")
            counted = connection.execute(_hits_of((row.id,))).first()
        return _line(row, counted)

    def in_batch(self, scope: Scope, batch: str) -> int:
        """How many works of a batch are on the list."""
        chosen = select(func.count()).select_from(works)
        chosen = chosen.where(works.c.batch == batch, works.c.active.is_(True), *visible_works(scope))
        with scoped(self._database, scope) as connection:
            return int(connection.execute(chosen).scalar_one())

    def batches(self, scope: Scope) -> Sequence[str]:
        """The batches of works, the latest first."""
        last = func.max(works.c.id)
        wanted = select(works.c.batch).where(works.c.batch != "", *visible_works(scope)).group_by(works.c.batch)
        with scoped(self._database, scope) as connection:
            return list(connection.execute(wanted.order_by(last.desc()).limit(100)).scalars())

    def holders(self) -> Sequence[str]:
        """The rights holders by name; only for those who see everything."""
        wanted = select(works.c.holder).where(works.c.holder != "").distinct().order_by(works.c.holder).limit(500)
        with brief(self._database) as connection:
            return list(connection.execute(wanted).scalars())

    def sites(self) -> Sequence[str]:
        """The sites that were visited."""
        with brief(self._database) as connection:
            return list(connection.execute(select(runs.c.site).distinct().order_by(runs.c.site).limit(1000)).scalars())

    def health(self) -> Sequence[Health]:
        """The latest run of each site, troubles first."""
        last = select(func.max(runs.c.id)).group_by(runs.c.site)
        with brief(self._database) as connection:
            rows = connection.execute(select(runs).where(runs.c.id.in_(last)).order_by(runs.c.site)).all()
        found = [Health(r.site, r.status, r.cause, r.started, r.finished, dict(r.counts)) for r in rows]
        return sorted(found, key=lambda run: run.status == "ok")


def _hits_of(work_ids: tuple[int, ...]) -> Select[Any]:
    return (
        select(
            hits.c.work_id,
            func.count().label("hits"),
            func.count().filter(hits.c.state == "new").label("new"),
            func.count().filter(hits.c.state.in_(UPHELD)).label("upheld"),
            func.count().filter(hits.c.state == "removed").label("removed"),
        )
        .where(hits.c.work_id.in_(work_ids))
        .group_by(hits.c.work_id)
    )


def _line(row: Row[Any], counted: Row[Any] | None) -> WorkLine:
    if counted is None:
        return WorkLine(work_of(row), 0, 0, 0, 0)
    return WorkLine(work_of(row), counted.hits, counted.new, counted.upheld, counted.removed)


def _window(work: Work, today: date, soon: date) -> Window:
    opens, closes = work.protected_from, work.protected_until
    return Window(
        work,
        opens if opens and today <= opens <= soon else None,
        closes if closes and today <= closes <= soon else None,
    )
