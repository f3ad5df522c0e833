"""One notice: its text beside the law's elements, a fresh look, the approval, sending, and what came of it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi import Path as PathPart
from fastapi.responses import RedirectResponse, Response

from console.gate import may, own_form
from console.notice_page import show_notice
from console.notice_words import told
from console.page import language_of
from console.people import Person
from console.protection import SANDBOX
from console.services import Here, Services
from console.words import mark
from core.errors import ConflictError, NetswordError
from core.types import OutcomeKind
from storage.audit import AuditEntry
from storage.outcomes import Outcome
from takedown.approving import approve, refuse
from takedown.desk import Desk
from takedown.evidence_pack import pack
from takedown.fresh import look_at, waiting
from takedown.pdf import NoPrinterError
from takedown.rendition import KINDS, kind_named, rendition
from takedown.sending import send
from takedown.withdrawing import withdraw

router = APIRouter()
Looking = Annotated[Person, Depends(may("notices"))]
Drafting = Annotated[Person, Depends(may("draft"))]
Approving = Annotated[Person, Depends(may("approve"))]
Sending = Annotated[Person, Depends(may("send"))]
Number = Annotated[int, PathPart(ge=1, le=10**15)]
Words = Annotated[str, Form(max_length=2000)]
Digest = Annotated[str, Form(max_length=64)]
PATIENCE: Final = 20.0  # seconds that one press of a button may look at links
EXPORTS: Final = "notices"


@router.get("/notices/{notice_id}")
def show(request: Request, here: Here, asking: Looking, notice_id: Number) -> Response:
    """All that is known of a notice; who looks is noted."""
    answer = show_notice(request, here, asking, notice_id)
    _note(here, asking, "seen", notice_id)
    return answer


@router.post("/notices/{notice_id}/look", dependencies=[Depends(own_form)])
def look(request: Request, here: Here, asking: Drafting, notice_id: Number) -> Response:
    """Looks at links that nobody has looked at within a day, as many as a moment allows."""
    desk, now = _desk(here), datetime.now(UTC)
    notice = here.store.notices.get(notice_id)
    look_at(desk, waiting(desk, notice, now), asking.name, now, notice_id=notice_id, seconds=PATIENCE)
    return _done(here, asking, "looked", notice_id)


@router.post("/notices/{notice_id}/approve", dependencies=[Depends(own_form)])
def approve_(request: Request, here: Here, asking: Approving, notice_id: Number, digest: Digest) -> Response:
    """Approves the text that was shown."""
    try:
        if here.store.notices.get(notice_id).digest != digest:
            raise ConflictError(mark("This is not the text that was shown: read it again"))
        approve(_desk(here), notice_id, asking.name, datetime.now(UTC), seconds=PATIENCE)
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(here, asking, "approved", notice_id)


@router.post("/notices/{notice_id}/refuse", dependencies=[Depends(own_form)])
def refuse_(request: Request, here: Here, asking: Approving, notice_id: Number, reason: Words = "") -> Response:
    """Closes a draft; its hits stay confirmed."""
    if not reason.strip():
        return show_notice(request, here, asking, notice_id, mark("Say why"), 422)
    try:
        refuse(_desk(here), notice_id, asking.name, reason, datetime.now(UTC))
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(here, asking, "refused", notice_id)


@router.post("/notices/{notice_id}/send", dependencies=[Depends(own_form)])
def send_(
    request: Request,
    here: Here,
    asking: Sending,
    notice_id: Number,
    way: Annotated[str, Form(pattern="^(mail|export)$")] = "mail",
    again: Annotated[bool, Form()] = False,
) -> Response:
    """Sends an approved notice by e-mail, or writes its files for a web form or a letter."""
    folder = here.config.folder / EXPORTS if way == "export" else None
    try:
        send(_desk(here), notice_id, asking.name, datetime.now(UTC), export=folder, again=again)
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(here, asking, "sent", notice_id)


@router.post("/notices/{notice_id}/withdraw", dependencies=[Depends(own_form)])
def withdraw_(request: Request, here: Here, asking: Sending, notice_id: Number, reason: Words = "") -> Response:
    """Takes a mistaken notice back; one that is out gets a letter that says so."""
    if not reason.strip():
        return show_notice(request, here, asking, notice_id, mark("Say why"), 422)
    try:
        done = withdraw(_desk(here), notice_id, asking.name, reason, datetime.now(UTC))
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(here, asking, "withdrawn", done.letter.notice_id if done.letter else notice_id)


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
    found = next((known for known in get_args(OutcomeKind) if known == kind), None)
    if not reason.strip():
        return show_notice(request, here, asking, notice_id, mark("Say why"), 422)
    now, notices = datetime.now(UTC), here.store.notices
    try:
        if not hit:
            notices.note(notice_id, "answered", asking.name, reason.strip(), now)
        elif found is None or hit not in notices.hit_ids(notice_id) or notices.get(notice_id).state != "sent":
            raise HTTPException(422, mark("There is no such decision"))
        else:
            here.store.outcomes.add(Outcome(hit, found, now, notice_id, "reported", reason.strip(), asking.name))
    except NetswordError as error:
        return _trouble(request, here, asking, notice_id, error)
    return _done(here, asking, "answered", notice_id)


@router.get("/notices/{notice_id}/as/{kind}")
def as_file(here: Here, asking: Looking, notice_id: Number, kind: str) -> Response:
    """The notice as text, page, PDF or e-mail: a download that no browser runs."""
    notice = here.store.notices.get(notice_id)
    chosen = kind_named(kind)
    try:
        content = rendition(_desk(here), notice_id, chosen, datetime.now(UTC))
    except NoPrinterError as error:
        raise HTTPException(404, mark("PDF files cannot be made on this machine")) from error
    return _download(content, f"{notice.number}.{chosen}", KINDS[chosen])


@router.get("/notices/{notice_id}/evidence.zip")
def evidence(here: Here, asking: Looking, notice_id: Number) -> Response:
    """The evidence pack, made now."""
    number = here.store.notices.get(notice_id).number
    with tempfile.TemporaryDirectory(prefix="netsword-pack-") as folder:
        path = Path(folder) / "pack.zip"
        pack(_desk(here), notice_id, path, asking.name, datetime.now(UTC))
        content = path.read_bytes()
    _note(here, asking, "packed", notice_id)
    return _download(content, f"{number}.zip", "application/zip")


def _desk(here: Services) -> Desk:
    return Desk.open(here.config, here.store)


def _download(content: bytes, name: str, media_type: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"', "content-security-policy": SANDBOX}
    return Response(content, media_type=media_type, headers=headers)


def _trouble(request: Request, here: Services, asking: Person, notice_id: int, error: NetswordError) -> Response:
    return show_notice(request, here, asking, notice_id, told(error, language_of(request)), 409)


def _done(here: Services, asking: Person, action: str, notice_id: int) -> Response:
    _note(here, asking, action, notice_id)
    return RedirectResponse(f"/notices/{notice_id}", 303)


def _note(here: Services, asking: Person, action: str, notice_id: int) -> None:
    here.office.audit.add(AuditEntry(asking.name, f"notice.{action}", datetime.now(UTC), f"notice {notice_id}"))
