"""The next hits that fit, at a cost with an upper bound: whatever is asked for, so many entries are looked at.

An index that begins with what is asked for gives hits in order. Everything else that a question may ask for stands in
the same index, so that it is compared there. Where that leads through hits that do not fit, the walk stops and says
where; where something that is asked for is rare, all that have it are taken and sorted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Column, ColumnElement, Connection, Select, Subquery, func, select, tuple_
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from core.errors import NotFoundError
from core.types import HIT_STATES
from storage.database import chunks
from storage.tables import hits
from storage.wanted import Conditions

LOOKED: Final = 100_000  # entries of an index that one page looks at
RARE: Final = 20_000  # hits that are taken and sorted
SEARCHED: Final = 3_000  # hits in whose rows one page looks for words

Order = Literal["best", "newest"]
Place = tuple[int, int]  # priority (0 where the order does not ask for it) and number of a hit
Fitting = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a page begins, in which order, and how long it is."""

    after: int | None
    order: Order
    limit: int


@dataclass(frozen=True, slots=True)
class Found:
    """Hits by number; behind `after` there may be more. `looked`: so many were looked at and no more, 0 for all."""

    ids: Sequence[int]
    after: int | None
    looked: int = 0


def next_hits(connection: Connection, asked: Conditions, cut: Cut) -> Found:
    """The next hits in order."""
    if asked.words is None:
        return _next(connection, asked, cut)
    near = _next(connection, asked, Cut(cut.after, cut.order, SEARCHED))
    found: list[int] = []
    for portion in chunks(near.ids):
        named = set(connection.execute(select(hits.c.id).where(hits.c.id.in_(portion), asked.words)).scalars())
        found += [number for number in portion if number in named]
        if len(found) > cut.limit:
            return Found(found[: cut.limit], found[cut.limit - 1])
    return Found(found, near.after, (near.looked or SEARCHED) if near.after else 0)


def count(connection: Connection, asked: Conditions, most: int) -> tuple[int, bool]:
    """How many fit, counted up to a limit, and whether there may be more."""
    if asked.words is not None:
        found = next_hits(connection, asked, Cut(None, "best", most))
        return len(found.ids), found.after is not None
    lead, others = _split(connection, asked, "best")
    if lead.is_rare:
        number = _number(connection, _all_of(lead, others, asked, "best").limit(most + 1))
        return min(number, most), number > most
    number, more = 0, False
    for state in asked.states or HIT_STATES:
        walk = _walk(lead, others, state, Cut(None, "best", most - number), _looked(asked))
        number += _number(connection, walk)
        if number > most:
            return most, True
        more = more or bool(others and _behind_walk(connection, lead, state, Cut(None, "best", 0), _looked(asked)))
    return number, more


@dataclass(frozen=True, slots=True)
class _Lead:
    """What the walk begins with; `is_rare` when so few hits have it that all are taken."""

    condition: ColumnElement[bool] | None = None
    is_rare: bool = False
    by_state: bool = True


def _next(connection: Connection, asked: Conditions, cut: Cut) -> Found:
    lead, others = _split(connection, asked, cut.order)
    behind = tuple(_behind(connection, cut))
    found: list[Place] = []
    stops: list[Place] = []
    if lead.is_rare:
        found = _read(connection, _sorted(_all_of(lead, (*others, *behind), asked, cut.order), cut), cut)
        return _cut(found, (0, 0), cut, 0)
    for state in asked.states or HIT_STATES:
        walk = _walk(lead, others, state, cut, _looked(asked), behind)
        some = _read(connection, _sorted(walk, cut) if connection.dialect.name == "postgresql" else walk, cut)
        found += some
        if others and len(some) <= cut.limit:
            stops += _behind_walk(connection, lead, state, cut, _looked(asked), behind)
    return _cut(found, max(stops, default=(0, 0)), cut, _looked(asked) if stops else 0)


def _cut(found: list[Place], edge: Place, cut: Cut, looked: int) -> Found:
    """The first of the hits found, none behind the place up to which all were looked at."""
    ids = [number for _, number in sorted((place for place in found if place >= edge), reverse=True)]
    if len(ids) > cut.limit:
        return Found(ids[: cut.limit], ids[cut.limit - 1])
    return Found(ids, edge[1] if looked else None, looked)


def _looked(asked: Conditions) -> int:
    """How many entries are looked at for each state."""
    return LOOKED // min(len(asked.states or HIT_STATES), 4)


