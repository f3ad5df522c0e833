"""Outcomes and looks: the state follows in the same transaction, and everybody gets a turn, on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.errors import NotFoundError
from core.types import Review
from storage.campaign import Window
from storage.notices import NewNotice
from storage.outcomes import Look, Outcome
from storage.store import Store
from storage.verify import verify


@pytest.fixture
def hit_ids(store: Store, make: Any, run_id: int) -> list[int]:
    (work,) = make.works(store, "流浪地球2")
    findings = [
        make.finding(f"quark:{number}", make.match(work), account=make.account(str(number % 2))) for number in range(3)
    ]
    store.pages.save([make.record(run_id, *findings)])
    found = [hit.hit_id for hit in store.hits.query()]
    for hit_id in found:
        store.reviews.add(Review(hit_id, "confirm", "甲", "原片", make.now))
    new = NewNotice("NS-1", "cn_art14", "quark", "甲影业", "zh", "通知", "文本", 24, tuple(found))
    notice = store.notices.add(new, "小张", make.now)
    store.notices.approve(notice.notice_id, "老李", notice.digest, make.now)
    store.notices.sent(notice.notice_id, "老李", "<1@x>", "mail", make.at(hours=1))
    return found


def test_states_follow_outcomes(store: Store, make: Any, hit_ids: list[int], tmp_path: Any) -> None:
    one, two, three = hit_ids
    assert store.outcomes.add(Outcome(one, "still_up", make.at(hours=2), 1, "alive")) == "noticed"
    assert store.outcomes.add(Outcome(one, "removed", make.at(hours=3), 1, "platform", "41005", "recheck")) == "removed"
    assert store.outcomes.add(Outcome(two, "expired", make.at(hours=3), 1, "expired")) == "removed"
    assert store.outcomes.add(Outcome(two, "restored", make.at(hours=9), 1, "came_back")) == "restored"
    assert store.outcomes.add(Outcome(three, "counter_notice", make.at(hours=4), 1, "reported")) == "noticed"
    assert [outcome.kind for outcome in store.outcomes.of(one)] == ["still_up", "removed"]
    assert len(store.outcomes.of_notice(1)) == 5
    assert store.outcomes.barred(hit_ids) == {three: "counter_notice"}
    assert verify(store, tmp_path) == []
    with pytest.raises(NotFoundError):
        store.outcomes.add(Outcome(99, "removed", make.now))


def test_everybody_gets_a_turn(store: Store, make: Any, hit_ids: list[int]) -> None:
    def turn(hours: float, limit: int | None = None) -> list[int]:
        found = store.outcomes.due(make.at(hours=hours), make.at(hours=hours + 20), limit)
        return list(found.get("quark", ()))

    assert turn(24) == hit_ids
    look = Look(hit_ids[0], "unknown", "login", "请先登录", 200, make.at(hours=30))
    store.outcomes.add_all([], [look])
    store.outcomes.add_all([])
    assert store.outcomes.looks_of(hit_ids) == [look]
    assert turn(24) == hit_ids[1:]
    assert turn(48) == hit_ids
    assert turn(48, limit=2) == hit_ids[1:]
    assert turn(48, limit=3) == [*hit_ids[1:], hit_ids[0]]
    watched = store.outcomes.watched([hit_ids[2], hit_ids[0]])
    assert [one.hit_id for one in watched] == [hit_ids[2], hit_ids[0]]
    assert (watched[0].notice_id, watched[0].state, watched[0].title) == (1, "noticed", "流浪地球2")
    store.outcomes.add_all([], [replace(look, looked_at=make.at(days=900))])  # the clock was wrong
    assert turn(48) == hit_ids
    store.notices.withdraw(1, "老李", "误列", make.at(hours=50))
    assert turn(99) == []


def test_campaign_counts(store: Store, make: Any, hit_ids: list[int]) -> None:
    first = next(hit.hit_id for hit in store.hits.query() if hit.link_url.endswith("quark:0"))
    store.outcomes.add(Outcome(first, "removed", make.at(hours=3), 1, "platform"))
    campaigns, open_window = store.campaigns, Window()
    assert campaigns.found(open_window) == {"video": 3}
    assert campaigns.reached(open_window, "noticed") == {"video": 3}
    assert campaigns.reached(Window(since=make.at(hours=2)), "noticed") == {}
    assert campaigns.reached(Window(until=make.at(hours=4), holder="甲影业"), "removed", "provider") == {"quark": 1}
    assert campaigns.reached(Window(holder="乙"), "removed") == {}
    assert campaigns.sent(open_window) == {"cn_art14": 1}
    assert campaigns.accounts(open_window) == 2
    (worst,) = campaigns.repeat_accounts(open_window)
    assert (worst.account_id, worst.hits, worst.works, worst.removed) == ("0", 2, 1, 1)
    (site,) = campaigns.repeat_sites(open_window)
    assert (site.name, site.hits) == ("a", 3)
