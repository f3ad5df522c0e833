"""Figures kept as counts, so that a dashboard over millions of hits reads some thousand rows.

Triggers note every hit that comes, changes or goes in `figure_changes`; `update` adds these changes to the counts. The
counts are kept by day and by month: a span is read as whole months and the days at its ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from sqlalchemy import (
    Connection,
    Row,
    Select,
    String,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.database import Database, chunks
from storage.policies import scoped
from storage.review_tables import figure_changes, figures
from storage.scope import Scope
from storage.tables import hits, works
from storage.views import day

Name = Literal["channel", "kind", "site", "work"]
NAMES: Final[tuple[Name, ...]] = ("channel", "kind", "site", "work")
UPHELD: Final = ("confirmed", "noticed", "removed", "restored")
_PORTION: Final = 10_000  # changes added in one transaction
_SECONDS: Final = 15.0
Key = tuple[str, str, str, str]  # whose, name, span, key


@dataclass(frozen=True, slots=True)
class Figure:
    """How many hits bear a key, and how many of them were upheld."""

    key: str
    found: int
    upheld: int


class Figures:
    """Reads counts within a scope, and keeps them up to date."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def update(self, most: int = 1_000_000) -> int:
        """Adds what changed since the last time, at most so many changes; how many it added."""
        added = 0
        while added < most:
            with self._database.read() as connection:
                if connection.execute(select(figure_changes.c.id).limit(1)).first() is None:
                    return added
            done = self._database.run(_add_portion)
            added += done
            if done < _PORTION:
                return added
        return added

    def rebuild(self) -> None:
        """Counts everything anew."""
        with self._database.write() as connection:
            recount(connection)

    def by(self, scope: Scope, name: Name, since: date, until: date, most: int = 12) -> Sequence[Figure]:
        """Hits first seen in a span of days, both ends included, by name; the most frequent first."""
        found, upheld = func.sum(figures.c.found).label("found"), func.sum(figures.c.upheld).label("upheld")
        wanted = select(figures.c.key, found, upheld).where(*_of(scope, name, spans(since, until)))
        wanted = wanted.group_by(figures.c.key).having(found > 0).order_by(found.desc(), figures.c.key).limit(most)
        with scoped(self._database, scope, _SECONDS) as connection:
            return [Figure(row.key, int(row.found), int(row.upheld)) for row in connection.execute(wanted)]

    def by_day(self, scope: Scope, since: date, until: date) -> dict[str, int]:
        """Hits by the day they were first seen (UTC)."""
        days = [(since + timedelta(days=n)).isoformat() for n in range((until - since).days + 1)]
        wanted = select(figures.c.span, func.sum(figures.c.found)).where(*_of(scope, "channel", days))
        with scoped(self._database, scope, _SECONDS) as connection:
            return {span: int(number) for span, number in connection.execute(wanted.group_by(figures.c.span)) if number}

    def by_state(self, scope: Scope) -> dict[str, int]:
        """All hits by state."""
        wanted = select(figures.c.key, figures.c.found).where(*_of(scope, "state", [""]), figures.c.found != 0)
        with scoped(self._database, scope, _SECONDS) as connection:
            return {state: int(number) for state, number in connection.execute(wanted)}


def spans(since: date, until: date) -> list[str]:
    """The whole months of a span, and its other days."""
    found: list[str] = []
    here = since
    while here <= until:
        following = (here.replace(day=1) + timedelta(days=32)).replace(day=1)
        if here.day == 1 and following - timedelta(days=1) <= until:
            found.append(f"{here:%Y-%m}")
            here = following
        else:
            found.append(here.isoformat())
            here += timedelta(days=1)
    return found


def recount(connection: Connection) -> None:
    """Writes all counts from the hits as they are."""
    connection.execute(delete(figure_changes))
    connection.execute(delete(figures))
    for statement in _counts():
        connection.execute(insert(figures).from_select([c.name for c in figures.c], statement))


def _of(scope: Scope, name: str, found: Sequence[str]) -> list[Any]:
    whose = "" if scope.holder is None else f"={scope.holder}"
    return [figures.c.whose == whose, figures.c.name == name, figures.c.span.in_(found)]


