"""One notice: its text beside the law's elements, a fresh look, the approval, sending, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi import Path as PathPart
from fastapi.responses import RedirectResponse, Response

from console import noticing, noting
from console.gate import may, own_form
from console.notice_page import show_notice
from console.notice_words import told
from console.page import language_of
from console.people import Person
from console.protection import SANDBOX
from console.services import Here, Services
from console.words import mark
from core.errors import InputError, NetswordError
from takedown.pdf import NoPrinterError
from takedown.rendition import KINDS, kind_named, rendition

router = APIRouter()
Looking = Annotated[Person, Depends(may("notices"))]
Drafting = Annotated[Person, Depends(may("draft"))]
Approving = Annotated[Person, Depends(may("approve"))]
Sending = Annotated[Person, Depends(may("send"))]
Number = Annotated[int, PathPart(ge=1, le=10**15)]
Words = Annotated[str, Form(max_length=2000)]
Digest = Annotated[str, Form(max_length=64)]


@router.get("/notices/{notice_id}")
def show(request: Request, here: Here, asking: Looking, notice_id: Number) -> Response:
    """All that is known of a notice; who looks is noted."""
    answer = show_notice(request, here, asking, notice_id)
    noting.note(here, asking, "notice", "seen", notice_id)
    return answer


@router.post("/notices/{notice_id}/look", dependencies=[Depends(own_form)])
def look(here: Here, asking: Drafting, notice_id: Number) -> Response:
    """Looks at links that nobody has looked at within a day, as many as a moment allows."""
    noticing.look(here, asking, notice_id)
    return _done(notice_id)


@router.post("/notices/{notice_id}/approve", dependencies=[Depends(own_form)])
def approve_(request: Request, here: Here, asking: Approving, notice_id: Number, digest: Digest) -> Response:
    """Approves the text that was shown."""
    try:
        noticing.approve_shown(here, asking, notice_id, digest)
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(notice_id)


@router.post("/notices/{notice_id}/refuse", dependencies=[Depends(own_form)])
def refuse_(request: Request, here: Here, asking: Approving, notice_id: Number, reason: Words = "") -> Response:
    """Closes a draft; its hits stay confirmed."""
    if not reason.strip():
        return show_notice(request, here, asking, notice_id, mark("Say why"), 422)
    try:
        noticing.refuse_draft(here, asking, notice_id, reason)
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(notice_id)


@router.post("/notices/{notice_id}/send", dependencies=[Depends(own_form)])
def send_(
    request: Request,
    here: Here,
    asking: Sending,
    notice_id: Number,
    way: Annotated[noticing.Way, Form()] = "mail",
    again: Annotated[bool, Form()] = False,
) -> Response:
    """Sends an approved notice by e-mail, or writes its files for a web form or a letter."""
    try:
        noticing.send_out(here, asking, notice_id, way, again=again)
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(notice_id)


@router.post("/notices/{notice_id}/withdraw", dependencies=[Depends(own_form)])
def withdraw_(request: Request, here: Here, asking: Sending, notice_id: Number, reason: Words = "") -> Response:
    """Takes a mistaken notice back; one that is out gets a letter that says so."""
    if not reason.strip():
        return show_notice(request, here, asking, notice_id, mark("Say why"), 422)
    try:
        shown = noticing.take_back(here, asking, notice_id, reason)
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(shown)


@router.post("/notices/{notice_id}/answer", dependencies=[Depends(own_form)])
def answer(
    request: Request,
    here: Here,
    asking: Drafting,
    notice_id: Number,
    reason: Words = "",
    hit: Annotated[int, Form(ge=0, le=10**15)] = 0,
    kind: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Notes what the recipient wrote, or what became of one hit."""
    if not reason.strip():
        return show_notice(request, here, asking, notice_id, mark("Say why"), 422)
    try:
        noticing.note_answer(here, asking, notice_id, reason.strip(), hit, kind)
    except InputError:
        raise
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(notice_id)


@router.get("/notices/{notice_id}/as/{kind}")
def as_file(here: Here, asking: Looking, notice_id: Number, kind: str) -> Response:
    """The notice as text, page, PDF or e-mail: a download that no browser runs."""
    notice = here.store.notices.get(notice_id)
    chosen = kind_named(kind)
    try:
        content = rendition(noticing.desk_of(here), notice_id, chosen, datetime.now(UTC))
    except NoPrinterError as error:
        raise HTTPException(404, mark("PDF files cannot be made on this machine")) from error
    return download(content, f"{notice.number}.{chosen}", KINDS[chosen])


@router.get("/notices/{notice_id}/evidence.zip")
def evidence(here: Here, asking: Looking, notice_id: Number) -> Response:
    """The evidence pack, made now."""
    number, content = noticing.packed(here, asking, notice_id)
    return download(content, f"{number}.zip", "application/zip")


def download(content: bytes, name: str, media_type: str) -> Response:
    """A file that no browser runs."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "content-security-policy": SANDBOX}
    return Response(content, media_type=media_type, headers=headers)


def _trouble(request: Request, here: Services, asking: Person, notice_id: int, error: NetswordError) -> Response:
    return show_notice(request, here, asking, notice_id, told(error, language_of(request)), 409)


def _done(notice_id: int) -> Response:
    return RedirectResponse(f"/notices/{notice_id}", 303)
