"""The views that analysts and exports rely on; recreated by every upgrade, so they always fit the tables."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Label,
    Select,
    String,
    case,
    func,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

from core.types import HIT_STATES
from storage.decision_tables import notice_events, outcomes, reviews, transitions
from storage.learning_views import alias_rows, flood_rows, suppression_rows
from storage.tables import accounts, captures, hits, links, matches, pages, runs, sightings, works


class day(FunctionElement[str]):
    """The UTC date of a time, as text."""

    type = String()
    inherit_cache = True
    name = "day"


@compiles(day, "sqlite")
def _day_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"substr({compiler.process(element.clauses, **options)}, 1, 10)"


@compiles(day, "postgresql")
def _day_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"to_char(({compiler.process(element.clauses, **options)}) AT TIME ZONE 'UTC', 'YYYY-MM-DD')"


def _account() -> Label[str]:
    identity = accounts.c.platform + ":" + accounts.c.account_id
    return case(
        (accounts.c.id.is_(None), ""),
        (accounts.c.account_id == "", accounts.c.name),
        (accounts.c.name == "", identity),
        else_=accounts.c.name + " (" + identity + ")",
    ).label("account")


def _capture() -> Label[str]:
    return func.coalesce(captures.c.file + "#" + captures.c.record_id, "").label("capture")


def _gone() -> Label[Any]:
    """Since when no page shows a hit's link; NULL while one does."""
    every = sightings.alias("every")
    since = select(case((func.count() == func.count(every.c.gone_at), func.max(every.c.gone_at)), else_=None)).where(
        every.c.link_id == hits.c.link_id
    )
    return since.scalar_subquery().label("gone")


