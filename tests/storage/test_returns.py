"""Returns, marks, papers and infringers: kept once, read back, on both databases; what is kept is never changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from core.errors import ConflictError
from core.types import Review
from storage.campaign import Window
from storage.following_tables import returns
from storage.outcomes import Outcome
from storage.papers import Paper
from storage.returns import Return, Sign
from storage.site_marks import SiteMark
from storage.store import Store


@pytest.fixture
def hit_ids(store: Store, make: Any, run_id: int) -> list[int]:
    (work,) = make.works(store, "流浪地球2")
    findings = [
        make.finding(f"quark:{number}", make.match(work), account=make.account(str(number % 2))) for number in range(3)
    ]
    store.pages.save([make.record(run_id, *findings)])
    return sorted(hit.hit_id for hit in store.hits.query())


def test_signs_and_returns(store: Store, make: Any, hit_ids: list[int]) -> None:
    first, second, third = hit_ids
    store.outcomes.add(Outcome(first, "removed", make.now, None, "platform"))
    (gone,) = store.returns.unmarked()
    assert (gone.hit_id, gone.gone_at, len(gone.accounts)) == (first, make.now, 1)
    signs = [Sign("link", "netdisk:quark:0"), Sign("account", gone.accounts[0])]
    store.returns.keep_signs([(gone, signs)])
    store.returns.keep_signs([(gone, signs)])
    assert list(store.returns.unmarked()) == []
    known = store.returns.known([*signs, Sign("account", "nobody")])
    assert {sign: [one.hit_id for one in hits] for sign, hits in known.items()} == {sign: [first] for sign in signs}
    tie = Return(second, first, "account", "x", make.now)
    kept = store.returns.add([tie, tie, Return(third, first, "account", "x", make.now)])
    assert {one.hit_id for one in kept} == {second, third} and kept[0].work_title == "流浪地球2"
    assert store.returns.add([tie]) == [] == store.returns.add([])
    assert [one.hit_id for one in store.returns.all(hit_id=second)] == [second]
    assert store.returns.watched_until() is None
    for moment in (make.now, make.now + timedelta(days=1)):
        store.returns.watched(moment)
        assert store.returns.watched_until() == moment
    with pytest.raises(DBAPIError, match="never changed or removed"), store.database.write() as connection:
        connection.execute(returns.delete())


def test_marks_are_kept_once(store: Store, make: Any) -> None:
    mark = SiteMark("a", "a.example", "analytics", "UA-1", "https://a.example/", make.now, make.now)
    later = SiteMark(
        "a", "a.example", "analytics", "UA-1", "", make.now + timedelta(days=9), make.now + timedelta(days=9)
    )
    long = SiteMark("a", "b.example", "ads", "x" * 5000, "", make.now, make.now)
    store.site_marks.save([mark, long])
    store.site_marks.save([later])
    store.site_marks.save([])
    found = list(store.site_marks.all())
    assert [(one.first_seen, one.last_seen) for one in found if one.kind == "analytics"] == [
        (make.now, later.last_seen)
    ]
    assert [len(one.value) for one in found if one.kind == "ads"] == [200]
    assert store.site_marks.hosts_seen("a", make.now + timedelta(days=1)) == {"a.example"}
    assert store.site_marks.hosts_seen("b", make.now) == set()


def test_papers_are_kept_byte_for_byte(store: Store, make: Any) -> None:
    paper = Paper(
        "甲影业", "流浪地球2", "ownership", "登记证.pdf", "application/pdf", b"%PDF-\x00\xff", "小张", make.now
    )
    store.papers.add(paper)
    with pytest.raises(ConflictError, match=r"登记证\.pdf"):
        store.papers.add(paper)
    (kept,) = store.papers.of("甲影业")
    assert (kept.content, kept.sha256, kept.work) == (paper.content, paper.sha256, "流浪地球2")
    assert store.papers.of("乙") == []


def test_infringers_count_each_hit_once(store: Store, make: Any, hit_ids: list[int]) -> None:
    for hit_id in hit_ids[:2]:
        store.reviews.add(Review(hit_id, "confirm", "甲", "原片", make.now))
    (site,) = store.infringers.sites(Window()).values()
    assert (len(site.hits), len(site.works), site.key) == (2, 1, "site:a")
    assert sum(site.months.values()) == 2
    accounts = store.infringers.accounts(Window())
    assert sorted(len(one.hits) for one in accounts.values()) == [1, 1]
    assert store.infringers.accounts(Window(holder="乙")) == {}
    assert len(store.infringers.urls(site.hits, 1)) == 1
    assert store.infringers.noticed() == {} and store.infringers.returned() == set()
