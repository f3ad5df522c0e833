"""The works that are protected: the early-warning watchlist as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from core.errors import NotFoundError
from core.folding import compact, fold
from core.types import Licence, Work
from storage.columns import key_of, storable, to_json
from storage.database import CHUNK, Database, chunks
from storage.learned_names import REVISION, with_learned
from storage.meta import count_up, read_meta
from storage.tables import works

_PORTION: Final = 2000  # works read, compared and written at a time
_TITLE_KEY: Final = 200
# The fields of a work as they are read; the order is that of `_work`.
_SHOWN: Final = tuple(
    works.c[name]
    for name in (
        "id", "title", "aliases", "year", "kind", "holder", "batch", "official_domains", "licences",
        "protected_from", "protected_until", "release_date", "identifiers", "note",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did: new works, works whose row changed, works that were there already."""

    accepted: int = 0
    updated: int = 0
    unchanged: int = 0


class Works:
    """The watchlist. A work is known again by holder, folded title, year and kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def import_works(self, works: Sequence[Work], now: datetime) -> ImportCounts:
        """Adds and updates works, all or none. The same list again changes nothing."""
        accepted = updated = unchanged = 0
        with self._database.write() as connection:
            for portion in chunks(works, _PORTION):
                new, changed = _store(connection, portion, now)
                accepted += new
                updated += changed
                unchanged += len(portion) - new - changed
            if accepted or updated:
                count_up(connection, REVISION)
        return ImportCounts(accepted, updated, unchanged)

    def all(self, holder: str | None = None) -> list[Work]:
        """The works in force, of one holder or of all, with learned names, in the order of their arrival."""
        wanted = select(*_SHOWN).where(works.c.active.is_(True)).order_by(works.c.id)
        if holder is not None:
            wanted = wanted.where(works.c.holder == holder)
        with self._database.read() as connection:
            return with_learned(connection, [_work(row) for row in connection.execute(wanted)])

    def get(self, work_id: int) -> Work:
        """One work, in force or not."""
        with self._database.read() as connection:
            row = connection.execute(select(*_SHOWN).where(works.c.id == work_id)).first()
        if row is None:
            raise NotFoundError(f"There is no work {work_id}")
        return _work(row)

    def withdraw(self, work_ids: Sequence[int], now: datetime) -> int:
        """Takes works off the list; their hits stay. An import of the same row puts them back."""
        count = 0
        with self._database.write() as connection:
            for portion in chunks(work_ids, CHUNK):
                chosen = works.c.id.in_(portion) & works.c.active.is_(True)
                count += connection.execute(update(works).where(chosen).values(active=False, updated_at=now)).rowcount
            if count:
                count_up(connection, REVISION)
        return count

    def fingerprint(self) -> str:
        """Changes whenever the list does, and differs from database to database."""
        with self._database.read() as connection:
            values = read_meta(connection)
        return f"{values.get('database', '')}:{values.get(REVISION, '0')}"


def title_key(title: str) -> str:
    """The folded title: what makes two writings of it the same."""
    return (compact(title) or fold(title))[:_TITLE_KEY]


def _identity(work: Work) -> str:
    title = compact(work.title) or fold(work.title)
    return key_of(storable(work.holder), title, str(work.year or ""), work.kind or "")


def _columns(work: Work) -> dict[str, Any]:
    return {
        "title": storable(work.title),
        "title_key": title_key(work.title),
        "aliases": list(work.aliases),
        "year": work.year,
        "kind": work.kind,
        "holder": storable(work.holder),
        "batch": work.batch,
        "official_domains": list(work.official_domains),
        "licences": [_licence_json(licence) for licence in work.licences],
        "protected_from": work.protected_from,
        "protected_until": work.protected_until,
        "release_date": work.release_date,
        "identifiers": list(work.identifiers),
        "note": work.note,
    }


def _digest(columns: dict[str, Any]) -> str:
    content = to_json([str(value) if isinstance(value, date) else value for value in columns.values()])
    return blake2b(content.encode(), digest_size=16).hexdigest()


def _store(connection: Connection, portion: Sequence[Work], now: datetime) -> tuple[int, int]:
    """Writes what is new or changed of one portion; a work that stands twice in it is written as it stands last."""
    last: dict[str, dict[str, Any]] = {}
    for work in portion:
        columns = _columns(work)
        last[_identity(work)] = columns | {"digest": _digest(columns)}
    known = dict(_known(connection, sorted(last)))
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for identity, columns in last.items():
        if identity not in known:
            new.append(columns | {"identity": identity, "active": True, "created_at": now, "updated_at": now})
        elif known[identity][1] != columns["digest"]:
            changed.append(columns | {"work_id": known[identity][0], "active": True, "updated_at": now})
    if new:
        connection.execute(insert(works), new)
    if changed:
        connection.execute(update(works).where(works.c.id == bindparam("work_id")), changed)
    return len(new), len(changed)


def _known(connection: Connection, identities: Sequence[str]) -> Iterator[tuple[str, tuple[int, str]]]:
    """The id and the digest of works that are stored; one that was taken off the list has no digest."""
    for portion in chunks(identities):
        columns = (works.c.identity, works.c.id, works.c.digest, works.c.active)
        for row in connection.execute(select(*columns).where(works.c.identity.in_(portion))):
            yield row.identity, (row.id, row.digest if row.active else "")


def _licence_json(licence: Licence) -> dict[str, str | None]:
    return {
        "platform": licence.platform,
        "from": licence.starts.isoformat() if licence.starts else None,
        "until": licence.ends.isoformat() if licence.ends else None,
    }


def _licence(value: dict[str, str | None]) -> Licence:
    return Licence(value["platform"] or "", _date(value["from"]), _date(value["until"]))


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _work(row: Sequence[Any]) -> Work:
    work_id, title, aliases, year, kind, holder, batch, domains, licences, start, end, release, identifiers, note = row
    return Work(
        title=title,
        aliases=tuple(aliases),
        year=year,
        kind=kind,
        holder=holder,
        batch=batch,
        official_domains=tuple(domains),
        licences=tuple(map(_licence, licences)),
        protected_from=start,
        protected_until=end,
        release_date=release,
        identifiers=tuple(identifiers),
        note=note,
        work_id=work_id,
    )
