"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    create_protected()
    create_looked()
    create_seen()
    create_found()
    create_decided()
    create_people()


def create_protected() -> None:
    op.create_table(
        "works",
        sa.Column("id", ID, nullable=False),
        sa.Column("identity", sa.String(length=32), nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("title_key", TEXT, server_default="", nullable=False),
        sa.Column("aliases", JSON, nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("batch", TEXT, server_default="", nullable=False),
        sa.Column("official_domains", JSON, nullable=False),
        sa.Column("licences", JSON, nullable=False),
        sa.Column("protected_from", sa.Date(), nullable=True),
        sa.Column("protected_until", sa.Date(), nullable=True),
        sa.Column("release_date", sa.Date(), nullable=True),
        sa.Column("identifiers", JSON, nullable=False),
        sa.Column("note", TEXT, server_default="", nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_works"),
        sa.UniqueConstraint("identity", name="uq_works_identity"),
    )
    op.create_index("ix_works_holder", "works", ["holder"])
    op.create_index("ix_works_title_key", "works", ["title_key"])
    op.create_table(
        "catalogue_titles",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("aliases", JSON, nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("source", TEXT, server_default="", nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_titles"),
        sa.UniqueConstraint("key", name="uq_catalogue_titles_key"),
    )


def create_looked() -> None:
    op.create_table(
        "runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("started", TIME, nullable=False),
        sa.Column("finished", TIME, nullable=True),
        sa.Column("status", sa.String(length=40), server_default="", nullable=False),
        sa.Column("cause", TEXT, server_default="", nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.CheckConstraint(
            "status IN ('running', 'ok', 'suspicious', 'blocked', 'failed', 'interrupted')", name="ck_runs_status"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_site_id", "runs", ["site", "id"])
    op.create_table(
        "rounds",
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started", TIME, nullable=False),
        sa.Column("run_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_rounds_run_id"),
        sa.PrimaryKeyConstraint("site", "number", name="pk_rounds"),
    )
    op.create_table(
        "requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("url_hash", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("fetch_state", sa.String(length=20), nullable=True),
        sa.Column("cause", TEXT, server_default="", nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("depth", sa.Integer(), server_default="0", nullable=False),
        sa.Column("hops", sa.Integer(), server_default="0", nullable=False),
        sa.Column("from_url", TEXT, server_default="", nullable=False),
        sa.Column("from_id", ID, nullable=True),
        sa.Column("context", JSON, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("etag", TEXT, server_default="", nullable=False),
        sa.Column("last_modified", TEXT, server_default="", nullable=False),
        sa.Column("run_id", ID, nullable=True),
        sa.Column("fetched_at", TIME, nullable=True),
        sa.CheckConstraint("state IN ('queued', 'done')", name="ck_requests_state"),
        sa.ForeignKeyConstraint(["from_id"], ["requests.id"], name="fk_requests_from_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_requests_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        sa.UniqueConstraint("site", "url_hash", name="uq_requests_site_url_hash"),
    )
    op.create_index("ix_requests_from_id", "requests", ["from_id"])
    op.create_index("ix_requests_next", "requests", ["site", "state", sa.text("priority DESC"), "id"])
    tried = sa.text("attempts > 0")
    columns = ["site", "state", "attempts"]
    op.create_index("ix_requests_tried", "requests", columns, sqlite_where=tried, postgresql_where=tried)


def create_seen() -> None:
    op.create_table(
        "pages",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("channel", sa.String(length=40), server_default="", nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("page_kind", TEXT, server_default="", nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
        sa.UniqueConstraint("key", name="uq_pages_key"),
    )
    op.create_index("ix_pages_site_id", "pages", ["site", "id"])
    op.create_table(
        "links",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("ref", TEXT, server_default="", nullable=False),
        sa.Column("provider", TEXT, server_default="", nullable=False),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("passcode", TEXT, server_default="", nullable=False),
        sa.Column("obfuscated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.UniqueConstraint("key", name="uq_links_key"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("platform", TEXT, server_default="", nullable=False),
        sa.Column("account_id", TEXT, server_default="", nullable=False),
        sa.Column("name", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("key", name="uq_accounts_key"),
    )
    op.create_table(
        "captures",
        sa.Column("id", ID, nullable=False),
        sa.Column("file", TEXT, server_default="", nullable=False),
        sa.Column("record_id", TEXT, server_default="", nullable=False),
        sa.Column("offset", ID, nullable=False),
        sa.Column("length", ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("captured_at", TIME, nullable=False),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
        sa.UniqueConstraint("record_id", name="uq_captures_record_id"),
    )
    op.create_table(
        "sightings",
        sa.Column("id", ID, nullable=False),
        sa.Column("link_id", ID, nullable=False),
        sa.Column("page_id", ID, nullable=False),
        sa.Column("texts", JSON, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("price", TEXT, server_default="", nullable=False),
        sa.Column("episode", TEXT, server_default="", nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("work_kind", sa.String(length=20), nullable=True),
        sa.Column("people", JSON, nullable=False),
        sa.Column("capture_id", ID, nullable=True),
        sa.Column("run_id", ID, nullable=True),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_sightings_account_id"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_sightings_capture_id"),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"], name="fk_sightings_link_id"),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name="fk_sightings_page_id"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_sightings_run_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sightings"),
        sa.UniqueConstraint("link_id", "page_id", name="uq_sightings_link_id_page_id"),
    )
    op.create_index("ix_sightings_account_id", "sightings", ["account_id"])
    op.create_index("ix_sightings_capture_id", "sightings", ["capture_id"])
    op.create_index("ix_sightings_page_id_link_id", "sightings", ["page_id", "link_id"])


def create_found() -> None:
    op.create_table(
        "hits",
        sa.Column("id", ID, nullable=False),
        sa.Column("work_id", ID, nullable=False),
        sa.Column("link_id", ID, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("matcher", TEXT, server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("matched_text", TEXT, server_default="", nullable=False),
        sa.Column("sighting_id", ID, nullable=False),
        sa.Column("capture_id", ID, nullable=True),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("channel", sa.String(length=40), server_default="", nullable=False),
        sa.Column("link_kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.CheckConstraint(
            "state IN ('new', 'confirmed', 'rejected', 'unsure', 'noticed', 'removed', 'restored')",
            name="ck_hits_state",
        ),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_hits_capture_id"),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"], name="fk_hits_link_id"),
        sa.ForeignKeyConstraint(["sighting_id"], ["sightings.id"], name="fk_hits_sighting_id"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_hits_work_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hits"),
        sa.UniqueConstraint("link_id", "work_id", name="uq_hits_link_id_work_id"),
    )
    op.create_index("ix_hits_first_seen", "hits", ["first_seen"])
    op.create_index("ix_hits_score_id", "hits", ["score", "id"])
    op.create_index("ix_hits_sighting_id", "hits", ["sighting_id"])
    op.create_index("ix_hits_site_id", "hits", ["site", "id"])
    op.create_index("ix_hits_state_id", "hits", ["state", "id"])
    op.create_index("ix_hits_work_id_id", "hits", ["work_id", "id"])
    op.create_table(
        "matches",
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("sighting_id", ID, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("matched_text", TEXT, server_default="", nullable=False),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_matches_hit_id"),
        sa.ForeignKeyConstraint(["sighting_id"], ["sightings.id"], name="fk_matches_sighting_id"),
        sa.PrimaryKeyConstraint("hit_id", "sighting_id", name="pk_matches"),
    )
    op.create_index("ix_matches_sighting_id", "matches", ["sighting_id"])


def create_decided() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("verdict", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reviewer", TEXT, server_default="", nullable=False),
        sa.Column("reason", TEXT, server_default="", nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.CheckConstraint("verdict IN ('confirm', 'reject', 'unsure')", name="ck_reviews_verdict"),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_reviews_hit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_hit_id", "reviews", ["hit_id"])
    op.create_table(
        "notices",
        sa.Column("id", ID, nullable=False),
        sa.Column("form", sa.String(length=40), server_default="", nullable=False),
        sa.Column("recipient", TEXT, server_default="", nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("language", sa.String(length=40), server_default="", nullable=False),
        sa.Column("subject", TEXT, server_default="", nullable=False),
        sa.Column("text", TEXT, server_default="", nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_by", TEXT, server_default="", nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("approved_by", TEXT, server_default="", nullable=False),
        sa.Column("approved_at", TIME, nullable=True),
        sa.Column("sent_by", TEXT, server_default="", nullable=False),
        sa.Column("sent_at", TIME, nullable=True),
        sa.Column("message_id", TEXT, server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("state IN ('draft', 'approved', 'sent', 'withdrawn')", name="ck_notices_state"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_state_id", "notices", ["state", "id"])
    op.create_table(
        "notice_hits",
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_notice_hits_hit_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_notice_hits_notice_id"),
        sa.PrimaryKeyConstraint("notice_id", "hit_id", name="pk_notice_hits"),
    )
    op.create_index("ix_notice_hits_hit_id", "notice_hits", ["hit_id"])
    op.create_table(
        "notice_events",
        sa.Column("id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("actor", TEXT, server_default="", nullable=False),
        sa.Column("detail", TEXT, server_default="", nullable=False),
        sa.Column("happened_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_notice_events_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_events"),
    )
    op.create_index("ix_notice_events_notice_id", "notice_events", ["notice_id"])
    op.create_table(
        "outcomes",
        sa.Column("id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("detail", TEXT, server_default="", nullable=False),
        sa.Column("observer", TEXT, server_default="", nullable=False),
        sa.Column("capture_id", ID, nullable=True),
        sa.Column("observed_at", TIME, nullable=False),
        sa.CheckConstraint(
            "kind IN ('removed', 'still_up', 'refused', 'counter_notice', 'restored', 'expired', 'no_reply')",
            name="ck_outcomes_kind",
        ),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_outcomes_capture_id"),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_outcomes_hit_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_outcomes_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_hit_id", "outcomes", ["hit_id"])
    op.create_index("ix_outcomes_notice_id", "outcomes", ["notice_id"])
    op.create_table(
        "transitions",
        sa.Column("id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("review_id", ID, nullable=True),
        sa.Column("notice_event_id", ID, nullable=True),
        sa.Column("outcome_id", ID, nullable=True),
        sa.Column("happened_at", TIME, nullable=False),
        sa.CheckConstraint(
            "state IN ('new', 'confirmed', 'rejected', 'unsure', 'noticed', 'removed', 'restored')",
            name="ck_transitions_state",
        ),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_transitions_hit_id"),
        sa.ForeignKeyConstraint(["notice_event_id"], ["notice_events.id"], name="fk_transitions_notice_event_id"),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcomes.id"], name="fk_transitions_outcome_id"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_transitions_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_transitions"),
        sa.UniqueConstraint("hit_id", "version", name="uq_transitions_hit_id_version"),
    )
    op.create_index("ix_transitions_notice_event_id", "transitions", ["notice_event_id"])
    op.create_index("ix_transitions_outcome_id", "transitions", ["outcome_id"])
    op.create_index("ix_transitions_review_id", "transitions", ["review_id"])


def create_people() -> None:
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", TEXT, server_default="", nullable=False),
        sa.Column("role", sa.String(length=40), server_default="", nullable=False),
        sa.Column("password_hash", TEXT, server_default="", nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("session_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.CheckConstraint("role IN ('operator', 'analyst', 'holder')", name="ck_users_role"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("name", name="uq_users_name"),
    )
    op.create_table(
        "audit_log",
        sa.Column("id", ID, nullable=False),
        sa.Column("happened_at", TIME, nullable=False),
        sa.Column("actor", TEXT, server_default="", nullable=False),
        sa.Column("action", TEXT, server_default="", nullable=False),
        sa.Column("target", TEXT, server_default="", nullable=False),
        sa.Column("detail", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_actor_id", "audit_log", ["actor", "id"])
    op.create_table(
        "meta",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
