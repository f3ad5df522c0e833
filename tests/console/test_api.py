"""The API: tokens with scopes, the same rules as the pages, answers as described."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime.now(UTC)


def test_a_token_is_made_on_the_account_page_and_can_be_made_void(browse: Callable[..., Any]) -> None:
    browser = browse("ana")
    text = browser.submit("/account/tokens", name="script", scopes=["read", "review", "audit"], days="30").text
    secret = text.partition('id="new-token">')[2].partition("<")[0]
    assert secret.startswith("nsw_") and secret not in browser.get("/account").text
    headers = {"authorization": f"Bearer {secret}"}
    assert browse().get("/api/me", headers=headers).json() == {
        "name": "ana", "role": "analyst", "holder": "", "scopes": ["read", "review"],
    }  # fmt: skip
    assert browser.submit("/account/tokens/1/revoke").status_code == 303
    assert browse().get("/api/me", headers=headers).status_code == 401


def test_scopes_and_roles_both_count(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, hit = browse(), world.ours[0]
    body = {"verdict": "confirm", "reason": "whole film"}
    assert api.post(f"/api/hits/{hit}/reviews", json=body, headers=token("ana", "read")).status_code == 403
    assert api.post(f"/api/hits/{hit}/reviews", json=body, headers=token("aud", "review")).status_code == 403
    assert api.get("/api/hits", headers=token("ana", "review")).status_code == 403
    answer = api.post(f"/api/hits/{hit}/reviews", json=body | {"version": 1}, headers=token("op", "review"))
    assert answer.status_code == 201 and answer.json()["state"] == "confirmed"
    again = api.post(f"/api/hits/{hit}/reviews", json=body | {"version": 1}, headers=token("app", "review"))
    assert again.status_code == 409


def test_tokens_end(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api = browse()
    assert api.get("/api/me", headers=token("op", "read", until=NOW - timedelta(seconds=1))).status_code == 401
    headers = token("ana", "read")
    world.store.users.disable("ana")
    assert api.get("/api/me", headers=headers).status_code == 401
    for given in ({}, {"authorization": "Bearer x"}, {"authorization": "Basic eDp5"}, {"authorization": "Bearer "}):
        assert api.get("/api/me", headers=given).status_code == 401


def test_the_session_is_no_token(browse: Callable[..., Any]) -> None:
    assert browse("op").get("/api/hits").status_code == 401


def test_paging_and_filters(browse: Callable[..., Any], token: Callable[..., Any]) -> None:
    api, headers = browse(), token("ana", "read")
    seen: list[int] = []
    after = None
    while True:
        page = api.get("/api/hits", params={"limit": 7} | ({"after": after} if after else {}), headers=headers).json()
        seen += [hit["hit_id"] for hit in page["hits"]]
        after = page["after"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 31
    assert (
        api.get("/api/hits", params={"q": "深海", "kind": "magnet"}, headers=headers).json()["hits"][0]["work_title"]
        == "深海"
    )
    assert api.get("/api/hits", params={"kind": "x"}, headers=headers).status_code == 422


def test_a_list_is_imported(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    files = {"file": ("a.csv", "title,year\n满江红,2023\n,2020\n".encode())}
    answer = browse().post("/api/lists", files=files, headers=token("ours", "upload"))
    assert answer.status_code == 201
    assert (answer.json()["accepted"], answer.json()["refused"]) == (1, 1)
    assert [work.holder for work in world.store.works.all() if work.title == "满江红"] == [world.our_name]
    broken = browse().post("/api/lists", files={"file": ("a.csv", b"%PDF-1.4")}, headers=token("op", "upload"))
    assert broken.status_code == 422


def test_a_program_can_do_what_the_pages_can(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, mine, other = browse(), token("ana", "read", "review", "upload"), token("op", "read", "review")
    hit = world.ours[0]
    found = api.get(f"/api/hits/{hit}/dossier", headers=mine).json()
    assert found["hit"]["hit_id"] == hit and found["captures"][0]["sha256"] and found["sightings"][0]["texts"]
    assert {group["by"] for group in found["related"]} >= {"site"}
    assert api.post(f"/api/hits/{hit}/claim", headers=mine).json() == {"hit_id": hit, "mine": True, "held_by": "ana"}
    assert api.post(f"/api/hits/{hit}/claim", headers=other).json()["held_by"] == "ana"
    body = {"verdict": "confirm", "reason": "whole film", "version": 1}
    assert api.post(f"/api/hits/{hit}/reviews", json=body, headers=other).status_code == 409
    assert api.post(f"/api/hits/{hit}/claim?take=true", headers=other).json()["mine"] is True
    assert api.delete("/api/claim", headers=other).status_code == 204
    assert api.post(f"/api/hits/{hit}/reviews", json=body, headers=mine).status_code == 201
    assert api.post(f"/api/hits/{hit}/undo", json={"version": 2}, headers=mine).json()["state"] == "new"
    many = {"verdict": "reject", "filter": "state=new&q=地球"}
    preview = api.post("/api/decisions/preview", json=many, headers=mine).json()
    assert preview["expected"] == 15 and len(preview["some"]) == 15
    decided = many | {"expected": 15, "last": preview["last"], "reason": "licensed"}
    entry = api.post("/api/decisions", json=decided, headers=mine).json()["entry"]
    assert api.post("/api/decisions", json=decided, headers=mine).status_code == 409
    assert api.delete(f"/api/decisions/{entry}", headers=other).status_code == 404
    assert api.delete(f"/api/decisions/{entry}", headers=mine).json()["hits"] == 15
    assert {world.store.hits.get(hit).state for hit in world.ours} == {"new"}


def test_filters_figures_and_works(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, mine = browse(), token("ours", "read", "upload")
    kept = api.post("/api/filters", json={"name": "a", "filter": "kind=netdisk&x=1"}, headers=mine).json()
    assert kept["filter"] == "state=new&kind=netdisk"
    assert [f["name"] for f in api.get("/api/filters", headers=mine).json()] == ["a"]
    assert api.delete(f"/api/filters/{kept['filter_id']}", headers=mine).status_code == 204
    figures = api.get("/api/figures?days=30", headers=mine).json()
    assert figures["by_state"] == {"new": 16} and figures["by"].keys() == {"channel", "kind", "site", "work"}
    assert api.get("/api/runs", headers=mine).status_code == 403
    assert api.get("/api/runs", headers=token("op", "read")).json()[0]["site"] == "pandao"
    assert api.get("/api/audit", headers=mine).status_code == 403
    assert api.get("/api/audit", headers=token("aud", "read")).status_code == 200
    work = api.get(f"/api/works/{world.our_work}", headers=mine).json()
    change = {"seen": work["seen"], "licences": "爱奇艺(2026/1/1-2027/1/1)"}
    assert api.patch(f"/api/works/{world.our_work}", json=change, headers=mine).json()["form"]["batch"] == "2026-09"
    assert api.patch(f"/api/works/{world.our_work}", json=change, headers=mine).status_code == 409
    seen = api.get(f"/api/works/{world.our_work}", headers=mine).json()["seen"]
    backwards = {"seen": seen, "protected_from": "2026-02-01", "protected_until": "2026-01-01"}
    assert api.patch(f"/api/works/{world.our_work}", json=backwards, headers=mine).status_code == 422


def test_a_list_waits_for_a_look(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, mine = browse(), token("ours", "upload")
    rows = "年份,类型,影剧大名\n2023,电影,满江红\n".encode()
    number = api.post("/api/lists", files={"file": ("a.csv", rows)}, data={"wait": "true"}, headers=mine).json()
    path = f"/api/lists/{number['upload_id']}"
    assert api.get(path, headers=mine).status_code == 422
    told = {"headings": {"影剧大名": "title"}}
    assert api.put(path + "/headings", json=told, headers=mine).json() == {"影剧大名": "title"}
    assert api.get(path, headers=mine).json()["works"] == ["满江红"]
    assert api.post(path + "/import", headers=mine).json()["result"]["accepted"] == 1
    assert api.get(path, headers=mine).status_code == 409
    assert [upload["state"] for upload in api.get("/api/lists", headers=mine).json()] == ["imported"]
    second = api.post("/api/lists", files={"file": ("a.csv", rows)}, data={"wait": "true"}, headers=mine).json()
    assert api.delete(f"/api/lists/{second['upload_id']}", headers=mine).status_code == 204


def test_what_people_taught_can_be_read_and_ended(
    browse: Callable[..., Any], world: Any, token: Callable[..., Any]
) -> None:
    browser, bearer = browse(), token("ana", "read", "review")
    hit = world.ours[0]
    rejected = {"verdict": "reject", "reason": "a trailer", "scope": "site"}
    assert browser.post(f"/api/hits/{hit}/reviews", json=rejected, headers=bearer).status_code == 201
    (kept,) = browser.get("/api/suppressions", headers=bearer).json()
    assert (kept["hit_id"], kept["scope"], kept["reason"], kept["lifted_by"]) == (hit, "site", "a trailer", "")
    path = f"/api/suppressions/{kept['suppression_id']}/lift"
    assert len(browser.post(path, json={"reason": "wrong"}, headers=bearer).json()["hits"]) == 15
    assert browser.post(path, json={"reason": "wrong"}, headers=bearer).status_code == 409
    assert browser.get("/api/suppressions?lifted=true", headers=bearer).json()[0]["lift_reason"] == "wrong"
    assert browser.get("/api/aliases", headers=bearer).json() == []
    assert browser.get("/api/flood-alerts", headers=bearer).json() == []
    named = {"reason": "seen", "words": "The Wandering Earth II"}
    assert browser.post(f"/api/hits/{hit}/alias", json=named, headers=bearer).status_code == 409
    assert browser.get("/api/suppressions", headers=token("ours", "read", "review")).status_code == 403


def test_kept_pages_and_every_filter(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    browser, bearer = browse(), token("ours", "read")
    path = f"/api/hits/{world.ours[0]}/captures/{world.our_capture}/file"
    assert "流浪地球2".encode() in browser.get(path, headers=bearer).content
    foreign = f"/api/hits/{world.ours[0]}/captures/{world.their_capture}/file"
    assert browser.get(foreign, headers=bearer).status_code == 404
    for asked, number in (("least=95", 5), ("provider=quark", 15), ("until=2020-01-01", 0), ("q=国语&in=words", 1)):
        assert len(browser.get(f"/api/hits?{asked}", headers=bearer).json()["hits"]) == number, asked
