"""Notices in the console: what cannot be listed is refused there too, and every trouble is said in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from core.types import Finding, Link, Match, Page, PageRecord, Reason, Review, Sighting, Text
from storage.evidence import EvidenceWriter
from storage.notices import NewNotice, NoticeFile

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def confirmed(world: Any, url: str) -> int:
    """A confirmed hit at an address, with its capture."""
    writer = EvidenceWriter(world.config.evidence_folder)
    capture = writer.write(Page(url, b"<p>film</p>", fetched_at=NOW))
    writer.close()
    work = world.store.works.get(world.our_work)
    link, match = (
        Link("video", url, url),
        Match(work, 96, "test-1", (Reason("title", 1, "it stands there"),), "流浪地球2"),
    )
    sighting = Sighting(url, link, (Text("anchor", "流浪地球2"),), site="somewhere")
    run = world.store.runs.start("somewhere", NOW)
    world.store.pages.save(
        [PageRecord(url, "somewhere", run, "ok", NOW, findings=(Finding(sighting, (match,)),), capture=capture)]
    )
    hit = next(hit for hit in world.store.hits.query() if hit.link_url == url)
    world.store.reviews.add(Review(hit.hit_id, "confirm", "ana", "whole film", NOW))
    return int(hit.hit_id)


@pytest.mark.parametrize(
    "url",
    ["https://www.gov.cn/film/1.html", "https://lib.pku.edu.cn/film/1", "https://www.iqiyi.com/v_1.html",
     "https://cdn.jsdelivr.net/film/1"],
)  # fmt: skip
@pytest.mark.parametrize(("language", "words"), [("en", "cannot be listed"), ("zh", "不得列入通知")])
def test_no_form_of_the_console_lists_a_protected_host(
    url: str, language: str, words: str, browse: Callable[..., Any], world: Any
) -> None:
    hit_id = confirmed(world, url)
    for form in ({"hit": str(hit_id)}, {"hit": str(hit_id), "recipient": "baidu_search"}, {}):
        for kind in ("", "cn_art14", "google_txt", "xarf_json"):
            answer = browse("ana", language).submit("/notices", form=kind, **form)
            assert answer.status_code == 409
    assert words in browse("ana", language).submit("/notices", hit=str(hit_id)).text
    assert list(world.store.notices.query()) == []


def test_what_is_missing_is_named_in_the_readers_language(browse: Callable[..., Any], world: Any) -> None:
    hit_id = confirmed(world, "https://pirate.example/film/1.html")
    assert "real identity of the rights holder" in browse("ana").submit("/notices", hit=str(hit_id)).text
    said = browse("ana", "zh").submit("/notices", hit=str(hit_id)).text
    assert "缺少：" in said and "missing" not in said
    assert browse("ana").submit("/notices", hit="9" * 19).status_code in (404, 409, 422)
    assert browse("ana").get("/notices/" + "9" * 30).status_code == 404
    assert browse("ana").submit("/notices", hit="1", form="no_such_form").status_code == 409


def draft_by(world: Any, name: str) -> int:
    new = NewNotice("NS-1", "cn_art14", "baidu", world.our_name, "zh", "通知", "全文", 24,
                    files=(NoticeFile("NS-1.html", "text/html", b"<p>x</p><script>alert(1)</script>"),))  # fmt: skip
    return int(world.store.notices.add(new, name, NOW).notice_id)


@pytest.mark.parametrize(("language", "words"), [("en", "somebody else must approve it"), ("zh", "须由他人批准")])
def test_nobody_approves_what_they_drafted(language: str, words: str, browse: Callable[..., Any], world: Any) -> None:
    notice_id = draft_by(world, "app")
    digest = world.store.notices.get(notice_id).digest
    answer = browse("app", language).submit(f"/notices/{notice_id}/approve", digest=digest)
    assert answer.status_code == 409 and words in answer.text
    assert world.store.notices.get(notice_id).state == "draft"


def test_another_text_than_the_one_that_was_shown_is_not_approved(browse: Callable[..., Any], world: Any) -> None:
    notice_id = draft_by(world, "ana")
    answer = browse("app").submit(f"/notices/{notice_id}/approve", digest="0" * 64)
    assert answer.status_code == 409 and "read it again" in answer.text
    assert world.store.notices.get(notice_id).state == "draft"


def test_reasons_are_asked_for(browse: Callable[..., Any], world: Any) -> None:
    notice_id = draft_by(world, "ana")
    for path in ("refuse", "withdraw", "answer"):
        assert browse("app").submit(f"/notices/{notice_id}/{path}", reason="  ").status_code == 422
    assert browse("app").submit(f"/notices/{notice_id}/refuse", reason="wrong film").status_code == 303
    assert world.store.notices.get(notice_id).state == "withdrawn"
    assert "wrong film" in browse("aud").get(f"/notices/{notice_id}").text


def test_files_of_a_notice_never_run_in_the_console(browse: Callable[..., Any], world: Any) -> None:
    notice_id = draft_by(world, "ana")
    answer = browse("aud").get(f"/notices/{notice_id}/as/html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert browse("aud").get(f"/notices/{notice_id}/as/exe").status_code in (404, 422)


def test_the_list_by_state_and_page(browse: Callable[..., Any], world: Any) -> None:
    number = 0
    for count in range(52):
        new = NewNotice(f"NS-{count}", "cn_art14", "baidu", world.our_name, "zh", f"通知 {count:03}", "全文", 24)
        number = world.store.notices.add(new, "ana", NOW).notice_id
    first = browse("ana").get("/notices").text
    assert "通知 051" in first and "通知 001" not in first and f"before={number - 49}" in first
    assert "通知 001" in browse("ana").get(f"/notices?before={number - 49}").text
    assert "通知" not in browse("ana").get("/notices?state=sent").text.split("<ol")[1]


def test_warning_letters_say_what_they_lack(browse: Callable[..., Any], world: Any) -> None:
    party = '[[holder]]\nname = "{}"\nidentity = "9111"\naddress = "北京市"\nphone = "010"\nemail = "a@b.example"\n'
    names = (world.our_name, world.their_name, "丙公司")
    (world.config.folder / "parties.toml").write_text("".join(map(party.format, names)), encoding="utf-8")
    said = browse("ana", "zh").submit("/notices/warnings", recipient="baidu", batch="2026-09")
    assert said.status_code == 409 and "签" in said.text, "nobody is set up to sign"
    assert list(world.store.notices.query()) == []
    assert browse("ana").submit("/notices/warnings", recipient="nobody").status_code in (404, 409)
    assert "没有符合条件" in browse("ana", "zh").submit("/notices/warnings", recipient="baidu", batch="1999").text
