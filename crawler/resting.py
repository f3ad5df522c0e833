"""Hosts that are busy (429, 503, no answer in time): addresses wait and are asked again; the run goes on elsewhere."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from core.types import QueuedRequest

BUSY: Final = frozenset({429, 503})
IN_A_ROW: Final = 5  # busy answers without another between them: now it is the host, not the page
LONGEST: Final = 900.0  # seconds that a host may rest at once, whatever it asks for
SHORTEST: Final = 1.0
UNNAMED: Final = 10.0  # of a host that names no time; each further rest is twice as long
LONGEST_ALONE: Final = 10.0  # seconds that one page may wait whose host answers others
MOST_RESTS: Final = 3  # without an answer between them; then the host is left to the next run
MOST_SILENT: Final = 64  # addresses without an answer in time that a run asks once more
MOST_WAITING: Final = 128  # addresses; more stay in the frontier


class Rests:
    """Which addresses wait, and until when. Those of a killed run are queued in the frontier still."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._busy: Counter[str] = Counter()
        self._rests: Counter[str] = Counter()
        self._until: dict[str, float] = {}
        self._asked: set[int] = set()
        self._answered: set[str] = set()
        self._silent = 0
        self._waiting: deque[tuple[float, QueuedRequest]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def puts_off(self, row: QueuedRequest, status: int, retry_after: str) -> bool:
        """Whether the address waits after this answer. `retry_after`: the header as sent (RFC 9110, 10.2.3), or ""."""
        host, now = _host(row), self._clock()
        self._answered.add(host)
        if status not in BUSY:
            self._busy[host] = self._rests[host] = 0
            return False
        self._busy[host] += 1
        wanted = seconds_of(retry_after)
        if self._busy[host] >= IN_A_ROW:
            if self._until.get(host, 0.0) <= now:
                self._rests[host] += 1
                named = UNNAMED * 2 ** (self._rests[host] - 1) if wanted is None else wanted
                self._until[host] = now + min(max(named, SHORTEST), LONGEST)
            self._waiting.append((now, row))
            return True
        if row.request_id in self._asked:
            return False
        self._asked.add(row.request_id)
        self._waiting.append((now + min(wanted or 0.0, LONGEST_ALONE), row))
        return True

    def asks_again(self, row: QueuedRequest) -> bool:
        """Whether an address that gave no answer in time waits for one more try: its host answers others."""
        if _host(row) not in self._answered or row.request_id in self._asked or self._silent >= MOST_SILENT:
            return False
        self._silent += 1
        self._asked.add(row.request_id)
        self._waiting.append((self._clock() + LONGEST_ALONE, row))
        return True

    def waits_for_robots(self, row: QueuedRequest, pause: float) -> None:
        """The address waits, and with it its host, until robots.txt is asked for again."""
        host = _host(row)
        self._until[host] = max(self._until.get(host, 0.0), self._clock() + pause)
        self._waiting.append((0.0, row))

    def holds(self, row: QueuedRequest) -> bool:
        """Whether the address has to wait because its host rests; then it does."""
        if self._until.get(_host(row), 0.0) <= self._clock():
            return False
        self._waiting.append((0.0, row))
        return True

    def woken(self) -> QueuedRequest | None:
        """An address that has waited long enough; None when there is none."""
        now = self._clock()
        for _ in range(len(self._waiting)):
            due, row = self._waiting.popleft()
            if due <= now and self._until.get(_host(row), 0.0) <= now:
                return row
            self._waiting.append((due, row))
        return None

    def given_up(self) -> str:
        """The host that was busy after each of its rests, or ""."""
        return next((host for host, rests in self._rests.items() if rests > MOST_RESTS), "")

    def end(self) -> None:
        """Nobody waits any longer."""
        self._waiting.clear()


def seconds_of(retry_after: str) -> float | None:
    """The seconds that a `Retry-After` asks for, as a number or a date; None when it is neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        named = parsedate_to_datetime(text[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if named.tzinfo is None:
        named = named.replace(tzinfo=UTC)
    return max(0.0, (named - datetime.now(UTC)).total_seconds())


def _host(row: QueuedRequest) -> str:
    return urlsplit(row.request.url).netloc
