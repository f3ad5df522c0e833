"""Which shapes of addresses are worth a visit: those that led to nothing step back, so no trap eats the budget."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import urlsplit

from core.shapes import shape

_DIGITS = re.compile(r"\d+")
BY_NAME = 40  # what an address is worth more because the words that lead to it name a watched work
PATIENCE = 30  # fruitless visits of one shape before its priority falls
STEP = 10
ENOUGH = 300  # fruitless visits after which the shape is a trap
ENOUGH_OF_STEM = 1_500  # the same for a branch
PATIENCE_WITH_STEM = 120  # the same for a whole branch of the site, whose addresses may all have shapes of their own
MOST_EMPTY_NAMES = 40  # pages of a branch that were called by a watched work and led to nothing: words are cheap
MOST_OF_ONE_WORK = 100  # pages of a branch that showed links to one work, mostly to that: a flood of its name
GENERATIONS = 4  # how far back the pages that led to a new link share in it


@lru_cache(maxsize=4_096)
def stem(url: str) -> str:
    """The branch of the site that an address is in: host, first folder, depth; "" for what stands at the root."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
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
        self._shown: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by branch: works that its pages showed
        self._totals: Counter[str] = Counter()
        self._foremost: dict[str, str] = {}  # by branch: the work that most of them showed

    def note(
        self, url: str, from_url: str, new_links: int, *, named: bool = False, works: Collection[str] = ()
    ) -> None:
        """A visited address, the page that led to it, how many links it was the first to show, and of which works.

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
        if works:
            self._note_works(self._branches[own], works)
        line = {own}
        for _ in range(GENERATIONS):
            for each in line:
                self._fruitless[each] = self._empty_names[self._branches.get(each, "")] = 0
            line = {parent for each in line for parent in self._parents[each]}

    def _note_works(self, branch: str, works: Collection[str]) -> None:
        shown = self._shown[branch]
        shown.update(works)
        self._totals[branch] += len(works)
        foremost = self._foremost.get(branch, "")
        self._foremost[branch] = max((foremost, *works), key=lambda work: shown[work])

    def _is_flooded(self, branch: str) -> bool:
        """Whether a branch shows links to one work again and again, and hardly anything else."""
        shown = self._shown.get(branch)
        return shown is not None and MOST_OF_ONE_WORK <= shown[self._foremost[branch]] > self._totals[branch] // 3

    def credit(self, url: str) -> None:
        """A page that named watched works: its shape is worth a visit, whatever it shows itself."""
        self._fruitless[shape(url)] = self._fruitless[stem(url)] = 0

    def believes(self, url: str) -> bool:
        """Whether names of watched works that lead to such an address mean anything.

        They do where pages behind them showed links, and not again and again those of one work.
        """
        branch = stem(url) or shape(url).partition("/")[0]
        return self._empty_names.get(branch, 0) < MOST_EMPTY_NAMES and not self._is_flooded(branch)

    def penalty(self, url: str) -> int:
        """How far the priority of such an address falls: grows as visits stay fruitless."""
        of_shape, of_stem = self._fruitless.get(shape(url), 0), self._fruitless.get(stem(url), 0)
        return STEP * max(of_shape // PATIENCE, of_stem // PATIENCE_WITH_STEM)

    def fallen(self, url: str, priority: int) -> int:
        """How far an address that was queued with this priority falls now, by what its shape and branch came to."""
        misnamed = priority >= BY_NAME and not self.believes(url)
        return self.penalty(url) + (BY_NAME if misnamed else 0)

    def is_trap(self, url: str) -> bool:
        """Whether so many addresses of this shape led to nothing that no more are visited in this run."""
        return self._fruitless.get(shape(url), 0) >= ENOUGH or self._fruitless.get(stem(url), 0) >= ENOUGH_OF_STEM
