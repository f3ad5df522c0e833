"""Who looks at which hit just now, so that two reviewers do not judge the same one; kept in memory, and briefly."""

from __future__ import annotations

import threading
import time
from typing import Final

_SECONDS: Final = 120.0
_MOST: Final = 5_000


class Presence:
    """One hit a person; whoever came first to a hit is shown to the others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._where: dict[str, tuple[int, float, float]] = {}  # hit, since when, last seen there

    def look(self, name: str, hit_id: int) -> str:
        """Notes that somebody looks at a hit, and gives the name of whoever was there before ("" when nobody was)."""
        now = time.monotonic()
        with self._lock:
            self._where = {who: seen for who, seen in self._where.items() if seen[2] > now - _SECONDS}
            hit, since, _ = self._where.get(name, (0, now, now))
            since = since if hit == hit_id else now
            if name in self._where or len(self._where) < _MOST:
                self._where[name] = (hit_id, since, now)
            first = ((at, who) for who, (place, at, _) in self._where.items() if place == hit_id and who != name)
            return next((who for at, who in sorted(first) if at < since), "")

    def others(self, name: str) -> dict[int, str]:
        """The hits that others look at, and who does."""
        now = time.monotonic()
        with self._lock:
            return {hit: who for who, (hit, _, seen) in self._where.items() if who != name and seen > now - _SECONDS}
