"""Hits are found by what people ask for, read in portions, and paged by key."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlalchemy import text

from core.errors import NotFoundError
from core.types import Hit, Review, Work
from storage.hits import HitQuery
from storage.store import Store

CONTRACT = [
    *("hit_id", "work_id", "work_title", "link_kind", "provider", "link_url", "passcode", "page_url", "site"),
    *("channel", "matched_text", "score", "matcher", "reasons", "account", "price", "episode", "state"),
    *("first_seen", "last_seen", "capture", "gone"),
]


@pytest.fixture
def found(store: Store, run_id: int, make) -> Store:
    """Six hits: three works, two sites, two kinds of links, one a day."""
    works = make.works(
        store, Work("流浪地球", holder="甲"), Work("流浪地球2", holder="甲"), Work("Deep_Sea 100%", holder="乙")
    )
    for number in range(6):
        work, site = works[number % 3], "ab"[number % 2]
        page = f"https://{site}.example/{number}"
        link = make.link(
            f"quark:{number}", kind=("netdisk", "magnet")[number // 3], url=f"https://pan.example/{number}"
        )
        match = make.match(work, 90.0 + number % 4, text=f"{work.title} 1080P")
        channel = "video" if site == "a" else "forum"
        finding = make.finding(link, match, page_url=page, site=site, channel=channel)
        store.pages.save([make.record(run_id, finding, url=page, site=site, fetched_at=make.at(days=number))])
    store.reviews.add(Review(2, "confirm", "王", "看过", make.now))
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (HitQuery(), [1, 2, 3, 4, 5, 6]),
        (HitQuery(order="newest"), [6, 5, 4, 3, 2, 1]),
        (HitQuery(order="best"), [4, 3, 6, 2, 5, 1]),
        (HitQuery(state="confirmed"), [2]),
        (HitQuery(state="new", limit=2), [1, 3]),
        (HitQuery(work=1), [1, 4]),
        (HitQuery(work="流浪地球"), [1, 4]),
        (HitQuery(work="流-浪-地-球２"), [2, 5]),
        (HitQuery(work="流浪"), [1, 2, 4, 5]),
        (HitQuery(work="长津湖"), []),
        (HitQuery(work="%"), []),
        (HitQuery(site="a"), [1, 3, 5]),
        (HitQuery(site="c"), []),
        (HitQuery(kind="magnet"), [4, 5, 6]),
        (HitQuery(channel="forum"), [2, 4, 6]),
        (HitQuery(holder="乙"), [3, 6]),
        (HitQuery(holder=""), []),
        (HitQuery(text="pan.example/5"), [6]),
        (HitQuery(text="b.example"), [2, 4, 6]),
        (HitQuery(text="deep_sea 100%"), [3, 6]),
        (HitQuery(text="1080p"), [1, 2, 3, 4, 5, 6]),
        (HitQuery(text="'; DROP TABLE hits; --"), []),
        (HitQuery(text="_"), [3, 6]),
        (HitQuery(text="地\x00球\ud800"), [1, 2, 4, 5]),
        (HitQuery(holder="甲", site="a", kind="netdisk"), [1]),
        (HitQuery(after=4), [5, 6]),
        (HitQuery(after=4, order="newest"), [3, 2, 1]),
        (HitQuery(after=6, order="best", limit=2), [2, 5]),
    ],
)
def test_queries(found: Store, query: HitQuery, ids: list[int]) -> None:
    assert [hit.hit_id for hit in found.hits.query(query)] == ids
    if query.limit is None and query.after is None:
        assert found.hits.count(query) == len(ids)
        assert sorted(hit.hit_id for hit in found.hits.sightings(query)) == sorted(ids)


def test_since_is_when_a_hit_was_first_seen(found: Store, make) -> None:
    assert [hit.hit_id for hit in found.hits.query(HitQuery(since=make.at(days=4)))] == [5, 6]
    assert list(found.hits.query(HitQuery(since=make.at(days=60)))) == []


@pytest.mark.parametrize("order", ["oldest", "newest", "best"])
def test_pages_join_without_gap_or_repeat(found: Store, order) -> None:
    whole = [hit.hit_id for hit in found.hits.query(HitQuery(order=order))]
    pages, after = [], None
    while portion := [hit.hit_id for hit in found.hits.query(HitQuery(order=order, limit=4, after=after))]:
        pages += portion
        after = portion[-1]
    assert pages == whole


def test_a_hit_is_read_by_its_number(found: Store) -> None:
    assert found.hits.get(2) == next(hit for hit in found.hits.query() if hit.hit_id == 2)
    assert (found.hits.get(2).state, found.hits.get(2).version, found.hits.get(2).holder) == ("confirmed", 2, "甲")
    with pytest.raises(NotFoundError, match="no hit 77"):
        found.hits.get(77)
    with pytest.raises(NotFoundError, match="no hit 77"):
        list(found.hits.query(HitQuery(after=77, order="best")))


def test_sightings_of_a_site_are_those_of_its_pages(found: Store, run_id: int, make) -> None:
    shown = make.finding(make.link("quark:0"), page_url="https://b.example/x", site="b", channel="forum")
    found.pages.save([make.record(run_id, shown, url="https://b.example/x", site="b")])
    assert [row.hit_id for row in found.hits.sightings(HitQuery(site="b"))] == [1, 2, 4, 6]
    assert [row.page_url for row in found.hits.sightings(HitQuery(work=1, kind="netdisk"))] == [
        "https://a.example/0",
        "https://b.example/x",
    ]


@pytest.mark.parametrize("view", ["v_hits", "v_sightings"])
def test_the_views_have_the_columns_of_the_contract_in_order(found: Store, view: str) -> None:
    with found.database.read() as connection:
        result = connection.execute(text(f"SELECT * FROM {view} ORDER BY hit_id"))
        assert list(result.keys()) == CONTRACT
        assert [row.hit_id for row in result] == [1, 2, 3, 4, 5, 6]
    assert [field.name for field in fields(Hit)][: len(CONTRACT)] == CONTRACT


def test_a_reader_may_write_while_it_reads(found: Store, make) -> None:
    for hit in found.hits.query(HitQuery(state="new")):
        found.reviews.add(Review(hit.hit_id, "reject", "王", "影评", make.now))
    assert found.hits.count(HitQuery(state="rejected")) == 5


def test_a_reader_that_stops_early_holds_nothing_up(found: Store) -> None:
    rows = found.hits.query()
    assert next(rows).hit_id == 1
    rows.close()
    assert found.works.withdraw([1], found.hits.get(1).first_seen) == 1
