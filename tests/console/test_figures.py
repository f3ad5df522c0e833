"""The page of runs and the API tell in the reader's language why a run ended so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any


def test_causes_are_told(browse: Callable[..., Any], world: Any, token: Callable[..., dict[str, str]]) -> None:
    now = datetime.now(UTC)
    run = world.store.runs.start("another", now)
    counts = {"skipped: another host": 7, "skipped: deeper than 12": 1, "skipped: of its {own} 5": 2}
    world.store.runs.finish(run, "suspicious", counts, "no page could be read (3 timeout)", now)
    page = browse("op", "zh").get("/runs").text
    assert "其他网站" in page and "深度超过 12 层" in page and "another host" not in page
    assert "没有读到任何页面（3 个超时）" in page and "no page could be read" not in page
    assert "of its {own} 5" in page, "what nobody knows is said as it is"
    assert "deeper than 12" in browse("op").get("/runs").text
    told = next(r for r in browse().get("/api/runs", headers=token("op", "read")).json() if r["site"] == "another")
    assert (told["cause"], told["cause_zh"]) == ("no page could be read (3 timeout)", "没有读到任何页面（3 个超时）")
