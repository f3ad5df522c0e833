"""What a reviewer wants to see: filters and words as conditions on hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, String, cast, or_, select

from storage.columns import storable
from storage.scope import Scope, visible_hits, visible_works
from storage.tables import hits, links, works
from storage.works import title_key

_LEAST_ADDED: Final = 600  # the lowest that work, site and account may add to a priority
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
    """What must hold for a hit. `words` are looked for in rows, one by one: no index leads there."""

    indexed: tuple[ColumnElement[bool], ...]
    words: ColumnElement[bool] | None = None

    @property
    def all(self) -> tuple[ColumnElement[bool], ...]:
        return self.indexed if self.words is None else (*self.indexed, self.words)


def conditions(connection: Connection, scope: Scope, wanted: Wanted) -> Conditions:
    """The conditions of a question; the scope always comes first."""
    indexed = [*visible_hits(scope), *_columns(wanted), *_of_works(wanted)]
    text = storable(wanted.text).strip()
    if not text:
        return Conditions(tuple(indexed))
    named = [] if wanted.everywhere else works_named(connection, scope, text)
    if named and len(named) <= MOST_WORKS:
        return Conditions((*indexed, hits.c.work_id.in_(named)))
    return Conditions(tuple(indexed), _mentions(text))


def _mentions(text: str) -> ColumnElement[bool]:
    address = select(links.c.id).where(links.c.id == hits.c.link_id, links.c.url.icontains(text, autoescape=True))
    return or_(hits.c.matched_text.icontains(text, autoescape=True), address.exists())


def _columns(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.states:
        one = len(wanted.states) == 1
        yield hits.c.state == wanted.states[0] if one else hits.c.state.in_(wanted.states)
    for column, value in ((hits.c.work_id, wanted.work_id), (hits.c.site, wanted.site)):
        if value is not None:
            yield column == value
    for column, code in ((hits.c.channel, wanted.channel), (hits.c.link_kind, wanted.kind)):
        if code is not None:
            yield column == code
    if wanted.least is not None:
        yield hits.c.priority >= int(wanted.least * 100) - _LEAST_ADDED  # in the index: where to begin
        yield hits.c.score + 0 >= wanted.least  # not by the index of scores: that one does not lead in order
    if wanted.since is not None:
        yield hits.c.first_seen >= wanted.since
    if wanted.until is not None:
        yield hits.c.first_seen < wanted.until
    if wanted.last_id is not None:
        yield hits.c.id <= wanted.last_id


def _of_works(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    chosen = []
    if wanted.holder is not None:
        chosen.append(works.c.holder == wanted.holder)
    if wanted.batch is not None:
        chosen.append(works.c.batch == wanted.batch)
    if chosen:
        yield hits.c.work_id.in_(select(works.c.id).where(*chosen))
    if wanted.provider is not None:
        yield hits.c.link_id.in_(select(links.c.id).where(links.c.provider == wanted.provider))


def works_named(connection: Connection, scope: Scope, text: str) -> Sequence[int]:
    """Works whose title or one of whose aliases contains the words, however they are written."""
    key = title_key(text)
    places = [cast(works.c.aliases, String).icontains(text, autoescape=True)]
    if key:
        places.append(works.c.title_key.contains(key, autoescape=True))
    found = select(works.c.id).where(or_(*places), *visible_works(scope)).limit(MOST_WORKS + 1)
    return list(connection.execute(found).scalars())
