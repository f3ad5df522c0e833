"""Looks at the public pages of netdisk shares."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
CODE = sa.String(length=40)
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "share_looks",
        sa.Column("link_id", ID, autoincrement=False, nullable=False),
        sa.Column("verdict", CODE, server_default="", nullable=False),
        sa.Column("reason", CODE, server_default="", nullable=False),
        sa.Column("sign", TEXT, server_default="", nullable=False),
        sa.Column("title", TEXT, server_default="", nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("looked_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"], name="fk_share_looks_link_id"),
        sa.PrimaryKeyConstraint("link_id", name="pk_share_looks"),
    )
