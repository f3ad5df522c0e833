"""Views of what people taught: rejections that hold on, learned names, floods."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from storage.decision_tables import reviews
from storage.learning_tables import (
    flood_alerts,
    flood_answers,
    forgotten_aliases,
    learned_aliases,
    lifts,
    suppressions,
)
from storage.tables import hits, works


def suppression_rows() -> Select[Any]:
    """One row a rejection that holds on, or did: what, how far, who, why, and how it ended."""
    shown = suppressions.join(works, works.c.id == suppressions.c.work_id).outerjoin(
        lifts, lifts.c.suppression_id == suppressions.c.id
    )
    fell = (
        select(func.count())
        .where(reviews.c.suppression_id == suppressions.c.id)
        .correlate(suppressions)
        .scalar_subquery()
    )
    return select(
        suppressions.c.id.label("suppression_id"),
        suppressions.c.scope,
        suppressions.c.work_id,
        works.c.title.label("work_title"),
        works.c.holder,
        suppressions.c.shown,
        fell.label("hits"),
        suppressions.c.reviewer,
        suppressions.c.reason,
        suppressions.c.decided_at,
        suppressions.c.hit_id,
        func.coalesce(lifts.c.reviewer, "").label("lifted_by"),
        lifts.c.lifted_at,
        func.coalesce(lifts.c.reason, "").label("lift_reason"),
    ).select_from(shown)


def alias_rows() -> Select[Any]:
    """One row a name that was learned from a hit."""
    shown = learned_aliases.join(works, works.c.id == learned_aliases.c.work_id).outerjoin(
        forgotten_aliases, forgotten_aliases.c.alias_id == learned_aliases.c.id
    )
    return select(
        learned_aliases.c.id.label("alias_id"),
        learned_aliases.c.alias,
        learned_aliases.c.work_id,
        works.c.title.label("work_title"),
        works.c.holder,
        learned_aliases.c.hit_id,
        learned_aliases.c.reviewer,
        learned_aliases.c.reason,
        learned_aliases.c.learned_at,
        func.coalesce(forgotten_aliases.c.reviewer, "").label("forgotten_by"),
        forgotten_aliases.c.forgotten_at,
    ).select_from(shown)


def flood_rows() -> Select[Any]:
    """One row a flood: how many hits came, how many are usual, what to do, who looked after it."""
    shown = flood_alerts.join(works, works.c.id == flood_alerts.c.work_id).outerjoin(
        flood_answers, flood_answers.c.alert_id == flood_alerts.c.id
    )
    waiting = (
        select(func.count()).where(hits.c.work_id == flood_alerts.c.work_id, hits.c.state == "new").scalar_subquery()
    )
    return select(
        flood_alerts.c.id.label("alert_id"),
        flood_alerts.c.work_id,
        works.c.title.label("work_title"),
        works.c.holder,
        *(flood_alerts.c[name] for name in ("hits", "usual", "most", "measure", "since", "raised_at", "advice")),
        flood_alerts.c.detail,
        flood_alerts.c.share,
        waiting.label("new"),
        func.coalesce(flood_answers.c.reviewer, "").label("answered_by"),
        flood_answers.c.answered_at,
        func.coalesce(flood_answers.c.reason, "").label("answer"),
    ).select_from(shown)
