"""Which shapes of addresses are worth a visit: those that led to nothing step back, so no trap eats the budget."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from urllib.parse import urlsplit

_DIGITS = re.compile(r"\d+")
_HASHES = re.compile(r"[0-9a-f]{8,}", re.I)
BY_NAME = 40  # what an address is worth more because the words that lead to it name a watched work
PATIENCE = 30  # fruitless visits of one shape before its priority falls
STEP = 10
ENOUGH = 300  # fruitless visits after which the shape is a trap
ENOUGH_OF_STEM = 1_500  # the same for a whole branch of the site, whose addresses may all have shapes of their own
MOST_EMPTY_NAMES = 40  # pages of a branch that were called by a watched work and led to nothing: words are cheap
GENERATIONS = 4  # how far back the pages that led to a new link share in it


@lru_cache(maxsize=4_096)  # an address is asked about several times when it is met, and again when it is visited
def shape(url: str) -> str:
    """The address with numbers, hashes and query values left out."""
    parts = urlsplit(url)
    path = _DIGITS.sub("0", _HASHES.sub("x", parts.path))
    keys = sorted(
        {_DIGITS.sub("0", _HASHES.sub("x", pair.partition("=")[0])) for pair in parts.query.split("&") if pair}
    )
    return f"{parts.netloc}{path}?{'&'.join(keys)}"


@lru_cache(maxsize=4_096)
def stem(url: str) -> str:
    """The branch of the site that an address is in: host, first folder, depth; "" for what stands at the root."""
    parts = urlsplit(url)
    folders = parts.path.split("/")
    if len(folders) < 3 or not folders[1]:
        return ""
    return f"{parts.netloc}/{_DIGITS.sub('0', folders[1])}/*{len(folders)}"


class Patterns:
    """Counts, for each shape of address, visits since it (or a page it led to) last showed a new link."""

    def __init__(self) -> None:
        self._fruitless: defaultdict[str, int] = defaultdict(int)
        self._parents: defaultdict[str, set[str]] = defaultdict(set)
        self._branches: dict[str, str] = {}
        self._empty_names: defaultdict[str, int] = defaultdict(int)

    def note(self, url: str, from_url: str, new_links: int, *, named: bool = False) -> None:
        """A visited address, the page that led to it, and how many links it was the first to show.

        `named`: it was visited soon because a watched work was named.
        """
        own, branch = shape(url), stem(url)
        self._branches[own] = branch or own.partition("/")[0]
        if from_url:
            self._parents[own].add(shape(from_url))
        if not new_links:
            self._fruitless[own] += 1
            self._fruitless[branch] += bool(branch)
            self._empty_names[self._branches[own]] += named
            return
        self._fruitless[branch] = 0
        line = {own}
        for _ in range(GENERATIONS):
            for each in line:
                self._fruitless[each] = self._empty_names[self._branches.get(each, "")] = 0
            line = {parent for each in line for parent in self._parents[each]}

    def credit(self, url: str) -> None:
        """A page that named watched works: its shape is worth a visit, whatever it shows itself."""
        self._fruitless[shape(url)] = self._fruitless[stem(url)] = 0

    def believes(self, url: str) -> bool:
        """Whether names of watched works that lead to such an address mean anything: pages behind them showed links."""
        return self._empty_names.get(stem(url) or shape(url).partition("/")[0], 0) < MOST_EMPTY_NAMES

    def penalty(self, url: str) -> int:
        """How far the priority of such an address falls: grows as visits stay fruitless."""
        fruitless = self._fruitless.get(shape(url), 0)
        return 0 if fruitless < PATIENCE else STEP * (fruitless // PATIENCE)

    def fallen(self, url: str, priority: int) -> int:
        """How far an address that was queued with this priority falls now, by what its shape and branch came to."""
        misnamed = priority >= BY_NAME and not self.believes(url)
        return self.penalty(url) + (BY_NAME if misnamed else 0)

    def is_trap(self, url: str) -> bool:
        """Whether so many addresses of this shape led to nothing that no more are visited in this run."""
        return self._fruitless.get(shape(url), 0) >= ENOUGH or self._fruitless.get(stem(url), 0) >= ENOUGH_OF_STEM
