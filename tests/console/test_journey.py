"""The whole journey in a real browser: hit, draft, fresh look, approval by another person, sending, follow-up."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from console.app import create_app
from core.config import Config
from storage.store import Store
from takedown.pack_check import check
from tests.console.notifying import PASSWORD, Inbox

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install 'netsword[test]')")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A browser draws pictures here while it shows pages: on a busy machine each takes its time, and none is in a hurry.
PATIENCE = 240_000
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt install chromium)"),
    pytest.mark.timeout(900),
]


@pytest.fixture
def sign_in(office: tuple[Config, Store, int]) -> Iterator[Callable[..., Any]]:
    """Opens the served console in Chromium as somebody. What the page's console complains of fails the test."""
    config, store, _ = office
    listening = socket.create_server(("127.0.0.1", 0))  # nobody else can take the port before the server does
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(config, store), log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    complaints: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])

        def open_page(name: str, locale: str = "en-GB", width: int = 1280) -> Any:
            context = browser.new_context(
                locale=locale, viewport={"width": width, "height": 900}, base_url=f"http://127.0.0.1:{port}"
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
            page.goto("/login")
            page.fill("input[name=name]", name)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_selector(".who a")
            return page

        yield open_page
        browser.close()
    server.should_exit = True
    thread.join()
    listening.close()
    assert complaints == []


def test_from_a_hit_to_its_removal(
    office: tuple[Config, Store, int], sign_in: Callable[..., Any], inbox: Inbox, tmp_path: Path
) -> None:
    _, store, hit_id = office
    ana = sign_in("ana")
    ana.goto(f"/hits/{hit_id}")
    ana.click("#draft-notice")
    ana.wait_for_url("**/notices/1")
    assert ana.locator(".ticks .there").count() >= 5 and ana.locator(".ticks .lacking").count() == 0
    assert "统一社会信用代码" in ana.inner_text(".letter") and "You drafted it" in ana.inner_text(".actions")
    ana.keyboard.press("l")
    ana.wait_for_selector(".look.alive")
    (look,) = store.fresh.of_notice(1)
    assert look.looked_by == "ana" and {"page", "facts"} <= {file.role for file in look.files}

    app = sign_in("app", "zh-CN")
    app.goto("/notices?state=draft")
    app.keyboard.press("j")
    app.keyboard.press("Enter")
    app.wait_for_url("**/notices/1")
    assert "法定要件" in app.inner_text("main")
    app.keyboard.press("a")
    app.wait_for_selector(".tag.approved")
    app.wait_for_load_state()  # a button is pressed once it has come too
    app.keyboard.press("s")
    app.wait_for_selector(".tag.sent")
    (received,) = inbox.messages
    assert received in [file.content for file in store.notices.files(1)], "every byte that was sent is kept"
    letter = message_from_bytes(received, policy=policy.default)
    assert letter["To"] == "copyright@quark.example" and "流浪地球2" in str(letter["Subject"])
    assert store.hits.get(hit_id).state == "noticed"

    ana.reload()
    ana.select_option("select[name=hit]", str(hit_id))
    ana.select_option("select[name=kind]", "removed")
    ana.fill(".actions input[name=reason]", "the platform wrote that it is gone")
    ana.click("text=Note it")
    ana.wait_for_selector(".history >> text=the platform wrote that it is gone")
    assert store.hits.get(hit_id).state == "removed"
    ana.goto("/scorecards")
    assert ana.locator("tbody tr").first.locator("td").nth(3).inner_text() == "1"
    with ana.expect_download() as packed:
        ana.evaluate("() => { location.href = '/notices/1/evidence.zip' }")
    packed.value.save_as(tmp_path / "pack.zip")
    assert check(tmp_path / "pack.zip").problems == ()
    steps = [entry.action for entry in store.audit.list(limit=50)]
    assert {"notice.drafted", "notice.looked", "notice.approved", "notice.sent", "notice.packed"} <= set(steps)


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_pages_of_notices_fit_every_screen(
    office: tuple[Config, Store, int], sign_in: Callable[..., Any], locale: str
) -> None:
    ana = sign_in("ana", locale)
    ana.goto(f"/hits/{office[2]}")
    ana.click("#draft-notice")
    ana.wait_for_url("**/notices/1")
    for width in (1280, 390):
        ana.set_viewport_size({"width": width, "height": 860})
        for path in ("/notices", "/notices/1", "/cases", "/cases/1", "/scorecards"):
            ana.goto(path)
            assert ana.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert ana.locator("h1").count() == 1
            unnamed = ana.evaluate(
                """[...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
                    .filter((e) => !e.labels?.length && !e.getAttribute("aria-label")).map((e) => e.outerHTML)"""
            )
            assert unnamed == [], path


def test_a_warning_letter_about_the_list(office: tuple[Config, Store, int], sign_in: Callable[..., Any]) -> None:
    ana = sign_in("ana", "zh-CN")
    ana.goto("/notices")
    ana.click("summary:has-text('权利预警函')")
    ana.select_option("form[action='/notices/warnings'] select[name=recipient]", "quark")
    ana.click("form[action='/notices/warnings'] button")
    ana.wait_for_url("**/notices/1")
    assert "流浪地球2" in ana.inner_text(".letter") and "未列链接" in ana.inner_text("main")
    assert ana.locator(".ticks .lacking").count() == 0


def test_roles_are_respected(office: tuple[Config, Store, int], sign_in: Callable[..., Any]) -> None:
    ana = sign_in("ana")
    ana.goto(f"/hits/{office[2]}")
    ana.click("#draft-notice")
    ana.wait_for_url("**/notices/1")
    assert ana.locator("button[data-key=a]").count() == 0
    auditor = sign_in("aud")
    auditor.goto("/notices/1")
    assert auditor.locator(".letter").count() == 1 and auditor.locator(".actions button").count() == 0
    holder = sign_in("ours")
    assert holder.locator("nav >> text=Notices").count() == 0
    assert holder.request.get("/notices/1").status == 403
    holder.goto("/progress")
    assert "quark" not in holder.inner_text("main"), "drafts are not theirs to see"
