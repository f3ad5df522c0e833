"""Decisions are added, and two people who decide at once are told."""

from __future__ import annotations

import pytest

from core.errors import ConflictError, NotFoundError
from core.types import Review
from storage.store import Store


@pytest.fixture
def found(store: Store, run_id: int, make) -> Store:
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(work)))])
    return store


def test_a_review_moves_the_hit_and_is_kept(found: Store, make) -> None:
    for verdict, state in (("unsure", "unsure"), ("confirm", "confirmed"), ("reject", "rejected")):
        assert found.reviews.add(Review(1, verdict, "王", "看过", make.now)).state == state
    assert [(review.verdict, review.review_id) for review in found.reviews.of(1)] == [
        ("unsure", 1),
        ("confirm", 2),
        ("reject", 3),
    ]
    assert found.hits.get(1).version == 4


def test_the_second_of_two_reviewers_is_told(found: Store, make) -> None:
    seen = found.hits.get(1).version
    found.reviews.add(Review(1, "confirm", "王", "看过", make.now), expected_version=seen)
    with pytest.raises(ConflictError, match="Hit 1 was decided by somebody else"):
        found.reviews.add(Review(1, "reject", "李", "影评", make.now), expected_version=seen)
    assert [review.reviewer for review in found.reviews.of(1)] == ["王"]
    assert found.hits.get(1).state == "confirmed"


def test_a_hit_that_is_not_there_cannot_be_reviewed(found: Store, make) -> None:
    with pytest.raises(NotFoundError, match="no hit 9"):
        found.reviews.add(Review(9, "confirm", "王", "看过", make.now))
    assert found.reviews.of(9) == []


def test_a_better_match_does_not_undo_a_decision(found: Store, run_id: int, make) -> None:
    found.reviews.add(Review(1, "reject", "王", "影评", make.now))
    (work,) = make.works(found, "流浪地球2")
    found.pages.save([make.record(run_id, make.finding("quark:1", make.match(work, 99.0)))])
    hit = found.hits.get(1)
    assert (hit.state, hit.score, hit.version) == ("rejected", 99.0, 2)
