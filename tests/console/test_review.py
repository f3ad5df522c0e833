"""Judging hits: order, filters, search, decisions, conflicts, undo, many at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from console.filters import NAMES, filter_of
from storage.hits import HitQuery
from storage.tables import hits

PIECE = {"hx-request": "true"}


def shown(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="hit-(\d+)"', text)]


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found
    return found[1]


def test_the_best_come_first_and_every_page_goes_on(browse: Callable[..., Any], world: Any) -> None:
    from storage.office import Office
    from storage.scope import ALL
    from storage.wanted import Wanted

    queue, seen, after = Office(world.store).queue, [], None
    while True:
        page = queue.page(ALL, Wanted(), after=after, limit=4)
        seen += page.hits
        if page.after is None:
            break
        after = page.after
    assert len(seen) == len({hit.hit_id for hit in seen}) == 31
    with world.store.database.read() as connection:
        known = dict(connection.exec_driver_sql("SELECT id, priority FROM hits").all())
    order = [known[hit.hit_id] for hit in seen]
    assert order == sorted(order, reverse=True)
    assert {round(hit.score * 100) + 30 * {"netdisk": 9, "magnet": 9, "page": 1}[hit.link_kind] for hit in seen} == set(
        order
    )


@pytest.mark.parametrize(
    ("query", "title", "number"),
    [
        ("q=地球", "流浪地球2", 15),
        ("q=深海", "深海", 1),
        ("q=wandering", "流浪地球2", 15),
        ("q=流浪地球２", "流浪地球2", 15),
        ("q=網盤", "", 0),
        ("q=国语&in=words", "深海", 1),
        ("q=pan.example/s/7&in=words", "流浪地球2", 1),
        ("kind=magnet", "深海", 1),
        ("least=98", "流浪地球2", 2),
        ("site=nowhere", "", 0),
        ("batch=2026-09", "", 16),
        ("holder=甲影业有限公司", "", 16),
        ("since=2026-11-23", "", 0),
        ("until=2026-11-22", "", 31),
        ("until=2026-11-21", "", 0),
        ("channel=forum&order=newest", "", 31),
        ("state=confirmed", "", 0),
    ],
)
def test_filters_and_search(browse: Callable[..., Any], query: str, title: str, number: int) -> None:
    text = browse("ana").get(f"/queue?{query}").text
    assert len(shown(text)) == number
    if title:
        assert title in text


def test_floods_are_folded(browse: Callable[..., Any]) -> None:
    text = browse("ana").get("/queue?q=地球").text
    assert "12 more of" in text and "only these" in text


def test_a_decision_brings_the_next_hit(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    first, second = world.ours[:2]
    form = {"choice": "confirm", "version": "1", "next": str(second), "headers": PIECE}
    text = browser.submit(f"/hits/{first}/decision", **form).text
    assert f'data-hit="{second}"' in text and f'id="hit-{first}"' in text and "confirmed" in text
    review = world.store.reviews.of(first)[0]
    assert (review.verdict, review.reviewer) == ("confirm", "ana")
    assert world.store.hits.get(first).state == "confirmed"


def test_without_scripts_a_decision_leads_back(browse: Callable[..., Any], world: Any) -> None:
    answer = browse("ana").submit(f"/hits/{world.ours[0]}/decision", choice="unsure", version="1")
    assert answer.status_code == 303 and answer.headers["location"] == f"/hits/{world.ours[0]}"


def test_rejecting_needs_a_reason(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    assert browser.submit(f"/hits/{hit}/decision", choice="reject", version="1").status_code == 422
    assert browser.submit(f"/hits/{hit}/decision", choice="nonsense", version="1").status_code == 422
    assert browser.submit(f"/hits/{hit}/decision", choice="reject:nonsense", version="1").status_code == 422
    browser.submit(f"/hits/{hit}/decision", choice="reject:trailer", version="1", reason="first seconds only")
    assert world.store.reviews.of(hit)[0].reason == "Trailer, clip or soundtrack: first seconds only"


def test_two_reviewers_lose_nothing(browse: Callable[..., Any], world: Any) -> None:
    one, other, hit = browse("ana"), browse("op"), world.ours[0]
    one.submit(f"/hits/{hit}/decision", choice="confirm", version="1", reason="whole film")
    answer = other.submit(f"/hits/{hit}/decision", choice="reject", version="1", reason="my long reason", headers=PIECE)
    assert answer.status_code == 409
    assert "my long reason" in answer.text and "whole film" in answer.text and "ana" in answer.text
    assert hidden(answer.text, "version") == "2"
    assert world.store.hits.get(hit).state == "confirmed"
    again = other.submit(f"/hits/{hit}/decision", choice="reject", version="2", reason="my long reason")
    assert again.status_code == 303
    assert [review.verdict for review in world.store.reviews.of(hit)] == ["confirm", "reject"]


def test_who_looks_at_a_hit_is_shown_to_others(browse: Callable[..., Any], world: Any) -> None:
    one, other = browse("ana"), browse("op")
    one.get(f"/hits/{world.ours[0]}/pane")
    assert "ana works on it" in other.get(f"/hits/{world.ours[0]}/pane").text
    assert "works on it" not in one.get(f"/hits/{world.ours[0]}/pane").text
    assert "ana works on it" in other.get("/queue").text
    assert "works on it" not in browse("ours").get(f"/hits/{world.ours[0]}").text


def test_undoing_restores_by_a_further_decision(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    browser.submit(f"/hits/{hit}/decision", choice="confirm", version="1")
    browser.submit(f"/hits/{hit}/decision", choice="reject", version="2", reason="no")
    assert browser.submit(f"/hits/{hit}/undo", version="3").status_code == 303
    assert world.store.hits.get(hit).state == "confirmed"
    browser.submit(f"/hits/{hit}/decision", choice="unsure", version="4")
    hit2 = world.ours[1]
    browser.submit(f"/hits/{hit2}/decision", choice="confirm", version="1")
    assert browser.submit(f"/hits/{hit2}/undo", version="2").status_code == 303
    assert world.store.hits.get(hit2).state == "new"
    assert [review.verdict for review in world.store.reviews.of(hit2)] == ["confirm", "reopen"]
    assert browser.submit(f"/hits/{world.ours[2]}/undo", version="1").status_code == 409
    from storage.verify import verify

    assert list(verify(world.store, world.config.evidence_folder)) == []


def test_many_at_once_after_a_preview(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    preview = browser.submit("/queue/bulk", filter="q=地球&state=new", choice="reject:licensed").text
    assert hidden(preview, "expected") == "15" and hidden(preview, "reason") == "Licensed or official"
    form = {"filter": "q=地球&state=new", "choice": "reject:licensed", "last": hidden(preview, "last")}
    assert browser.submit("/queue/bulk/decide", **form, expected="15").status_code == 422
    assert browser.submit("/queue/bulk/decide", **form, expected="14", reason="x").status_code == 409
    assert world.store.hits.get(world.ours[0]).state == "new"
    assert browser.submit("/queue/bulk/decide", **form, expected="15", reason="licensed").status_code == 303
    assert {world.store.hits.get(hit).state for hit in world.ours} == {"rejected"}
    assert world.store.hits.get(world.theirs[0]).state == "new"
    assert {review.reason for hit in world.ours for review in world.store.reviews.of(hit)} == {"licensed"}


def test_a_decision_on_many_can_be_taken_back(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    preview = browser.submit("/queue/bulk", filter="q=地球&state=new", choice="reject:licensed").text
    form = {"filter": "q=地球&state=new", "choice": "reject", "last": hidden(preview, "last"), "reason": "licensed"}
    path = browser.submit("/queue/bulk/decide", **form, expected="15").headers["location"]
    text = browser.get(path).text
    assert "Decided on 15 hits." in text
    entry = hidden(text, "entry")
    browser.submit(f"/hits/{world.ours[0]}/decision", choice="confirm", version="2")
    assert browse("op").submit("/queue/bulk/undo", entry=entry).status_code == 404
    assert browser.submit("/queue/bulk/undo", entry=entry).status_code == 303
    assert [world.store.hits.get(hit).state for hit in world.ours] == ["confirmed", *["new"] * 14]
    assert "Decided on" not in browser.get(path).text


def test_a_hit_that_somebody_works_on_is_taken_over_first(browse: Callable[..., Any], world: Any) -> None:
    one, other, hit = browse("ana"), browse("op"), world.ours[0]
    one.get(f"/hits/{hit}/pane")
    answer = other.submit(f"/hits/{hit}/decision", choice="confirm", version="1", headers=PIECE)
    assert answer.status_code == 409 and "take it over first" in answer.text and f"/hits/{hit}/take" in answer.text
    assert other.submit(f"/hits/{hit}/take", headers=PIECE).status_code == 200
    assert other.submit(f"/hits/{hit}/decision", choice="confirm", version="1", headers=PIECE).status_code == 200
    one.get(f"/hits/{world.ours[1]}/pane")
    assert "ana works on it" in other.get(f"/hits/{world.ours[1]}/pane").text
    one.submit("/logout")
    assert "ana works on it" not in other.get(f"/hits/{world.ours[1]}/pane").text


def test_filters_are_kept_and_shared(browse: Callable[..., Any], world: Any) -> None:
    ana, op, ours = browse("ana"), browse("op"), browse("ours")
    assert ana.submit("/filters", filter="kind=netdisk&state=open&evil=1", name="My shares").status_code == 303
    ana.submit("/filters", filter=f"holder={world.their_name}", name="Everybody's", shared="1")
    text = ana.get("/queue").text
    assert 'href="/queue?state=open&amp;kind=netdisk"' in text and "evil" not in text
    assert "My shares" not in op.get("/queue").text and "Everybody&#39;s" in op.get("/queue").text
    assert "Everybody" not in ours.get("/queue").text
    assert ana.submit("/filters", filter="", name=" ").status_code == 422
    number = re.findall(r"/filters/(\d+)/remove", ana.get("/queue").text)
    assert op.submit(f"/filters/{number[0]}/remove").status_code == 404
    assert "/remove" not in op.get("/queue").text
    for one in number:
        assert ana.submit(f"/filters/{one}/remove").status_code == 303
    assert "Everybody" not in op.get("/queue").text


def test_what_comes_in_after_the_preview_is_not_touched(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    preview = browser.submit("/queue/bulk", filter="state=new", choice="unsure").text
    last = int(hidden(preview, "last"))
    form = {"filter": "state=new", "choice": "unsure", "last": str(last - 1), "reason": "x"}
    assert browser.submit("/queue/bulk/decide", **form, expected=hidden(preview, "expected")).status_code == 409
    assert browser.submit("/queue/bulk/decide", **form, expected="30").status_code == 303
    assert world.store.hits.get(last).state == "new"


def test_the_audit_log_says_who_saw_and_did_what(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    browser.get(f"/hits/{hit}")
    browser.get(f"/hits/{hit}/captures/{world.our_capture}")
    browser.submit(f"/hits/{hit}/decision", choice="confirm", version="1")
    browser.get("/export.csv")
    text = browse("aud").get("/audit?actor=ana").text
    for action in ("login", "hit.seen", "capture.seen", "review.confirm", "export"):
        assert f'title="{action}"' in text
    assert "confirmed a hit" in text and "looked at a kept page" in text


@given(st.dictionaries(st.sampled_from([*NAMES, "after"]), st.text(max_size=300), max_size=8))
def test_no_filter_is_too_strange(params: dict[str, str]) -> None:
    found = filter_of(params)
    assert filter_of(dict(found.params)).wanted == found.wanted


def test_a_rejection_holds_as_far_as_the_reviewer_says(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    assert 'name="reach"' in browser.get(f"/hits/{hit}").text
    form = {"choice": "reject:about", "version": "1"}
    assert browser.submit(f"/hits/{hit}/decision", **form, reach="nonsense").status_code == 422
    assert browser.submit(f"/hits/{hit}/decision", **form, reach="work").status_code == 303
    (kept,) = world.store.suppressions.list()
    assert (kept.scope, kept.hit_id, kept.reviewer, kept.work_id) == ("work", hit, "ana", world.our_work)
    assert {one.state for one in world.store.hits.query(HitQuery(work=world.our_work))} == {"rejected"}


def test_a_confirmed_disguise_becomes_a_name(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    with world.store.database.write() as connection:
        connection.execute(update(hits).where(hits.c.id == hit).values(matched_text="刘浪地球2 4K"))
    assert "“刘浪地球2”" in browser.get(f"/hits/{hit}").text
    answer = browser.submit(f"/hits/{hit}/decision", choice="confirm", version="1", alias="yes")
    assert answer.status_code == 303
    assert [(one.alias, one.reviewer) for one in world.store.learned.list()] == [("刘浪地球2", "ana")]
    answer = browser.submit(f"/hits/{hit}/decision", choice="confirm", version="2", alias="yes")
    assert answer.status_code == 409
    assert "became no name" in answer.text
