"""The page as received: shown as text, handed out as a file, never rendered here; and the way out to the real one."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from charset_normalizer import from_bytes
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from selectolax.lexbor import LexborHTMLParser

from console.gate import Number, may
from console.highlight import words_of
from console.page import render
from console.people import Person
from console.protection import SANDBOX
from console.services import Here, Services
from console.words import mark
from core.errors import NetswordError
from core.types import Capture
from storage.audit import AuditEntry
from storage.evidence import read
from takedown import picture

_LOG = logging.getLogger("netsword.console")
router = APIRouter()
Asking = Annotated[Person, Depends(may("see"))]
_PARSED: Final = 2_000_000  # bytes of a page that are turned into text
_SHOWN: Final = 200_000  # characters
_DATA: Final = ("<?xml", "<rss", "<feed", "<urlset")  # shown as written: a reader of HTML would drop half of it
OPENED: Final = ("http", "https")


@router.get("/hits/{hit_id}/captures/{capture_id}")
def show(request: Request, here: Here, asking: Asking, hit_id: Number, capture_id: Number) -> Response:
    """The text of a kept page."""
    dossier = here.office.dossiers.get(asking.scope, hit_id)
    capture, lines, cut = kept_text(here, asking, hit_id, capture_id)
    return render(
        request,
        "capture.html",
        hit=dossier.hit,
        capture=capture,
        capture_id=capture_id,
        lines=lines,
        cut=cut,
        words=words_of(dossier.hit, dossier.work),
        can_draw=can_draw(),
    )


def kept_text(here: Services, asking: Person, hit_id: int, capture_id: int) -> tuple[Capture, list[str], bool]:
    """A kept page's capture, its text line by line, and whether there is more of it; who looks is noted."""
    capture = here.office.dossiers.capture(asking.scope, hit_id, capture_id)
    text = page_text(_bytes(here, capture))
    _note(here, asking, "capture.seen", hit_id, capture_id)
    lines = [line.strip() for line in text[:_SHOWN].splitlines()]
    return capture, [line for line in lines if line], len(text) > _SHOWN


@router.get("/hits/{hit_id}/captures/{capture_id}/file")
def file(here: Here, asking: Asking, hit_id: Number, capture_id: Number) -> Response:
    """The bytes of a kept page, as a download that no browser runs."""
    capture = here.office.dossiers.capture(asking.scope, hit_id, capture_id)
    body = _bytes(here, capture)
    _note(here, asking, "capture.file", hit_id, capture_id)
    headers = {
        "content-disposition": f'attachment; filename="capture-{capture_id}.bin"',
        "content-security-policy": SANDBOX,
    }
    return Response(body, media_type="application/octet-stream", headers=headers)


@router.get("/hits/{hit_id}/captures/{capture_id}/picture.png")
def show_picture(here: Here, asking: Asking, hit_id: Number, capture_id: Number) -> Response:
    """The kept page as an image, drawn by a browser without a network from the bytes that were kept."""
    if not here.throttle.may_load(asking.name, "picture"):
        raise HTTPException(429, mark("Too many pictures: wait a minute"))
    capture = here.office.dossiers.capture(asking.scope, hit_id, capture_id)
    try:
        with here.throttle.drawing:
            drawn = picture.of_capture(here.config.evidence_folder, capture)
    except picture.NoBrowserError as error:
        raise HTTPException(404, mark("There is no browser here that could draw the page")) from error
    except NetswordError as error:
        _LOG.error("%s", error)
        raise HTTPException(404, mark("The browser made no picture of this page")) from error
    _note(here, asking, "capture.picture", hit_id, capture_id)
    return Response(drawn.png, media_type="image/png", headers={"content-security-policy": SANDBOX})


@router.get("/hits/{hit_id}/leave")
def leave(request: Request, here: Here, asking: Asking, hit_id: Number, sighting: Number = 0) -> Response:
    """A warning before an address of a hit is opened: the link itself, or a page that shows it."""
    dossier = here.office.dossiers.get(asking.scope, hit_id)
    address = dossier.hit.link_url
    if sighting:
        found = [shown.page_url for shown in dossier.shown if shown.sighting_id == sighting]
        if not found:
            raise HTTPException(404, mark("There is no such page"))
        address = found[0]
    return render(request, "leave.html", hit=dossier.hit, address=address, opens=can_open(address))


def _bytes(here: Services, capture: Capture) -> bytes:
    try:
        return read(here.config.evidence_folder, capture)
    except NetswordError as error:
        _LOG.error("%s", error)
        raise HTTPException(
            404, mark("The kept page cannot be read: ask the operator to check the evidence")
        ) from error


def _note(here: Services, asking: Person, action: str, hit_id: int, capture_id: int) -> None:
    detail = {"capture": capture_id}
    here.office.audit.add(AuditEntry(asking.name, action, datetime.now(UTC), f"hit {hit_id}", detail))


def can_draw() -> bool:
    """Whether a browser is here that draws pictures of pages."""
    try:
        return bool(picture.browser())
    except picture.NoBrowserError:
        return False


def can_open(address: str) -> bool:
    """Whether an address may become a link: web pages only."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in OPENED and bool(parts.hostname) and address.isprintable()


def page_text(body: bytes) -> str:
    """What a reader would see of a page, without its code."""
    head = body[:_PARSED]
    best = from_bytes(head[:200_000]).best()
    encoding = best.encoding if best else "utf-8"
    text = head.decode(encoding, "replace")
    start = text.lstrip("\ufeff \t\r\n")[:1000].lower()
    if not start.startswith("<") or start.startswith(_DATA):
        return text
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "noscript", "template", "svg"], recursive=True)
    root = tree.body or tree.root
    return root.text(separator="\n") if root else ""
