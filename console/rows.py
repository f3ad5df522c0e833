"""A hit as the contract's columns, for exports and the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from core.types import Hit

COLUMNS: Final = (
    "hit_id", "work_id", "work_title", "link_kind", "provider", "link_url", "passcode", "page_url", "site", "channel",
    "matched_text", "score", "matcher", "reasons", "account", "price", "episode", "state", "first_seen", "last_seen",
    "capture",
)  # fmt: skip


def as_row(hit: Hit) -> dict[str, Any]:
    """The hit's values: times as ISO 8601 in UTC, reasons as plain lists."""
    row = asdict(hit)
    row["reasons"] = [{"feature": r.feature, "score": r.score, "detail": r.detail} for r in hit.reasons]
    for name in ("first_seen", "last_seen", "found_at"):
        row[name] = f"{row[name]:%Y-%m-%dT%H:%M:%SZ}"
    return row
