"""Which shapes of addresses are worth a visit: those that led to nothing step back, so no trap eats the budget."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urlsplit

_DIGITS = re.compile(r"\d+")
_HASHES = re.compile(r"[0-9a-f]{8,}", re.I)
PATIENCE = 30  # fruitless visits of one shape before its priority falls
STEP = 10


def shape(url: str) -> str:
    """The address with numbers, hashes and query values left out."""
    parts = urlsplit(url)
    path = _DIGITS.sub("0", _HASHES.sub("x", parts.path))
    keys = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return f"{parts.netloc}{path}?{'&'.join(keys)}"


class Patterns:
    """Counts, for each shape of address, visits since it (or a page it led to) last showed a new link."""

    def __init__(self) -> None:
        self._fruitless: defaultdict[str, int] = defaultdict(int)

    def note(self, url: str, from_url: str, new_links: int) -> None:
        """A visited address, the page that led to it, and how many links it was the first to show."""
        if new_links:
            self._fruitless[shape(url)] = 0
            if from_url:
                self._fruitless[shape(from_url)] = 0
        else:
            self._fruitless[shape(url)] += 1

    def penalty(self, url: str) -> int:
        """How far the priority of such an address falls: grows as visits stay fruitless."""
        fruitless = self._fruitless.get(shape(url), 0)
        return 0 if fruitless < PATIENCE else STEP * (fruitless // PATIENCE)
