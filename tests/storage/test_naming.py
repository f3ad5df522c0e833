"""A .torrent file and the magnets of its infohash are one link and one hit, in whatever order they are met."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from core.types import Link, PageRecord, Review
from storage.store import Store, open_store
from storage.verify import verify
from tests.storage.conftest import copy_of

HASH = "btih:" + "1" * 40
MAGNET = Link("magnet", HASH, f"magnet:?xt=urn:{HASH}")
ONE, OTHER = (f"https://a.example/{name}.torrent" for name in ("one", "other"))
NOWHERE = Path("nowhere")  # no capture is kept
PAGES = ("torrent", "magnet", "other", "both")


def linked(url: str) -> Link:
    return Link("torrent", url, url, "a.example")


def names(url: str, digest: str = HASH) -> tuple[tuple[str, str], ...]:
    return ("torrent", digest), ("torrent", url), ("magnet", digest)


def records(make: Any, store: Store, work: Any) -> dict[str, PageRecord]:
    """Pages that link torrents and magnets of one infohash, and the torrents as they were fetched."""
    run = store.runs.start("a", make.now)

    def page(name: str, *links: Link, **more: Any) -> PageRecord:
        url = more.pop("url", f"https://a.example/{name}")
        found = [make.finding(link, make.match(work, more.get("score", 90.0)), page_url=url) for link in links]
        more.pop("score", None)
        return make.record(run, *found, url=url, **more)

    def file(url: str, digest: str = HASH) -> PageRecord:
        return page("", Link("torrent", digest, url, "a.example"), url=url, names=names(url, digest), score=95.0)

    return {
        "torrent": page("torrent", linked(ONE)),
        "magnet": page("magnet", MAGNET),
        "other": page("other", linked(OTHER)),
        "both": page("both", linked(ONE), MAGNET),
        "file": file(ONE),
        "second file": file(OTHER),
        "another file": file(ONE, "btih:" + "2" * 40),
    }


def shown(store: Store) -> tuple[list[tuple[str, str, float]], set[str], int]:
    """The hits, the pages that show them, and how many links there are."""
    with store.database.read() as connection:
        links = connection.exec_driver_sql("SELECT count(*) FROM links").scalar_one()
        pages = connection.exec_driver_sql("SELECT page_url FROM v_sightings").scalars().all()
    assert len(pages) == len(set(pages)), "a page shows a link once"
    found = [(hit.link_kind, hit.link_url, hit.score) for hit in store.hits.query()]
    return found, {page.rpartition("/")[2] for page in pages}, links


ORDERS = sorted(permutations((*PAGES, "file", "second file")))[::72]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(name[0] for name in order))
def test_whatever_is_met_first_it_is_one_hit(
    order: tuple[str, ...], sqlite_template: Path, tmp_path: Path, make: Any
) -> None:
    with open_store(copy_of(sqlite_template, tmp_path)) as store:
        (work,) = make.works(store, "流浪地球2")
        known = records(make, store, work)
        added = sum(store.pages.save([known[name]]).hits_new for name in order)
        everything = {*PAGES, "one.torrent", "other.torrent"}
        assert shown(store) == ([("magnet", MAGNET.url, 95.0)], everything, 1)
        assert added == 1, "one hit is new, once"
        before = shown(store)
        assert sum(store.pages.save([known[name]]).hits_new for name in reversed(order)) == 0
        assert shown(store) == before
        assert verify(store, NOWHERE) == []


def test_in_one_transaction_and_without_a_magnet(store: Store, make: Any) -> None:
    (work,) = make.works(store, "流浪地球2")
    known = records(make, store, work)
    added = store.pages.save([known[name] for name in ("torrent", "file", "other", "second file")])
    assert added.hits_new == 1
    assert shown(store) == ([("torrent", ONE, 95.0)], {"torrent", "other", "one.torrent", "other.torrent"}, 1)
    assert store.pages.save([known["both"], known["magnet"]]).hits_new == 0
    assert shown(store)[0] == [("magnet", MAGNET.url, 95.0)], "a magnet that is shown names it better than one address"
    assert store.pages.save([known["torrent"], known["file"]]).hits_new == 0
    assert shown(store)[2] == 1 and verify(store, NOWHERE) == []


def test_decisions_stay_with_the_hit(store: Store, make: Any) -> None:
    (work,) = make.works(store, "流浪地球2")
    known = records(make, store, work)
    store.pages.save([known["magnet"]])
    store.pages.save([known["torrent"]])
    magnet, torrent = sorted(store.hits.query(), key=lambda hit: hit.hit_id)
    store.reviews.add(Review(torrent.hit_id, "confirm", "王", "the whole film", make.now))
    store.pages.save([known["file"]])
    (left,) = store.hits.query()
    assert (left.hit_id, left.state, left.link_kind) == (torrent.hit_id, "confirmed", "magnet")
    assert magnet.hit_id != left.hit_id and shown(store)[2] == 1 and verify(store, NOWHERE) == []


def test_two_decisions_are_never_made_one(store: Store, make: Any) -> None:
    (work,) = make.works(store, "流浪地球2")
    known = records(make, store, work)
    store.pages.save([known["magnet"], known["torrent"]])
    for hit, verdict in zip(list(store.hits.query()), ("confirm", "reject"), strict=True):
        store.reviews.add(Review(hit.hit_id, verdict, "王", "looked", make.now))
    store.pages.save([known["file"]])
    assert sorted(hit.state for hit in store.hits.query()) == ["confirmed", "rejected"]
    store.pages.save([known["torrent"], known["magnet"], known["file"]])
    assert len(list(store.hits.query())) == 2 and verify(store, NOWHERE) == []


def test_an_address_that_sends_another_file_is_not_both(store: Store, make: Any) -> None:
    (work,) = make.works(store, "流浪地球2")
    known = records(make, store, work)
    store.pages.save([known["torrent"], known["magnet"], known["file"]])
    store.pages.save([known["another file"]])
    hits = list(store.hits.query())
    assert len(hits) == 2 and {hit.link_kind for hit in hits} == {"magnet", "torrent"}
    assert verify(store, NOWHERE) == []


def test_what_is_forgotten_leaves_no_names(store: Store, make: Any) -> None:
    (work,) = make.works(store, "流浪地球2")
    known = records(make, store, work)
    bare = make.record(
        1, make.finding(Link("torrent", HASH, ONE, "a.example"), page_url=ONE), url=ONE, names=names(ONE)
    )
    store.pages.save([bare])
    assert store.prune_sightings(make.at(days=400)) == 1
    with store.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM link_names").scalar_one() == 0
    assert store.pages.save([known["file"]]).hits_new == 1
