"""The page of repeat infringers: counts, reasons and returns in both languages, text from outside as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from core.types import Review
from storage.outcomes import Outcome
from storage.returns import Return
from storage.site_marks import SiteMark

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def test_who_does_it_again(world: Any, browse: Callable[..., Any]) -> None:
    for hit_id in (*world.ours[:3], *world.theirs[:2]):
        world.store.reviews.add(Review(hit_id, "confirm", "甲", "原片", NOW))
    world.store.outcomes.add(Outcome(world.ours[0], "removed", NOW, None, "platform"))
    world.store.returns.add([Return(world.ours[1], world.ours[0], "account", "<b>x</b>", NOW)])
    marks = [SiteMark(site, f"{site}.example", "analytics", "UA-12345", "", NOW, NOW) for site in ("pandao", "<i>zhan")]
    world.store.site_marks.save(marks)
    page = browse("ana").get("/infringers?days=0")
    assert page.status_code == 200
    for words in ("Operator", "same analytics id UA-12345", "the same account", "2026-11: 5", "&lt;i&gt;zhan"):
        assert words in page.text, words
    assert "<b>x</b>" not in page.text and "<i>zhan" not in page.text
    chinese = browse("aud", "zh").get("/infringers?of=operator&days=90")
    assert "相同的统计代码 UA-12345" in chinese.text and "运营者" in chinese.text
    assert browse("ours").get("/infringers").status_code in (403, 404)
