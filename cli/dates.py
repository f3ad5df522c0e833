"""Days that are given on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.errors import ConfigError


def day(option: str, text: str | None) -> datetime | None:
    """The beginning of a day (UTC); None where none was given."""
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    except ValueError as error:
        raise ConfigError(f"{option} {text!r}: write a day as YYYY-MM-DD") from error
