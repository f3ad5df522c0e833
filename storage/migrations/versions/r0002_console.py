"""The console: sessions, tokens, uploads, roles, the order of review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
PRIORITY = (
    "CAST(score * 10 AS INTEGER) * 10 + CASE link_kind "
    "WHEN 'netdisk' THEN 9 WHEN 'magnet' THEN 9 WHEN 'torrent' THEN 9 WHEN 'ed2k' THEN 8 WHEN 'media' THEN 8 "
    "WHEN 'deep_link' THEN 8 WHEN 'embed' THEN 7 WHEN 'hotlink' THEN 7 WHEN 'reading' THEN 7 WHEN 'audio' THEN 7 "
    "WHEN 'document' THEN 7 WHEN 'app' THEN 6 WHEN 'listing' THEN 6 WHEN 'live' THEN 6 WHEN 'video' THEN 5 "
    "WHEN 'ftp' THEN 5 WHEN 'article' THEN 4 WHEN 'source' THEN 4 ELSE 1 END"
)
ROLES = "role IN ('operator', 'analyst', 'approver', 'rights_holder', 'auditor')"
VERDICTS = "verdict IN ('confirm', 'reject', 'unsure', 'reopen')"


def upgrade() -> None:
    with op.batch_alter_table("users") as users:
        users.drop_constraint("ck_users_role", type_="check")
    op.execute("UPDATE users SET role = 'rights_holder' WHERE role = 'holder'")
    with op.batch_alter_table("users") as users:
        users.create_check_constraint("ck_users_role", sa.text(ROLES))
    with op.batch_alter_table("reviews") as reviews:
        reviews.drop_constraint("ck_reviews_verdict", type_="check")
        reviews.create_check_constraint("ck_reviews_verdict", sa.text(VERDICTS))
    order_hits()
    create_tables()


def order_hits() -> None:
    # SQLite adds only computed columns that are not stored, and PostgreSQL indexes only stored ones.
    stored = op.get_bind().dialect.name == "postgresql"
    op.add_column("hits", sa.Column("priority", sa.Integer(), sa.Computed(PRIORITY, persisted=stored)))
    queue = ["state", "priority", "id", "first_seen", "work_id", "channel", "link_kind"]
    op.create_index("ix_hits_queue", "hits", queue)
    op.drop_index("ix_hits_first_seen", "hits")
    op.create_index("ix_hits_figures", "hits", ["first_seen", "channel", "link_kind", "state", "work_id", "site"])
    for column in ("site", "work_id", "channel", "link_kind"):
        op.create_index(f"ix_hits_{column}_state_priority_id", "hits", [column, "state", "priority", "id"])


def create_tables() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("session_version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("digest", name="uq_sessions_digest"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "tokens",
        sa.Column("id", ID, nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("name", TEXT, server_default="", nullable=False),
        sa.Column("scopes", JSON, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=True),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_tokens_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
    )
    op.create_index("ix_tokens_user_id", "tokens", ["user_id"])
    op.create_table(
        "uploads",
        sa.Column("id", ID, nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("batch", TEXT, server_default="", nullable=False),
        sa.Column("file_name", TEXT, server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", TEXT, server_default="", nullable=False),
        sa.Column("uploaded_at", TIME, nullable=False),
        sa.Column("state", sa.String(length=40), server_default="", nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'imported', 'discarded')", name="ck_uploads_state"),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_holder_id", "uploads", ["holder", "id"])
