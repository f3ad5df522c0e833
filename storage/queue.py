"""The queue of review: hits in the order in which people should look at them, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_

from core.errors import NotFoundError
from core.types import Hit, Reason
from storage.database import Database
from storage.patience import brief
from storage.scope import Scope
from storage.tables import hits, works
from storage.views import hit_rows
from storage.wanted import Wanted, conditions

PAGE: Final = 50
MOST_COUNTED: Final = 10_000
_PORTION: Final = 500

Order = Literal["best", "newest"]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some hits, and the hit after which the next page begins (None: these are the last)."""

    hits: tuple[Hit, ...]
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `more` when there are more than were counted."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Flood:
    """Many hits of one work on one site."""

    work_id: int
    work_title: str
    site: str
    hits: int
    best: float
    latest: datetime


class Queue:
    """Reads hits for reviewers. A scope is never left out: whoever asks sees what is theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, scope: Scope, wanted: Wanted, *, after: int | None = None, order: Order = "best", limit: int = PAGE
    ) -> QueuePage:
        """The next hits behind the one after which the last page ended."""
        with brief(self._database) as connection:
            chosen = select(hits.c.id).where(*conditions(connection, scope, wanted), *_behind(connection, after, order))
            ids = list(connection.execute(chosen.order_by(*_order(order)).limit(limit + 1)).scalars())
            found = _read(connection, ids[:limit])
        return QueuePage(tuple(found), ids[limit - 1] if len(ids) > limit else None)

    def count(self, scope: Scope, wanted: Wanted, most: int = MOST_COUNTED) -> Count:
        """How many hits fit, counted up to a limit."""
        with brief(self._database) as connection:
            chosen = select(hits.c.id).where(*conditions(connection, scope, wanted)).limit(most + 1).subquery()
            number = int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())
        return Count(min(number, most), number > most)

    def ids(self, scope: Scope, wanted: Wanted, limit: int) -> Sequence[int]:
        """The best hits that fit, by number."""
        with brief(self._database) as connection:
            chosen = select(hits.c.id).where(*conditions(connection, scope, wanted))
            return list(connection.execute(chosen.order_by(*_order("best")).limit(limit)).scalars())

    def stream(self, scope: Scope, wanted: Wanted, limit: int) -> Iterator[Hit]:
        """The best hits that fit, read a portion at a time: for exports."""
        ids = self.ids(scope, wanted, limit)
        for start in range(0, len(ids), _PORTION):
            with brief(self._database) as connection:
                yield from _read(connection, ids[start : start + _PORTION])

    def newest_id(self) -> int:
        """The latest hit: what comes in later is not touched by a decision on many."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.coalesce(func.max(hits.c.id), 0))).scalar_one())

    def get(self, scope: Scope, hit_id: int) -> Hit:
        """One hit; one that is not to be seen does not exist."""
        with brief(self._database) as connection:
            return visible_hit(connection, scope, hit_id)

    def floods(self, scope: Scope, wanted: Wanted, limit: int = 100) -> Sequence[Flood]:
        """Works and sites with the most hits that fit."""
        number = func.count().label("number")
        with brief(self._database) as connection:
            grouped = (
                select(
                    hits.c.work_id,
                    hits.c.site,
                    number,
                    func.max(hits.c.score).label("best"),
                    func.max(hits.c.first_seen).label("latest"),
                )
                .where(*conditions(connection, scope, wanted))
                .group_by(hits.c.work_id, hits.c.site)
                .order_by(number.desc(), hits.c.work_id)
                .limit(limit)
                .subquery()
            )
            rows = select(grouped, works.c.title).join(works, works.c.id == grouped.c.work_id)
            rows = rows.order_by(grouped.c.number.desc(), grouped.c.work_id)
            return [
                Flood(row.work_id, row.title, row.site, row.number, row.best, row.latest)
                for row in connection.execute(rows)
            ]


def visible_hit(connection: Connection, scope: Scope, hit_id: int) -> Hit:
    """One hit within the scope, as the transaction sees it."""
    found = _read(connection, [hit_id]) if 0 < hit_id < 1 << 62 else []
    if not found or (scope.holder is not None and (not scope.holder or found[0].holder != scope.holder)):
        raise NotFoundError(f"There is no hit {hit_id}")
    return found[0]


def _order(order: Order) -> tuple[ColumnElement[Any], ...]:
    return (hits.c.priority.desc(), hits.c.id.desc()) if order == "best" else (hits.c.id.desc(),)


def _behind(connection: Connection, after: int | None, order: Order) -> Iterator[ColumnElement[bool]]:
    if after is None:
        return
    if order == "newest":
        yield hits.c.id < after
        return
    priority = connection.execute(select(hits.c.priority).where(hits.c.id == after)).scalar()
    if priority is None:
        raise NotFoundError(f"There is no hit {after}")
    yield tuple_(hits.c.priority, hits.c.id) < tuple_(priority, after)


def _rows() -> Select[Any]:
    return hit_rows().add_columns(hits.c.version, works.c.holder)


def _read(connection: Connection, ids: Sequence[int]) -> list[Hit]:
    """The hits of these numbers, in their order."""
    if not ids:
        return []
    found = {row.hit_id: _hit(row) for row in connection.execute(_rows().where(hits.c.id.in_(ids)))}
    return [found[number] for number in ids if number in found]


def _hit(row: Row[Any]) -> Hit:
    values = row._asdict()
    values["reasons"] = tuple(
        Reason(reason["feature"], reason["score"], reason["detail"], reason.get("evidence", ""))
        for reason in row.reasons
    )
    return Hit(**values)
