"""Turns: whose link is looked at next, so that one slow recipient neither fills the memory nor holds up the others."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Mapping
from typing import Final

AT_ONCE: Final = 2  # links of one recipient under way: more would only wait for its delay
UNDER_WAY: Final = 256


class Turns:
    """Hands out numbers recipient by recipient, at most so many of each at a time."""

    def __init__(self, waiting: Mapping[str, array[int]], at_once: int = AT_ONCE, under_way: int = UNDER_WAY) -> None:
        self._waiting = {name: iter(numbers) for name, numbers in waiting.items()}
        self._round: deque[str] = deque(self._waiting)
        self._busy: dict[str, int] = {}
        self._at_once = at_once
        self._under_way = under_way
        self.busy = 0

    @property
    def left(self) -> bool:
        """Whether anything is left to hand out."""
        return bool(self._waiting)

    def next(self) -> tuple[str, int] | None:
        """Recipient and number whose turn it is; None when all that may be under way is, or nothing is left."""
        if self.busy >= self._under_way:
            return None
        for _ in range(len(self._round)):
            name = self._round.popleft()
            if self._busy.get(name, 0) >= self._at_once:
                self._round.append(name)
                continue
            number = next(self._waiting[name], None)
            if number is None:
                del self._waiting[name]
                continue
            self._round.append(name)
            self._busy[name] = self._busy.get(name, 0) + 1
            self.busy += 1
            return name, number
        return None

    def done(self, name: str) -> None:
        """One of a recipient's links was looked at."""
        self.busy -= 1
        self._busy[name] -= 1
        if not self._busy[name]:
            del self._busy[name]
