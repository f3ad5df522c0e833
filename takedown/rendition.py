"""Renditions: a notice as text, as a page, as PDF and as the e-mail that would go out, whatever its form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Final, Literal

from core.errors import InputError
from storage.notices import Notice
from takedown.approving import MESSAGE_FILE
from takedown.desk import Desk
from takedown.pdf import print_page
from takedown.sending import preview

Kind = Literal["txt", "html", "pdf", "eml"]
KINDS: Final[Mapping[Kind, str]] = {
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "eml": "message/rfc822",
}
_PAGE: Final = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 20mm; }}
body {{ font: 9.5pt/1.5 "Noto Serif CJK SC", "Songti SC", SimSun, serif; max-width: 170mm; margin: auto; }}
h1 {{ font-size: 13pt; }}
pre {{ font: 8.5pt/1.5 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style></head><body><h1>{title}</h1><pre>{text}</pre></body></html>
"""


def rendition(desk: Desk, notice_id: int, kind: Kind, now: datetime) -> bytes:
    """The notice in that kind. Letters have a page of their own; what machines read is shown as it is written."""
    notice = desk.store.notices.get(notice_id)
    if kind == "txt":
        return notice.text.encode()
    if kind == "eml":
        return _message(desk, notice_id) or preview(desk, notice, now)
    page = _page(desk, notice)
    return page.encode() if kind == "html" else print_page(page)


def kind_named(name: str) -> Kind:
    """The kind of that name."""
    for kind in KINDS:
        if kind == name:
            return kind
    raise InputError(f"a notice is shown as {', '.join(KINDS)}, not {name!r}")


def _page(desk: Desk, notice: Notice) -> str:
    for file in desk.store.notices.files(notice.notice_id):
        if file.media_type == "text/html":
            return file.content.decode()
    language = "zh-CN" if notice.language == "zh" else "en"
    return _PAGE.format(language=language, title=escape(notice.subject), text=escape(notice.text))


def _message(desk: Desk, notice_id: int) -> bytes:
    """The last message that was handed to a mail server; b"" when none was."""
    sent = [file.content for file in desk.store.notices.files(notice_id) if file.name.startswith(MESSAGE_FILE)]
    return sent[-1] if sent else b""
