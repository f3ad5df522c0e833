"""Brakes on guessing and on load: how often somebody may try in a while."""

from __future__ import annotations

import threading
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

# A name from one address, any name from one address, a name from anywhere.
_LOGIN: Final = (("pair", parse("5/5minutes")), ("address", parse("30/5minutes")), ("name", parse("60/hour")))
_COSTLY: Final = parse("30/minute")
_AT_ONCE: Final = 2


class Throttle:
    """Counts tries in this process, and lets only a few passwords be hashed at a time: each takes its memory."""

    def __init__(self) -> None:
        self.hashing: Final = threading.BoundedSemaphore(_AT_ONCE)
        self.drawing: Final = threading.BoundedSemaphore(_AT_ONCE)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def may_try(self, name: str, address: str) -> bool:
        """Whether somebody may try a password now; the try itself is not counted."""
        return all(self._limiter.test(limit, *key) for limit, key in self._keys(name, address))

    def failed(self, name: str, address: str) -> None:
        """Counts a wrong password."""
        for limit, key in self._keys(name, address):
            self._limiter.hit(limit, *key)

    def may_load(self, name: str, what: str) -> bool:
        """Whether somebody may start one more costly thing: an upload, an export. It is counted."""
        return self._limiter.hit(_COSTLY, what, name)

    @staticmethod
    def _keys(name: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        keys = {"pair": (name[:100], address), "address": (address,), "name": (name[:100],)}
        return [(limit, ("login", which, *keys[which])) for which, limit in _LOGIN]
