"""Following up: what came back after its removal, marks of sites' operators, papers of rights holders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "hit_signs",
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("sign", sa.String(length=40), server_default="", nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.Column("gone_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_hit_signs_hit_id"),
        sa.PrimaryKeyConstraint("hit_id", "sign", "key", name="pk_hit_signs"),
    )
    op.create_index("ix_hit_signs_key", "hit_signs", ["key"])
    op.create_table(
        "returns",
        sa.Column("id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("earlier_id", ID, nullable=False),
        sa.Column("sign", sa.String(length=40), server_default="", nullable=False),
        sa.Column("detail", TEXT, server_default="", nullable=False),
        sa.Column("found_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_returns_hit_id"),
        sa.ForeignKeyConstraint(["earlier_id"], ["hits.id"], name="fk_returns_earlier_id"),
        sa.PrimaryKeyConstraint("id", name="pk_returns"),
        sa.UniqueConstraint("hit_id", "earlier_id", "sign", name="uq_returns_hit_id_earlier_id_sign"),
    )
    op.create_index("ix_returns_earlier_id", "returns", ["earlier_id"])
    op.create_table(
        "site_marks",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("host", TEXT, server_default="", nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("page_url", TEXT, server_default="", nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("last_seen", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site_marks"),
        sa.UniqueConstraint("key", name="uq_site_marks_key"),
    )
    op.create_index("ix_site_marks_kind_value", "site_marks", ["kind", "value"])
    op.create_index("ix_site_marks_site", "site_marks", ["site"])
    op.create_table(
        "papers",
        sa.Column("id", ID, nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("work", TEXT, server_default="", nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", TEXT, server_default="", nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", TEXT, server_default="", nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_holder", "papers", ["holder"])