def _split(connection: Connection, asked: Conditions, order: Order) -> tuple[_Lead, Fitting]:
    """What to begin with, and what is compared on the way."""
    everything = (*asked.leads, *asked.sets, *asked.days, *asked.others)
    if len(everything) > 1 or order == "newest" or asked.sets or asked.days:
        for condition in (*asked.leads, *asked.sets, *asked.days):
            lead = _Lead(condition, True, condition not in asked.days)
            if _number(connection, _all_of(lead, (), asked, "best", RARE + 1)) <= RARE:
                return lead, tuple(other for other in everything if other is not condition)
    if asked.leads and order == "best":
        return _Lead(asked.leads[0]), everything[1:]
    return _Lead(), everything


def _all_of(lead: _Lead, others: Fitting, asked: Conditions, order: Order, most: int | None = None) -> Select[Any]:
    """Places of the hits that have what is rare, in no order. Days have an index of their own, without states."""
    assert lead.condition is not None
    states = hits.c.state.in_(asked.states or HIT_STATES)
    if most is not None:
        return select(hits.c.id).where(lead.condition, *((states,) if lead.by_state else ())).limit(most)
    inside, outside = ((states,), others) if lead.by_state else ((), (states, *others))
    near = select(*_needed(order, outside)).where(lead.condition, *inside).limit(RARE).subquery()
    return select(*(near.c[column.name] for column in _places(order))).where(*_moved(outside, near))


def _walk(lead: _Lead, others: Fitting, state: str, cut: Cut, looked: int, behind: Fitting = ()) -> Select[Any]:
    """Places of hits in order. The limit inside keeps it one walk through one index; the one outside ends it.

    The outer question has no order of its own: SQLite would read the whole walk to sort it. PostgreSQL knows that it
    comes sorted, and needs to be told to keep it so.
    """
    if not others:
        return _ordered(lead, state, cut.order).where(*behind).limit(cut.limit + 1)
    ordered = _ordered(lead, state, cut.order).with_only_columns(*_needed(cut.order, others))
    near = ordered.where(*behind).limit(looked).subquery()
    places = select(*(near.c[column.name] for column in _places(cut.order)))
    return places.where(*_moved(others, near)).limit(cut.limit + 1)


def _sorted(chosen: Select[Any], cut: Cut) -> Select[Any]:
    return chosen.order_by(*(column.desc() for column in chosen.selected_columns)).limit(cut.limit + 1)


def _ordered(lead: _Lead, state: str, order: Order) -> Select[Any]:
    """Places of the hits of a state in order."""
    chosen = select(*_places(order)).where(hits.c.state == state)
    if lead.condition is not None:
        chosen = chosen.where(lead.condition)
    return chosen.order_by(*(column.desc() for column in _places(order)))


def _behind_walk(
    connection: Connection, lead: _Lead, state: str, cut: Cut, looked: int, behind: Fitting = ()
) -> list[Place]:
    """The last place that was looked at, if there are so many."""
    last = _ordered(lead, state, cut.order).where(*behind).limit(1).offset(looked - 1)
    return _read(connection, last, cut)


def _read(connection: Connection, chosen: Select[Any], cut: Cut) -> list[Place]:
    rows = connection.execute(chosen)
    return [(row[0], row[1]) if cut.order == "best" else (0, row[0]) for row in rows]


def _number(connection: Connection, chosen: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one())


def _places(order: Order) -> tuple[Column[Any], ...]:
    return (hits.c.priority, hits.c.id) if order == "best" else (hits.c.id,)


def _behind(connection: Connection, cut: Cut) -> Iterator[ColumnElement[bool]]:
    if cut.after is None:
        return
    if cut.order == "newest":
        yield hits.c.id < cut.after
        return
    priority = connection.execute(select(hits.c.priority).where(hits.c.id == cut.after)).scalar()
    if priority is None:
        raise NotFoundError(f"There is no hit {cut.after}")
    yield tuple_(hits.c.priority, hits.c.id) < tuple_(priority, cut.after)


def _needed(order: Order, conditions: Fitting) -> list[Column[Any]]:
    """The columns of a place, and those that conditions look at."""
    found = {column.name: column for column in _places(order)}

    for condition in conditions:
        for part in iterate(condition):
            if isinstance(part, Column) and part.table is hits:
                found[part.name] = part
    return list(found.values())


def _moved(conditions: Fitting, near: Subquery) -> list[ColumnElement[bool]]:
    """The same conditions on the columns of a subquery."""

    def there(part: Any, **_: object) -> Any:
        return near.c[part.name] if isinstance(part, Column) and part.table is hits else None

    return [replacement_traverse(condition, {}, there) for condition in conditions]  # type: ignore[call-overload]
