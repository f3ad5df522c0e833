"""Rows of works, users and captures as the values that travel."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from core.types import Capture, Licence, Work
from storage.users import User


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


def user_of(row: Row[Any]) -> User:
    """A row of `users`."""
    return User(
        user_id=row.id,
        name=row.name,
        role=row.role,
        holder=row.holder,
        password_hash=row.password_hash,
        session_version=row.session_version,
        disabled=row.disabled,
        created_at=row.created_at,
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
