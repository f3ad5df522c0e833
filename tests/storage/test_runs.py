"""Runs tell when a site was visited and how it ended."""

from __future__ import annotations

import pytest

from core.errors import NotFoundError
from storage.store import Store


def test_a_run_is_kept_with_its_counts(store: Store, make) -> None:
    run_id = store.runs.start("a", make.now)
    store.runs.finish(run_id, "suspicious", {"ok": 3, "blocked": 1}, "too few pages", make.at(hours=1))
    (run,) = store.runs.list()
    assert (run.site, run.status, run.counts, run.cause) == (
        "a",
        "suspicious",
        {"ok": 3, "blocked": 1},
        "too few pages",
    )
    assert (run.started, run.finished) == (make.now, make.at(hours=1))


def test_a_run_that_never_ended_was_interrupted(store: Store, make) -> None:
    killed, elsewhere = store.runs.start("a", make.now), store.runs.start("b", make.now)
    store.runs.start("a", make.at(hours=1))
    statuses = {run.run_id: run.status for run in store.runs.list()}
    assert (statuses[killed], statuses[elsewhere]) == ("interrupted", "running")


def test_the_latest_come_first(store: Store, make) -> None:
    ids = [store.runs.start(site, make.now) for site in "abab"]
    assert [run.run_id for run in store.runs.list(limit=3)] == ids[:0:-1]
    assert [run.run_id for run in store.runs.list("a")] == [ids[2], ids[0]]


def test_the_last_success(store: Store, make) -> None:
    assert store.runs.last_success("a") is None
    for status in ("ok", "blocked"):
        store.runs.finish(store.runs.start("a", make.now), status, {}, "", make.now)
    found = store.runs.last_success("a")
    assert found is not None
    assert found.status == "ok"


def test_an_unknown_run_is_named(store: Store, make) -> None:
    with pytest.raises(NotFoundError, match="no run 5"):
        store.runs.finish(5, "ok", {}, "", make.now)
