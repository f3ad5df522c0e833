"""Returns: signs by which removed hits are known again, hits that show them, and the ties between both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from core.types import Text
from storage.columns import key_of
from storage.database import Database, chunks
from storage.decision_tables import transitions
from storage.following_tables import hit_signs, returns
from storage.meta import read_meta, write_meta
from storage.tables import accounts, hits, links, sightings, works
from storage.texts import texts_from_json
from storage.upsert import insert_new, stored

_PORTION: Final = 500
_WATCHED: Final = "returns_watched_until"
_MOST_SIGHTINGS: Final = 20  # of one link: the first pages that show it say enough


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a hit's copy: `gone_at` is when it was first removed, None for a hit that never was."""

    hit_id: int
    work_id: int
    link_kind: str
    ref: str
    url: str
    provider: str
    first_seen: datetime
    gone_at: datetime | None
    texts: tuple[Text, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing by which a copy is known again: sign (link, share, infohash ...) and value."""

    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """A removed hit that bore a sign, and when it was gone."""

    hit_id: int
    work_id: int
    sign: Sign
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class Return:
    """A hit that offers again what was removed at an earlier hit (or the same hit, back at its own address)."""

    hit_id: int
    earlier_id: int
    sign: str
    detail: str
    found_at: datetime
    work_title: str = ""
    link_url: str = ""
    earlier_url: str = ""


class Returns:
    """Keeps signs and returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unmarked(self) -> Iterator[Trace]:
        """Hits that were removed and whose signs nobody kept yet, a portion at a time."""
        gone = _gone().subquery("gone")
        chosen = select(hits.c.id).join(gone, gone.c.hit_id == hits.c.id)
        chosen = chosen.where(hits.c.id.not_in(select(hit_signs.c.hit_id)))
        yield from self._traces(chosen)

    def fresh(self, since: datetime | None) -> Iterator[Trace]:
        """Hits first seen since a time that nobody rejected, a portion at a time."""
        chosen = select(hits.c.id).where(hits.c.state != "rejected")
        yield from self._traces(chosen if since is None else chosen.where(hits.c.first_seen >= since))

    def keep_signs(self, found: Sequence[tuple[Trace, Sequence[Sign]]]) -> None:
        """Keeps the signs of removed hits."""
        rows = [
            {
                "hit_id": trace.hit_id, "sign": sign.sign, "key": key_of(sign.sign, sign.value), "value": sign.value,
                "gone_at": trace.gone_at,
            }
            for trace, signs in found for sign in signs
        ]  # fmt: skip
        with self._database.write() as connection:
            for portion in chunks(rows):
                insert_new(connection, hit_signs, list(portion))

    def known(self, signs: Sequence[Sign]) -> dict[Sign, list[Known]]:
        """The removed hits that bore each of the signs."""
        by_key = {key_of(sign.sign, sign.value): sign for sign in signs}
        with self._database.read() as connection:
            rows = stored(connection, hit_signs.c.key, by_key, hit_signs.c.hit_id, hit_signs.c.gone_at)
            work_ids = {
                row.id: row.work_id
                for row in stored(connection, hits.c.id, {row.hit_id for row in rows}, hits.c.work_id)
            }
        found: dict[Sign, list[Known]] = {}
        for row in rows:
            sign = by_key[row.key]
            found.setdefault(sign, []).append(Known(row.hit_id, work_ids[row.hit_id], sign, row.gone_at))
        return found

    def add(self, found: Sequence[Return]) -> list[Return]:
        """Keeps returns; gives those that were not known."""
        if not found:
            return []
        pairs = {(one.hit_id, one.earlier_id, one.sign) for one in found}
        with self._database.write() as connection:
            there = {
                (row.hit_id, row.earlier_id, row.sign)
                for row in stored(
                    connection, returns.c.hit_id, {pair[0] for pair in pairs}, returns.c.earlier_id, returns.c.sign
                )
            }
            new = {(one.hit_id, one.earlier_id, one.sign): one for one in found}
            new = {pair: one for pair, one in new.items() if pair not in there}
            for portion in chunks(list(new.values())):
                insert_new(connection, returns, [_row(one) for one in portion])
            rows = connection.execute(_rows().where(returns.c.hit_id.in_({pair[0] for pair in new})))
            kept = [Return(**row._asdict()) for row in rows]
        return [one for one in kept if (one.hit_id, one.earlier_id, one.sign) in new]

    def watched_until(self) -> datetime | None:
        """Until when hits were compared with what was removed; None before the first time."""
        with self._database.read() as connection:
            known = read_meta(connection).get(_WATCHED)
        return datetime.fromisoformat(known) if known else None

    def watched(self, until: datetime) -> None:
        """Notes until when hits were compared."""
        with self._database.write() as connection:
            write_meta(connection, _WATCHED, until.isoformat())

    def all(self, since: datetime | None = None, hit_id: int | None = None) -> Iterator[Return]:
        """Returns, the latest first: all, or those that tie a hit to others."""
        wanted = _rows().order_by(returns.c.id.desc())
        if since is not None:
            wanted = wanted.where(returns.c.found_at >= since)
        if hit_id is not None:
            wanted = wanted.where((returns.c.hit_id == hit_id) | (returns.c.earlier_id == hit_id))
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_PORTION).execute(wanted):
                yield Return(**row._asdict())

    def _traces(self, chosen: Select[Any]) -> Iterator[Trace]:
        after = 0
        while True:
            with self._database.read() as connection:
                portion = (
                    connection.execute(chosen.where(hits.c.id > after).order_by(hits.c.id).limit(_PORTION))
                    .scalars()
                    .all()
                )
                found = _read(connection, portion)
            if not portion:
                return
            yield from found
            after = portion[-1]


