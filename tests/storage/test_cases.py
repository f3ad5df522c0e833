"""Cases: a hit is pursued in one open case at most; steps are added, and how far a case has come follows from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from core.errors import ConflictError, NotFoundError
from core.types import Review
from storage.case_tables import cases
from storage.cases import CaseFile, NewCase
from storage.notices import NewNotice
from storage.outcomes import Outcome
from storage.store import Store
from storage.verify import verify


@pytest.fixture
def found(store: Store, run_id: int, make: Any) -> tuple[int, ...]:
    """Three confirmed hits of one work."""
    (work,) = make.works(store, "流浪地球2")
    store.pages.save([make.record(run_id, *(make.finding(f"quark:{n}", make.match(work)) for n in range(3)))])
    hit_ids = tuple(hit.hit_id for hit in store.hits.query())
    for hit_id in hit_ids:
        store.reviews.add(Review(hit_id, "confirm", "王", "看过", make.now))
    return hit_ids


def opened(store: Store, make: Any, *hit_ids: int, number: str = "CASE-1") -> CaseFile:
    return store.cases.open(NewCase(number, "work", "流浪地球2", "甲", hit_ids), "王", make.now)


def noticed(store: Store, make: Any, case: CaseFile, hit_ids: tuple[int, ...]) -> int:
    new = NewNotice("NS-1", "cn_art14", "quark", "甲", "zh", "函", "文", 24, hit_ids, case_id=case.case_id)
    return store.notices.add(new, "王", make.now).notice_id


def test_a_case_goes_from_its_hits_to_all_gone(store: Store, found: tuple[int, ...], make: Any) -> None:
    case = opened(store, make, *found[:2])
    stages = [case.stage]
    notice = noticed(store, make, case, found[:2])
    stages.append(store.cases.get(case.case_id).stage)
    store.notices.approve(notice, "李", store.notices.get(notice).digest, make.now)
    stages.append(store.cases.get(case.case_id).stage)
    store.notices.sent(notice, "李", "<1>", "", make.now)
    stages.append(store.cases.get(case.case_id).stage)
    for hit_id in found[:2]:
        store.outcomes.add(Outcome(hit_id, "removed", make.now + timedelta(hours=1), notice, "platform"))
        stages.append(store.cases.get(case.case_id).stage)
    assert stages == ["open", "draft", "approved", "sent", "sent", "gone"]
    assert (store.cases.get(case.case_id).gone, store.cases.get(case.case_id).hits) == (2, 2)
    closed = store.cases.note(case.case_id, "closed", "李", "都下架了", make.now)
    assert (closed.stage, closed.state, closed.version) == ("closed", "closed", 2)
    assert [event.kind for event in store.cases.events(case.case_id)] == ["opened", "closed"]
    assert store.cases.query("open") == [] and [one.case_id for one in store.cases.query()] == [case.case_id]


def test_a_hit_stands_in_one_open_case(store: Store, found: tuple[int, ...], make: Any) -> None:
    first = opened(store, make, found[0])
    with pytest.raises(ConflictError, match=f"Hit {found[0]} stands in case {first.case_id}"):
        opened(store, make, *found, number="CASE-2")
    assert len(store.cases.query()) == 1, "a case that is refused leaves nothing behind"
    second = opened(store, make, found[1], number="CASE-2")
    with pytest.raises(ConflictError, match="已列入未结的案件"):
        store.cases.add(second.case_id, found, "王", make.now)
    assert store.cases.open_of(found) == {found[0]: first.case_id, found[1]: second.case_id}

    store.cases.note(first.case_id, "closed", "王", "算了", make.now)
    assert store.cases.add(second.case_id, found, "王", make.now).hits == 3
    assert store.cases.add(second.case_id, found, "王", make.now).version == 2, "nothing new is no step"
    with pytest.raises(ConflictError, match="stands in case"):
        store.cases.note(first.case_id, "reopened", "王", "doch", make.now)
    assert [one.case_id for one in store.cases.of_hit(found[0])] == [second.case_id, first.case_id]


def test_closed_cases_take_nothing_in(store: Store, found: tuple[int, ...], make: Any) -> None:
    case = opened(store, make, found[0])
    store.cases.note(case.case_id, "closed", "王", "完", make.now)
    for step in (
        lambda: store.cases.add(case.case_id, found[1:], "王", make.now),
        lambda: store.cases.note(case.case_id, "closed", "王", "再", make.now),
    ):
        with pytest.raises(ConflictError, match="closed"):
            step()
    assert store.cases.note(case.case_id, "noted", "王", "来电", make.now).state == "closed"
    assert store.cases.note(case.case_id, "reopened", "王", "又出现", make.now).stage == "open"
    with pytest.raises(NotFoundError, match="no case 99"):
        store.cases.get(99)


def test_the_standing_case_of_a_recipient(store: Store, found: tuple[int, ...], make: Any) -> None:
    assert store.cases.standing("work", "流浪地球2", "甲") is None
    case = opened(store, make, found[0])
    assert store.cases.standing("work", "流浪地球2", "甲") == case.case_id
    assert store.cases.standing("work", "流浪地球2", "乙") is None
    store.cases.note(case.case_id, "closed", "王", "完", make.now)
    assert store.cases.standing("work", "流浪地球2", "甲") is None


def test_steps_are_only_added_and_states_follow_them(
    store: Store, found: tuple[int, ...], make: Any, tmp_path: Any
) -> None:
    case = opened(store, make, *found)
    for attempt in ("UPDATE case_events SET actor = 'x'", "DELETE FROM case_events"):
        with pytest.raises(DBAPIError, match="never changed"), store.database.write() as connection:
            connection.execute(text(attempt))
    assert not [line for line in verify(store, tmp_path) if line.startswith("Case")]
    with store.database.write() as connection:
        connection.execute(update(cases).values(state="closed"))
    assert f"Case {case.case_id} says closed, but its steps make it open" in verify(store, tmp_path)
