"""What a reviewer wants to see: filters and words as conditions on hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, String, and_, cast, or_, select

from storage.columns import storable
from storage.scope import Scope, visible_hits, visible_works
from storage.tables import hits, links, works
from storage.works import title_key

MOST_WORKS: Final = 500  # works that a word may name before it names none in particular


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which hits; what is left out does not restrict. `text` is looked for in titles, or in words and addresses."""

    states: tuple[str, ...] = ()
    work_id: int | None = None
    holder: str | None = None
    batch: str | None = None
    site: str | None = None
    channel: str | None = None
    kind: str | None = None
    provider: str | None = None
    least: float | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    everywhere: bool = False
    last_id: int | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold for a hit in one of `states` (none: in any), by the way that leads to it.

    An index gives the hits of each of `leads` in the order of review, and those of each of `sets` and `days` in
    another order; `others` stand in these indexes; for `words` each hit's row must be read.
    """

    states: tuple[str, ...] = ()
    leads: tuple[ColumnElement[bool], ...] = ()
    sets: tuple[ColumnElement[bool], ...] = ()
    days: tuple[ColumnElement[bool], ...] = ()
    others: tuple[ColumnElement[bool], ...] = ()
    words: ColumnElement[bool] | None = None

    @property
    def all(self) -> tuple[ColumnElement[bool], ...]:
        state = (hits.c.state.in_(self.states),) if self.states else ()
        words = () if self.words is None else (self.words,)
        return (*state, *self.leads, *self.sets, *self.days, *self.others, *words)


def conditions(connection: Connection, scope: Scope, wanted: Wanted) -> Conditions:
    """The conditions of a question; the scope is always one of them."""
    sets = [*visible_hits(scope), *_of_works(wanted)]
    rows = [*_of_rows(wanted)]
    text = storable(wanted.text).strip()
    if text:
        named = [] if wanted.everywhere else works_named(connection, scope, text)
        if named and len(named) <= MOST_WORKS:
            sets.append(hits.c.work_id.in_(named))
        else:
            rows.append(_mentions(text))
    leads, days, others = tuple(_leads(wanted)), tuple(_of_days(wanted)), tuple(_others(wanted))
    return Conditions(wanted.states, leads, tuple(sets), days, others, and_(*rows) if rows else None)


def _mentions(text: str) -> ColumnElement[bool]:
    address = select(links.c.id).where(links.c.id == hits.c.link_id, links.c.url.icontains(text, autoescape=True))
    return or_(hits.c.matched_text.icontains(text, autoescape=True), address.exists())


def _leads(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for column, value in (
        (hits.c.work_id, wanted.work_id),
        (hits.c.site, wanted.site),
        (hits.c.link_kind, wanted.kind),
        (hits.c.channel, wanted.channel),
    ):
        if value is not None:
            yield column == value


def _of_works(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    chosen = []
    if wanted.holder is not None:
        chosen.append(works.c.holder == wanted.holder)
    if wanted.batch is not None:
        chosen.append(works.c.batch == wanted.batch)
    if chosen:
        yield hits.c.work_id.in_(select(works.c.id).where(*chosen))


def _of_days(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    days = [] if wanted.since is None else [hits.c.first_seen >= wanted.since]
    days += [] if wanted.until is None else [hits.c.first_seen < wanted.until]
    if days:
        yield and_(*days)


def _others(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.least is not None:
        yield hits.c.score >= wanted.least
    if wanted.last_id is not None:
        yield hits.c.id <= wanted.last_id


def _of_rows(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.provider is not None:
        of_link = select(links.c.id).where(links.c.id == hits.c.link_id, links.c.provider == wanted.provider)
        yield of_link.exists()


def works_named(connection: Connection, scope: Scope, text: str) -> Sequence[int]:
    """Works whose title or one of whose aliases contains the words, however they are written."""
    key = title_key(text)
    places = [cast(works.c.aliases, String).icontains(text, autoescape=True)]
    if key:
        places.append(works.c.title_key.contains(key, autoescape=True))
    found = select(works.c.id).where(or_(*places), *visible_works(scope)).limit(MOST_WORKS + 1)
    return list(connection.execute(found).scalars())