def hit_rows() -> Select[Any]:
    """One row a hit, shown as where it was seen best: the columns of the contract, in its order."""
    shown = (
        hits.join(works, works.c.id == hits.c.work_id)
        .join(links, links.c.id == hits.c.link_id)
        .join(sightings, sightings.c.id == hits.c.sighting_id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .outerjoin(accounts, accounts.c.id == sightings.c.account_id)
        .outerjoin(captures, captures.c.id == hits.c.capture_id)
    )
    return select(
        hits.c.id.label("hit_id"),
        hits.c.work_id,
        works.c.title.label("work_title"),
        hits.c.link_kind,
        links.c.provider,
        links.c.url.label("link_url"),
        links.c.passcode,
        pages.c.url.label("page_url"),
        hits.c.site,
        hits.c.channel,
        hits.c.matched_text,
        hits.c.score,
        hits.c.matcher,
        hits.c.reasons,
        _account(),
        sightings.c.price,
        sightings.c.episode,
        hits.c.state,
        hits.c.first_seen,
        hits.c.last_seen,
        _capture(),
        _gone(),
    ).select_from(shown)


def found_rows() -> Select[Any]:
    """One row a hit, and when the work was recognised there: links are often older than the list."""
    return hit_rows().add_columns(hits.c.found_at)


def sighting_rows() -> Select[Any]:
    """One row for each page that shows a hit's link; where no words of the page matched, its own first words."""
    shown = (
        hits.join(works, works.c.id == hits.c.work_id)
        .join(links, links.c.id == hits.c.link_id)
        .join(sightings, sightings.c.link_id == hits.c.link_id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .outerjoin(matches, (matches.c.hit_id == hits.c.id) & (matches.c.sighting_id == sightings.c.id))
        .outerjoin(accounts, accounts.c.id == sightings.c.account_id)
        .outerjoin(captures, captures.c.id == sightings.c.capture_id)
    )
    first_words = sightings.c.texts[(0, "text")].as_string()
    return select(
        hits.c.id.label("hit_id"),
        hits.c.work_id,
        works.c.title.label("work_title"),
        hits.c.link_kind,
        links.c.provider,
        links.c.url.label("link_url"),
        links.c.passcode,
        pages.c.url.label("page_url"),
        pages.c.site,
        pages.c.channel,
        func.coalesce(matches.c.matched_text, first_words, "").label("matched_text"),
        func.coalesce(matches.c.score, hits.c.score).label("score"),
        hits.c.matcher,
        hits.c.reasons,
        _account(),
        sightings.c.price,
        sightings.c.episode,
        hits.c.state,
        sightings.c.first_seen,
        sightings.c.last_seen,
        _capture(),
        sightings.c.gone_at.label("gone"),
    ).select_from(shown)


def _by_state() -> list[ColumnElement[Any]]:
    return [func.count(hits.c.id).filter(hits.c.state == state).label(state) for state in HIT_STATES]


def work_rows() -> Select[Any]:
    """One row a work, with its hits by state."""
    shown = works.outerjoin(hits, hits.c.work_id == works.c.id)
    return (
        select(
            works.c.id.label("work_id"),
            works.c.title,
            works.c.year,
            works.c.kind,
            works.c.holder,
            works.c.batch,
            works.c.active,
            func.count(hits.c.id).label("hits"),
            *_by_state(),
            func.max(hits.c.last_seen).label("last_seen"),
        )
        .select_from(shown)
        .group_by(works.c.id)
    )


def site_rows() -> Select[Any]:
    """One row a site, with its runs and its hits by state."""
    ran = (
        select(
            runs.c.site,
            func.count().label("runs"),
            func.max(runs.c.id).label("last_run_id"),
        )
        .group_by(runs.c.site)
        .subquery("ran")
    )
    found = (
        select(hits.c.site, func.count(hits.c.id).label("hits"), *_by_state()).group_by(hits.c.site).subquery("found")
    )
    last = runs.alias("last")
    return select(
        ran.c.site,
        ran.c.runs,
        last.c.started.label("last_started"),
        last.c.status.label("last_status"),
        func.coalesce(found.c.hits, 0).label("hits"),
        *[func.coalesce(found.c[state], 0).label(state) for state in HIT_STATES],
    ).select_from(ran.join(last, last.c.id == ran.c.last_run_id).outerjoin(found, found.c.site == ran.c.site))


def run_rows() -> Select[Any]:
    """One row a run."""
    return select(
        runs.c.id.label("run_id"),
        runs.c.site,
        runs.c.started,
        runs.c.finished,
        runs.c.status,
        runs.c.cause,
        runs.c.counts,
    )


def account_rows() -> Select[Any]:
    """One row an account that offered watched works: who does it again and again."""
    shown = accounts.join(sightings, sightings.c.account_id == accounts.c.id).join(
        hits, hits.c.link_id == sightings.c.link_id
    )
    return (
        select(
            accounts.c.platform,
            accounts.c.account_id,
            accounts.c.name,
            func.count(hits.c.id.distinct()).label("hits"),
            func.count(hits.c.id.distinct()).filter(hits.c.state.not_in(("new", "rejected", "unsure"))).label("upheld"),
            func.count(hits.c.work_id.distinct()).label("works"),
            func.min(sightings.c.first_seen).label("first_seen"),
            func.max(sightings.c.last_seen).label("last_seen"),
        )
        .select_from(shown)
        .group_by(accounts.c.id)
    )


def daily_rows() -> Select[Any]:
    """One row a day and channel: hits first seen then, by the state they are in now."""
    when = day(hits.c.first_seen)
    return select(
        when.label("day"),
        hits.c.channel,
        func.count(hits.c.id).label("hits"),
        *_by_state(),
    ).group_by(when, hits.c.channel)


def decision_rows() -> Select[Any]:
    """One row for each change of a hit's state: who decided what, when and why."""
    shown = (
        transitions.outerjoin(reviews, reviews.c.id == transitions.c.review_id)
        .outerjoin(notice_events, notice_events.c.id == transitions.c.notice_event_id)
        .outerjoin(outcomes, outcomes.c.id == transitions.c.outcome_id)
    )
    return select(
        transitions.c.hit_id,
        transitions.c.version,
        transitions.c.state,
        transitions.c.happened_at,
        func.coalesce(reviews.c.reviewer, notice_events.c.actor, outcomes.c.observer, "").label("actor"),
        func.coalesce(reviews.c.verdict, notice_events.c.kind, outcomes.c.kind, "").label("decision"),
        func.coalesce(reviews.c.reason, notice_events.c.detail, outcomes.c.detail, "").label("reason"),
        func.coalesce(notice_events.c.notice_id, outcomes.c.notice_id).label("notice_id"),
    ).select_from(shown)


VIEWS: Final = (
    ("v_hits", hit_rows),
    ("v_found", found_rows),
    ("v_sightings", sighting_rows),
    ("v_works", work_rows),
    ("v_sites", site_rows),
    ("v_runs", run_rows),
    ("v_accounts", account_rows),
    ("v_daily", daily_rows),
    ("v_decisions", decision_rows),
    ("v_suppressions", suppression_rows),
    ("v_aliases", alias_rows),
    ("v_floods", flood_rows),
)


def view_statement(name: str, rows: Select[Any], dialect: Dialect) -> str:
    """The CREATE VIEW statement of one view."""
    body = rows.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return f"CREATE VIEW {name} AS\n{body}"


def drop_views(connection: Connection) -> None:
    """Removes the views, as changes of the tables below them need."""
    for name, _ in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def create_views(connection: Connection) -> None:
    """Creates all views anew."""
    for name, rows in VIEWS:
        connection.execute(text(view_statement(name, rows(), connection.dialect).replace(":", "\\:")))
