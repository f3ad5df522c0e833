"""The queue of review: hits in the order in which people should look at them, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_

from core.errors import NotFoundError
from core.types import HIT_STATES, Hit, Reason
from storage.database import Database, chunks
from storage.patience import SECONDS
from storage.policies import scoped
from storage.scope import Scope
from storage.tables import hits, works
from storage.views import hit_rows
from storage.wanted import Conditions, Wanted, conditions

PAGE: Final = 50
MOST_COUNTED: Final = 10_000
SEARCHED: Final = 5_000  # hits in which one page looks for words
_PORTION: Final = 500

Order = Literal["best", "newest"]
FloodBy = Literal["work", "site"]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some hits, and the hit after which the next page begins (None: these are the last).

    `by_words` says that words were looked for in hits one by one, and `searched` that this went only so far: there
    may be more, or none, behind.
    """

    hits: tuple[Hit, ...]
    after: int | None = None
    searched: bool = False
    by_words: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; `more` when there are more than were counted."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Flood:
    """A work or a site with many hits."""

    key: str
    name: str
    hits: int
    best: float


class Queue:
    """Reads hits for reviewers. A scope is never left out: whoever asks sees what is theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, scope: Scope, wanted: Wanted, *, after: int | None = None, order: Order = "best", limit: int = PAGE
    ) -> QueuePage:
        """The next hits behind the one after which the last page ended."""
        with scoped(self._database, scope) as connection:
            asked = conditions(connection, scope, wanted)
            found = _next(connection, asked, wanted, _Cut(after, order, limit))
            shown = _read(connection, found.ids)
        return QueuePage(tuple(shown), found.after, found.searched, asked.words is not None)

    def count(self, scope: Scope, wanted: Wanted, most: int = MOST_COUNTED, seconds: float = SECONDS) -> Count:
        """How many hits fit, counted up to a limit; words are looked for among the best ones only.

        TooSlowError when it takes longer than so many seconds: no index counts every combination of filters.
        """
        with scoped(self._database, scope, seconds) as connection:
            asked = conditions(connection, scope, wanted)
            if asked.words is not None:
                found = _next(connection, asked, wanted, _Cut(None, "best", most))
                return Count(len(found.ids), found.after is not None)
            chosen = select(hits.c.id).where(*asked.all).limit(most + 1).subquery()
            number = int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())
        return Count(min(number, most), number > most)

    def stream(self, scope: Scope, wanted: Wanted, limit: int, order: Order = "best") -> Iterator[Hit]:
        """The first hits that fit, a page after the other: for exports."""
        after: int | None = None
        while limit > 0:
            page = self.page(scope, wanted, after=after, order=order, limit=min(_PORTION, limit))
            yield from page.hits
            limit -= len(page.hits)
            after = page.after
            if after is None:
                return

    def newest_id(self) -> int:
        """The latest hit: what comes in later is not touched by a decision on many."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.coalesce(func.max(hits.c.id), 0))).scalar_one())

    def get(self, scope: Scope, hit_id: int) -> Hit:
        """One hit; one that is not to be seen does not exist."""
        with scoped(self._database, scope) as connection:
            return visible_hit(connection, scope, hit_id)

    def floods(self, scope: Scope, wanted: Wanted, by: FloodBy, limit: int = 50) -> Sequence[Flood]:
        """The works or sites with the most hits that fit."""
        column = hits.c.work_id if by == "work" else hits.c.site
        number, best = func.count().label("number"), func.max(hits.c.score).label("best")
        with scoped(self._database, scope) as connection:
            chosen = select(column.label("key"), number, best).where(*conditions(connection, scope, wanted).all)
            rows = connection.execute(chosen.group_by(column).order_by(number.desc(), column).limit(limit)).all()
            titles: dict[Any, str] = {}
            if by == "work":
                named = select(works.c.id, works.c.title).where(works.c.id.in_([row.key for row in rows]))
                titles = {row.id: row.title for row in connection.execute(named)}
        return [Flood(str(row.key), titles.get(row.key, str(row.key)), row.number, row.best) for row in rows]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a page begins, in which order, and how long it is."""

    after: int | None
    order: Order
    limit: int


@dataclass(frozen=True, slots=True)
class _Found:
    """The hits of a page by number."""

    ids: Sequence[int]
    after: int | None
    searched: bool = False


def _next(connection: Connection, asked: Conditions, wanted: Wanted, cut: _Cut) -> _Found:
    """The next hits. The index gives them in order for one state at a time, so that states are merged here."""
    if asked.words is not None:
        return _search(connection, asked, cut)
    behind = tuple(_behind(connection, cut.after, cut.order))
    states = wanted.states if len(wanted.states) == 1 else wanted.states or HIT_STATES
    found: list[tuple[int, int]] = []
    for state in states:
        chosen = select(hits.c.priority, hits.c.id).where(*asked.indexed, *behind, hits.c.state == state)
        rows = connection.execute(chosen.order_by(*_order(cut.order)).limit(cut.limit + 1))
        found += [(row.priority if cut.order == "best" else 0, row.id) for row in rows]
    ids = [number for _, number in sorted(found, reverse=True)[: cut.limit + 1]]
    return _Found(ids[: cut.limit], ids[cut.limit - 1] if len(ids) > cut.limit else None)


def _search(connection: Connection, asked: Conditions, cut: _Cut) -> _Found:
    """Looks for words among so many of the next hits, and says where it stopped."""
    assert asked.words is not None
    behind = tuple(_behind(connection, cut.after, cut.order))
    looked = select(hits.c.id).where(*asked.indexed, *behind).order_by(*_order(cut.order)).limit(SEARCHED)
    ids = list(connection.execute(looked).scalars())
    found: list[int] = []
    for portion in chunks(ids):
        named = set(connection.execute(select(hits.c.id).where(hits.c.id.in_(portion), asked.words)).scalars())
        found += [number for number in portion if number in named]
        if len(found) > cut.limit:
            return _Found(found[: cut.limit], found[cut.limit - 1])
    return _Found(found, ids[-1], True) if len(ids) == SEARCHED else _Found(found, None)


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
    return hit_rows().add_columns(hits.c.version, works.c.holder, hits.c.found_at)


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
