"""Handing in lists: a preview with what is wrong, then the import, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest

ROWS = "作品名称,别名,年份,类型\n满江红,,2023,电影\n,无名氏,2023,电影\n长津湖,The Battle,二零五零,电影\n"


def hand_in(browser: Any, content: bytes, name: str = "名单.csv", **form: Any) -> Any:
    return browser.submit("/lists", files={"file": (name, content)}, **form)


def test_a_preview_changes_nothing_and_shows_every_wrong_row(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours")
    before = len(world.store.works.all())
    answer = hand_in(browser, ROWS.encode("gb18030"), batch="2026-10")
    text = browser.get(answer.headers["location"]).text
    assert "满江红" in text and "Rows that are not taken" in text and "作品名称" in text and ">Title</option>" in text
    assert len(world.store.works.all()) == before


def test_the_import_takes_what_is_right_once(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours")
    path = hand_in(browser, ROWS.encode(), batch="2026-10").headers["location"]
    assert browser.submit(path + "/import").status_code == 303
    work = next(work for work in world.store.works.all() if work.title == "满江红")
    assert (work.holder, work.batch) == (world.our_name, "2026-10")
    assert browser.submit(path + "/import").status_code == 409
    assert browser.submit(path + "/discard").status_code == 409
    assert "imported" in browser.get(path).text


def test_a_workbook(browse: Callable[..., Any], world: Any) -> None:
    book, out = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["片名", "年份"])
    sheet.append(["封神第一部", 2023])
    sheet.append(["=1+1", 2023])
    book.save(out)
    browser = browse("op")
    path = hand_in(browser, out.getvalue(), "名单.xlsx", holder="丁公司").headers["location"]
    browser.submit(path + "/import")
    assert {work.title for work in world.store.works.all("丁公司")} >= {"封神第一部"}


def test_a_file_that_is_no_list_is_refused_with_what_to_do(browse: Callable[..., Any]) -> None:
    browser = browse("ours", "en")
    for content in (
        b"",
        b"%PDF-1.7",
        b"\x89PNG\r\n",
        b"<html><body>x</body></html>",
        b"PK\x03\x04broken",
        b"\xff" * 100,
    ):
        path = hand_in(browser, content, "../../x.xlsx").headers["location"]
        answer = browser.get(path)
        assert answer.status_code == 422 and 'role="alert"' in answer.text
        assert browser.submit(path + "/import").status_code == 422
        assert browser.submit(path + "/discard").status_code == 303


def test_files_that_wait_are_limited(browse: Callable[..., Any]) -> None:
    browser = browse("ours")
    codes = [hand_in(browser, ROWS.encode()).status_code for _ in range(11)]
    assert codes == [303] * 10 + [429]


def test_the_template_can_be_handed_in(browse: Callable[..., Any]) -> None:
    browser = browse("ours")
    answer = browser.get("/lists/template.xlsx")
    assert answer.content.startswith(b"PK") and "attachment" in answer.headers["content-disposition"]


def seen(browser: Any, path: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', browser.get(path).text)
    assert found
    return found[1]


def test_a_work_can_be_corrected(browse: Callable[..., Any], world: Any) -> None:
    browser, path = browse("ours"), f"/works/{world.our_work}"
    form = {
        "aliases": "球2\n\n流浪二 \n球2",
        "official_domains": "https://V.QQ.com/x/cover/1.html",
        "licences": "爱奇艺(2026/1/1-2027/12/31)\n优酷",
        "protected_from": "2026-01-01",
        "protected_until": "2026-12-31",
        "release_date": "2026/02/10",
        "batch": "2026-11",
        "note": "首映",
    }
    assert browser.submit(path, **form, seen=seen(browser, path)).status_code == 303
    work = world.store.works.get(world.our_work)
    assert work.aliases == ("球2", "流浪二") and work.official_domains == ("v.qq.com",)
    assert [(licence.platform, str(licence.ends)) for licence in work.licences] == [
        ("爱奇艺", "2027-12-31"),
        ("优酷", "None"),
    ]
    assert (str(work.protected_until), str(work.release_date)) == ("2026-12-31", "2026-02-10")
    assert (work.batch, work.note, work.holder, work.title) == ("2026-11", "首映", world.our_name, "流浪地球2")
    assert len(world.store.works.all()) == 4
    text = browser.get(path).text
    assert "爱奇艺(2026/01/01-2027/12/31)" in text
    entry = next(entry for entry in world.store.audit.list("ours") if entry.action == "work.corrected")
    assert entry.detail["batch"] == {"was": "2026-09", "is": "2026-11"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("protected_until", "2025-12-31"),
        ("protected_until", "2026-02-30"),
        ("release_date", "明年春节"),
        ("licences", "爱奇艺(2027/1/1-2026/1/1)"),
        ("official_domains", "not a domain"),
        ("aliases", "\n".join(f"别名{n}" for n in range(500))),
    ],
)
def test_a_correction_is_checked_like_a_row(browse: Callable[..., Any], world: Any, field: str, value: str) -> None:
    browser, path = browse("ours"), f"/works/{world.our_work}"
    form = {"protected_from": "2026-01-01", "protected_until": "2026-12-31", "note": "typed words"} | {field: value}
    answer = browser.submit(path, **form, seen=seen(browser, path))
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert "typed words" in answer.text
    assert world.store.works.get(world.our_work).note == ""


def test_two_corrections_lose_nothing(browse: Callable[..., Any], world: Any) -> None:
    one, other, path = browse("ours"), browse("op"), f"/works/{world.our_work}"
    was = seen(one, path)
    assert other.submit(path, aliases="流浪二", seen=was).status_code == 303
    answer = one.submit(path, aliases="球2", seen=was)
    assert answer.status_code == 409 and "球2" in answer.text
    assert world.store.works.get(world.our_work).aliases == ("流浪二",)
    assert one.submit(path, aliases="流浪二\n球2", seen=seen(other, path)).status_code == 303


OWN = "影剧大名,开播年头,内部编号\n满江红,2023,7\n长津湖,2021,8\n"


def test_own_headings_are_chosen_once(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours")
    path = hand_in(browser, ("年份,类型,影剧大名,内部编号\n2023,电影,满江红,7\n").encode()).headers["location"]
    answer = browser.get(path)
    assert answer.status_code == 422 and 'value="影剧大名"' in answer.text
    chosen = {"heading": ["影剧大名", "内部编号"], "field": ["title", "identifiers"]}
    assert browser.submit(path + "/headings", **chosen).status_code == 303
    text = browser.get(path).text
    assert "满江红" in text and "Import 1 works" in text
    browser.submit(path + "/import")
    work = next(work for work in world.store.works.all() if work.title == "满江红")
    assert work.identifiers == ("7",) and work.year == 2023
    again = hand_in(browser, OWN.encode()).headers["location"]  # the next list needs no choice
    assert "长津湖" in browser.get(again).text
    theirs = browse("theirs")
    assert theirs.get(hand_in(theirs, OWN.encode()).headers["location"]).status_code == 422
    browser.submit(again + "/headings", heading=["内部编号"], field=["ignore"])
    assert "长津湖" in browser.get(again).text
    for heading, field in (("x" * 300, "title"), ("影剧大名", "nonsense"), ("", "title")):
        browser.submit(again + "/headings", heading=[heading], field=[field])
    assert "长津湖" in browser.get(again).text
