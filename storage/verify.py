"""Verification: does the database hold together, and do hits and evidence say what was decided and received?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from core.errors import StorageError
from storage import cases
from storage.decision_tables import notice_events, notice_hits, outcomes, reviews, transitions
from storage.evidence import read
from storage.figures import differences
from storage.projection import STATE_OF_NOTICE_EVENT, STATE_OF_OUTCOME, STATE_OF_VERDICT
from storage.store import Store
from storage.tables import hits

_MOST: Final = 20  # figures that are named


def verify(store: Store, evidence_dir: Path) -> list[str]:
    """Everything that is wrong, one sentence each; an empty list when all is well."""
    problems: list[str] = []
    with store.database.read() as connection:
        if store.database.is_sqlite:
            problems += _check_file(connection)
        for check in CHECKS:
            problems += check(connection)
    problems += _check_captures(store, evidence_dir)
    return problems


def _check_file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The database file is damaged: {line}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
        yield f"Table {row[0]}, row {row[1]}: it refers to a row of {row[2]} that is not there"


def _check_states(connection: Connection) -> Iterator[str]:
    """A hit shows the state of its last transition, and its version counts them."""
    last = select(
        transitions.c.hit_id, func.max(transitions.c.version).label("version"), func.count().label("decisions")
    ).group_by(transitions.c.hit_id)
    latest = last.subquery("latest")
    shown = hits.outerjoin(latest, latest.c.hit_id == hits.c.id).outerjoin(
        transitions, and_(transitions.c.hit_id == hits.c.id, transitions.c.version == latest.c.version)
    )
    state = func.coalesce(transitions.c.state, "new")
    count = func.coalesce(latest.c.decisions, 0) + 1
    wanted = select(hits.c.id, hits.c.state, hits.c.version, state.label("decided"), count.label("decisions"))
    wrong = or_(hits.c.state != state, hits.c.version != count, func.coalesce(latest.c.version, 1) != hits.c.version)
    for row in connection.execute(wanted.select_from(shown).where(wrong).order_by(hits.c.id)):
        if row.state != row.decided:
            yield f"Hit {row.id} says {row.state}, but what was decided makes it {row.decided}"
        else:
            yield f"Hit {row.id} is at version {row.version}, but was decided {row.decisions - 1} times"


def _check_causes(connection: Connection) -> Iterator[str]:
    """Every transition follows from a review, a notice or an outcome of the same hit."""
    shown = (
        transitions.outerjoin(reviews, reviews.c.id == transitions.c.review_id)
        .outerjoin(notice_events, notice_events.c.id == transitions.c.notice_event_id)
        .outerjoin(outcomes, outcomes.c.id == transitions.c.outcome_id)
        .outerjoin(
            notice_hits,
            and_(notice_hits.c.notice_id == notice_events.c.notice_id, notice_hits.c.hit_id == transitions.c.hit_id),
        )
    )
    due = func.coalesce(
        _mapped(reviews.c.verdict, dict(STATE_OF_VERDICT)),
        _mapped(notice_events.c.kind, STATE_OF_NOTICE_EVENT),
        _mapped(outcomes.c.kind, STATE_OF_OUTCOME),
        "nothing",
    )
    cause_of = func.coalesce(reviews.c.hit_id, notice_hits.c.hit_id, outcomes.c.hit_id, 0)
    wanted = select(transitions.c.hit_id, transitions.c.version, transitions.c.state, due.label("due"))
    wrong = or_(transitions.c.state != due, transitions.c.hit_id != cause_of)
    for row in connection.execute(wanted.select_from(shown).where(wrong).order_by(transitions.c.id)):
        yield f"Hit {row.hit_id}, version {row.version}: it became {row.state}, but its cause makes it {row.due}"


def _check_reviews(connection: Connection) -> Iterator[str]:
    """Every review, and every outcome that changes a hit, did so."""
    without_effect = select(reviews.c.id, reviews.c.hit_id).where(
        reviews.c.id.not_in(select(transitions.c.review_id).where(transitions.c.review_id.is_not(None)))
    )
    for row in connection.execute(without_effect):
        yield f"Review {row.id} of hit {row.hit_id} had no effect"
    unheard = select(outcomes.c.id, outcomes.c.hit_id).where(
        outcomes.c.kind.in_(tuple(STATE_OF_OUTCOME)),
        outcomes.c.id.not_in(select(transitions.c.outcome_id).where(transitions.c.outcome_id.is_not(None))),
    )
    for row in connection.execute(unheard):
        yield f"Outcome {row.id} of hit {row.hit_id} had no effect"


def _check_figures(connection: Connection) -> Iterator[str]:
    """The dashboard counts what the hits say."""
    for (whose, name, span, key), few in islice(differences(connection), _MOST):
        where = " ".join(word for word in (name, key, span, f"of {whose[1:]}" if whose else "") if word)
        yield f"The figure of {where} is wrong by {abs(few)}: netsword db verify --recount counts anew"


def _mapped(column: ColumnElement[Any], states: dict[Any, Any]) -> ColumnElement[Any]:
    return case(states, value=column)


def _check_captures(store: Store, evidence_dir: Path) -> Iterator[str]:
    for capture in store.captures.all():
        try:
            read(evidence_dir, capture)
        except StorageError as error:
            yield str(error)


CHECKS: Final = (_check_states, _check_causes, _check_reviews, cases.states, _check_figures)
