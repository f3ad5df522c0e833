"""Whose turn it is: every part of a site gets its share of the visits, whatever one of them makes of its addresses.

A part is all that a link of a start page led to, however many pages lie between: a trap of any shape stays in the part
that its door opens. Inside of a part the shapes of addresses take turns, and of one shape the first and the last of
each page: so the few pages that are there come soon among thousands of addresses that are dead.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from core.shapes import shape

MOST: Final = 100_000  # addresses that are kept in mind
_MOST_SHAPES: Final = 200  # of one part; what has yet another shape is put together
_FRUITLESS: Final = 4  # what a visit costs that showed nothing new
_FRUITFUL: Final = 1
_MOST_MISSES: Final = 30  # of one page, on end, before the next page is the oldest
_ENOUGH: Final = 300  # visits of one shape in one part that showed nothing, after which it gets no more turns
_LEAST: Final = 0.25  # the part of all visits that goes by turns
_MOST_SHARE: Final = 0.75
_GOOD: Final = 0.1  # as long as so many of the promising show something, they keep their part
_STEP: Final = 0.02
_ROOT: Final = -1


class Waiting(Protocol):
    """An address that waits: a row of the frontier."""

    id: Any
    from_id: Any
    depth: Any
    url: Any


@dataclass(slots=True, eq=False)
class _Group:
    """The addresses that one page led to, as they stand on it, and from which end the next is taken."""

    ids: list[int] = field(default_factory=list)
    head: int = 0
    from_end: bool = False
    misses: int = 0  # on end

    def take(self) -> int:
        """The next address, from the end whose turn it is."""
        if self.from_end:
            return self.ids.pop()
        self.head += 1
        return self.ids[self.head - 1]

    def __len__(self) -> int:
        return len(self.ids) - self.head


@dataclass(slots=True, eq=False)
class _Lane:
    """The addresses of one shape in one part by the page that led to them."""

    part: int
    groups: dict[int, _Group] = field(default_factory=dict)
    line: list[int] = field(default_factory=list)  # the pages, oldest first
    at: int = 0
    cost: int = 0
    place: int = 0  # its number in the part's order; 0: it is not in it
    fruitless: int = 0

    def wait(self, page: int, number: int) -> None:
        group = self.groups.get(page)
        if group is None:
            group = self.groups[page] = _Group()
            self.line.append(page)
        group.ids.append(number)

    def take(self) -> tuple[int, _Group, bool]:
        """The next address, its group and the end it was taken from: every other time of the oldest page."""
        self.at += 1
        place = 0 if self.at % 2 else (self.at // 2) % len(self.line)
        page = self.line[place]
        group = self.groups[page]
        side, number = group.from_end, group.take()
        group.from_end = not side
        if not group:
            del self.groups[page], self.line[place]
        elif group.misses >= _MOST_MISSES:
            group.misses = 0
            self.line.append(self.line.pop(place))
        return number, group, side


@dataclass(slots=True, eq=False)
class _Part:
    """What one door led to."""

    cost: int = 0
    place: int = 0
    lanes: dict[str, _Lane] = field(default_factory=dict)
    order: list[tuple[int, int, _Lane]] = field(default_factory=list)  # heap: cost, place, lane


class Turns:
    """The waiting addresses of a site's round by part and shape; what was handed out is told by `handed`."""

    def __init__(self) -> None:
        self._parts: dict[int, _Part] = {}
        self._order: list[tuple[int, int, int]] = []  # heap: cost, place, part
        self._part_of: dict[int, int] = {}  # of each address that was handed out
        self._known: set[int] = set()
        self._picked: dict[int, tuple[_Lane, _Group, bool]] = {}
        self._came = self._waiting = 0
        self._by_turn = self._by_promise = 0.5  # how many of either showed something new, of late

    @property
    def is_full(self) -> bool:
        """Whether no more addresses are kept in mind for now."""
        return self._waiting >= MOST

    @property
    def share(self) -> float:
        """The part of the visits that goes by turns: more where what promised much keeps nothing of it."""
        if self._by_promise >= _GOOD:
            return _LEAST
        return max(_LEAST, min(_MOST_SHARE, self._by_turn / (self._by_turn + self._by_promise + _STEP)))

    def wait(self, rows: Iterable[Waiting]) -> None:
        """Addresses that wait; those that are known already are left out."""
        for row in rows:
            if row.id in self._known:
                continue
            self._known.add(row.id)
            number = self._part(row)
            part = self._parts.setdefault(number, _Part())
            name = shape(row.url).partition("/")[2]  # whichever of its hosts: a mirror is no other part
            known = name in part.lanes or len(part.lanes) < _MOST_SHAPES
            lane = part.lanes.setdefault(name if known else "", _Lane(number))
            if lane.fruitless >= _ENOUGH:
                continue
            lane.wait(row.from_id or 0, row.id)
            self._waiting += 1
            if not lane.place:
                self._line_up(lane, part)

    def next(self, wanted: int) -> list[int]:
        """So many addresses whose turn it is; fewer when no more are known."""
        found: list[int] = []
        while len(found) < wanted and self._order:
            _, place, number = heapq.heappop(self._order)
            part = self._parts[number]
            if place != part.place:
                continue  # its cost has changed since
            part.place = 0
            one = self._of_part(part)
            if one is not None:
                part.cost += _FRUITLESS
                found.append(one)
                self._queue(number, part)
        return found

    def _of_part(self, part: _Part) -> int | None:
        """The next address of a part; None when it has none."""
        while part.order:
            _, place, lane = heapq.heappop(part.order)
            if place != lane.place:
                continue
            lane.place = 0
            one = self._of_lane(lane)
            if one is not None:
                lane.cost += _FRUITLESS
                self._line_up(lane, part)
                return one
        return None

    def _of_lane(self, lane: _Lane) -> int | None:
        """The next address of a shape that was not handed out for its promise."""
        while lane.fruitless < _ENOUGH and lane.line:
            number, group, side = lane.take()
            self._waiting -= 1
            if number not in self._part_of:
                self._picked[number] = (lane, group, side)
                return number
        self._waiting -= sum(map(len, lane.groups.values()))
        lane.groups.clear()
        lane.line.clear()
        return None

    def handed(self, rows: Iterable[Waiting]) -> None:
        """Addresses that are handed out now, for whichever reason."""
        for row in rows:
            self._part_of[row.id] = _ROOT if row.depth == 0 else self._part(row)

    def back(self, numbers: Iterable[int]) -> None:
        """Addresses that were taken back: they wait like others when they are met again."""
        for number in numbers:
            self._part_of.pop(number, None)
            self._known.discard(number)

    def noted(self, number: int, *, fruitful: bool) -> None:
        """What an address that was handed out came to."""
        picked = self._picked.pop(number, None)
        if picked is None:
            self._by_promise += _STEP * (fruitful - self._by_promise)
            return
        self._by_turn += _STEP * (fruitful - self._by_turn)
        lane, group, side = picked
        if not fruitful:
            lane.fruitless += 1
            group.misses += 1
            return
        lane.fruitless = group.misses = 0
        group.from_end = side  # where one was, there are more
        part = self._parts[lane.part]
        lane.cost -= _FRUITLESS - _FRUITFUL
        part.cost -= _FRUITLESS - _FRUITFUL
        if lane.line:
            self._line_up(lane, part)

    def _part(self, row: Waiting) -> int:
        """The part of the site that an address is in: that of the page that led to it, its own below a start page."""
        if row.from_id is None:
            return _ROOT
        above = self._part_of.get(row.from_id)
        if above is None:
            return int(row.from_id)  # what led there was read before the process died
        return int(row.id) if above == _ROOT else above

    def _line_up(self, lane: _Lane, part: _Part) -> None:
        """Puts a shape into its part's order, and the part into that of the site; older places count no more."""
        self._came += 1
        lane.place = self._came
        heapq.heappush(part.order, (lane.cost, lane.place, lane))
        self._queue(lane.part, part)

    def _queue(self, number: int, part: _Part) -> None:
        self._came += 1
        part.place = self._came
        heapq.heappush(self._order, (part.cost, part.place, number))
