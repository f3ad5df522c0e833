"""Tables of what people decided, sent and learnt, and of the people; imported with `storage.tables`."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, PrimaryKeyConstraint, String, Table, UniqueConstraint

from core.types import HIT_STATES
from storage.columns import code, document, identifier, identity, moment, number, one_of, reference, words
from storage.tables import metadata

# What people decided, sent and learnt: rows of these tables are added, never changed (storage/ledger.py).
reviews: Final = Table(
    "reviews",
    metadata,
    identity(),
    reference("hit_id", "hits"),
    code("verdict"),
    words("reviewer"),
    words("reason"),
    moment("decided_at"),
    Column("suppression_id", identifier()),  # the rejection under whose scope the hit fell
    one_of("verdict", ("confirm", "reject", "unsure", "reopen")),
    Index(None, "hit_id"),
    Index(None, "decided_at"),
    Index(None, "suppression_id"),
)

notices: Final = Table(
    "notices",
    metadata,
    identity(),
    code("form"),
    words("recipient"),
    words("holder"),
    code("language"),
    words("subject"),
    words("text"),
    code("state"),
    words("created_by"),
    moment("created_at"),
    words("approved_by"),
    moment("approved_at", nullable=True),
    words("sent_by"),
    moment("sent_at", nullable=True),
    words("message_id"),
    number("version", default=1),
    code("number"),
    Column("digest", String(64), nullable=False, server_default=""),
    number("hours"),
    Column("about_id", identifier()),  # the notice that this one withdraws
    Column("case_id", identifier()),  # the case it was drafted from
    one_of("state", ("draft", "approved", "sent", "withdrawn")),
    Index(None, "state", "id"),
    Index(None, "case_id"),
)

notice_hits: Final = Table(
    "notice_hits",
    metadata,
    reference("notice_id", "notices"),
    reference("hit_id", "hits"),
    PrimaryKeyConstraint("notice_id", "hit_id"),
    Index(None, "hit_id"),
)

notice_events: Final = Table(
    "notice_events",
    metadata,
    identity(),
    reference("notice_id", "notices"),
    code("kind"),
    words("actor"),
    words("detail"),
    moment("happened_at"),
    Index(None, "notice_id"),
)

outcomes: Final = Table(
    "outcomes",
    metadata,
    identity(),
    reference("hit_id", "hits"),
    reference("notice_id", "notices", nullable=True),
    code("kind"),
    words("detail"),
    words("observer"),
    code("reason"),
    reference("capture_id", "captures", nullable=True),
    moment("observed_at"),
    one_of("kind", ("removed", "still_up", "refused", "counter_notice", "restored", "expired", "no_reply")),
    Index(None, "hit_id"),
    Index(None, "notice_id"),
)

transitions: Final = Table(
    "transitions",
    metadata,
    identity(),
    reference("hit_id", "hits"),
    Column("version", Integer, nullable=False),
    code("state"),
    reference("review_id", "reviews", nullable=True),
    reference("notice_event_id", "notice_events", nullable=True),
    reference("outcome_id", "outcomes", nullable=True),
    moment("happened_at"),
    UniqueConstraint("hit_id", "version"),
    one_of("state", HIT_STATES),
    Index(None, "review_id"),
    Index(None, "notice_event_id"),
    Index(None, "outcome_id"),
)

# Who works here.
users: Final = Table(
    "users",
    metadata,
    identity(),
    words("name"),
    code("role"),
    words("password_hash"),
    words("holder"),
    number("session_version", default=1),
    Column("disabled", Boolean, nullable=False),
    moment("created_at"),
    UniqueConstraint("name"),
    one_of("role", ("operator", "analyst", "approver", "rights_holder", "auditor")),
)

audit_log: Final = Table(
    "audit_log",
    metadata,
    identity(),
    moment("happened_at"),
    words("actor"),
    words("action"),
    words("target"),
    document("detail"),
    Index(None, "actor", "id"),
)

APPEND_ONLY: Final = (reviews, notice_events, outcomes, transitions, audit_log)
