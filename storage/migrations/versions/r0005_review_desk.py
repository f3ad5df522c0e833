"""The review desk: the order of review with work, site and account, claims, kept filters, headings, figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")
PRIORITY = (
    "CAST(ROUND(score * 100) AS INTEGER) + COALESCE(boost, 0) + 30 * CASE link_kind "
    "WHEN 'netdisk' THEN 9 WHEN 'magnet' THEN 9 WHEN 'torrent' THEN 9 WHEN 'ed2k' THEN 8 WHEN 'media' THEN 8 "
    "WHEN 'deep_link' THEN 8 WHEN 'embed' THEN 7 WHEN 'hotlink' THEN 7 WHEN 'reading' THEN 7 WHEN 'audio' THEN 7 "
    "WHEN 'document' THEN 7 WHEN 'app' THEN 6 WHEN 'listing' THEN 6 WHEN 'live' THEN 6 WHEN 'video' THEN 5 "
    "WHEN 'ftp' THEN 5 WHEN 'article' THEN 4 WHEN 'source' THEN 4 ELSE 1 END"
)
SORTED = ("site", "work_id", "channel", "link_kind")


def upgrade() -> None:
    order_hits()
    create_tables()
    keep_sessions()
    op.create_index("ix_reviews_decided_at", "reviews", ["decided_at"])


def order_hits() -> None:
    stored = op.get_bind().dialect.name == "postgresql"
    for index in ("ix_hits_queue", "ix_hits_figures", *(f"ix_hits_{column}_state_priority_id" for column in SORTED)):
        op.drop_index(index, "hits")
    op.drop_column("hits", "priority")
    op.add_column("hits", sa.Column("boost", sa.Integer()))
    op.add_column("hits", sa.Column("priority", sa.Integer(), sa.Computed(PRIORITY, persisted=stored)))
    queue = ["state", "priority", "id", "first_seen", "work_id", "channel", "link_kind", "score"]
    op.create_index("ix_hits_queue", "hits", queue)
    op.create_index("ix_hits_first_seen_id", "hits", ["first_seen", "id"])
    for column in SORTED:
        op.create_index(f"ix_hits_{column}_state_priority_id", "hits", [column, "state", "priority", "id"])
    unranked = sa.text("boost IS NULL")
    op.create_index("ix_hits_unranked", "hits", ["id"], sqlite_where=unranked, postgresql_where=unranked)


def create_tables() -> None:
    op.create_table(
        "ranks",
        sa.Column("subject", sa.String(40), server_default="", nullable=False),
        sa.Column("key", TEXT, server_default="", nullable=False),
        sa.Column("points", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due", sa.Boolean(), nullable=False),
        sa.CheckConstraint("subject IN ('work', 'site', 'account')", name="ck_ranks_subject"),
        sa.PrimaryKeyConstraint("subject", "key", name="pk_ranks"),
    )
    op.create_table(
        "claims",
        sa.Column("hit_id", ID, nullable=False, autoincrement=False),
        sa.Column("name", TEXT, server_default="", nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("hit_id", name="pk_claims"),
    )
    op.create_index("ix_claims_name", "claims", ["name"])
    op.create_table(
        "saved_filters",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("name", TEXT, server_default="", nullable=False),
        sa.Column("params", TEXT, server_default="", nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_filters_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filters"),
        sa.UniqueConstraint("user_id", "name", name="uq_saved_filters_user_id_name"),
    )
    op.create_index("ix_saved_filters_holder_shared", "saved_filters", ["holder", "shared"])
    op.create_table(
        "headings",
        sa.Column("id", ID, nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("heading", TEXT, server_default="", nullable=False),
        sa.Column("field", sa.String(40), server_default="", nullable=False),
        sa.Column("chosen_by", TEXT, server_default="", nullable=False),
        sa.Column("chosen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_headings"),
        sa.UniqueConstraint("holder", "heading", name="uq_headings_holder_heading"),
    )
    create_figures()


def create_figures() -> None:
    op.create_table(
        "figures",
        sa.Column("whose", TEXT, server_default="", nullable=False),
        sa.Column("name", sa.String(40), server_default="", nullable=False),
        sa.Column("span", sa.String(40), server_default="", nullable=False),
        sa.Column("key", TEXT, server_default="", nullable=False),
        sa.Column("found", sa.Integer(), server_default="0", nullable=False),
        sa.Column("upheld", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("whose", "name", "span", "key", name="pk_figures"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("day", sa.String(40), server_default="", nullable=False),
        sa.Column("channel", sa.String(40), server_default="", nullable=False),
        sa.Column("link_kind", sa.String(40), server_default="", nullable=False),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("work_id", ID, nullable=False),
        sa.Column("state", sa.String(40), server_default="", nullable=False),
        sa.Column("delta", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figure_changes"),
    )


def keep_sessions() -> None:
    op.add_column("sessions", sa.Column("seen_at", TIME, nullable=True))
    op.add_column("sessions", sa.Column("address", TEXT, server_default="", nullable=False))
    op.add_column("sessions", sa.Column("agent", TEXT, server_default="", nullable=False))
