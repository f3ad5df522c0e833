"""Revisits: since when a page is gone or no longer shows a link, and how often an address was found unchanged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0008"
down_revision = "0007"

TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("pages", sa.Column("gone_at", TIME, nullable=True))
    op.add_column("sightings", sa.Column("gone_at", TIME, nullable=True))
    op.add_column("requests", sa.Column("signature", sa.Integer(), nullable=True))
    op.add_column("requests", sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False))
