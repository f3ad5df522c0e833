"""Rejections hold on in their scope, close what falls under them, and let go of it when they are lifted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import ConflictError, NotFoundError
from core.types import Review, Work
from matchers.suppression import SCOPES
from storage.deciding import Decision
from storage.judging import Judging
from storage.scope import ALL, Scope
from storage.store import Store
from storage.verify import verify
from storage.wanted import Wanted


def decision(make, verdict: str = "reject", reason: str = "影评", who: str = "王") -> Decision:
    return Decision(verdict, who, reason, make.now)  # type: ignore[arg-type]


def states(store: Store) -> dict[int, str]:
    return {hit.hit_id: hit.state for hit in store.hits.query()}


@pytest.fixture
def found(store: Store, run_id: int, make) -> Store:
    """Hits of one work: 1 and 3 on site a, 5 on b, 4 on both; 2 is of a namesake by another holder, at 1's link.

    1, 5 and the page of 4 on b have one wording.
    """
    ours, theirs = make.works(store, Work("孤注", holder="甲"), Work("孤注", holder="乙"))
    on_b = {"page_url": "https://b.example/", "site": "b"}
    pages = [
        make.record(
            run_id,
            make.finding("quark:1", make.match(ours, text="孤·注 全集"), make.match(theirs, text="孤·注 全集")),
            make.finding("quark:4", make.match(ours, text="孤注 影评")),
            make.finding("quark:2", make.match(ours, text="孤注 4K")),
        ),
        make.record(
            run_id,
            make.finding("quark:3", make.match(ours, text="孤注 全集"), **on_b),
            make.finding("quark:2", make.match(ours, text="孤注 全集"), **on_b),
            url="https://b.example/",
            site="b",
        ),
    ]
    for page in pages:
        store.pages.save([page])
    shown = {hit.link_url[-1] + hit.holder: hit.hit_id for hit in store.hits.query()}
    assert shown == {"1甲": 1, "1乙": 2, "4甲": 3, "2甲": 4, "3甲": 5}
    return store


@pytest.mark.parametrize(
    ("scope", "closed"),
    [("link", set()), ("wording", {5}), ("site", {3}), ("work", {3, 4, 5})],
)
def test_what_falls_under_a_rejection_is_closed_and_comes_back(
    found: Store, make, tmp_path: Path, scope, closed: set[int]
) -> None:
    before = states(found)
    done = found.suppressions.reject(ALL, 1, decision(make), scope)
    assert done.closed == len(closed)
    now = states(found)
    assert {number for number, state in now.items() if state == "rejected"} == closed | {1}
    (kept,) = found.suppressions.list()
    assert (kept.scope, kept.hits, kept.reviewer, kept.reason, kept.hit_id) == (scope, len(closed) + 1, "王", "影评", 1)
    for number in closed:
        assert [review.reason for review in found.reviews.of(number)] == ["影评"]
    assert verify(found, tmp_path) == []

    back = found.suppressions.lift(ALL, done.suppression_id, decision(make, reason="看错了", who="李"))
    assert set(back) == closed | {1}
    assert states(found) == before
    assert found.suppressions.list() == []
    (lifted,) = found.suppressions.list(lifted=True)
    assert (lifted.lifted_by, lifted.lift_reason) == ("李", "看错了")
    with pytest.raises(ConflictError, match="lifted by 李 already"):
        found.suppressions.lift(ALL, done.suppression_id, decision(make))
    assert verify(found, tmp_path) == []


def test_a_hit_that_another_page_shows_otherwise_stays(found: Store, make) -> None:
    found.suppressions.reject(ALL, 1, decision(make), "site")
    assert states(found)[4] == "new"  # site b still offers it
    found.suppressions.reject(ALL, 5, decision(make), "site")
    assert states(found)[4] == "rejected"  # both sites are rejected now
    (of_a,) = (kept for kept in found.suppressions.list() if kept.hit_id == 1)
    assert set(found.suppressions.lift(ALL, of_a.suppression_id, decision(make))) == {1, 3, 4}
    assert states(found)[5] == "rejected"


def test_a_hit_stays_closed_while_another_rejection_covers_it(found: Store, make) -> None:
    narrow = found.suppressions.reject(ALL, 1, decision(make), "wording")
    found.suppressions.reject(ALL, 3, decision(make), "work")
    assert found.suppressions.lift(ALL, narrow.suppression_id, decision(make)) == []
    assert set(states(found).values()) == {"rejected", "new"}
    assert states(found)[2] == "new"


def test_decisions_of_people_are_left_alone(found: Store, make) -> None:
    found.reviews.add(Review(3, "confirm", "李", "", make.now))
    found.reviews.add(Review(4, "unsure", "李", "", make.now))
    found.reviews.add(Review(5, "reject", "李", "不是", make.now))
    done = found.suppressions.reject(ALL, 1, decision(make), "work")
    assert (states(found)[3], states(found)[4], done.closed) == ("confirmed", "unsure", 0)
    assert found.suppressions.lift(ALL, done.suppression_id, decision(make)) == [1]
    assert states(found)[5] == "rejected"


@pytest.mark.parametrize("scope", SCOPES)
def test_a_rejection_falls_with_the_decision_it_was_made_on(found: Store, make, scope) -> None:
    judging = Judging(found.database)
    judging.decide(ALL, 1, decision(make), 1, scope)
    judging.undo(ALL, 1, decision(make, "reopen"), None)
    assert set(states(found).values()) == {"new"}
    assert found.suppressions.list() == []
    judging.decide(ALL, 1, decision(make), None, scope)
    found.reviews.add(Review(1, "confirm", "李", "看过", make.now))
    assert found.suppressions.list() == []
    assert {state for number, state in states(found).items() if number > 1} == {"new"}


def test_a_decision_on_many_lifts_too(found: Store, make) -> None:
    found.suppressions.reject(ALL, 1, decision(make), "work")
    wanted = Wanted(states=("rejected",))
    Judging(found.database).decide_all(ALL, wanted, decision(make, "confirm"), 4)
    assert found.suppressions.list() == []
    assert set(states(found).values()) == {"confirmed", "new"}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_holder_hides_nothing_of_anybody_else(found: Store, make, scope) -> None:
    theirs = Scope("乙")
    with pytest.raises(NotFoundError):
        found.suppressions.reject(theirs, 1, decision(make), scope)
    done = found.suppressions.reject(theirs, 2, decision(make), scope)
    assert {number for number, state in states(found).items() if state == "rejected"} == {2}
    rejected = found.suppressions.in_force(with_hits=True)
    ours, namesake = found.works.all()
    sighting = make.finding("quark:1").sighting
    matches = [make.match(work, text="孤·注 全集") for work in (ours, namesake)]
    assert rejected.kept(matches, sighting) == matches[:1]
    assert found.suppressions.list(Scope("甲")) == []
    with pytest.raises(NotFoundError):
        found.suppressions.lift(Scope("甲"), done.suppression_id, decision(make))


def test_hits_of_a_run_that_did_not_know_are_closed_at_its_end(found: Store, run_id: int, make) -> None:
    found.suppressions.reject(ALL, 1, decision(make), "work")
    ours = found.works.all()[0]
    found.pages.save([make.record(run_id, make.finding("quark:9", make.match(ours)), url="https://a.example/9")])
    assert found.suppressions.settle(make.at(seconds=1)) == 0
    assert found.suppressions.settle(make.now) == 1
    assert {hit.state for hit in found.hits.query() if hit.work_id == ours.work_id} == {"rejected"}


def test_what_stands_rejected_without_a_scope_is_known_to_scans(found: Store, make) -> None:
    found.reviews.add(Review(1, "reject", "王", "", make.now))
    ours = found.works.all()[0]
    sighting, match = make.finding("quark:1").sighting, make.match(ours)
    assert found.suppressions.in_force().kept([match], sighting) == [match]
    assert found.suppressions.in_force(with_hits=True).kept([match], sighting) == []


def test_a_hit_without_words_has_no_wording_to_reject(store: Store, run_id: int, make) -> None:
    (work,) = make.works(store, "孤注")
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work, text="  ")))])
    with pytest.raises(ConflictError, match="choose another scope"):
        store.suppressions.reject(ALL, 1, decision(make), "wording")
    assert states(store) == {1: "new"}


def test_many_hits_are_closed_and_opened_again(sqlite_store: Store, make, tmp_path: Path) -> None:
    run_id = sqlite_store.runs.start("a", make.now)
    (work,) = make.works(sqlite_store, "孤注")
    findings = [make.finding(f"quark:{number}", make.match(work)) for number in range(1_203)]
    sqlite_store.pages.save([make.record(run_id, *findings)])
    done = sqlite_store.suppressions.reject(ALL, 700, decision(make), "wording")
    assert done.closed == 1_202
    assert verify(sqlite_store, tmp_path) == []
    assert len(sqlite_store.suppressions.lift(ALL, done.suppression_id, decision(make))) == 1_203
    assert sqlite_store.hits.count() == 1_203
    assert set(states(sqlite_store).values()) == {"new"}
    assert verify(sqlite_store, tmp_path) == []


def test_a_hit_is_found_when_it_was_recognised(store: Store, run_id: int, make) -> None:
    long_ago = datetime(2026, 10, 1, tzinfo=UTC)
    store.pages.save([make.record(run_id, make.finding("quark:1"), fetched_at=long_ago)])
    (work,) = make.works(store, "流浪地球2")
    store.pages.save_matches(1, [make.match(work)], make.now)
    (hit,) = store.hits.query()
    assert (hit.first_seen, hit.found_at) == (long_ago, make.now)
