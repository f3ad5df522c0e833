"""Remembered sightings: typed links and their words, matched or not, for works that join the list later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, exists, select

from core.types import Account, Link, Sighting
from storage.columns import key_of
from storage.database import Database, chunks
from storage.tables import accounts, hits, links, pages, sightings
from storage.takedown_tables import share_looks
from storage.texts import texts_from_json
from storage.upsert import stored

_PORTION: Final = 2000


@dataclass(frozen=True, slots=True)
class Remembered:
    """A sighting as it was stored, and the works that its link is known to offer."""

    sighting_id: int
    sighting: Sighting
    work_ids: frozenset[int]


class Sightings:
    """Reads sightings again, and forgets those that nothing was recognised in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembered(self, batch: int = 1000) -> Iterator[Remembered]:
        """All sightings, oldest first, read a batch at a time: writing between two of them is fine."""
        last = 0
        while True:
            with self._database.read() as connection:
                rows = connection.execute(
                    _rows().where(sightings.c.id > last).order_by(sightings.c.id).limit(batch)
                ).all()
                works = _works_of(connection, {row.link_id for row in rows})
            if not rows:
                return
            for row in rows:
                yield Remembered(row.id, _sighting(row), frozenset(works[row.link_id]))
            last = rows[-1].id

    def latest(self, site: str, pages_read: int, most: int) -> list[Remembered]:
        """The sightings on a site's newest pages, `most` at the most."""
        newest = select(pages.c.id).where(pages.c.site == site).order_by(pages.c.id.desc()).limit(pages_read)
        with self._database.read() as connection:
            return _remembered(connection, connection.execute(newest).scalars().all(), most)

    def on_pages(self, urls: Collection[str]) -> list[Remembered]:
        """The sightings on pages."""
        with self._database.read() as connection:
            known = stored(connection, pages.c.key, {key_of(url) for url in urls}, pages.c.id)
            return _remembered(connection, [row.id for row in known])

    def prune(self, older_than: datetime) -> int:
        """Forgets sightings of links without hits that were last seen before a time. How many that were.

        They are looked for without a lock and removed a portion at a time, so that no other writer waits long.
        """
        last = count = 0
        old = ~exists().where(hits.c.link_id == sightings.c.link_id) & (sightings.c.last_seen < older_than)
        wanted = select(sightings.c.id).where(old).order_by(sightings.c.id).limit(_PORTION)
        while True:
            with self._database.read() as connection:
                chosen = list(connection.execute(wanted.where(sightings.c.id > last)).scalars())
            if not chosen:
                return count
            with self._database.write() as connection:
                count += sum(_forget(connection, portion, old) for portion in chunks(chosen))
            last = chosen[-1]


def _remembered(connection: Connection, page_ids: Sequence[int], most: int | None = None) -> list[Remembered]:
    """The sightings on pages, those of the first pages first."""
    found: list[Remembered] = []
    for portion in chunks(page_ids):
        left = None if most is None else most - len(found)
        if left == 0:
            break
        wanted = _rows().where(sightings.c.page_id.in_(portion)).order_by(sightings.c.id).limit(left)
        rows = connection.execute(wanted).all()
        works = _works_of(connection, {row.link_id for row in rows})
        found.extend(Remembered(row.id, _sighting(row), frozenset(works[row.link_id])) for row in rows)
    return found


def _rows() -> Select[Any]:
    shown = (
        sightings.join(links, links.c.id == sightings.c.link_id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .outerjoin(accounts, accounts.c.id == sightings.c.account_id)
    )
    return select(
        sightings,
        links.c.kind,
        links.c.ref,
        links.c.provider,
        links.c.url,
        links.c.passcode,
        links.c.obfuscated,
        pages.c.url.label("page_url"),
        pages.c.site,
        pages.c.channel,
        pages.c.title,
        pages.c.page_kind,
        accounts.c.platform,
        accounts.c.account_id.label("account"),
        accounts.c.name,
    ).select_from(shown)


def _works_of(connection: Connection, link_ids: set[int]) -> dict[int, set[int]]:
    works: dict[int, set[int]] = defaultdict(set)
    for row in stored(connection, hits.c.link_id, link_ids, hits.c.work_id):
        works[row.link_id].add(row.work_id)
    return works


def _sighting(row: Row[Any]) -> Sighting:
    return Sighting(
        page_url=row.page_url,
        link=Link(row.kind, row.ref, row.url, row.provider, row.passcode, row.obfuscated),
        texts=texts_from_json(row.texts),
        page_title=row.title,
        site=row.site,
        channel=row.channel,
        account=None if row.account is None else Account(row.platform, row.account, row.name),
        price=row.price,
        episode=row.episode,
        year=row.year,
        work_kind=row.work_kind,
        people=tuple(row.people),
        page_kind=row.page_kind,
        seen_at=row.last_seen,
    )


def _forget(connection: Connection, sighting_ids: Sequence[int], old: ColumnElement[bool]) -> int:
    """Removes sightings that still are old, and what no other sighting names."""
    chosen = sightings.c.id.in_(sighting_ids) & old
    named = connection.execute(
        select(sightings.c.link_id, sightings.c.page_id, sightings.c.account_id).where(chosen)
    ).all()
    count = connection.execute(delete(sightings).where(chosen)).rowcount
    for position, (table, column) in enumerate(_NAMED):
        ids = sorted({row[position] for row in named} - {None})
        for portion in chunks(ids):
            unnamed = table.c.id.in_(portion) & ~exists().where(column == table.c.id)
            if table is links:
                lost = select(links.c.id).where(unnamed)
                connection.execute(delete(share_looks).where(share_looks.c.link_id.in_(lost)))
            connection.execute(delete(table).where(unnamed))
    return count


_NAMED: Final = ((links, sightings.c.link_id), (pages, sightings.c.page_id), (accounts, sightings.c.account_id))
