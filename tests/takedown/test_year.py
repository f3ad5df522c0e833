"""A year of platforms that behave in known ways, looked at by the real follower: what is told is what was done."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.types import Page
from storage.notices import Notice
from storage.outcomes import Look, Outcome
from storage.verify import verify
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.following import Follower
from takedown.scorecards import scorecards
from takedown.sending import send
from takedown.stopwatch import History, Rules, Stopwatch, read, stopwatches

HOUR = timedelta(hours=1)
RULES = Rules.of()
UP = "<p>请输入提取码</p>"
DOWN = "<p>此链接分享内容可能因为涉及侵权、色情等信息，无法访问！</p>"
EXPIRED = "<p>啊哦！链接已过期</p>"
WALL = "<p>请先登录后查看</p>"


@dataclass
class Life:
    """What truly happens to one link: hours after its notice."""

    removed: float | None = None
    back: float | None = None
    expired: float | None = None
    walled: tuple[float, float] = (0.0, 0.0)

    def page(self, hours: float) -> str:
        if self.walled[0] <= hours < self.walled[1]:
            return WALL
        if self.back is not None and hours >= self.back:
            return UP
        if self.removed is not None and hours >= self.removed:
            return DOWN
        return EXPIRED if self.expired is not None and hours >= self.expired else UP


MANNERS = {"baidu": (0.9, 10.0), "quark": (0.5, 60.0), "uc": (0.1, 400.0)}  # how many it acts on, and how fast
HOSTS = {"baidu": "https://pan.baidu.com/s/1", "quark": "https://pan.quark.cn/s/", "uc": "https://drive.uc.cn/s/"}


def _life(dice: random.Random, platform: str) -> Life:
    diligence, mean = MANNERS[platform]
    start = dice.uniform(0, 900)
    life = Life(walled=(start, start + dice.uniform(0, 200)) if dice.random() < 0.2 else (0.0, 0.0))
    if dice.random() < diligence:
        life.removed = dice.expovariate(1 / mean)
        if dice.random() < 0.15:
            life.back = life.removed + dice.uniform(1, 1500)
    elif dice.random() < 0.3:
        life.expired = dice.uniform(1, 2000)
    return life


@dataclass
class Told:
    """What somebody who watches every look would say of one link."""

    acted: bool = False
    state: str = "up"
    in_time: bool | None = None


def _watch(told: Told, page: str, hours: float, alive: float | None) -> None:
    if page == WALL:
        return
    if page == DOWN and told.state in ("up", "back"):
        if not told.acted:
            told.in_time = True if hours <= 24 else (False if alive is not None and alive >= 24 else None)
        told.acted, told.state = True, "removed"
    elif page == EXPIRED and told.state == "up":
        told.state = "expired"
    elif page == UP and told.state in ("removed", "expired"):
        told.state = "back"


@pytest.mark.parametrize("seed", [20260101, 7])
def test_a_year_is_told_as_it_was(seed: int, opened: Any, make: Any) -> None:
    dice = random.Random(seed)
    office = opened()
    urls = {f"{HOSTS[name]}{seed}x{number}": name for name in HOSTS for number in range(8)}
    for url, name in urls.items():
        office.hit(url, provider=name)
    for notice in draft(office.desk, Wish(), "小张", make.NOW).notices:
        approve(office.desk, notice.notice_id, "老李", make.NOW)
        send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    lives = {url: _life(dice, name) for url, name in urls.items()}
    told = {url: Told() for url in urls}
    alive: dict[str, float] = {}
    now = make.NOW
    while now < make.NOW + timedelta(days=365):
        now += dice.choice((6, 20, 20, 30, 24 * 14, 24 * 40)) * HOUR
        hours = (now - make.NOW) / HOUR
        with Follower(office.desk, now, "recheck") as follower:
            for url in follower.urls(now):
                assert url is not None
                page = lives[url].page(hours)
                follower.seen(url, Page(url, text=page, fetched_at=now))
                _watch(told[url], page, hours, alive.get(url))
                if page == UP:
                    alive[url] = hours
    _agree(office, urls, told, lives, now)


def _agree(office: Any, urls: dict[str, str], told: dict[str, Told], lives: dict[str, Life], now: datetime) -> None:
    cards = {card.recipient: card for card in scorecards(stopwatches(office.desk, now))}
    for platform in HOSTS:
        mine = [told[url] for url, name in urls.items() if name == platform]
        truth = [lives[url] for url, name in urls.items() if name == platform]
        card = cards[platform]
        assert card.links == 8
        assert card.removed == sum(one.acted for one in mine)
        assert card.came_back == sum(one.state == "back" for one in mine)
        assert card.open == sum(one.state in ("up", "back") for one in mine)
        silent = sum(not one.acted and one.state == "up" for one in mine)
        assert card.late == sum(one.acted and one.in_time is False for one in mine) + silent
        assert card.unsure == sum(one.acted and one.in_time is None for one in mine)
        # The bounds hold for what truly happened, which nobody saw.
        truly_in_time = sum(life.removed is not None and life.removed <= 24 for life in truth)
        in_time = sum(one.acted and one.in_time is True for one in mine)
        assert in_time <= truly_in_time <= 8 - (card.late - silent)
    assert verify(office.store, office.config.evidence_folder) == []


ACTS = st.sampled_from(["removed", "refused", "counter_notice", "expired", None])
LINK = st.tuples(ACTS, st.floats(0.1, 300), st.lists(st.floats(0.05, 299), max_size=4))


@settings(max_examples=150, deadline=None)
@given(links=st.lists(LINK, min_size=1, max_size=12), hours=st.integers(1, 200), passed=st.floats(0, 400))
def test_every_link_is_in_one_place(links: list[Any], hours: int, passed: float, make: Any) -> None:
    """Acted in time, late, unsure, ended by itself, or still within its time: the sum is the number of links."""
    watch, acts = _read(make, links, hours, passed)
    over = passed > hours
    ended = sum(act == "expired" and hour <= passed for act, hour, _ in links)
    waiting = 0 if over else sum(act is None or hour > passed for act, hour, _ in links)
    assert watch.in_time + watch.late + watch.unsure + ended + waiting == len(links)
    assert watch.acted == sum(act not in (None, "expired") for act in acts)
    assert watch.open + watch.acted + ended == len(links)
    assert bool(watch.overdue_hours) == bool(watch.open and passed > hours + 0.05) or abs(passed - hours) < 0.1


def _read(make: Any, links: list[Any], hours: int, passed: float) -> tuple[Stopwatch, list[Any]]:
    now = make.NOW + passed * HOUR
    done = [(number, act, hour) for number, (act, hour, _) in enumerate(links) if act and hour <= passed]
    outcomes = [Outcome(number, act, make.NOW + hour * HOUR, 5, "platform") for number, act, hour in done]
    looks = [
        Look(number, "alive", "alive", "", 200, make.NOW + at * HOUR)
        for number, (act, hour, seen) in enumerate(links)
        for at in seen
        if at <= passed and (act is None or at < hour)
    ]
    notice = Notice(
        notice_id=5, number="NS-1", form="cn_art14", recipient="baidu", holder="星河", language="zh", subject="",
        text="", digest="", hours=hours, state="sent", created_by="小张", created_at=make.NOW, approved_by="老李",
        approved_at=make.NOW, sent_by="老李", sent_at=make.NOW, message_id="", about_id=None, version=4,
        hits=len(links),
    )  # fmt: skip
    return read(notice, make.recipient(), History(outcomes, looks), now, RULES), [act for _, act, _ in done]
