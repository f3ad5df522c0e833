"""Scorecards, infringers and kept pages by the API: what the pages show, to those who see the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.types import Review
from storage.notices import NewNotice

NOW = datetime.now(UTC)


def test_scorecards_and_infringers(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    for hit in world.ours[:3]:
        world.store.reviews.add(Review(hit, "confirm", "ana", "seen", NOW))
    new = NewNotice("n-1", "dmca_512", "quark", world.our_name, "en", "s", "t", 24, world.ours[:3])
    notice = world.store.notices.add(new, "ana", NOW)
    world.store.notices.approve(notice.notice_id, "app", notice.digest, NOW)
    world.store.notices.sent(notice.notice_id, "ana", "m", "", NOW - timedelta(days=3))
    api, reading = browse(), token("aud", "read")
    told = api.get("/api/scorecards", headers=reading).json()
    assert [(card["recipient"], card["links"], card["late"]) for card in told["cards"]] == [("quark", 3, 3)]
    assert told["open"][0]["number"] == "n-1" and told["open"][0]["overdue_hours"] > 40
    found = api.get("/api/infringers?of=site&days=0", headers=reading).json()
    assert [(one["kind"], one["name"], one["hits"]) for one in found["infringers"]] == [("site", "pandao", 3)]
    assert found["more"] == 0 and found["returns"] == []
    assert api.get("/api/infringers?days=7", headers=reading).status_code == 422
    theirs = token("ours", "read")
    for path in ("/api/scorecards", "/api/infringers"):
        assert api.get(path, headers=theirs).status_code == 403


def test_a_kept_page_as_text(
    browse: Callable[..., Any], world: Any, token: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    api, reading = browse(), token("ours", "read")
    path = f"/api/hits/{world.ours[0]}/captures/{world.our_capture}"
    page = api.get(f"{path}/text", headers=reading).json()
    assert page["lines"] == ["流浪地球2 网盘下载", "提取码 abcd"] and page["cut"] is False and len(page["sha256"]) == 64
    drawn = api.get(f"{path}/picture.png", headers={**reading, "accept-language": "zh"})
    assert drawn.status_code == 404 and "浏览器" in drawn.json()["detail"], "there is no browser on this machine"
    for kind in ("text", "picture.png"):
        foreign = f"/api/hits/{world.ours[0]}/captures/{world.their_capture}/{kind}"
        assert api.get(foreign, headers=reading).status_code == 404
