"""Hits stand in the order of review as soon as they are stored, and move when works, sites and accounts do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.types import Review, Work
from storage import priority
from storage.office import Office
from storage.review_tables import ranks
from storage.scope import ALL
from storage.store import Store
from storage.tables import hits
from storage.wanted import Wanted


def boosts(store: Store) -> dict[int, int | None]:
    with store.database.read() as connection:
        return {row.id: row.boost for row in connection.execute(select(hits.c.id, hits.c.boost))}


def order(store: Store) -> list[int]:
    return [hit.hit_id for hit in Office(store).queue.page(ALL, Wanted(states=("new",))).hits]


def save(store: Store, make, run_id: int, *found: tuple[str, Work, float], **fields) -> None:
    findings = [make.finding(ref, make.match(work, score), **fields) for ref, work, score in found]
    store.pages.save([make.record(run_id, *findings)])


def test_an_urgent_window_comes_before_a_better_score(store: Store, make, run_id: int) -> None:
    today = make.now.date()
    fresh = Work("深海", holder="甲影业", protected_from=today - timedelta(days=2))
    over = Work("旧片", holder="甲影业", protected_until=today - timedelta(days=2))
    fresh, plain, over = make.works(store, fresh, "流浪地球2", over)
    store.ranks.refresh(make.now, {})
    save(store, make, run_id, ("quark:1", over, 95), ("quark:2", plain, 94), ("quark:3", fresh, 90))
    assert order(store) == [3, 2, 1]  # at once: what is stored later is ranked when it comes
    assert boosts(store) == {1: -600, 2: 0, 3: 800}


def test_what_is_stored_already_moves_when_the_window_opens(store: Store, make, run_id: int) -> None:
    (work,) = make.works(store, Work("深海", holder="甲影业", protected_from=make.now.date() + timedelta(days=30)))
    save(store, make, run_id, ("quark:1", work, 90))
    store.ranks.refresh(make.now, {})
    assert boosts(store) == {1: 0}
    assert store.ranks.refresh(make.at(days=30), {}) == 1
    assert boosts(store) == {1: 800}
    assert store.ranks.refresh(make.at(days=30), {}) == 0
    assert store.ranks.refresh(make.at(days=90), {}) == 1
    assert boosts(store) == {1: 100}
    store.ranks.refresh(make.now, {})
    assert boosts(store) == {1: 0}
    with store.database.read() as connection:
        assert connection.execute(select(ranks)).all() == []


def test_large_sites_and_repeat_infringers_come_first(store: Store, make, run_id: int) -> None:
    (work,) = make.works(store, "流浪地球2")
    for number in range(4):
        save(
            store,
            make,
            run_id,
            (f"quark:{number}", work, 90),
            account=make.account("7"),
            page_url=f"https://a/{number}",
        )
    save(store, make, run_id, ("quark:8", work, 90), site="big", page_url="https://big/1")
    save(store, make, run_id, ("quark:9", work, 91), page_url="https://a/9")
    for hit in (1, 2, 3):
        store.reviews.add(Review(hit, "confirm", "王", "看过", make.now))
    store.ranks.refresh(make.now, {"big": 2_000_000})
    assert boosts(store) | {1: 0, 2: 0, 3: 0} == {1: 0, 2: 0, 3: 0, 4: 300, 5: 400, 6: 0}
    assert order(store) == [5, 4, 6]
    store.ranks.refresh(make.now, {})
    assert boosts(store)[5] == 0


def test_more_hits_than_one_transaction_takes(sqlite_store: Store, make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.ranks._PORTION", 3)
    store = sqlite_store
    run_id = store.runs.start("a", make.now)
    (work,) = make.works(store, "流浪地球2")
    save(store, make, run_id, *((f"quark:{n}", work, 90) for n in range(10)))
    store.ranks.refresh(make.now, {"a": 1000})
    assert set(boosts(store).values()) == {100}


def test_a_refresh_that_was_broken_off_is_finished_by_the_next(
    store: Store, make, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work,) = make.works(store, "流浪地球2")
    save(store, make, run_id, ("quark:1", work, 90))
    with monkeypatch.context() as patch:
        patch.setattr(store.ranks, "_pay", lambda: None)  # killed here
        store.ranks.refresh(make.now, {"a": 1000})
    assert boosts(store) == {1: 0}
    store.ranks.refresh(make.now, {"a": 1000})
    assert boosts(store) == {1: 100}


def test_a_better_page_brings_its_own_points(store: Store, make, run_id: int) -> None:
    (work,) = make.works(store, "流浪地球2")
    store.ranks.refresh(make.now, {"big": 1_000_000})
    save(store, make, run_id, ("quark:1", work, 90))
    assert boosts(store) == {1: 0}
    save(store, make, run_id, ("quark:1", work, 97), site="big", page_url="https://big/1")
    assert boosts(store) == {1: priority.of_audience(1_000_000)}
