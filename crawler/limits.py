"""What one worker may use of the machine: memory, and processor time for one page."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

if sys.platform != "win32":
    import resource

PAGE_SECONDS: Final = 20.0
CHECKED_EVERY: Final = 5.0  # seconds between two looks at the memory used
_ABOVE: Final = 1_000  # megabytes above the limit at which a worker stops stands the wall: beyond it nothing is given
_MEGABYTE: Final = 1_000_000


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


@contextmanager
def page_time(seconds: float = PAGE_SECONDS) -> Iterator[None]:
    """The block may use so much processor time; then it ends with PageTooSlowError. Main thread only."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise PageTooSlowError
