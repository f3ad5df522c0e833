"""The API: tokens with scopes, the same rules as the pages, answers as described."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.office import Office

NOW = datetime.now(UTC)


@pytest.fixture
def token(world: Any) -> Callable[..., dict[str, str]]:
    def issue(name: str, *scopes: str, until: datetime | None = None) -> dict[str, str]:
        secret = f"nsw_{name}_{'_'.join(scopes)}"
        Office(world.store).tokens.issue(secret, world.store.users.get(name), "test", scopes, NOW, until)
        return {"authorization": f"Bearer {secret}"}

    return issue


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
