"""One thing by several names: a .torrent file and the magnets of its infohash are one link, whichever was met first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, update

from core.types import Link, PageRecord
from storage.columns import key_of
from storage.joining import join_links
from storage.shown import Batch, Shown, stands
from storage.tables import hits, link_names, links
from storage.upsert import insert_new, stored

_KINDS: Final = ("torrent", "magnet")
_SHOWN: Final = (links.c.id, links.c.kind, links.c.ref, links.c.provider, links.c.url)


def use_names(connection: Connection, batch: Batch) -> None:
    """Puts the link that is known already for those of a batch that are other names of it."""
    named = [key for key, row in batch.links.items() if row["kind"] in _KINDS]
    if not named:
        return
    for key, row in _known(connection, named).items():
        if batch.links[key]["kind"] == "magnet" and row.kind == "torrent":
            _promote(connection, row, batch.links[key], key)
    known = _known(connection, named)
    if known:
        _rename(batch, known)


def learn_names(connection: Connection, records: Iterable[PageRecord]) -> int:
    """Makes one link of those that records found to be names of one thing. How many hits became one with others.

    Call it after the sightings and hits of the records are stored.
    """
    return sum(_learn(connection, record.names) for record in records if record.names)


def _known(connection: Connection, keys: Sequence[str]) -> dict[str, Row[Any]]:
    """The links of which these keys are other names."""
    targets = {row.key: row.link_id for row in stored(connection, link_names.c.key, keys, link_names.c.link_id)}
    if not targets:
        return {}
    rows = {row.id: row for row in stored(connection, links.c.id, set(targets.values()), *_SHOWN, links.c.key)}
    return {key: rows[link_id] for key, link_id in targets.items()}


def _promote(connection: Connection, row: Row[Any], magnet: dict[str, Any], key: str) -> None:
    """A link known as a file only becomes the magnet that is shown now; the file's address remains a name of it."""
    own = key_of(row.kind, row.ref)
    connection.execute(delete(link_names).where(link_names.c.key == key))
    values = {name: magnet[name] for name in ("kind", "ref", "provider", "url")}
    connection.execute(update(links).where(links.c.id == row.id).values(values | {"key": key}))
    connection.execute(update(hits).where(hits.c.link_id == row.id).values(link_kind="magnet"))
    insert_new(connection, link_names, [{"key": own, "kind": row.kind, "ref": row.ref, "link_id": row.id}])


def _rename(batch: Batch, known: dict[str, Row[Any]]) -> None:
    for key, row in known.items():
        hidden = batch.links.pop(key)["obfuscated"]
        values = {"kind": row.kind, "ref": row.ref, "provider": row.provider, "url": row.url}
        values = batch.links.setdefault(row.key, values | {"passcode": "", "obfuscated": False})
        values["obfuscated"] = values["obfuscated"] or hidden
    for pair in [pair for pair in batch.shown if pair[0] in known]:
        item, row = batch.shown.pop(pair), known[pair[0]]
        link = Link(row.kind, row.ref, row.url, row.provider, obfuscated=item.sighting.link.obfuscated)
        item.link_key, item.sighting = row.key, replace(item.sighting, link=link)
        other = batch.shown.setdefault((row.key, pair[1]), item)
        if other is not item:
            _add(other, item)


def _add(shown: Shown, other: Shown) -> None:
    """A page that shows one thing by two names shows it once."""
    if stands(shown, other.record, other.sighting, other.last_seen):
        shown.record, shown.sighting = other.record, other.sighting
    shown.first_seen = min(shown.first_seen, other.first_seen)
    shown.last_seen = max(shown.last_seen, other.last_seen)
    shown.matches.extend(other.matches)


def _learn(connection: Connection, names: Sequence[tuple[str, str]]) -> int:
    by_key = {key_of(kind, ref): (kind, ref) for kind, ref in names}
    ids = {row.key: row.id for row in stored(connection, links.c.key, by_key, links.c.id)}
    ids |= {row.key: row.link_id for row in stored(connection, link_names.c.key, by_key, link_names.c.link_id)}
    if ids.keys() == by_key.keys() and len(set(ids.values())) == 1:
        return 0
    others = _of_others(connection, set(ids.values()), {ref for _, ref in names})
    by_key = {key: name for key, name in by_key.items() if ids.get(key) not in others}
    rows = {row.id: row for row in stored(connection, links.c.id, set(ids.values()) - others, *_SHOWN, links.c.key)}
    if not rows:
        return 0
    kept = min(rows.values(), key=lambda row: (row.kind != "magnet", row.id))
    became_one = sum(join_links(connection, row.id, kept.id, kept.kind) for row in rows.values() if row is not kept)
    wanted = [
        {"key": key, "kind": kind, "ref": ref, "link_id": kept.id}
        for key, (kind, ref) in sorted(by_key.items())
        if key != kept.key
    ]
    insert_new(connection, link_names, wanted)
    return became_one


def _of_others(connection: Connection, ids: set[int], refs: set[str]) -> set[int]:
    """Those of the links that are known to be something else: an address may send another file by now."""
    hashed = ("btih:", "btmh:")
    named = [(row.id, row.ref) for row in stored(connection, links.c.id, ids, links.c.ref)]
    named += [(row.link_id, row.ref) for row in stored(connection, link_names.c.link_id, ids, link_names.c.ref)]
    same = {number for number, ref in named if ref.startswith(hashed) and ref in refs}
    return {number for number, ref in named if ref.startswith(hashed) and ref not in refs} - same
