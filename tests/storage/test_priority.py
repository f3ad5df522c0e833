"""What a work, a site and an account add to the priority of their hits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage import priority

TODAY = date(2026, 11, 22)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("starts", "ends", "release", "points"),
    [
        (None, None, None, 0),
        (days(-100), None, None, 100),
        (days(-100), days(100), None, 100),
        (days(40), days(100), None, 0),
        (days(7), days(100), None, 800),
        (days(8), days(100), None, 0),
        (days(-30), days(100), None, 800),
        (days(-31), days(100), None, 100),
        (None, None, days(-3), 800),
        (None, None, days(-300), 0),
        (days(-100), days(14), None, 300),
        (days(-100), days(15), None, 100),
        (days(-10), days(0), None, 1100),
        (days(-100), days(-1), None, -600),
        (days(-100), days(-1), days(0), -600),
    ],
)
def test_the_window(starts: date | None, ends: date | None, release: date | None, points: int) -> None:
    assert priority.of_window(starts, ends, release, TODAY) == points


@pytest.mark.parametrize(("visits", "points"), [(0, 0), (999, 0), (1000, 100), (250_000, 300), (10**12, 600), (-5, 0)])
def test_the_audience(visits: int, points: int) -> None:
    assert priority.of_audience(visits) == points


def test_repeats_never_count_for_less() -> None:
    for rule in (priority.of_account, priority.of_site):
        points = [rule(number) for number in range(0, 2000)]
        assert points == sorted(points) and points[0] == 0 and points[-1] > 0
    assert [priority.of_account(number) for number in (1, 2, 3, 9, 10)] == [150, 150, 300, 300, 500]
