"""Sightings are remembered whole, and forgotten when they are old and nothing came of them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from core.types import Sighting, Text
from storage.store import Store


def test_a_sighting_comes_back_as_it_was_seen(store: Store, run_id: int, make) -> None:
    sighting = Sighting(
        page_url="https://a.example/1",
        link=make.link(passcode="8k2x", obfuscated=True),
        texts=(Text("anchor", "流浪地球2"), Text("heading", "下载")),
        page_title="流浪地球2下载",
        site="a",
        channel="forum",
        account=make.account(),
        price="¥1",
        episode="01",
        year=2023,
        work_kind="film",
        people=("吴京", "刘德华"),
        page_kind="news",
        seen_at=make.now,
    )
    store.pages.save([make.record(run_id, replace(make.finding("x"), sighting=sighting))])
    (kept,) = store.sightings.remembered()
    assert kept.sighting == sighting


def test_all_are_read_a_batch_at_a_time_while_matches_are_written(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, *(make.finding(f"quark:{number}") for number in range(25)))])
    seen = []
    for kept in store.sightings.remembered(batch=4):
        seen.append(kept.sighting_id)
        store.pages.save_matches(kept.sighting_id, [make.match(work)])
    assert seen == sorted(set(seen))
    assert len(seen) == store.hits.count() == 25


def test_old_unmatched_sightings_are_forgotten(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    old = [make.finding("quark:1", make.match(work)), make.finding("quark:2"), make.finding("quark:3")]
    store.pages.save([make.record(run_id, *old, make.finding("quark:4", account=make.account()))])
    elsewhere = make.finding("quark:3", page_url="https://a.example/2")
    store.pages.save([make.record(run_id, elsewhere, url="https://a.example/2", fetched_at=make.at(days=40))])
    assert store.prune_sightings(make.at(days=30)) == 3
    kept = [(item.sighting.link.ref, item.sighting.page_url) for item in store.sightings.remembered()]
    assert kept == [("quark:1", "https://a.example/1"), ("quark:3", "https://a.example/2")]
    with store.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM links")).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar() == 0
    assert store.hits.count() == 1
    assert store.prune_sightings(make.at(days=30)) == 0


def test_other_pages_of_a_link_with_a_hit_are_kept(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "流浪地球2")
    shown = make.finding("quark:1", page_url="https://a.example/2")
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)), shown)])
    assert store.prune_sightings(make.at(days=30)) == 0
    assert len(list(store.hits.sightings())) == 2