def differences(connection: Connection) -> Iterator[tuple[Key, int]]:
    """Keys whose count is not that of the hits, and by how many they are too few; changes that wait are counted in."""
    kept = select(
        figures.c.whose, figures.c.name, figures.c.span, figures.c.key,
        (-figures.c.found).label("found"), (-figures.c.upheld).label("upheld"),
    )  # fmt: skip
    both = union_all(kept, *_counts()).subquery()
    key, (found, upheld) = list(both.c)[:4], (func.sum(both.c.found), func.sum(both.c.upheld))
    wrong = select(*key, found.label("found"), upheld.label("upheld")).group_by(*key)
    waiting, waiting_upheld = _tally(connection, connection.execute(select(figure_changes)).all())
    for row in connection.execute(wrong.having((found != 0) | (upheld != 0))):
        place = (row[0], row[1], row[2], row[3])
        few, few_upheld = int(row.found) - waiting.pop(place, 0), int(row.upheld) - waiting_upheld.pop(place, 0)
        if few or few_upheld:
            yield place, few or few_upheld
    for place, number in (*waiting.items(), *waiting_upheld.items()):
        if number:
            yield place, -number


def _counts() -> Iterator[Select[Any]]:
    """The statements that count everything: for all and for each holder, by day and by month."""
    upheld = func.count().filter(hits.c.state.in_(UPHELD))
    of_day = day(hits.c.first_seen)
    keys: dict[str, Any] = {"channel": hits.c.channel, "kind": hits.c.link_kind, "site": hits.c.site}
    keys["work"] = cast(hits.c.work_id, String)
    month = func.substr(of_day, literal_column("1"), literal_column("7"))
    by_holder: Any = (literal("=") + works.c.holder, _with_works(), [works.c.holder != ""], [works.c.holder])
    for whose, source, known, groups in ((literal(""), hits, [], []), by_holder):
        states = select(whose, literal("state"), literal(""), hits.c.state, func.count(), upheld)
        yield states.select_from(source).where(*known).group_by(*groups, hits.c.state)
        for name, key in keys.items():
            for span in (of_day, month):
                counted = select(whose, literal(name), span, key, func.count(), upheld)
                yield counted.select_from(source).where(*known).group_by(*groups, span, key)


def _with_works() -> Any:
    return hits.join(works, works.c.id == hits.c.work_id)


def _add_portion(connection: Connection) -> int:
    """Takes the oldest changes and adds them to the counts."""
    oldest = select(figure_changes.c.id).order_by(figure_changes.c.id).limit(_PORTION)
    taken = delete(figure_changes).where(figure_changes.c.id.in_(oldest)).returning(figure_changes)
    rows = connection.execute(taken).all()
    found, upheld = _tally(connection, rows)
    changed = sorted(key for key in found if found[key] or upheld[key])
    _add(connection, [(*key, found[key], upheld[key]) for key in changed])
    return len(rows)


def _tally(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Counter[Key], Counter[Key]]:
    """What changes add to the counts of hits, and of upheld ones."""
    holders = _holders(connection, {row.work_id for row in rows})
    found: Counter[Key] = Counter()
    upheld: Counter[Key] = Counter()
    for row in rows:
        for key in _keys(row, holders.get(row.work_id, "")):
            found[key] += row.delta
            if row.state in UPHELD:
                upheld[key] += row.delta
    return found, upheld


def _keys(row: Row[Any], holder: str) -> Iterator[Key]:
    for whose in ("", f"={holder}") if holder else ("",):
        yield whose, "state", "", row.state
        for span in (row.day, row.day[:7]):
            yield whose, "channel", span, row.channel
            yield whose, "kind", span, row.link_kind
            yield whose, "site", span, row.site
            yield whose, "work", span, str(row.work_id)


def _holders(connection: Connection, work_ids: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for portion in chunks(sorted(work_ids)):
        named = select(works.c.id, works.c.holder).where(works.c.id.in_(portion))
        found |= {row.id: row.holder for row in connection.execute(named)}
    return found


def _add(connection: Connection, rows: Sequence[tuple[str, str, str, str, int, int]]) -> None:
    if not rows:
        return
    new = (sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert)(figures)
    added = new.on_conflict_do_update(
        index_elements=[figures.c.whose, figures.c.name, figures.c.span, figures.c.key],
        set_={
            "found": figures.c.found + new.excluded.found,
            "upheld": figures.c.upheld + new.excluded.upheld,
        },
    )
    names = [column.name for column in figures.c]
    connection.execute(added, [dict(zip(names, row, strict=True)) for row in rows])
