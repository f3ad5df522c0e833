"""Answers that are files: an address without an extension may send a book, an archive, a recording or a film."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from core.types import Link, LinkKind, Page, Sighting
from core.urls import canonical, host_of
from crawler.extract.channels import of_links
from crawler.extract.file_name import named_file
from crawler.extract.offer import words
from crawler.links.extension import file_name, kind_of_path

_NAME: Final = re.compile(r"filename\s{0,2}=\s{0,2}(?:\"([^\"]{1,300})\"|([^;\s]{1,300}))", re.I)
_CODED_NAME: Final = re.compile(r"filename\*\s{0,2}=\s{0,2}([\w-]{0,20})'[\w-]{0,10}'([^;\s]{1,900})", re.I)
_KINDS: Final[tuple[tuple[str, LinkKind], ...]] = (
    ("video/", "media"), ("audio/", "audio"), ("application/pdf", "document"), ("application/epub", "document"),
    ("application/x-mobipocket", "document"), ("application/vnd.android", "app"),
)  # fmt: skip


def attachment_of(page: Page) -> Sighting | None:
    """The file that an answer is, at the address that sent it, with the words that led there; None for no offer."""
    headers = {name.lower(): value for name, value in page.headers}
    sent = headers.get("content-disposition", "")
    name = name_sent(sent)
    kind = _kind(name or file_name(page.url), page.content_type, sent=bool(name))
    if page.status != 200 or kind is None or kind in ("torrent", "live"):
        return None
    ref = canonical(page.url)
    if not ref:
        return None
    link = Link(kind, ref, canonical(page.url, as_written=True) or ref, host_of(ref))
    said = (*words(named_file(link, name)), *page.context)
    channel = page.channel or of_links({kind})
    return Sighting(page.url, link, said, site=page.site, channel=channel, seen_at=page.fetched_at) if said else None


def name_sent(header: str) -> str:
    """The file name of a Content-Disposition header (RFC 6266), also as servers write it against the rules."""
    coded = _CODED_NAME.search(header[:2_000])
    if coded:
        return _decoded(coded[2], coded[1] or "utf-8")
    plain = _NAME.search(header[:2_000])
    return _decoded(plain[1] or plain[2], "utf-8") if plain else ""


def _decoded(written: str, encoding: str) -> str:
    try:
        return unquote(written, encoding, "replace").strip()
    except LookupError:
        return unquote(written).strip()


def _kind(name: str, content_type: str, *, sent: bool) -> LinkKind | None:
    """By the name that was sent, else by a type that says it: any other binary answer may be anything."""
    kind = kind_of_path(f"/{name}") if sent else None
    declared = content_type.lower()
    return kind or next((each for prefix, each in _KINDS if declared.startswith(prefix)), None)
