"""Two reviewers do not collide: a claim is shown, refuses others' decisions, can be taken over, and ends by itself."""

from __future__ import annotations

import pytest

from core.errors import ConflictError
from storage.claims import LASTS
from storage.judging import Decision
from storage.office import Office
from storage.scope import ALL
from storage.store import Store
from storage.wanted import Wanted


@pytest.fixture
def office(store: Store, make, run_id: int) -> Office:
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, *(make.finding(f"quark:{n}", make.match(work)) for n in range(3)))])
    return Office(store)


def test_whoever_comes_first_holds_it(office: Office, make) -> None:
    assert office.claims.claim(1, "王", make.now) == ""
    assert office.claims.claim(1, "李", make.now) == "王"
    assert office.claims.claim(1, "王", make.now) == ""
    assert office.claims.holders([1, 2], "李", make.now) == {1: "王"}
    assert office.claims.holders([1, 2], "王", make.now) == {}


def test_one_hit_a_person(office: Office, make) -> None:
    office.claims.claim(1, "王", make.now)
    office.claims.claim(2, "王", make.now)
    assert office.claims.holders([1, 2, 3], "李", make.now) == {2: "王"}
    office.claims.release("王")
    assert office.claims.holders([1, 2, 3], "李", make.now) == {}


def test_it_ends_by_itself(office: Office, make) -> None:
    office.claims.claim(1, "王", make.now)
    later = make.now + LASTS
    assert office.claims.holders([1], "李", later) == {}
    assert office.claims.claim(1, "李", later) == ""


def test_others_do_not_decide_until_they_take_it_over(office: Office, make) -> None:
    office.claims.claim(1, "王", make.now)
    decision = Decision("confirm", "李", "看过", make.now)
    with pytest.raises(ConflictError, match="take it over"):
        office.judging.decide(ALL, 1, decision, 1)
    assert office.claims.claim(1, "李", make.now, take=True) == ""
    assert office.judging.decide(ALL, 1, decision, 1).state == "confirmed"
    with pytest.raises(ConflictError, match="decided meanwhile"):  # the first one's version is an old one
        office.judging.decide(ALL, 1, Decision("reject", "王", "看过", make.now), 1)
    assert office.claims.holders([1], "王", make.now) == {}


def test_a_decision_on_many_leaves_what_others_hold(office: Office, make) -> None:
    office.claims.claim(2, "王", make.now)
    decision = Decision("reject", "李", "正版", make.now)
    assert office.judging.count_decidable(ALL, Wanted(), decision) == 2
    office.judging.decide_all(ALL, Wanted(), decision, 2)
    assert office.queue.get(ALL, 2).state == "new"


def test_a_decision_on_many_is_taken_back_but_for_what_changed(office: Office, make) -> None:
    office.judging.decide(ALL, 3, Decision("unsure", "王", "看不清", make.now), 1)
    entry = office.judging.decide_all(ALL, Wanted(), Decision("reject", "李", "正版", make.now), 3)
    office.judging.decide(ALL, 1, Decision("confirm", "王", "不是", make.at(minutes=1)), 2)
    assert office.judging.many_of(ALL, "李", entry) == (2, 3)
    assert office.judging.undo_all(ALL, Decision("reopen", "李", "收回", make.at(minutes=2)), entry) == 2
    assert [office.queue.get(ALL, hit).state for hit in (1, 2, 3)] == ["confirmed", "new", "unsure"]
    assert office.judging.many_of(ALL, "李", entry) == ()
    from core.errors import NotFoundError

    with pytest.raises(NotFoundError):
        office.judging.many_of(ALL, "王", entry)
