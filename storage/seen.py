"""Stores what pages show: links, pages, accounts, captures, and the sightings that join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from core.types import Capture
from storage.columns import clip
from storage.database import chunks
from storage.shown import Batch, Shown, account_key
from storage.tables import TITLE_LIMIT, accounts, captures, links, pages, sightings
from storage.texts import texts_to_json
from storage.upsert import Values, among, given, insert_new, merge_by_key, stored, update_by_id

PEOPLE_LIMIT: Final = 50
Pair = tuple[int, int]


def store_sightings(connection: Connection, batch: Batch, capture_ids: dict[str, int]) -> tuple[dict[Pair, Shown], int]:
    """Stores all that a batch shows. Gives it back by the ids of link and page, and how many sightings were new."""
    newest = _newest_page(connection)
    link_ids = merge_by_key(connection, links, batch.links, _merge_link, ("passcode", "obfuscated"))
    page_ids = merge_by_key(connection, pages, batch.pages, _merge_page, _PAGE)
    account_ids = merge_by_key(connection, accounts, batch.accounts, _merge_account, ("name",))
    shown = {(link_ids[item.link_key], page_ids[item.page_key]): item for item in batch.shown.values()}
    known = {(row.link_id, row.page_id): row for row in _known(connection, _of_pages_until(newest, shown))}
    new: list[Values] = []
    again: list[Values] = []
    for pair in sorted(shown):
        item = shown[pair]
        account, capture = item.sighting.account, item.record.capture
        account_id = account_ids[account_key(account)] if account else None
        values = _values(item, account_id, capture_ids[capture.record_id] if capture else None)
        if pair in known:
            again.append(_merge_sighting(known[pair], values))
        else:
            new.append(values | {"link_id": pair[0], "page_id": pair[1]})
    insert_new(connection, sightings, new)
    for rows in _same_columns(again):
        update_by_id(connection, sightings, rows)
    return shown, len(new)


def sighting_ids(connection: Connection, pairs: Iterable[Pair]) -> dict[Pair, Row[Any]]:
    """The id and the capture of sightings by the ids of link and page."""
    return {(row.link_id, row.page_id): row for row in _known(connection, pairs)}


def store_captures(connection: Connection, found: Iterable[Capture]) -> dict[str, int]:
    """The ids of captures by their record."""
    rows = {capture.record_id: _capture(capture) for capture in found}
    insert_new(connection, captures, [rows[name] for name in sorted(rows)])
    return {row.record_id: row.id for row in stored(connection, captures.c.record_id, rows, captures.c.id)}


def _known(connection: Connection, pairs: Iterable[Pair]) -> Iterable[Row[Any]]:
    # Page by page: SQLite reads the whole table for (link_id, page_id) IN (VALUES ...).
    wanted = _KNOWN.where(among(connection, sightings.c.link_id))
    on_page: dict[int, list[int]] = defaultdict(list)
    for link_id, page_id in pairs:
        on_page[page_id].append(link_id)
    for page_id, link_ids in sorted(on_page.items()):
        for portion in chunks(sorted(link_ids)):
            yield from connection.execute(wanted, given(connection, portion) | {"page": page_id})


_KNOWN: Final[Select[Any]] = select(
    sightings.c.id,
    sightings.c.link_id,
    sightings.c.page_id,
    sightings.c.capture_id,
    sightings.c.first_seen,
    sightings.c.last_seen,
).where(sightings.c.page_id == bindparam("page"))


def _newest_page(connection: Connection) -> int | None:
    """The last page before those of this transaction; None where other writers add pages at the same time."""
    if connection.dialect.name != "sqlite":
        return None
    return int(connection.execute(select(func.coalesce(func.max(pages.c.id), 0))).scalar_one())


def _of_pages_until(newest: int | None, pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs that may be known: a page that is new has shown nothing before."""
    return sorted(pair for pair in pairs if newest is None or pair[1] <= newest)


def _values(item: Shown, account_id: int | None, capture_id: int | None) -> Values:
    sighting = item.sighting
    return {
        "texts": texts_to_json(sighting.texts),
        "account_id": account_id,
        "price": sighting.price,
        "episode": sighting.episode,
        "year": sighting.year,
        "work_kind": sighting.work_kind,
        "people": [clip(name, TITLE_LIMIT) for name in sighting.people[:PEOPLE_LIMIT]],
        "capture_id": capture_id,
        "run_id": item.record.run_id,
        "first_seen": item.first_seen,
        "last_seen": item.last_seen,
    }


def _merge_sighting(row: Row[Any], values: Values) -> Values:
    """The newest reading stands, unless that would part the words from the capture that proves them."""
    times = {
        "row_id": row.id,
        "first_seen": min(row.first_seen, values["first_seen"]),
        "last_seen": max(row.last_seen, values["last_seen"]),
        "gone_at": None,
    }
    keeps_proof = row.capture_id is not None and values["capture_id"] is None
    return times if keeps_proof or values["last_seen"] < row.last_seen else values | times


def _same_columns(rows: list[Values]) -> Iterable[list[Values]]:
    yield [row for row in rows if "texts" in row]
    yield [row for row in rows if "texts" not in row]


_PAGE: Final = ("site", "channel", "title", "page_kind", "first_seen", "last_seen", "gone_at")


def _merge_link(row: Row[Any], values: Values) -> Values:
    return {
        "passcode": row.passcode or values["passcode"],
        "obfuscated": row.obfuscated or values["obfuscated"],
    }


def _merge_page(row: Row[Any], values: Values) -> Values:
    newer = values["last_seen"] >= row.last_seen
    return {
        "site": row.site or values["site"],
        "channel": values["channel"] if newer else row.channel,
        "title": (newer and values["title"]) or row.title,
        "page_kind": values["page_kind"] if newer else row.page_kind,
        "first_seen": min(row.first_seen, values["first_seen"]),
        "last_seen": max(row.last_seen, values["last_seen"]),
        "gone_at": None if newer else row.gone_at,
    }


def _merge_account(row: Row[Any], values: Values) -> Values:
    return {"name": values["name"] or row.name}


def _capture(capture: Capture) -> Values:
    return {
        "file": capture.file,
        "record_id": capture.record_id,
        "offset": capture.offset,
        "length": capture.length,
        "sha256": capture.sha256,
        "url": capture.url,
        "captured_at": capture.captured_at,
        "truncated": capture.truncated,
    }
