"""Learned names: aliases taken from confirmed hits, kept apart from the list so that its next import keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from core.errors import ConflictError, NotFoundError
from core.folding import compact
from core.types import Hit, Work
from matchers.learning import alias_in, objection, written
from storage.columns import key_of
from storage.database import Database
from storage.deciding import Decision, note
from storage.learned_names import IN_FORCE, REVISION, with_learned
from storage.learning_tables import forgotten_aliases, learned_aliases
from storage.learning_views import alias_rows
from storage.meta import count_up
from storage.policies import scoped
from storage.queue import visible_hit
from storage.scope import ALL, Scope, visible_works
from storage.tables import catalogue_titles, hits, works
from storage.values import work_of

_REJECTED: Final = 2_000  # rejected words of the work that an alias is tried against


@dataclass(frozen=True, slots=True)
class LearnedAlias:
    """A name that was learned from a hit."""

    alias_id: int
    alias: str
    work_id: int
    work_title: str
    holder: str
    hit_id: int
    reviewer: str
    reason: str
    learned_at: datetime
    forgotten_by: str
    forgotten_at: datetime | None


class LearnedAliases:
    """Learns and forgets names of works. Rows are only added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def proposal(self, scope: Scope, hit_id: int) -> str:
        """The words of a hit that would become an alias; "" when it has none, or they are a name already."""
        with self._database.read() as connection:
            hit, work = _hit_and_work(connection, scope, hit_id)
        return alias_in(hit.matched_text, work)

    def learn(self, scope: Scope, hit_id: int, decision: Decision, words: str = "") -> LearnedAlias:
        """Makes the words of a confirmed hit (or `words`) a name of its work, found by the next run and by rematch.

        ConflictError, saying why, when they would accuse innocents or are no new name.
        """
        with self._database.read() as connection:
            hit, work = _hit_and_work(connection, scope, hit_id)
            alias = written(words, work) if words else alias_in(hit.matched_text, work)
            if not alias:
                raise ConflictError(_NO_NAME.format(words=words or hit.matched_text))
            against = objection(alias, work, _innocents(connection, work))
        if against:
            raise ConflictError(f"“{alias}” becomes no alias of “{work.title}”: {against}")
        with self._database.write() as connection:
            if visible_hit(connection, scope, hit_id).state not in _UPHELD:
                raise ConflictError("Only the words of a confirmed hit become an alias: confirm it first")
            alias_id = _add(connection, hit, alias, decision)
        return self.get(scope, alias_id)

    def forget(self, scope: Scope, alias_id: int, decision: Decision) -> LearnedAlias:
        """Takes a learned name back; hits that it brought stay for people to decide."""
        known = self.get(scope, alias_id)
        with self._database.write() as connection:
            if connection.execute(select(learned_aliases.c.id).where(IN_FORCE, _is(alias_id))).first() is None:
                raise ConflictError(f"Alias {alias_id} was forgotten by {known.forgotten_by} already")
            row = {"reviewer": decision.reviewer, "reason": decision.reason, "forgotten_at": decision.decided_at}
            connection.execute(insert(forgotten_aliases), row | {"alias_id": alias_id})
            note(connection, decision, "alias.forgotten", f"work {known.work_id}", {"alias": known.alias})
            count_up(connection, REVISION)
        return self.get(scope, alias_id)

    def get(self, scope: Scope, alias_id: int) -> LearnedAlias:
        """One learned name, in force or not."""
        with scoped(self._database, scope) as connection:
            row = connection.execute(alias_rows().where(_is(alias_id), *visible_works(scope))).first()
        if row is None:
            raise NotFoundError(f"There is no learned alias {alias_id}: netsword aliases list shows them")
        return _read(row)

    def list(
        self, scope: Scope = ALL, *, work_id: int | None = None, forgotten: bool = False, limit: int = 1000
    ) -> Sequence[LearnedAlias]:
        """The learned names in force, or those that were forgotten, the latest first."""
        wanted = alias_rows().where(~IN_FORCE if forgotten else IN_FORCE, *visible_works(scope))
        if work_id is not None:
            wanted = wanted.where(learned_aliases.c.work_id == work_id)
        with scoped(self._database, scope) as connection:
            return [_read(row) for row in connection.execute(wanted.order_by(learned_aliases.c.id.desc()).limit(limit))]


_UPHELD: Final = ("confirmed", "noticed", "removed", "restored")
_NO_NAME: Final = (
    "No new name was found in “{words}”: the words name the work as it is listed, or not at all; "
    "if part of them is a name, say which: --alias-as WORDS"
)


def _is(alias_id: int) -> Any:
    return learned_aliases.c.id == (alias_id if 0 < alias_id < 1 << 62 else 0)


def _hit_and_work(connection: Connection, scope: Scope, hit_id: int) -> tuple[Hit, Work]:
    hit = visible_hit(connection, scope, hit_id)
    row = connection.execute(select(works).where(works.c.id == hit.work_id)).one()
    return hit, with_learned(connection, [work_of(row)])[0]


def _innocents(connection: Connection, work: Work) -> Iterator[str]:
    """Names of other works, listed or known, and words that people rejected for this one."""
    others = select(works.c.title, works.c.aliases).where(works.c.id != work.work_id, works.c.active.is_(True))
    for wanted in (others, select(catalogue_titles.c.title, catalogue_titles.c.aliases)):
        for title, aliases in connection.execute(wanted):
            if compact(title) != compact(work.title):
                yield from (title, *aliases)
    rejected = select(hits.c.matched_text).where(hits.c.work_id == work.work_id, hits.c.state == "rejected")
    yield from connection.execute(rejected.order_by(hits.c.id.desc()).limit(_REJECTED)).scalars()


def _add(connection: Connection, hit: Hit, alias: str, decision: Decision) -> int:
    key = key_of(compact(alias))
    known = (learned_aliases.c.work_id == hit.work_id, learned_aliases.c.alias_key == key, IN_FORCE)
    if connection.execute(select(learned_aliases.c.id).where(*known)).first() is not None:
        raise ConflictError(f"“{alias}” is a learned alias already")
    row = {
        "work_id": hit.work_id,
        "hit_id": hit.hit_id,
        "alias": alias,
        "alias_key": key,
        "reviewer": decision.reviewer,
        "reason": decision.reason,
        "learned_at": decision.decided_at,
    }
    alias_id = int(connection.execute(insert(learned_aliases).returning(learned_aliases.c.id), row).scalar_one())
    note(connection, decision, "alias.learned", f"work {hit.work_id}", {"alias": alias, "hit": hit.hit_id})
    count_up(connection, REVISION)
    return alias_id


def _read(row: Row[Any]) -> LearnedAlias:
    return LearnedAlias(**row._asdict())
