"""The queue of review: hits in the order in which people should look at them, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, Select, func, select

from core.errors import NotFoundError
from core.types import Hit, Reason
from storage.database import Database
from storage.policies import scoped
from storage.scope import Scope
from storage.tables import hits, works
from storage.views import hit_rows
from storage.walking import Cut, Order, count, next_hits
from storage.wanted import Wanted, conditions

PAGE: Final = 50
MOST_COUNTED: Final = 10_000
_PORTION: Final = 500

FloodBy = Literal["work", "site"]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some hits, and the hit after which the next page begins (None: these are the last).

    `by_words` says that words were looked for in hits one by one. `looked` is not 0 when so many hits were looked
    through and no more: others that fit may be behind.
    """

    hits: tuple[Hit, ...]
    after: int | None = None
    looked: int = 0
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
            found = next_hits(connection, asked, Cut(after, order, limit))
            shown = _read(connection, found.ids)
        return QueuePage(tuple(shown), found.after, found.looked, asked.words is not None)

    def count(self, scope: Scope, wanted: Wanted, most: int = MOST_COUNTED) -> Count:
        """How many hits fit, counted up to a limit and as far as one page looks: `more` says that there may be more."""
        with scoped(self._database, scope) as connection:
            asked = conditions(connection, scope, wanted)
            number, more = count(connection, asked, most)
        return Count(number, more)

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


def visible_hit(connection: Connection, scope: Scope, hit_id: int) -> Hit:
    """One hit within the scope, as the transaction sees it."""
    found = _read(connection, [hit_id]) if 0 < hit_id < 1 << 62 else []
    if not found or (scope.holder is not None and (not scope.holder or found[0].holder != scope.holder)):
        raise NotFoundError(f"There is no hit {hit_id}")
    return found[0]


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