def _gone() -> Select[Any]:
    removed = transitions.c.state == "removed"
    return (
        select(transitions.c.hit_id, func.min(transitions.c.happened_at).label("at"))
        .where(removed)
        .group_by(transitions.c.hit_id)
    )


def _read(connection: Connection, hit_ids: Sequence[int]) -> list[Trace]:
    gone = _gone().where(transitions.c.hit_id.in_(hit_ids)).subquery("gone")
    wanted = (
        select(hits.c.id, hits.c.work_id, hits.c.link_id, hits.c.link_kind, hits.c.first_seen, gone.c.at)
        .add_columns(links.c.ref, links.c.url, links.c.provider)
        .join(links, links.c.id == hits.c.link_id)
        .outerjoin(gone, gone.c.hit_id == hits.c.id)
        .where(hits.c.id.in_(hit_ids))
        .order_by(hits.c.id)
    )
    rows = connection.execute(wanted).all()
    shown = _shown(connection, {row.link_id for row in rows})
    return [
        Trace(
            row.id, row.work_id, row.link_kind, row.ref, row.url, row.provider, row.first_seen, row.at,
            *shown.get(row.link_id, ((), ())),
        )
        for row in rows
    ]  # fmt: skip


def _shown(connection: Connection, link_ids: set[int]) -> dict[int, tuple[tuple[Text, ...], tuple[str, ...]]]:
    """The texts and accounts of each link's first pages."""
    rank = func.row_number().over(partition_by=sightings.c.link_id, order_by=sightings.c.id).label("rank")
    few = (
        select(sightings.c.link_id, sightings.c.texts, sightings.c.account_id, rank)
        .where(sightings.c.link_id.in_(link_ids))
        .subquery("few")
    )
    wanted = (
        select(few.c.link_id, few.c.texts, accounts.c.platform, accounts.c.account_id.label("account"))
        .outerjoin(accounts, accounts.c.id == few.c.account_id)
        .where(few.c.rank <= _MOST_SIGHTINGS)
    )
    found: dict[int, tuple[tuple[Text, ...], tuple[str, ...]]] = {}
    for row in connection.execute(wanted):
        texts, names = found.get(row.link_id, ((), ()))
        own = (f"{row.platform}:{row.account}",) if row.account else ()
        found[row.link_id] = (texts + texts_from_json(row.texts), tuple(dict.fromkeys(names + own)))
    return found


def _rows() -> Select[Any]:
    late, early = links.alias("late"), links.alias("early")
    earlier = hits.alias("earlier")
    return select(
        returns.c.hit_id, returns.c.earlier_id, returns.c.sign, returns.c.detail, returns.c.found_at,
        works.c.title.label("work_title"), late.c.url.label("link_url"), early.c.url.label("earlier_url"),
    ).select_from(
        returns.join(hits, hits.c.id == returns.c.hit_id)
        .join(works, works.c.id == hits.c.work_id)
        .join(late, late.c.id == hits.c.link_id)
        .join(earlier, earlier.c.id == returns.c.earlier_id)
        .join(early, early.c.id == earlier.c.link_id)
    )  # fmt: skip


def _row(one: Return) -> dict[str, Any]:
    return {
        "hit_id": one.hit_id, "earlier_id": one.earlier_id, "sign": one.sign, "detail": one.detail,
        "found_at": one.found_at,
    }  # fmt: skip
