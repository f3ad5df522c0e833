"""Takedown: numbers and digests of notices, their files and works, reasons of outcomes, looks at noticed links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("notices", sa.Column("number", sa.String(length=40), server_default="", nullable=False))
    op.add_column("notices", sa.Column("digest", sa.String(length=64), server_default="", nullable=False))
    op.add_column("notices", sa.Column("hours", sa.Integer(), server_default="0", nullable=False))
    op.add_column("notices", sa.Column("about_id", ID, nullable=True))
    op.add_column("outcomes", sa.Column("reason", sa.String(length=40), server_default="", nullable=False))
    op.create_table(
        "notice_files",
        sa.Column("id", ID, nullable=False),
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", TEXT, server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_notice_files_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_files"),
        sa.UniqueConstraint("notice_id", "name", name="uq_notice_files_notice_id_name"),
    )
    op.create_table(
        "notice_works",
        sa.Column("notice_id", ID, nullable=False),
        sa.Column("work_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_notice_works_notice_id"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_notice_works_work_id"),
        sa.PrimaryKeyConstraint("notice_id", "work_id", name="pk_notice_works"),
    )
    op.create_index("ix_notice_works_work_id", "notice_works", ["work_id"])
    op.create_table(
        "looks",
        sa.Column("id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("verdict", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="", nullable=False),
        sa.Column("detail", TEXT, server_default="", nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("looked_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_looks_hit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )
    op.create_index("ix_looks_hit_id_id", "looks", ["hit_id", "id"])
