"""A program keeps cases as people do: opened once, added to, drafted from, closed; no rights holder sees any."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from core.config import Complainant
from core.types import Review

OWN = Complainant(
    name="王芳", organisation="甲影业有限公司", address="北京市朝阳区光华路1号", phone="010-5550100",
    email="rights@jia.example", identity="统一社会信用代码 91110105MA00000001",
)  # fmt: skip


@pytest.fixture
def world(world: Any) -> Any:
    """The filled console; three hits are confirmed, and we are the rights holder."""
    object.__setattr__(world.config, "complainant", OWN)
    for hit_id in (*world.ours[:3], world.theirs[0]):
        world.store.reviews.add(Review(hit_id, "confirm", "ana", "whole film", world.store.hits.get(hit_id).first_seen))
    return world


def test_from_opening_to_closing(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, mine, reading = browse(), token("ana", "draft"), token("aud", "read")
    opened = api.post("/api/cases", json={"hits": [world.ours[0]]}, headers=mine)
    assert opened.status_code == 201 and opened.json()["cases"][0]["holder"] == world.our_name
    again = api.post("/api/cases", json={"hits": [world.ours[0]]}, headers=mine).json()
    assert again["cases"] == [] and again["pursued"] == [{"hit_id": world.ours[0], "case_id": 1}]
    added = api.post("/api/cases/1/hits", json={"hits": list(world.ours[1:3])}, headers=mine)
    assert added.json()["hits"] == 3
    for foreign in (world.theirs[0], world.ours[5]):
        refused = api.post("/api/cases/1/hits", json={"hits": [foreign]}, headers=mine)
        assert refused.status_code == 409 and " | " not in refused.json()["detail"]
    known = api.get("/api/cases/1?to=quark", headers=reading).json()
    assert known["hit_ids"] == list(world.ours[:3]) and known["chosen"] == "quark" and known["notices"] == []
    forms = {form["name"]: form for form in known["forms"]}
    assert forms["cn_art14"]["ready"] and "统一社会信用代码" in forms["cn_art14"]["text"]

    wanted = {"recipient": "quark", "form": "cn_art14"}
    (head,) = api.post("/api/cases/1/draft", json=wanted, headers=mine).json()["notices"]
    assert (head["case_id"], head["hits"], head["state"]) == (1, 3, "draft")
    assert api.post("/api/cases/1/draft", json=wanted, headers=mine).status_code == 409
    for step, kind in (("note", "noted"), ("close", "closed"), ("reopen", "reopened")):
        assert api.post(f"/api/cases/1/{step}", json={"reason": " "}, headers=mine).status_code == 422
        assert api.post(f"/api/cases/1/{step}", json={"reason": "来电"}, headers=mine).status_code == 200
        assert world.store.cases.events(1)[-1].kind == kind
        if step == "close":
            closed = api.post("/api/cases/1/draft", json=wanted, headers={**mine, "accept-language": "zh"})
            assert closed.status_code == 409 and "结案" in closed.json()["detail"]
            assert api.get("/api/cases?state=open", headers=reading).json() == []
    assert [line["stage"] for line in api.get("/api/cases", headers=reading).json()] == ["draft"]
    assert api.get("/api/cases?before=1", headers=reading).json() == []
    pack = api.get("/api/cases/1/evidence.zip", headers=reading).content
    assert zipfile.ZipFile(io.BytesIO(pack)).testzip() is None
    steps = {entry.action for entry in world.store.audit.list(limit=50)}
    noted = {"opened", "added", "seen", "noted", "closed", "reopened", "packed"}
    assert {f"case.{step}" for step in noted} | {"notice.drafted"} <= steps


def test_what_opens_no_case(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, mine = browse(), token("ana", "draft")
    for body, status in (
        ({}, 422), ({"work": "  "}, 422), ({"site": "no.such.site"}, 409), ({"recipient": "nobody"}, 404),
        ({"hits": [world.ours[7]]}, 409), ({"hits": [10**9]}, 404), ({"x": 1}, 422),
    ):  # fmt: skip
        answer = api.post("/api/cases", json=body, headers=mine)
        assert answer.status_code == status and answer.json()["detail"], body
    assert world.store.cases.query() == []


def test_who_may_not(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    api, drafting, theirs = browse(), token("ana", "draft"), token("ours", "read")
    api.post("/api/cases", json={"work": "流浪地球2"}, headers=drafting)
    for name in ("ours", "aud"):
        headers = token(name, "read", "draft")
        assert api.post("/api/cases", json={"work": "深海"}, headers=headers).status_code == 403
        for step in ("note", "close"):
            assert api.post(f"/api/cases/1/{step}", json={"reason": "x"}, headers=headers).status_code == 403
    for path in ("/api/cases", "/api/cases/1", "/api/cases/1/evidence.zip"):
        assert api.get(path, headers=theirs).status_code == 403
        assert api.get(path, headers=drafting).status_code == 403, "a token for drafting reads nothing"
    assert world.store.cases.get(1).state == "open"
