"""Notices and their events: states, two people, digests, and hits that follow, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import ConflictError, NotFoundError
from core.types import Review
from storage.notices import NewNotice, Notice, NoticeFile, NoticeQuery
from storage.store import Store


@pytest.fixture
def hit_ids(store: Store, make: Any, run_id: int) -> list[int]:
    (work,) = make.works(store, "流浪地球2")
    findings = [make.finding(f"quark:{number}", make.match(work)) for number in range(3)]
    store.pages.save([make.record(run_id, *findings, capture=make.capture())])
    found = [hit.hit_id for hit in store.hits.query()]
    for hit_id in found:
        store.reviews.add(Review(hit_id, "confirm", "甲", "原片", make.now))
    return found


def _new(hit_ids: list[int], **fields: Any) -> NewNotice:
    values: dict[str, Any] = {
        "number": "NS-1", "form": "cn_art14", "recipient": "quark", "holder": "甲影业", "language": "zh",
        "subject": "通知", "text": "文本", "hours": 24, "hit_ids": tuple(hit_ids),
        "files": (NoticeFile("case.json", "application/json", b"{}"),),
    }  # fmt: skip
    return NewNotice(**(values | fields))


def _sent(store: Store, make: Any, hit_ids: list[int], **fields: Any) -> Notice:
    notice = store.notices.add(_new(hit_ids, **fields), "小张", make.now)
    store.notices.approve(notice.notice_id, "老李", notice.digest, make.now)
    return store.notices.sent(notice.notice_id, "老李", "<1@x>", "mail", make.at(hours=1))


def _states(store: Store, hit_ids: list[int]) -> list[str]:
    return [store.hits.get(hit_id).state for hit_id in hit_ids]


def test_a_notice_goes_its_way(store: Store, make: Any, hit_ids: list[int]) -> None:
    notice = _sent(store, make, hit_ids)
    assert (notice.state, notice.hits, notice.approved_by, notice.sent_at) == ("sent", 3, "老李", make.at(hours=1))
    assert _states(store, hit_ids) == ["noticed"] * 3
    assert [event.kind for event in store.notices.events(notice.notice_id)] == ["drafted", "approved", "sent"]
    assert store.notices.hit_ids(notice.notice_id) == tuple(hit_ids)
    assert store.notices.files(notice.notice_id)[0].content == b"{}"
    assert store.notices.count_sent("quark", make.now) == 1
    assert store.notices.count_sent("quark", make.at(hours=2)) == 0
    assert store.notices.pending(hit_ids, "quark", "cn_art14") == dict.fromkeys(hit_ids, notice.notice_id)
    assert store.notices.pending(hit_ids, "quark", "dmca_512") == {}


def test_only_what_may_follow_follows(store: Store, make: Any, hit_ids: list[int]) -> None:
    notice = store.notices.add(_new(hit_ids), "小张", make.now)
    with pytest.raises(ConflictError, match="draft"):
        store.notices.sent(notice.notice_id, "老李", "", "", make.now)
    with pytest.raises(ConflictError, match="somebody else"):
        store.notices.approve(notice.notice_id, "小 张", notice.digest, make.now)
    with pytest.raises(ConflictError, match="not the one that was read"):
        store.notices.approve(notice.notice_id, "老李", "0" * 64, make.now)
    store.notices.note(notice.notice_id, "refused", "老李", "证据不足", make.now)
    with pytest.raises(ConflictError, match="withdrawn"):
        store.notices.approve(notice.notice_id, "老李", notice.digest, make.now)
    with pytest.raises(NotFoundError):
        store.notices.get(99)
    assert _states(store, hit_ids) == ["confirmed"] * 3


def test_a_hit_stays_noticed_while_another_notice_lists_it(store: Store, make: Any, hit_ids: list[int]) -> None:
    first = _sent(store, make, hit_ids[:2])
    second = _sent(store, make, hit_ids[1:], number="NS-2", form="dmca_512")
    store.notices.withdraw(first.notice_id, "老李", "误列", make.at(hours=2))
    assert _states(store, hit_ids) == ["confirmed", "noticed", "noticed"]
    assert store.notices.taken_back(hit_ids) == set(hit_ids[:2])
    store.reviews.add(Review(hit_ids[0], "confirm", "乙", "确系原片", make.at(hours=3)))
    assert store.notices.taken_back(hit_ids) == {hit_ids[1]}
    store.notices.withdraw(second.notice_id, "老李", "退信", make.at(hours=4), "bounced")
    assert _states(store, hit_ids) == ["confirmed"] * 3


def test_queries(store: Store, make: Any, hit_ids: list[int]) -> None:
    one = _sent(store, make, hit_ids[:1])
    two = store.notices.add(_new(hit_ids[1:], number="NS-2", recipient="baidu", work_ids=(1,)), "小张", make.at(days=1))
    for query, wanted in (
        (NoticeQuery(), [two, one]),
        (NoticeQuery(state="sent"), [one]),
        (NoticeQuery(recipient="baidu"), [two]),
        (NoticeQuery(hit_id=hit_ids[0]), [one]),
        (NoticeQuery(since=make.at(hours=5)), [two]),
        (NoticeQuery(limit=1), [two]),
        (NoticeQuery(holder="别家"), []),
    ):
        assert [notice.notice_id for notice in store.notices.query(query)] == [notice.notice_id for notice in wanted]
    assert store.notices.work_ids(two.notice_id) == (1,)
