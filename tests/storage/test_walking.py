"""Pages of the queue: whatever is asked for, they hold what fits, once, in order, however short each walk is."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from core.types import HIT_STATES, Link, Work
from storage import walking
from storage.judging import Decision
from storage.office import Office
from storage.scope import ALL, Scope
from storage.store import Store
from storage.wanted import Wanted

HOLDERS = ("甲", "乙", "丙")


@pytest.fixture
def office(store: Store, make: Any, run_id: int, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Eighty hits of all kinds; a page looks at a few of them only."""
    monkeypatch.setattr(walking, "LOOKED", 32)
    monkeypatch.setattr(walking, "RARE", 6)
    monkeypatch.setattr(walking, "SEARCHED", 9)
    chance = random.Random(11)
    named = make.works(store, *(Work(f"作品{n}号", holder=HOLDERS[n % 3], batch=f"b{n % 2}") for n in range(7)))
    for day in range(8):
        findings = []
        for n in range(10):
            kind, provider = chance.choice((("netdisk", "quark"), ("netdisk", "baidu"), ("page", ""), ("magnet", "")))
            link = Link(kind, f"{kind}:{day}:{n}", f"https://x.example/{day}/{n}", provider)
            match = make.match(chance.choice(named), float(chance.randint(60, 100)))
            where = {"site": chance.choice("abc"), "channel": chance.choice(("forum", "video"))}
            page_url = f"https://a.example/{day}/{where['site']}/{where['channel']}"
            findings.append(make.finding(link, match, page_url=page_url, **where))
        fetched = make.now - timedelta(days=day)
        store.pages.save([make.record(run_id, *findings, fetched_at=fetched)])
    office = Office(store)
    for number in chance.sample(range(1, 81), 20):
        verdict = chance.choice(("confirm", "reject", "unsure"))
        office.judging.decide(ALL, number, Decision(verdict, "李", "x", make.now), None)  # type: ignore[arg-type]
    return office


def wishes(make: Any, chance: random.Random) -> Wanted:
    """A question with some of everything that can be asked for."""
    every: dict[str, Any] = {
        "states": chance.choice((("new",), ("new", "unsure"), ("rejected",))),
        "work_id": chance.randint(1, 8),
        "holder": chance.choice((*HOLDERS, "x")),
        "batch": chance.choice(("b0", "b1")),
        "site": chance.choice("abcd"),
        "channel": chance.choice(("forum", "video", "music")),
        "kind": chance.choice(("netdisk", "page", "ftp")),
        "provider": chance.choice(("quark", "baidu")),
        "least": float(chance.randint(60, 100)),
        "since": make.now - timedelta(days=chance.randint(-1, 9)),
        "until": make.now - timedelta(days=chance.randint(-1, 9)),
        "last_id": chance.randint(1, 90),
        "text": chance.choice(("作品", "作品3", "x.example/2", "3号")),
    }
    chosen = chance.sample(sorted(every), chance.randint(0, 4))
    return Wanted(**{name: every[name] for name in chosen}, everywhere=chance.random() < 0.3)


def read_on(office: Office, scope: Scope, wanted: Wanted, order: Any, limit: int) -> list[int]:
    """All hits by number, a page after the other."""
    seen: list[int] = []
    after = None
    for _ in range(200):
        page = office.queue.page(scope, wanted, after=after, order=order, limit=limit)
        assert len(page.hits) <= limit
        seen += [hit.hit_id for hit in page.hits]
        after = page.after
        if after is None:
            return seen
    raise AssertionError("the pages never end")


def fits(hit: Any, scope: Scope, wanted: Wanted, works: dict[int, Work]) -> bool:
    work = works[hit.work_id]
    said = {"work_id": hit.work_id, "holder": work.holder, "batch": work.batch, "site": hit.site}
    said |= {"channel": hit.channel, "kind": hit.link_kind, "provider": hit.provider}
    return (
        all(getattr(wanted, name) in (None, value) for name, value in said.items())
        and (scope.holder is None or scope.holder == work.holder)
        and (not wanted.states or hit.state in wanted.states)
        and (wanted.least is None or hit.score >= wanted.least)
        and (wanted.since is None or hit.first_seen >= wanted.since)
        and (wanted.until is None or hit.first_seen < wanted.until)
        and (wanted.last_id is None or hit.hit_id <= wanted.last_id)
        and _says(hit, wanted, scope, works)
    )


def _says(hit: Any, wanted: Wanted, scope: Scope, works: dict[int, Work]) -> bool:
    seen = [work for work in works.values() if scope.holder in (None, work.holder)]
    if not wanted.everywhere and any(wanted.text in work.title for work in seen):
        return wanted.text in works[hit.work_id].title
    return wanted.text in hit.matched_text or wanted.text in hit.link_url


def test_pages_hold_what_fits_once_and_in_order(office: Office, store: Store, make: Any) -> None:
    chance = random.Random(5)
    works = {work.work_id or 0: work for work in store.works.all()}
    everything = list(store.hits.query())
    best = read_on(office, ALL, Wanted(), "best", 100)
    assert sorted(best) == sorted(hit.hit_id for hit in everything) and len(best) == 80
    found = 0
    for _ in range(30):
        wanted, scope = wishes(make, chance), chance.choice((ALL, ALL, Scope("甲"), Scope("")))
        fitting = {hit.hit_id for hit in everything if fits(hit, scope, wanted, works)}
        expected = [number for number in best if number in fitting]
        assert read_on(office, scope, wanted, "best", chance.randint(2, 12)) == expected, (wanted, scope)
        newest = read_on(office, scope, wanted, "newest", chance.randint(2, 12))
        assert newest == sorted(fitting, reverse=True), (wanted, scope)
        count = office.queue.count(scope, wanted)
        assert count.number == len(fitting) or (count.more and count.number < len(fitting)), (wanted, scope)
        found += len(fitting)
    assert found > 60 and len(HIT_STATES) > 3


def test_a_walk_says_how_far_it_went(office: Office) -> None:
    page = office.queue.page(ALL, Wanted(("new",), channel="forum", kind="magnet", site="a", least=100.0), limit=50)
    assert page.looked == 0 and page.after is None  # rare: all of them were taken
    page = office.queue.page(ALL, Wanted(("new",), least=100.5), limit=50)
    assert page.hits == () and page.looked == 32 and page.after is not None
