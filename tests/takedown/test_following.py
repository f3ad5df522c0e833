"""Following up: looks become outcomes once, and what came back is flagged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.types import Page, Review
from storage.outcomes import Outcome
from storage.verify import verify
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.following import Followed, Follower
from takedown.sending import send

GONE = Page("https://pan.baidu.com/s/1AbcDef", text="<p>此链接分享内容可能因为涉及侵权、色情等信息，无法访问！</p>")
ALIVE = Page("https://pan.baidu.com/share/init?surl=AbcDef", text="<p>请输入提取码</p>")
WALL = Page("https://pan.baidu.com/s/1AbcDef", status=403)


def _noticed(opened: Any, make: Any) -> Any:
    office = opened()
    office.hit()
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    return office


def _look(office: Any, now: Any, page: Page, hindrance: str = "") -> list[Followed]:
    told: list[Followed] = []
    with Follower(office.desk, now, "recheck", told.append) as follower:
        for url in follower.urls(now - timedelta(hours=20)):
            assert url is not None
            follower.seen(url, page, hindrance)
    return told


def test_the_life_of_a_link(opened: Any, make: Any) -> None:
    office = _noticed(opened, make)
    day = timedelta(days=1)
    seen = []
    for number, page in enumerate([WALL, ALIVE, ALIVE, GONE, GONE, ALIVE]):
        told = _look(office, make.NOW + day * (number + 1), page)
        seen.append((told[0].verdict, told[0].outcome, office.store.hits.get(1).state) if told else None)
    assert seen == [
        ("unknown", "", "noticed"),
        ("alive", "still_up", "noticed"),
        ("alive", "", "noticed"),
        ("gone", "removed", "removed"),
        ("gone", "", "removed"),
        ("alive", "restored", "restored"),
    ]
    outcomes = office.store.outcomes.of(1)
    assert [(outcome.kind, outcome.reason) for outcome in outcomes] == [
        ("still_up", "alive"),
        ("removed", "platform"),
        ("restored", "came_back"),
    ]
    assert verify(office.store, office.config.evidence_folder) == []


def test_what_nobody_could_look_at_is_unknown(opened: Any, make: Any) -> None:
    office = _noticed(opened, make)
    (told,) = _look(office, make.NOW + timedelta(days=1), GONE, "robots")
    assert (told.verdict, told.outcome) == ("unknown", "")


def test_links_are_looked_at_once_a_day(opened: Any, make: Any) -> None:
    office = _noticed(opened, make)
    now = make.NOW + timedelta(days=1)
    assert len(_look(office, now, WALL)) == 1
    assert _look(office, now + timedelta(hours=5), WALL) == []
    assert len(_look(office, now + timedelta(hours=30), WALL)) == 1


def test_with_a_limit_the_longest_unseen_come_first(opened: Any, make: Any) -> None:
    office = opened()
    for number in range(3):
        office.hit(f"https://pan.baidu.com/s/1Number{number}")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    looked: list[list[str]] = []
    for day in range(1, 4):
        now = make.NOW + timedelta(days=day)
        with Follower(office.desk, now, "recheck") as follower:
            looked.append([])
            for url in follower.urls(now, limit=2):
                looked[-1].append(str(url)[-1])
                follower.seen(str(url), WALL)
    assert looked == [["0", "1"], ["2", "0"], ["1", "0"]]


def test_addresses_that_nobody_can_open_are_left_out(opened: Any, make: Any) -> None:
    office = opened()
    office.hit("magnet:?xt=urn:btih:" + "ab" * 20, "magnet", "", ref="btih:" + "ab" * 20)
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    with Follower(office.desk, make.NOW, "recheck") as follower:
        assert next(follower.urls(make.NOW)) == "https://luntan.example/thread-1-1-1.html"  # what the notice lists


def test_what_came_back_can_be_noticed_again(opened: Any, make: Any) -> None:
    office = _noticed(opened, make)
    day = timedelta(days=1)
    _look(office, make.NOW + day, GONE)
    _look(office, make.NOW + 2 * day, ALIVE)
    office.store.reviews.add(Review(1, "confirm", "审核员甲", "删除后重新出现", make.NOW + 3 * day))
    (again,) = draft(office.desk, Wish(), "小张", make.NOW + 3 * day).notices
    assert again.hits == 1
    assert draft(office.desk, Wish(), "小张", make.NOW + 4 * day).notices == ()  # once


def test_what_a_counter_notice_restores_is_no_return(opened: Any, make: Any) -> None:
    office = _noticed(opened, make)
    day = timedelta(days=1)
    _look(office, make.NOW + day, GONE)
    office.store.outcomes.add(Outcome(1, "counter_notice", make.NOW + 2 * day, 1, "reported", "用户书面说明"))
    (told,) = _look(office, make.NOW + 3 * day, ALIVE)
    assert told.outcome == "restored"
    assert office.store.outcomes.of(1)[-1].reason == "counter_notice"
    assert list(office.store.returns.all()) == []
    assert _look(office, make.NOW + 5 * day, ALIVE) == []  # nobody looks again
    office.store.reviews.add(Review(1, "confirm", "审核员甲", "仍然侵权", make.NOW + 6 * day))
    assert draft(office.desk, Wish(), "小张", make.NOW + 6 * day).refusals[0].en.startswith("it was answered by")
