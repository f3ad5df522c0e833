"""A run that shows less than it should is never a success."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.config import Expect
from core.types import Run
from crawler.verdict import judge_run

GOOD = Run(1, "s", datetime.now(UTC), None, "ok", {"sightings": 40})


@pytest.mark.parametrize(
    ("counts", "expect", "before", "status"),
    [
        ({"pages": 10, "ok": 10, "sightings": 4}, Expect(), None, "ok"),
        ({"pages": 10, "not_modified": 10}, Expect(), GOOD, "ok"),
        ({}, Expect(), None, "suspicious"),
        ({"pages": 3, "error": 3}, Expect(), None, "suspicious"),
        ({"pages": 3, "timeout": 3}, Expect(), None, "suspicious"),
        ({"pages": 4, "ok": 1, "blocked": 3}, Expect(), None, "blocked"),
        ({"pages": 1, "robots": 1}, Expect(), None, "blocked"),
        ({"pages": 2, "refused": 2}, Expect(), None, "suspicious"),
        ({"pages": 10, "ok": 10}, Expect(pages=20), None, "suspicious"),
        ({"pages": 30, "ok": 30, "sightings": 2}, Expect(pages=20, sightings=5), None, "suspicious"),
        ({"pages": 30, "ok": 30}, Expect(), GOOD, "suspicious"),
        ({"pages": 10, "ok": 6, "error": 4, "sightings": 9}, Expect(), None, "suspicious"),
    ],
)
def test_status(counts: dict[str, int], expect: Expect, before: Run | None, status: str) -> None:
    verdict, cause = judge_run(counts, expect, before)
    assert verdict == status
    assert bool(cause) == (status != "ok")


def test_robots_that_forbid_and_robots_that_are_silent_are_told_apart() -> None:
    forbids = judge_run({"pages": 1, "robots": 1}, Expect())[1]
    silent = judge_run({"pages": 1, "robots": 1, "robots_silent": 1}, Expect())[1]
    mixed = judge_run({"pages": 3, "robots": 3, "robots_silent": 1}, Expect())[1]
    assert "forbids all" in forbids and "no answer" not in forbids
    assert "no answer" in silent and "forbids" not in silent
    assert "forbids 2" in mixed and "no answer for 1" in mixed
