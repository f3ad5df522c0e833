"""Handing in lists: a preview with what is wrong, then the import, once."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl

ROWS = "作品名称,别名,年份,类型\n满江红,,2023,电影\n,无名氏,2023,电影\n长津湖,The Battle,二零五零,电影\n"


def hand_in(browser: Any, content: bytes, name: str = "名单.csv", **form: Any) -> Any:
    return browser.submit("/lists", files={"file": (name, content)}, **form)


def test_a_preview_changes_nothing_and_shows_every_wrong_row(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours")
    before = len(world.store.works.all())
    answer = hand_in(browser, ROWS.encode("gb18030"), batch="2026-10")
    text = browser.get(answer.headers["location"]).text
    assert "满江红" in text and "Rows that are not taken" in text and "作品名称 → Title" in text
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


def test_a_work_can_be_corrected(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours")
    form = {"aliases": "球2\n\n流浪二 \n球2", "official_domains": "V.QQ.com", "protected_from": "2026-01-01"}
    assert browser.submit(f"/works/{world.our_work}", **form, protected_until="2026-12-31").status_code == 303
    work = world.store.works.get(world.our_work)
    assert work.aliases == ("球2", "流浪二") and work.official_domains == ("v.qq.com",)
    assert str(work.protected_until) == "2026-12-31" and work.holder == world.our_name
    assert len(world.store.works.all()) == 4
    assert browser.submit(f"/works/{world.our_work}", **form, protected_until="2025-12-31").status_code == 422
    assert browser.submit(f"/works/{world.our_work}", **form, protected_until="31.12.2026").status_code == 422
