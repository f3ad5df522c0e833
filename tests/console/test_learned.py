"""What people taught is listed, and can be ended from the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def test_a_rejection_that_holds_on_is_lifted(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    form = {"choice": "reject:same_title", "version": "1", "reach": "work"}
    assert browser.submit(f"/hits/{hit}/decision", **form).status_code == 303
    text = browser.get("/learned").text
    number = re.findall(r"/suppressions/(\d+)/lift", text)
    assert len(number) == 1 and "流浪地球2" in text
    assert browser.submit(f"/suppressions/{number[0]}/lift").status_code == 422
    assert browser.submit(f"/suppressions/{number[0]}/lift", reason="it was one").status_code == 303
    assert "/lift" not in browser.get("/learned").text
    assert world.store.hits.get(hit).state == "new"


def test_words_of_a_hit_become_a_name_and_are_forgotten(browse: Callable[..., Any], world: Any) -> None:
    browser, hit = browse("ana"), world.ours[0]
    assert browser.submit(f"/hits/{hit}/alias", reason="known so", words="流浪星球终章之战").status_code == 409
    browser.submit(f"/hits/{hit}/decision", choice="confirm", version="1")
    assert "/alias" in browser.get(f"/hits/{hit}").text
    assert browser.submit(f"/hits/{hit}/alias", reason="known so", words="流浪星球终章之战").status_code == 303
    text = browser.get("/learned").text
    assert "流浪星球终章之战" in text
    number = re.findall(r"/aliases/(\d+)/forget", text)
    assert browser.submit(f"/aliases/{number[0]}/forget", reason="too wide").status_code == 303
    assert "流浪星球终章之战" not in browser.get("/learned").text


def test_it_is_not_for_rights_holders(browse: Callable[..., Any]) -> None:
    assert browse("ours").get("/learned").status_code == 403
    assert "/lift" not in browse("aud").get("/learned").text
