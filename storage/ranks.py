"""Ranks: points that works, sites and accounts give their hits, kept so that the queue stays sorted in its index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, String, cast, delete, func, insert, or_, select, update

from storage import priority
from storage.database import Database, chunks
from storage.figures import UPHELD
from storage.review_tables import ranks
from storage.tables import hits, sightings, works

OPEN: Final = ("new", "unsure")
_PORTION: Final = 2_000  # hits in one transaction: a crawl that writes waits for it
Subject = tuple[str, str]


class Ranks:
    """Brings points up to date. What a stopped refresh left undone is marked as due, and done by the next."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def refresh(self, now: datetime, audiences: Mapping[str, int]) -> int:
        """Works out all points anew and gives them to open hits; `audiences` are visits a month by site.

        Returns how many works, sites and accounts changed.
        """
        with self._database.read() as connection:
            found = dict(_points(connection, now, audiences))
            known = {(row.subject, row.key): row for row in connection.execute(select(ranks))}
        changed = {subject: points for subject, points in found.items() if _is_new(known.get(subject), points)}
        changed |= {subject: 0 for subject, row in known.items() if subject not in found and row.points}
        for portion in chunks(sorted(changed)):
            with self._database.write() as connection:
                _write(connection, [(*subject, changed[subject]) for subject in portion])
        self._pay()
        return len(changed)

    def _pay(self) -> None:
        """Gives the points of subjects that are due to their open hits, a portion of hits in a transaction."""
        with self._database.read() as connection:
            due = connection.execute(select(ranks.c.subject, ranks.c.key).where(ranks.c.due.is_(True))).all()
        for subject, key in due:
            last: int | None = 0
            while last is not None:
                with self._database.write() as connection:
                    last = _pay_portion(connection, subject, key, last)
        while self._fill():
            pass

    def _fill(self) -> int:
        with self._database.write() as connection:
            return rank_new(connection)


def rank_new(connection: Connection, most: int = _PORTION) -> int:
    """Gives hits that came in, or moved to another page, their points; how many."""
    unranked = select(hits.c.id).where(hits.c.boost.is_(None)).limit(most)
    return connection.execute(update(hits).where(hits.c.id.in_(unranked)).values(boost=_boost())).rowcount


def parts_of(connection: Connection, hit_id: int) -> dict[str, int]:
    """What a hit's priority is the sum of: points by score, kind of link, work, site and account."""
    wanted = select(hits.c.score, hits.c.boost, hits.c.priority, hits.c.work_id, hits.c.site, sightings.c.account_id)
    row = connection.execute(
        wanted.outerjoin(sightings, sightings.c.id == hits.c.sighting_id).where(hits.c.id == hit_id)
    ).one()
    boost, score = row.boost or 0, round(row.score * 100)
    named = {"work": str(row.work_id), "site": row.site, "account": str(row.account_id)}
    pairs = [(ranks.c.subject == subject) & (ranks.c.key == key) for subject, key in named.items()]
    found = {known.subject: known.points for known in connection.execute(select(ranks).where(or_(*pairs)))}
    parts = {"score": score, "kind": row.priority - score - boost, **{name: found.get(name, 0) for name in named}}
    # Points that came or went since the hit was ranked: they count when the next crawl ends.
    return {**parts, "later": boost - sum(found.values())}


def _is_new(row: Any, points: int) -> bool:
    return points != (row.points if row is not None else 0)


def _write(connection: Connection, rows: Sequence[tuple[str, str, int]]) -> None:
    for subject, key, _ in rows:
        connection.execute(delete(ranks).where(ranks.c.subject == subject, ranks.c.key == key))
    values = [{"subject": subject, "key": key, "points": points, "due": True} for subject, key, points in rows]
    connection.execute(insert(ranks), values)


def _pay_portion(connection: Connection, subject: str, key: str, last: int) -> int | None:
    """The open hits of one subject behind `last`; the last one reached, or None when there are no more."""
    wanted = select(hits.c.id).where(hits.c.state.in_(OPEN), hits.c.id > last, _of(subject, key))
    ids: list[int] = list(connection.execute(wanted.order_by(hits.c.id).limit(_PORTION)).scalars())
    for portion in chunks(ids):
        boost = _boost()
        changed = hits.c.id.in_(portion) & hits.c.boost.is_distinct_from(boost)
        connection.execute(update(hits).where(changed).values(boost=boost))
    if len(ids) == _PORTION:
        return ids[-1]
    paid = (ranks.c.subject == subject) & (ranks.c.key == key)
    connection.execute(delete(ranks).where(paid, ranks.c.points == 0))
    connection.execute(update(ranks).where(paid).values(due=False))
    return None


def _of(subject: str, key: str) -> ColumnElement[bool]:
    if subject == "site":
        return hits.c.site == key
    if subject == "work":
        return hits.c.work_id == int(key)
    return hits.c.sighting_id.in_(select(sightings.c.id).where(sightings.c.account_id == int(key)))


def _boost() -> ColumnElement[int]:
    """The points of a hit: those of its work, its site and the account that offers it."""
    of_account = (
        select(ranks.c.points)
        .join(sightings, cast(sightings.c.account_id, String) == ranks.c.key)
        .where(sightings.c.id == hits.c.sighting_id, ranks.c.subject == "account")
    )
    of_work = select(ranks.c.points).where(ranks.c.subject == "work", ranks.c.key == cast(hits.c.work_id, String))
    of_site = select(ranks.c.points).where(ranks.c.subject == "site", ranks.c.key == hits.c.site)
    parts = [func.coalesce(part.scalar_subquery(), 0) for part in (of_work, of_site, of_account)]
    return parts[0] + parts[1] + parts[2]


def _points(connection: Connection, now: datetime, audiences: Mapping[str, int]) -> Iterator[tuple[Subject, int]]:
    """Subjects that have points, and how many."""
    for row in connection.execute(
        select(works.c.id, works.c.protected_from, works.c.protected_until, works.c.release_date)
    ):
        points = priority.of_window(row.protected_from, row.protected_until, row.release_date, now.date())
        if points:
            yield ("work", str(row.id)), points
    upheld = _upheld(connection, hits, hits.c.site)
    for site in upheld.keys() | audiences.keys():
        points = priority.of_site(upheld.get(site, 0)) + priority.of_audience(audiences.get(site, 0))
        if points:
            yield ("site", str(site)), points
    shown = hits.join(sightings, sightings.c.id == hits.c.sighting_id)
    for account, number in _upheld(connection, shown, sightings.c.account_id).items():
        if account is not None and priority.of_account(number):
            yield ("account", str(account)), priority.of_account(number)


def _upheld(connection: Connection, source: Any, column: ColumnElement[Any]) -> dict[Any, int]:
    wanted = select(column, func.count()).select_from(source).where(hits.c.state.in_(UPHELD)).group_by(column)
    return {key: int(number) for key, number in connection.execute(wanted)}
