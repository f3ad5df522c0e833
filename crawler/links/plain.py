"""Text rewritten piece by piece, with the way back to where each piece stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Plain:
    """A rewritten text: `starts` are the places where an unbroken run begins, `origins` where each run came from."""

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def origin(self, place: int) -> int:
        """Where a place of the rewritten text stood."""
        run = bisect_right(self.starts, place) - 1
        return self.origins[run] + place - self.starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the rewritten text stood."""
        return self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)


def rewrite(plain: Plain, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Plain:
    """The text with every match of a pattern replaced, places kept track of."""
    pieces: list[str] = []
    starts: list[int] = []
    edges: list[int] = []
    length = done = 0
    for match in pattern.finditer(plain.text):
        new = replace(match)
        if new == match[0]:
            continue
        for piece, origin in ((plain.text[done : match.start()], done), (new, match.start())):
            if piece:
                pieces.append(piece)
                starts.append(length)
                edges.append(origin)
                length += len(piece)
        done = match.end()
    if not pieces and done == 0:
        return plain
    pieces.append(plain.text[done:])
    starts.append(length)
    edges.append(done)
    return _composed(plain, "".join(pieces), starts, edges)


def _composed(plain: Plain, text: str, starts: list[int], edges: list[int]) -> Plain:
    """The runs of a rewriting of a rewriting, back to the first text."""
    if plain.starts == (0,) and plain.origins == (0,):
        return Plain(text, tuple(starts), tuple(edges))
    all_starts: list[int] = []
    origins: list[int] = []
    for order, (start, edge) in enumerate(zip(starts, edges, strict=True)):
        end = starts[order + 1] if order + 1 < len(starts) else len(text)
        all_starts.append(start)
        origins.append(plain.origin(edge))
        for inner in range(bisect_right(plain.starts, edge), len(plain.starts)):
            place = start + plain.starts[inner] - edge
            if place >= end:
                break
            all_starts.append(place)
            origins.append(plain.origins[inner])
    return Plain(text, tuple(all_starts), tuple(origins))
