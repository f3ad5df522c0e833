"""Tables of what netsword learns from people: rejections that hold on, names taken from confirmed disguises, floods."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Float, Index, Table, UniqueConstraint

from matchers.suppression import SCOPES
from storage.columns import code, identity, key, moment, number, one_of, reference, words
from storage.tables import URL_LIMIT, metadata

suppressions: Final = Table(
    "suppressions",
    metadata,
    identity(),
    reference("work_id", "works"),
    reference("hit_id", "hits"),
    code("scope"),
    words("value", URL_LIMIT),
    words("site"),
    words("shown", URL_LIMIT),
    words("reviewer"),
    words("reason"),
    moment("decided_at"),
    one_of("scope", SCOPES),
    Index(None, "work_id"),
    Index(None, "hit_id"),
)

lifts: Final = Table(
    "lifts",
    metadata,
    identity(),
    reference("suppression_id", "suppressions"),
    words("reviewer"),
    words("reason"),
    moment("lifted_at"),
    UniqueConstraint("suppression_id"),
)

learned_aliases: Final = Table(
    "learned_aliases",
    metadata,
    identity(),
    reference("work_id", "works"),
    reference("hit_id", "hits"),
    words("alias"),
    key("alias_key"),
    words("reviewer"),
    words("reason"),
    moment("learned_at"),
    Index(None, "work_id", "alias_key"),
    Index(None, "hit_id"),
)

forgotten_aliases: Final = Table(
    "forgotten_aliases",
    metadata,
    identity(),
    reference("alias_id", "learned_aliases"),
    words("reviewer"),
    words("reason"),
    moment("forgotten_at"),
    UniqueConstraint("alias_id"),
)

flood_alerts: Final = Table(
    "flood_alerts",
    metadata,
    identity(),
    reference("work_id", "works"),
    moment("since"),
    moment("raised_at"),
    number("hits"),
    Column("usual", Float, nullable=False),
    Column("most", Float, nullable=False),
    code("measure"),
    code("advice"),
    words("detail"),
    Column("share", Float, nullable=False),
    Index(None, "work_id", "id"),
)

flood_answers: Final = Table(
    "flood_answers",
    metadata,
    identity(),
    reference("alert_id", "flood_alerts"),
    words("reviewer"),
    words("reason"),
    moment("answered_at"),
    UniqueConstraint("alert_id"),
)

LEARNT: Final = (suppressions, lifts, learned_aliases, forgotten_aliases, flood_alerts, flood_answers)
