"""What the console asks of the store: queue, decisions, dossiers, figures, sessions, tokens, uploads."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import ConflictError, NotFoundError
from core.types import Work
from storage import queue as queue_module
from storage import walking
from storage.judging import Decision
from storage.office import Office
from storage.patience import TooSlowError, brief
from storage.scope import ALL, Scope
from storage.store import Store
from storage.verify import verify
from storage.wanted import Wanted


@pytest.fixture
def office(store: Store, make: Any, run_id: int) -> Office:
    """Two works of two holders with hits of falling scores."""
    one, other = make.works(store, "流浪地球2", Work("深海", holder="乙"))
    findings = [make.finding(f"quark:{n}", make.match(one, 90.0 - n)) for n in range(6)]
    findings += [make.finding(f"baidu:{n}", make.match(other, 80.0 - n, text="深海 4K")) for n in range(3)]
    store.pages.save([make.record(run_id, *findings)])
    return Office(store)


def decision(make: Any, verdict: str = "confirm", **fields: Any) -> Decision:
    return Decision(**({"verdict": verdict, "reviewer": "李", "reason": "全片", "decided_at": make.now} | fields))


def test_pages_follow_each_other_in_both_orders(office: Office) -> None:
    for order in ("best", "newest"):
        seen: list[int] = []
        after = None
        while True:
            page = office.queue.page(ALL, Wanted(), after=after, order=order, limit=2)  # type: ignore[arg-type]
            seen += [hit.hit_id for hit in page.hits]
            after = page.after
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 9
    scores = [hit.score for hit in office.queue.page(ALL, Wanted()).hits]
    assert scores == sorted(scores, reverse=True)


def test_states_are_merged_in_order(office: Office, make: Any) -> None:
    ids = [hit.hit_id for hit in office.queue.page(ALL, Wanted()).hits]
    office.judging.decide(ALL, ids[0], decision(make), 1)
    office.judging.decide(ALL, ids[4], decision(make, "unsure"), 1)
    assert [hit.hit_id for hit in office.queue.page(ALL, Wanted()).hits] == ids
    assert [hit.hit_id for hit in office.queue.page(ALL, Wanted(states=("confirmed", "unsure"))).hits] == [
        ids[0],
        ids[4],
    ]
    assert office.queue.count(ALL, Wanted(states=("new",))).number == 7
    assert office.queue.count(ALL, Wanted(), most=3) == queue_module.Count(3, True)


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Wanted(text="地球"), 6),
        (Wanted(text="深海"), 3),
        (Wanted(text="深海 4K", everywhere=True), 3),
        (Wanted(text="PAN.EXAMPLE/baidu:1", everywhere=True), 1),
        (Wanted(text="100%", everywhere=True), 0),
        (Wanted(text="_", everywhere=True), 0),
        (Wanted(holder="乙"), 3),
        (Wanted(least=88), 3),
        (Wanted(kind="netdisk", channel="video", site="a"), 9),
        (Wanted(provider="quark", states=("new", "unsure")), 9),
        (Wanted(states=("removed",)), 0),
    ],
)
def test_filters(office: Office, wanted: Wanted, number: int) -> None:
    assert len(office.queue.page(ALL, wanted).hits) == number
    assert office.queue.count(ALL, wanted).number == number


def test_words_are_looked_for_a_portion_at_a_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "SEARCHED", 4)
    wanted, seen, pages, after = Wanted(text="深海", everywhere=True), [], 0, None
    while True:
        page = office.queue.page(ALL, wanted, after=after)
        seen += page.hits
        pages += 1
        after = page.after
        if after is None:
            break
    assert len(seen) == 3 and pages == 3


def test_a_scope_hides_the_others(office: Office, make: Any) -> None:
    foreign = office.queue.page(ALL, Wanted(holder="乙")).hits[0].hit_id
    for scope in (Scope("甲影业"), Scope(""), Scope("x")):
        with pytest.raises(NotFoundError):
            office.queue.get(scope, foreign)
        with pytest.raises(NotFoundError):
            office.dossiers.get(scope, foreign)
        with pytest.raises(NotFoundError):
            office.dossiers.related(scope, foreign)
        with pytest.raises(NotFoundError):
            office.judging.decide(scope, foreign, decision(make), None)
        assert office.queue.count(scope, Wanted(holder="乙")).number == 0
    assert office.queue.count(Scope("甲影业"), Wanted()).number == 6
    assert [line.work.title for line in office.dashboard.works(Scope("乙"))] == ["深海"]


def test_decisions_are_added_and_taken_back(office: Office, store: Store, make: Any, tmp_path: Any) -> None:
    hit = office.queue.page(ALL, Wanted()).hits[0]
    assert office.judging.decide(ALL, hit.hit_id, decision(make), 1).version == 2
    with pytest.raises(ConflictError):
        office.judging.decide(ALL, hit.hit_id, decision(make, "reject"), 1)
    assert office.judging.undo(ALL, hit.hit_id, decision(make), 2).state == "new"
    office.judging.decide(ALL, hit.hit_id, decision(make, "unsure"), 3)
    office.judging.decide(ALL, hit.hit_id, decision(make, "reject"), 4)
    assert office.judging.undo(ALL, hit.hit_id, decision(make), 5).state == "unsure"
    changes = office.dossiers.get(ALL, hit.hit_id).changes
    assert [change.state for change in changes] == ["confirmed", "new", "unsure", "rejected", "unsure"]
    assert [entry.action for entry in store.audit.list(limit=2)] == ["review.undo", "review.reject"]
    assert list(verify(store, tmp_path)) == []


def test_many_are_decided_as_they_were_counted(office: Office, make: Any) -> None:
    wanted = Wanted(holder="乙", last_id=office.queue.newest_id())
    rejected = decision(make, "reject")
    assert office.judging.count_decidable(ALL, wanted, rejected) == 3
    with pytest.raises(ConflictError):
        office.judging.decide_all(ALL, wanted, rejected, 2)
    entry = office.judging.decide_all(ALL, wanted, rejected, 3)
    assert len(office.judging.many_of(ALL, rejected.reviewer, entry)) == 3
    assert office.judging.count_decidable(ALL, wanted, rejected) == 0
    assert office.dashboard.by_state(ALL) == {"new": 6, "rejected": 3}


def test_figures(office: Office, make: Any) -> None:
    since, until = make.at(days=-1).date(), make.at(days=1).date()
    found = office.dashboard.by(ALL, "work", since, until)
    assert [(tally.name, tally.number) for tally in found] == [("流浪地球2", 6), ("深海", 3)]
    assert office.dashboard.by_day(ALL, since, until) == {"2026-11-22": 9}
    assert office.dashboard.decided_by_day(Scope("乙"), since) == {}
    flood = office.queue.floods(ALL, Wanted(), "work")[0]
    assert (flood.name, flood.hits, flood.best) == ("流浪地球2", 6, 90.0)
    assert office.dashboard.health()[0].site == "a"


def test_related_hits(office: Office) -> None:
    hit = office.queue.page(ALL, Wanted()).hits[0]
    assert {(found.by, found.hits) for found in office.dossiers.related(ALL, hit.hit_id)} == {("site", 8)}
    assert {found.hits for found in office.dossiers.related(Scope("甲影业"), hit.hit_id)} == {5}


def test_sessions_end(office: Office, make: Any) -> None:
    user = office.users.add("李", "analyst", "hash", make.now)
    office.sessions.open("secret", user, make.now, make.at(hours=1))
    assert office.sessions.user("secret", make.now) == user
    assert office.sessions.user("secret", make.at(hours=2)) is None
    assert office.sessions.user("", make.now) is None
    office.users.end_sessions("李")
    assert office.sessions.user("secret", make.now) is None


def test_tokens_end(office: Office, make: Any) -> None:
    user = office.users.add("李", "analyst", "hash", make.now)
    office.tokens.issue("secret", user, "t", ["read", "everything"], make.now, make.at(days=1))
    found = office.tokens.find("secret", make.now)
    assert found is not None and found[1] == ("read",)
    assert office.tokens.find("secret", make.at(days=2)) is None
    office.tokens.revoke(user, office.tokens.of(user)[0].token_id)
    assert office.tokens.find("secret", make.now) is None


def test_uploads_are_closed_once_and_hidden_from_others(office: Office, make: Any) -> None:
    number = office.uploads.add("乙", "", "a.csv", b"\x00\xff", "li", make.now)
    assert office.uploads.content(Scope("乙"), number) == b"\x00\xff"
    for scope in (Scope("甲影业"), Scope("")):
        with pytest.raises(NotFoundError):
            office.uploads.get(scope, number)
        with pytest.raises(NotFoundError):
            office.uploads.close(scope, number, "discarded", {}, make.now)
        assert office.uploads.list(scope) == []
    office.uploads.close(Scope("乙"), number, "imported", {"rows": 1}, make.now)
    with pytest.raises(ConflictError):
        office.uploads.close(Scope("乙"), number, "imported", {}, make.now)
    with pytest.raises(ConflictError):
        office.uploads.content(Scope("乙"), number)


def test_a_question_that_takes_too_long_is_given_up(store: Store, engine: str) -> None:
    slow = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "postgresql": "SELECT pg_sleep(20)",
    }
    with pytest.raises(TooSlowError), brief(store.database, 0.2) as connection:
        connection.exec_driver_sql(slow[engine])
    with brief(store.database) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
