"""Every cause that a crawl writes down has its Chinese, and pages, commands and the API tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

import pytest

from core.config import Expect
from core.types import FETCH_STATES, Run
from crawler.desk import _STOPPED
from crawler.scope import MAX_SEGMENTS, MAX_URL, Scope
from crawler.verdict import judge_run
from storage.causes import CAUSES, told
from storage.store import Store

HOST = "https://bbs.example"
GOOD = Run(1, "a", datetime.now(UTC), None, "ok", {"sightings": 99})


def chinese(cause: str) -> str:
    """The cause in Chinese; fails where a word of English is left that is no setting's name."""
    said = told(cause, "zh")
    assert said != cause and not said.isascii(), cause
    assert told(cause, "en") == cause
    return said


@pytest.mark.parametrize(
    ("url", "depth"),
    [
        ("https://other.example/", 1),
        (f"{HOST}/", 9),
        (f"{HOST}/{'x' * MAX_URL}", 1),
        (f"{HOST}:8443/", 1),
        (HOST + "".join(f"/{n}" for n in range(MAX_SEGMENTS + 1)), 1),
        (HOST + "/a" * MAX_SEGMENTS, 1),
        (f"{HOST}/film.jpg", 1),
    ],
)
def test_reasons_of_the_scope(url: str, depth: int) -> None:
    said = Scope(frozenset({"bbs.example"}), frozenset({443}), 5).refusal(url, depth)
    numbers = {part for part in said.split() if part.isdigit()}
    assert all(number in chinese(said) for number in numbers)


def ends() -> Iterator[str]:
    """What `judge_run` says of runs whose addresses ended in any two states, and of robots.txt in each of its ways."""
    states = [*FETCH_STATES, "sightings"]
    for one, other, expect in product(states, states, (Expect(), Expect(pages=30), Expect(sightings=40))):
        for before in (None, GOOD):
            yield judge_run({"pages": 9, one: 2, other: 3}, expect, before)[1]
    for silent in (0, 1, 2):
        yield judge_run({"pages": 2, "robots": 2, "robots_silent": silent}, Expect())[1]
    yield judge_run({}, Expect())[1]


def test_every_end_of_a_run() -> None:
    seen = set(ends()) - {""}
    assert len(seen) > 50
    for cause in seen:
        assert "_" not in chinese(cause).replace("obey_robots", ""), "names of states are told, too"


def test_ends_that_come_from_outside() -> None:
    for why in (*_STOPPED.values(), "stopped (odd)", "bbs.example is busy whenever it is asked (429, 503)"):
        assert chinese(f"{why}; the next run goes on from here").endswith("；下次运行从此处继续")
    assert chinese("failed: The database {x} is read-only") == "失败：The database {x} is read-only"
    assert told("what nobody knows {number}", "zh") == "what nobody knows {number}"


def test_both_languages_have_the_same_places() -> None:
    for english, said in CAUSES:
        assert sorted(part.split("}")[0] for part in english.split("{")[1:]) == sorted(
            part.split("}")[0] for part in said.split("{")[1:]
        ), english


def test_a_run_that_was_cut_off_is_told(sqlite_store: Store) -> None:
    now = datetime.now(UTC)
    first = sqlite_store.runs.start("a", now)
    sqlite_store.runs.start("a", now)
    assert chinese(sqlite_store.runs.get(first).cause)
