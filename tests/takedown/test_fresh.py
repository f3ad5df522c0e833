"""Fresh looks: kept with everything a court asks for; a link that is gone stands in the way of the approval."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import ConflictError
from storage.evidence import read, read_page
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.fresh import waiting
from takedown.guards import RefusedError
from takedown.picture import BROWSERS

HTML = {"Content-Type": "text/html; charset=utf-8"}
SHARE = "<title>远山的灯 全集</title><h1>远山的灯 全集</h1><p>请输入提取码</p>".encode()


@pytest.fixture
def case(opened: Callable[..., Any], make: Any, web: Callable[..., Any]) -> Any:
    """A draft about a share that this machine serves."""
    office, site = opened(), web()
    office.write("hosts", "127.0.0.1 pan.baidu.com luntan.example\n")
    crawl = {"delay": 0, "hosts_file": "hosts", "allow_private": (f"127.0.0.1:{site.port}",)}
    values = office.config.model_dump() | {"contact": "desk@holder.example", "folder": office.folder}
    office.config = type(office.config)(**{**values, "crawl": crawl})
    page = f"http://luntan.example:{site.port}/thread-1"
    office.hit(f"http://pan.baidu.com:{site.port}/s/1AbcDef", page=page, ref="baidu:1AbcDef")
    site.pages["/thread-1"] = (200, HTML, b"<p>the thread</p>")
    (notice,) = draft(office.desk, Wish(), "zhang", make.NOW).notices
    office.notice, office.site = notice, site
    return office


def test_a_look_is_kept_whole_before_the_approval(case: Any, make: Any) -> None:
    case.site.pages["/s/1AbcDef"] = (302, {"Location": "/share"}, b"")
    case.site.pages["/share"] = (200, HTML, SHARE + b"<img src='/logo.svg'>")
    case.site.pages["/logo.svg"] = (
        200,
        {"Content-Type": "image/svg+xml"},
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    )
    seen: list[Any] = []
    done = approve(case.desk, case.notice.notice_id, "老李", make.NOW, told=seen.append)
    assert done.state == "approved"
    (look,) = case.store.fresh.of_notice(case.notice.notice_id)
    assert (look.verdict, look.http_status, look.address, look.looked_by) == ("alive", 200, "127.0.0.1", "老李")
    assert [one.url for one in seen] == [look.url]
    folder = case.config.evidence_folder
    kept = {file.role: file.capture for file in look.files}
    assert {"redirect", "page", "shown_on", "facts"} <= kept.keys()
    assert read(folder, kept["page"]).startswith(SHARE)
    assert read_page(folder, kept["page"]).ip == "127.0.0.1"
    assert read(folder, kept["shown_on"]) == b"<p>the thread</p>"
    facts = json.loads(read(folder, kept["facts"]))
    assert facts["operator"] == "老李" and facts["software"].startswith("netsword") and "UTC" in facts["clock"]
    steps = [step for step in facts["steps"] if step["role"] != "part"]
    assert [step["status"] for step in steps] == [302, 200, 200]
    assert steps[0]["redirects_to"].endswith("/share") and steps[0]["resolver"] == "hosts file"
    if any(map(shutil.which, BROWSERS)):
        assert read(folder, kept["picture"]).startswith(b"\x89PNG") and "Chromium" in facts["picture"]["browser"]
        assert kept["part"].url.endswith("/logo.svg")


@pytest.mark.parametrize(
    ("page", "words"),
    [((404, HTML, b"<h1>404</h1>"), "the page is gone"),
     ((200, HTML, "<p>啊哦，你来晚了，分享的文件已经被取消了</p>".encode()), "its owner removed it")],
)  # fmt: skip
def test_a_link_that_is_gone_blocks_the_approval_with_its_reason(page: Any, words: str, case: Any, make: Any) -> None:
    case.site.pages["/s/1AbcDef"] = page
    for _ in range(2):
        with pytest.raises(RefusedError, match=words) as caught:
            approve(case.desk, case.notice.notice_id, "老李", make.NOW)
        assert "/s/1AbcDef 已失效" in str(caught.value)
    assert case.store.notices.get(case.notice.notice_id).state == "draft"
    assert len(case.store.fresh.of_notice(case.notice.notice_id)) == 1, "looked at once a day"


def test_who_cannot_look_says_why_and_a_person_decides(case: Any, make: Any) -> None:
    case.site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
    approve(case.desk, case.notice.notice_id, "老李", make.NOW)
    (look,) = case.store.fresh.of_notice(case.notice.notice_id)
    assert look.verdict == "unknown" and "robots.txt" in look.sign and look.files == ()


def test_an_old_look_is_taken_again(case: Any, make: Any) -> None:
    case.site.pages["/s/1AbcDef"] = (200, HTML, SHARE)
    case.store.fresh.add(
        replace(_look(case, make), verdict="gone", reason="not_found", looked_at=make.NOW - timedelta(hours=25))
    )
    assert len(waiting(case.desk, case.notice, make.NOW)) == 1
    approve(case.desk, case.notice.notice_id, "老李", make.NOW)
    assert waiting(case.desk, case.notice, make.NOW) == []


def _look(case: Any, make: Any) -> Any:
    from storage.fresh import FreshLook

    (hit_id,) = case.store.notices.hit_ids(case.notice.notice_id)
    url = case.store.hits.get(hit_id).link_url
    return FreshLook(hit_id, url, "alive", "alive", "", 200, "203.0.113.9", "zhang", make.NOW)


def test_what_does_not_fit_into_the_time_is_left_for_the_next_try(case: Any, make: Any) -> None:
    case.site.pages["/s/1AbcDef"] = (200, HTML, SHARE)
    second = f"http://pan.baidu.com:{case.site.port}/s/2"
    case.hit(second, page="http://luntan.example/t-2", ref="baidu:2")
    (notice,) = draft(case.desk, Wish(form="dmca_512"), "zhang", make.NOW).notices
    case.site.pages["/s/2"] = (200, HTML, SHARE)
    with pytest.raises(ConflictError, match="1 links"):
        approve(case.desk, notice.notice_id, "老李", make.NOW, seconds=0)
    assert approve(case.desk, notice.notice_id, "老李", make.NOW, seconds=0).state == "approved"


@pytest.mark.parametrize("by", ["赵分析", "nobody"])
def test_where_there_are_approvers_only_they_approve(by: str, case: Any, make: Any) -> None:
    case.store.users.add("赵分析", "analyst", "", make.NOW)
    case.store.users.add("老李", "approver", "", make.NOW)
    with pytest.raises(ConflictError, match="may not approve"):
        approve(case.desk, case.notice.notice_id, by, make.NOW)
    assert case.site.asked == []
