"""The filter of the queue: read from the address, kept in links, forgiving about what it does not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fastapi import Request

from console.page import language_of
from console.words import zone_of
from core.types import CHANNELS, HIT_STATES, LINK_KINDS
from storage.walking import Order
from storage.wanted import Wanted

NAMES: Final = ("q", "in", "state", "work", "holder", "batch", "site", "channel", "kind", "provider", "least",
                "since", "until", "order")  # fmt: skip
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What was asked for, and the parameters that ask for it again."""

    wanted: Wanted
    order: Order
    params: tuple[tuple[str, str], ...]
    after: int | None = None

    @property
    def values(self) -> dict[str, str]:
        return dict(self.params)

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the state is restricted."""
        return any(name not in ("state", "order", "in") for name, _ in self.params)


def read_filter(request: Request, state: str = "new") -> Filter:
    """The filter in the address; what is left out is not restricted, except that only new hits are shown."""
    zone = zone_of(request.cookies.get("zone", ""), language_of(request))
    return filter_of(dict(request.query_params), state, zone)


def filter_of(params: dict[str, str], state: str = "new", zone: str = "UTC") -> Filter:
    """The filter that the parameters describe."""
    given = {name: params.get(name, "").strip()[:_LONGEST] for name in NAMES}
    given["state"] = given["state"] if given["state"] in (*HIT_STATES, "any", "open") else state
    wanted = Wanted(
        states=_states(given["state"]),
        work_id=_integer(given["work"]),
        holder=given["holder"] or None,
        batch=given["batch"] or None,
        site=given["site"] or None,
        channel=given["channel"] if given["channel"] in CHANNELS else None,
        kind=given["kind"] if given["kind"] in LINK_KINDS else None,
        provider=given["provider"] or None,
        least=_score(given["least"]),
        since=_day(given["since"], zone),
        until=_day(given["until"], zone, after=1),
        text=given["q"],
        everywhere=given["in"] == "words",
    )
    kept = tuple((name, value) for name, value in given.items() if value)
    return Filter(wanted, "newest" if given["order"] == "newest" else "best", kept, _integer(params.get("after", "")))


def _states(state: str) -> tuple[str, ...]:
    if state == "any":
        return ()
    return ("new", "unsure") if state == "open" else (state,)


def _integer(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _score(text: str) -> float | None:
    number = _integer(text)
    return None if number is None or number > 100 else float(number)


def _day(text: str, zone: str, after: int = 0) -> datetime | None:
    """The beginning of a day in the reader's zone, or of the one after it."""
    try:
        day = date.fromisoformat(text) + timedelta(days=after)
        return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
