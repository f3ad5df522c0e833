"""Rows of works, users and captures as the values that travel."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from core.types import Capture, Licence, Work


def work_of(row: Row[Any]) -> Work:
    """A row of `works`."""
    return Work(
        title=row.title,
        aliases=tuple(row.aliases),
        year=row.year,
        kind=row.kind,
        holder=row.holder,
        batch=row.batch,
        official_domains=tuple(row.official_domains),
        licences=tuple(Licence(each["platform"], _day(each["from"]), _day(each["until"])) for each in row.licences),
        protected_from=row.protected_from,
        protected_until=row.protected_until,
        release_date=row.release_date,
        identifiers=tuple(row.identifiers),
        note=row.note,
        work_id=row.id,
    )


def capture_of(row: Row[Any]) -> Capture:
    """A row of `captures`."""
    return Capture(
        file=row.file,
        record_id=row.record_id,
        offset=row.offset,
        length=row.length,
        sha256=row.sha256,
        url=row.url,
        captured_at=row.captured_at,
        truncated=row.truncated,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
