"""A whole batch is corrected at once: all or none, one's own only, what is left empty stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

BATCH = "2026-09"


def test_a_batch_is_corrected_as_a_whole(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours", "zh")
    text = browser.get(f"/works?batch={BATCH}").text
    assert "更正整个批次" in text and "更改全部 2 部作品" in text
    form = {"of": BATCH, "expected": 2, "protected_until": "2027-03-01", "licences": "爱奇艺(2026/1/1-2027/12/31)"}
    answer = browser.submit("/works/batch", **form, batch="2026-09 更正")
    assert answer.status_code == 303
    changed = {work.title: work for work in world.store.works.all(world.our_name)}
    assert {work.protected_until for work in changed.values()} == {date(2027, 3, 1)}
    assert {work.batch for work in changed.values()} == {"2026-09 更正"}
    assert changed["流浪地球2"].aliases == ("The Wandering Earth II",)
    assert changed["深海"].licences[0].platform == "爱奇艺" and changed["流浪地球2"].year == 2023
    assert "batch.corrected" in browse("op").get("/audit").text


def test_all_or_none(browse: Callable[..., Any], world: Any) -> None:
    browser, before = browse("ours"), world.store.works.all()
    for form, status in (
        ({"of": BATCH, "expected": 2, "protected_until": "soon"}, 422),
        ({"of": BATCH, "expected": 2}, 422),
        ({"of": BATCH, "expected": 3, "protected_until": "2027-03-01"}, 409),
        ({"of": "nowhere", "expected": 0, "protected_until": "2027-03-01"}, 422),
        ({"of": f"{world.secret}批次", "expected": 1, "protected_until": "2027-03-01"}, 422),
    ):
        answer = browser.submit("/works/batch", **form)
        assert answer.status_code == status, form
        assert world.their_name not in answer.text
    assert world.store.works.all() == before
    assert browse("aud").submit("/works/batch", of=BATCH, expected=2, protected_until="2027-03-01").status_code == 403
