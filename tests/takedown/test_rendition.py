"""Renditions: every form as text, page, PDF and e-mail; nothing is sent or changed by it."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest

from core.errors import InputError
from takedown.drafting import Wish, draft
from takedown.forms import FORMS
from takedown.pdf import can_print
from takedown.rendition import kind_named, rendition

LISTING = [form.name for form in FORMS if form.lists_hits and form.name != "withdrawal"]


def drafted(office: Any, make: Any, form: str) -> Any:
    office.write("parties.toml", make.PARTIES)
    if form == "ecommerce_art42":
        office.hit("https://item.taobao.com/item.htm?id=7", "listing", "taobao")
    else:
        page = "https://pirate.example/film/7.html"
        office.hit(page, "video", "", page=page, ip="203.0.113.77")
    (notice,) = draft(office.desk, Wish(form=form), "小张", make.NOW).notices
    return notice


@pytest.mark.parametrize("form", LISTING)
def test_every_form_as_text_page_and_mail(form: str, opened: Any, make: Any) -> None:
    office = opened(make.AGENT)
    notice = drafted(office, make, form)
    text = rendition(office.desk, notice.notice_id, "txt", make.NOW).decode()
    assert text == notice.text
    page = rendition(office.desk, notice.notice_id, "html", make.NOW).decode()
    assert "远山的灯" in page and page.startswith("<!doctype html>") and "<script" not in page
    message = message_from_bytes(rendition(office.desk, notice.notice_id, "eml", make.NOW), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None and body.get_content().replace("\r\n", "\n").strip() == notice.text.strip()
    assert office.store.notices.get(notice.notice_id).state == "draft"
    assert [event.kind for event in office.store.notices.events(notice.notice_id)] == ["drafted"]


@pytest.mark.skipif(not can_print(), reason="PDF files need Pango (apt install libpango-1.0-0 libpangoft2-1.0-0)")
@pytest.mark.parametrize("form", ["ncac_sample", "xarf_json"])
def test_forms_as_pdf(form: str, opened: Any, make: Any) -> None:
    office = opened(make.AGENT)
    notice = drafted(office, make, form)
    assert rendition(office.desk, notice.notice_id, "pdf", make.NOW).startswith(b"%PDF-")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="txt, html, pdf, eml"):
        kind_named("docx")
