"""Which shares are due for a look, and what a look changes, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.types import Review
from storage.share_looks import ShareLook
from storage.store import Store
from storage.verify import verify


def test_what_is_due_and_what_a_look_means(store: Store, make: Any) -> None:
    (work,) = make.works(store, "流浪地球2")
    run = store.runs.start("a", make.now)
    hit, rejected, bare, elsewhere = (make.link(f"quark:{n}", passcode="ab12") for n in range(4))
    movie = make.link("https://a.example/1.mp4", kind="media", url="https://a.example/1.mp4")
    found = [make.finding(hit, make.match(work)), make.finding(rejected, make.match(work)), make.finding(bare)]
    store.pages.save([make.record(run, *found, make.finding(movie))])
    other = make.finding(elsewhere, page_url="https://b.example/", site="b")
    store.pages.save([make.record(run, other, url="https://b.example/", site="b")])
    number = {one.link_url.rpartition(":")[2]: one.hit_id for one in store.hits.query()}
    store.reviews.add(Review(number["1"], "reject", "王", "a review", make.now))

    def due() -> tuple[list[str], list[str]]:
        later = make.at(hours=1)
        of_hits = store.shares.of_hits("a", later, 9)
        return [one.link.ref for one in of_hits], [one.link.ref for one in store.shares.of_others("a", later)]

    assert due() == (["quark:0"], ["quark:2"])
    (share,) = store.shares.of_hits("a", make.now, 9)
    assert share.link.passcode == "" and share.run_id == run and share.texts
    assert store.shares.of_hits("a", make.now, 0) == []

    def look(one: Any, verdict: str, reason: str, **after: float) -> list[str]:
        return store.shares.add(ShareLook(one.link_id, verdict, reason, "a sign", "", 200, make.at(**after)), "tests")

    (other_share,) = store.shares.of_others("a", make.now)
    assert look(other_share, "unknown", "changed", hours=1) == []
    assert look(share, "alive", "alive", hours=1) == []
    assert due() == ([], [])
    assert [one.link.ref for one in store.shares.of_hits("a", make.at(days=9), 9)] == ["quark:0"]
    assert look(share, "gone", "expired", days=9) == ["expired"]
    assert look(share, "gone", "expired", days=10) == []
    assert [one.link.ref for one in store.shares.of_hits("a", make.at(days=18), 9)] == ["quark:0"]
    assert look(share, "alive", "alive", days=18) == ["restored"]
    assert [one.kind for one in store.outcomes.of(number["0"])] == ["expired", "restored"]
    assert len(store.outcomes.looks_of([number["0"]])) == 3
    assert store.hits.get(number["1"]).state == "rejected"
    assert verify(store, Path("nowhere")) == []


def test_what_is_forgotten_leaves_no_look(store: Store, make: Any) -> None:
    run = store.runs.start("a", make.now)
    store.pages.save([make.record(run, make.finding("quark:1"))])
    (share,) = store.shares.of_others("a", make.now)
    store.shares.add(ShareLook(share.link_id, "gone", "owner", "", "", 200, make.now), "tests")
    assert store.prune_sightings(make.at(days=400)) == 1
    with store.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM share_looks").scalar_one() == 0
