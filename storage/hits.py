"""Hits: what was found, as people review it and programs export it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, tuple_

from core.errors import NotFoundError
from core.types import Hit, HitState, Reason
from storage.columns import storable
from storage.database import Database
from storage.tables import hits, links, pages, sightings, works
from storage.views import hit_rows, sighting_rows
from storage.works import title_key

_PORTION: Final = 1000  # rows held in memory at a time

Order = Literal["oldest", "newest", "best"]


@dataclass(frozen=True, slots=True)
class HitQuery:
    """Which hits are wanted; what is left out does not restrict.

    `work` is a work's id, or a title: works whose folded title is the same; or where there is none, the one that has
    the number as its id, or those that contain it.
    `since` is when a hit was found, not when its link was first seen: a work that joins the list today is found in
    links of last month. `text` is looked for in titles, matched words and addresses.
    `after` is the last hit_id that was seen, for the next page of the same order.
    """

    state: HitState | None = None
    work: int | str | None = None
    site: str | None = None
    since: datetime | None = None
    kind: str | None = None
    channel: str | None = None
    holder: str | None = None
    text: str | None = None
    limit: int | None = None
    after: int | None = None
    order: Order = "oldest"


EVERYTHING: Final = HitQuery()


class Hits:
    """Reads hits. They are written by pages and reviews."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def query(self, query: HitQuery = EVERYTHING) -> Iterator[Hit]:
        """The hits that fit, one row a hit, read as they are asked for."""
        rows = hit_rows().add_columns(hits.c.version, works.c.holder, hits.c.found_at).order_by(*_order(query))
        with self._database.read() as connection:
            chosen = (*_conditions(connection, query), *_on_best_page(query), *_after(connection, query))
            if query.text or query.limit is None:
                rows = rows.where(*chosen).limit(query.limit)
            else:  # sort and cut the bare numbers first, then look up the rest of these few
                numbers = select(hits.c.id).where(*chosen).order_by(*_order(query)).limit(query.limit)
                rows = rows.where(hits.c.id.in_(numbers))
            yield from _stream(connection, rows)

    def sightings(self, query: HitQuery = EVERYTHING) -> Iterator[Hit]:
        """The hits that fit, one row for each page that shows them: site, channel, words and times are that page's."""
        rows = sighting_rows().add_columns(hits.c.version, works.c.holder, hits.c.found_at)
        with self._database.read() as connection:
            chosen = rows.where(*_conditions(connection, query), *_on_any_page(query), *_after(connection, query))
            yield from _stream(connection, chosen.order_by(*_order(query), sightings.c.id).limit(query.limit))

    def get(self, hit_id: int) -> Hit:
        """One hit."""
        with self._database.read() as connection:
            return read_hit(connection, hit_id)

    def count(self, query: HitQuery = EVERYTHING) -> int:
        """How many hits fit."""
        with self._database.read() as connection:
            chosen = (*_conditions(connection, query), *_on_best_page(query))
            numbers = hit_rows().with_only_columns(hits.c.id) if query.text else select(hits.c.id)
            found = select(func.count()).select_from(numbers.where(*chosen).subquery())
            return int(connection.execute(found).scalar_one())


def read_hit(connection: Connection, hit_id: int) -> Hit:
    """One hit, as the transaction sees it."""
    rows = hit_rows().add_columns(hits.c.version, works.c.holder, hits.c.found_at).where(hits.c.id == hit_id)
    row = connection.execute(rows).first()
    if row is None:
        raise NotFoundError(f"There is no hit {hit_id}")
    return _hit(row)


def _stream(connection: Connection, rows: Select[Any]) -> Iterator[Hit]:
    with connection.execution_options(yield_per=_PORTION).execute(rows) as result:
        for row in result:
            yield _hit(row)


def _order(query: HitQuery) -> tuple[ColumnElement[Any], ...]:
    if query.order == "best":
        return hits.c.score.desc(), hits.c.id.desc()
    return (hits.c.id.desc(),) if query.order == "newest" else (hits.c.id.asc(),)


def _after(connection: Connection, query: HitQuery) -> Iterator[ColumnElement[bool]]:
    """The rows behind the last one seen: compared as a whole row, so that the index is entered there."""
    if query.after is None:
        return
    if query.order == "best":
        score = connection.execute(select(hits.c.score).where(hits.c.id == query.after)).scalar()
        if score is None:
            raise NotFoundError(f"There is no hit {query.after}")
        yield tuple_(hits.c.score, hits.c.id) < tuple_(score, query.after)
    else:
        yield hits.c.id < query.after if query.order == "newest" else hits.c.id > query.after


def conditions_of(connection: Connection, query: HitQuery) -> tuple[ColumnElement[bool], ...]:
    """What must hold for a hit that fits, seen best on the site and channel asked for; `text` needs joined tables."""
    return (*_conditions(connection, replace(query, text=None)), *_on_best_page(query))


def _conditions(connection: Connection, query: HitQuery) -> Iterator[ColumnElement[bool]]:
    if query.state is not None:
        yield hits.c.state == query.state
    if query.work is not None:
        yield _of_work(connection, query.work)
    if query.since is not None:
        yield hits.c.found_at >= query.since
    if query.kind is not None:
        yield hits.c.link_kind == query.kind
    if query.holder is not None:
        yield hits.c.work_id.in_(select(works.c.id).where(works.c.holder == query.holder))
    if query.text:
        yield _mentions(storable(query.text))


def _on_best_page(query: HitQuery) -> Iterator[ColumnElement[bool]]:
    if query.site is not None:
        yield hits.c.site == query.site
    if query.channel is not None:
        yield hits.c.channel == query.channel


def _on_any_page(query: HitQuery) -> Iterator[ColumnElement[bool]]:
    if query.site is not None:
        yield pages.c.site == query.site
    if query.channel is not None:
        yield pages.c.channel == query.channel


def _of_work(connection: Connection, work: int | str) -> ColumnElement[bool]:
    if isinstance(work, int):
        return hits.c.work_id == work
    key = title_key(storable(work))
    same = select(works.c.id).where(works.c.title_key == key)
    if connection.execute(same.limit(1)).first() is None:
        if work.isascii() and work.isdigit() and len(work) < 19:
            return hits.c.work_id == int(work)
        same = select(works.c.id).where(works.c.title_key.contains(key, autoescape=True))
    return hits.c.work_id.in_(same)


def _mentions(text: str) -> ColumnElement[bool]:
    places = (works.c.title, hits.c.matched_text, links.c.url, pages.c.url)
    return or_(
        and_(works.c.title_key != "", works.c.title_key.contains(title_key(text), autoescape=True)),
        *(place.icontains(text, autoescape=True) for place in places),
    )


def _hit(row: Row[Any]) -> Hit:
    values = row._asdict()
    values["reasons"] = tuple(
        Reason(reason["feature"], reason["score"], reason["detail"], reason["evidence"]) for reason in row.reasons
    )
    return Hit(**values)
