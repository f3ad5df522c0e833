"""Cases in the console: opened, drafted form by form, noted, closed; protected hosts get into none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.config import Complainant
from core.types import Review
from storage.audit import AuditEntry
from takedown.cases import Subject, open_cases
from takedown.desk import Desk

OWN = Complainant(
    name="王芳", organisation="甲影业有限公司", address="北京市朝阳区光华路1号", phone="010-5550100",
    email="rights@jia.example", identity="统一社会信用代码 91110105MA00000001",
)  # fmt: skip


@pytest.fixture
def world(world: Any) -> Any:
    """The filled console; two hits are confirmed, and we are the rights holder."""
    object.__setattr__(world.config, "complainant", OWN)
    for hit_id in world.ours[:2]:
        world.store.reviews.add(Review(hit_id, "confirm", "ana", "whole film", world.store.hits.get(hit_id).first_seen))
    return world


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Timeline", "Element", "ready")), ("zh", ("时间线", "要件", "可起草"))]
)
def test_from_opening_to_closing(language: str, words: tuple[str, ...], browse: Callable[..., Any], world: Any) -> None:
    ana = browse("ana", language)
    answer = ana.submit("/cases", work="流浪地球2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases/1")
    page = ana.get("/cases/1").text
    assert all(word in page for word in words)
    assert world.store.hits.get(world.ours[0]).link_url in page
    assert "统一社会信用代码" in page, "drafts are shown before anything is kept"
    assert list(world.store.notices.query()) == []
    again = ana.submit("/cases", work="流浪地球2")
    assert again.headers["location"] == "/cases/1", "what is pursued already is shown"

    assert ana.submit("/cases/1/draft", recipient="quark", form="cn_art14").status_code == 303
    assert [notice.form for notice in world.store.notices.query()] == ["cn_art14"]
    assert ana.submit("/cases/1/draft", recipient="quark").status_code == 303
    forms = {notice.form for notice in world.store.notices.query()}
    assert {"cn_art14", "dmca_512", "xarf_json", "lumen_json"} <= forms and "google_txt" not in forms
    assert ana.submit("/cases/1/draft", recipient="quark").status_code == 409, "there is nothing left to draft"
    assert "google_txt" in ana.get("/cases/1").text

    for step in ("note", "close", "reopen"):
        assert ana.submit(f"/cases/1/{step}").status_code == 422
    for step, kind in (("note", "noted"), ("close", "closed"), ("reopen", "reopened")):
        assert ana.submit(f"/cases/1/{step}", reason="来电 <b>").status_code == 303
        assert world.store.cases.events(1)[-1].kind == kind
    assert "来电 &lt;b&gt;" in ana.get("/cases/1").text
    assert ana.get("/cases/1/evidence.zip").content[:2] == b"PK"
    assert "/cases/1" in ana.get("/cases").text and "/cases/1" in ana.get("/notices/1").text
    done: list[AuditEntry] = world.store.audit.list(limit=50)
    assert {"case.opened", "case.noted", "case.closed", "case.reopened", "case.packed", "notice.drafted"} <= {
        entry.action for entry in done
    }


def test_a_closed_case_drafts_nothing(browse: Callable[..., Any], world: Any) -> None:
    ana = browse("ana")
    ana.submit("/cases", hit=str(world.ours[0]))
    ana.submit("/cases/1/close", reason="enough")
    answer = ana.submit("/cases/1/draft", recipient="quark", form="cn_art14")
    assert answer.status_code == 409 and "closed" in answer.text
    assert ana.submit("/cases/1/close", reason="again").status_code == 409
    assert "/cases/1" not in ana.get("/cases").text and "/cases/1" in ana.get("/cases?state=all").text


def test_hits_that_cannot_be_listed_open_no_case(browse: Callable[..., Any], world: Any) -> None:
    ana = browse("ana")
    assert ana.submit("/cases").status_code == 422
    answer = ana.submit("/cases", hit=str(world.ours[5]))
    assert answer.status_code == 409 and "a person must confirm it first" in answer.text
    assert ana.submit("/cases", recipient="nobody").status_code == 409
    assert ana.submit("/cases", site="no.such.site").status_code == 409
    assert world.store.cases.query() == []
    assert ana.get("/cases/99").status_code == 404


def test_the_list_goes_on_page_by_page(browse: Callable[..., Any], world: Any) -> None:
    desk = Desk.open(world.config, world.store)
    for hit_id in world.ours[:2]:
        open_cases(desk, Subject(hit_ids=(hit_id,)), "ana", world.store.hits.get(hit_id).first_seen)
    page = browse("ana").get("/cases?before=2").text
    assert "/cases/1" in page and "/cases/2" not in page
