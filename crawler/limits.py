"""What one worker may use of the machine: memory, and processor time for one page."""

from __future__ import annotations

import atexit
import math
import signal
import sys
import time
from types import FrameType
from typing import Any, Final

if sys.platform != "win32":
    import resource

PAGE_SECONDS: Final = 20.0
CHECKED_EVERY: Final = 5.0  # seconds between two looks at the memory used
_ABOVE: Final = 1_000  # megabytes above the limit at which a worker stops stands the wall: beyond it nothing is given
_MEGABYTE: Final = 1_000_000
_TICKS: Final = 4  # looks at the time that a page has used, in the time it may use


class PageTooSlowError(Exception):
    """Reading the page takes more processor time than one page may have."""


def memory_settings(megabytes: int) -> dict[str, Any]:
    """Scrapy's settings that end a crawl cleanly when it uses more."""
    return {"MEMUSAGE_LIMIT_MB": megabytes, "MEMUSAGE_CHECK_INTERVAL_SECONDS": CHECKED_EVERY}


def wall_off(megabytes: int) -> None:
    """Sets the wall beyond which this process gets no more memory, unless a lower one stands already."""
    if sys.platform == "win32":
        return
    wall = (megabytes + _ABOVE) * _MEGABYTE
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = [limit for limit in (soft, hard, wall) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(lowest), hard))


class PageTime:
    """A block that may use so much processor time; then it ends with PageTooSlowError. Main thread only.

    One timer ticks for all pages: to wind it up for each costs a twentieth of a crawl.
    """

    def __init__(self, seconds: float = PAGE_SECONDS) -> None:
        self._seconds = seconds
        self._ends = math.inf

    def __enter__(self) -> None:
        if sys.platform == "win32":
            return
        self._ends = time.process_time() + self._seconds
        signal.signal(signal.SIGVTALRM, self._tick)
        tick = self._seconds / _TICKS
        interval = signal.getitimer(signal.ITIMER_VIRTUAL)[1]
        if not 0 < interval <= tick:
            signal.setitimer(signal.ITIMER_VIRTUAL, tick, tick)
            atexit.register(signal.setitimer, signal.ITIMER_VIRTUAL, 0)  # behind the last handler a tick would kill

    def __exit__(self, *raised: object) -> None:
        self._ends = math.inf

    def _tick(self, number: int, frame: FrameType | None) -> None:
        if time.process_time() >= self._ends:
            self._ends = math.inf
            raise PageTooSlowError
