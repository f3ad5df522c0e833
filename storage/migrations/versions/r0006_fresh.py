"""Fresh looks: links captured anew before a notice is approved, and the files of each look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "fresh_looks",
        sa.Column("id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=True),
        sa.Column("url", TEXT, server_default="", nullable=False),
        sa.Column("verdict", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("sign", TEXT, server_default="", nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=40), server_default="", nullable=False),
        sa.Column("looked_by", TEXT, server_default="", nullable=False),
        sa.Column("looked_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_fresh_looks_hit_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_fresh_looks_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fresh_looks"),
    )
    op.create_index("ix_fresh_looks_hit_id_id", "fresh_looks", ["hit_id", "id"])
    op.create_index("ix_fresh_looks_notice_id", "fresh_looks", ["notice_id"])
    op.create_table(
        "fresh_files",
        sa.Column("look_id", ID, nullable=False),
        sa.Column("capture_id", ID, nullable=False),
        sa.Column("role", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["look_id"], ["fresh_looks.id"], name="fk_fresh_files_look_id"),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name="fk_fresh_files_capture_id"),
        sa.PrimaryKeyConstraint("look_id", "capture_id", name="pk_fresh_files"),
    )
    op.create_index("ix_fresh_files_capture_id", "fresh_files", ["capture_id"])
