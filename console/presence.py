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
        self._where: dict[str, tuple[int, float]] = {}

    def look(self, name: str, hit_id: int) -> str:
        """Notes that somebody looks at a hit, and gives the name of another who does ("" when nobody does)."""
        now = time.monotonic()
        with self._lock:
            self._where = {who: seen for who, seen in self._where.items() if seen[1] > now - _SECONDS}
            other = next((who for who, (hit, _) in self._where.items() if hit == hit_id and who != name), "")
            if len(self._where) < _MOST:
                self._where.setdefault(name, (hit_id, now))
                self._where[name] = (hit_id, now)
        return other

    def others(self, name: str) -> dict[int, str]:
        """The hits that others look at, and who does."""
        now = time.monotonic()
        with self._lock:
            return {hit: who for who, (hit, seen) in self._where.items() if who != name and seen > now - _SECONDS}
