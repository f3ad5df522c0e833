"""The order of review as one formula: what a hit's score, its link, its work, its site and its account are worth.

    priority = 100 x score + 30 x kind of link + window + audience + repeats

The first two stand in the hit itself (the computed column `hits.priority`); the others are the points below. They
come from `storage/ranks.py`, stand in `hits.boost`, and 100 of them are worth one point of the score. docs/console.md
says the same to readers.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

OPENING: Final = timedelta(days=7)  # so long before the protection or the release
FRESH: Final = timedelta(days=30)  # so long after it: the time in which copies hurt most
CLOSING: Final = timedelta(days=14)

_FRESH_POINTS: Final = 800
_CLOSING_POINTS: Final = 300
_OPEN_POINTS: Final = 100
_OVER_POINTS: Final = -600
_AUDIENCE: Final = 100  # for each power of ten above 100 visits a month
_AUDIENCE_MOST: Final = 600
_BY_ACCOUNT: Final = ((10, 500), (3, 300), (1, 150))
_BY_SITE: Final = ((1000, 300), (100, 200), (10, 100))


def of_window(starts: date | None, ends: date | None, release: date | None, today: date) -> int:
    """Points for the protection window of a work: much while it is fresh, less than nothing when it is over."""
    if ends is not None and ends < today:
        return _OVER_POINTS
    points = 0
    if any(day is not None and day - OPENING <= today <= day + FRESH for day in (starts, release)):
        points += _FRESH_POINTS
    if ends is not None and ends <= today + CLOSING:
        points += _CLOSING_POINTS
    if points == 0 and (starts is not None or ends is not None) and (starts is None or starts <= today):
        points = _OPEN_POINTS
    return points


def of_audience(visits: int) -> int:
    """Points for the visits a site has in a month, as its configuration says; nothing for unknown and small ones."""
    return max(0, min(_AUDIENCE_MOST, _AUDIENCE * (len(str(max(0, visits))) - 3)))


def of_account(upheld: int) -> int:
    """Points for an account of which so many hits were upheld: repeat infringers first."""
    return _step(_BY_ACCOUNT, upheld)


def of_site(upheld: int) -> int:
    """Points for a site on which so many hits were upheld."""
    return _step(_BY_SITE, upheld)


def _step(steps: tuple[tuple[int, int], ...], number: int) -> int:
    return next((points for least, points in steps if number >= least), 0)
