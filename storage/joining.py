"""Joins two links that turned out to be one: their sightings, and their hits where no decision stands against it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, exists, select, update

from storage.ranks import rank_new
from storage.tables import hits, link_names, links, matches, metadata, sightings

_SHOWN_BY: Final = (
    "score", "matcher", "reasons", "matched_text", "sighting_id", "capture_id", "site", "channel",
)  # fmt: skip


def join_links(connection: Connection, old: int, kept: int, kind: str) -> int:
    """Moves all of one link to another, whose kind it takes. How many of its hits became one with a hit there.

    Where people have decided about both hits of a work, each stays where it is.
    """
    _join_sightings(connection, old, kept)
    connection.execute(update(link_names).where(link_names.c.link_id == old).values(link_id=kept))
    there = {row.work_id: row for row in connection.execute(select(hits).where(hits.c.link_id == kept))}
    joined = 0
    for row in connection.execute(select(hits).where(hits.c.link_id == old).order_by(hits.c.id)).all():
        other = there.get(row.work_id)
        if other is None:
            _move(connection, row, kept, kind)
        elif _is_free(connection, row):
            _merge(connection, row, other)
            joined += 1
        elif _is_free(connection, other):
            _merge(connection, other, row)
            _move(connection, row, kept, kind)
            joined += 1
    empty = ~exists().where(hits.c.link_id == links.c.id)
    connection.execute(delete(links).where(links.c.id == old, empty))
    rank_new(connection)
    return joined


def _move(connection: Connection, row: Row[Any], kept: int, kind: str) -> None:
    connection.execute(update(hits).where(hits.c.id == row.id).values(link_id=kept, link_kind=kind))


def _merge(connection: Connection, row: Row[Any], into: Row[Any]) -> None:
    """Makes one hit of two of one work: the better words stand."""
    known = set(connection.execute(select(matches.c.sighting_id).where(matches.c.hit_id == into.id)).scalars())
    mine = matches.c.hit_id == row.id
    connection.execute(delete(matches).where(mine, matches.c.sighting_id.in_(known)))
    connection.execute(update(matches).where(mine).values(hit_id=into.id))
    connection.execute(delete(hits).where(hits.c.id == row.id))
    values = {"first_seen": min(row.first_seen, into.first_seen), "last_seen": max(row.last_seen, into.last_seen)}
    if row.score > into.score:
        values |= {name: getattr(row, name) for name in _SHOWN_BY} | {"boost": None}
    connection.execute(update(hits).where(hits.c.id == into.id).values(values))


def _is_free(connection: Connection, row: Row[Any]) -> bool:
    """Whether nothing names the hit but the words that matched: nobody has decided, claimed, noticed or looked."""
    return row.state == "new" and not any(
        connection.execute(select(exists().where(column == row.id))).scalar_one() for column in _naming(hits)
    )


def _naming(table: Table) -> list[Any]:
    """The columns of other tables that point to rows of a table."""
    return [
        column
        for other in metadata.sorted_tables
        for column in other.columns
        if other is not matches and column.references(table.c.id)
    ]


def _join_sightings(connection: Connection, old: int, kept: int) -> None:
    there = {row.page_id: row for row in connection.execute(select(sightings).where(sightings.c.link_id == kept))}
    for row in connection.execute(select(sightings).where(sightings.c.link_id == old)).all():
        other = there.get(row.page_id)
        if other is None:
            connection.execute(update(sightings).where(sightings.c.id == row.id).values(link_id=kept))
            continue
        values = {
            "first_seen": min(row.first_seen, other.first_seen),
            "last_seen": max(row.last_seen, other.last_seen),
            "gone_at": None if row.gone_at is None or other.gone_at is None else max(row.gone_at, other.gone_at),
            "capture_id": other.capture_id or row.capture_id,
        }
        connection.execute(update(sightings).where(sightings.c.id == other.id).values(values))
        known = set(connection.execute(select(matches.c.hit_id).where(matches.c.sighting_id == other.id)).scalars())
        mine = matches.c.sighting_id == row.id
        connection.execute(delete(matches).where(mine, matches.c.hit_id.in_(known)))
        connection.execute(update(matches).where(mine).values(sighting_id=other.id))
        connection.execute(update(hits).where(hits.c.sighting_id == row.id).values(sighting_id=other.id))
        connection.execute(delete(sightings).where(sightings.c.id == row.id))
