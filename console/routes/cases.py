"""Cases: the list, opening one, and its page: drafts side by side, the law's elements ticked, timeline, evidence."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi import Path as PathPart
from fastapi.responses import RedirectResponse, Response

from console import casework, noticing, noting
from console.case_page import show_case
from console.gate import may, own_form
from console.notice_words import told
from console.page import language_of, query, render
from console.people import Person
from console.routes.notice import download
from console.services import Here, Services
from console.words import mark
from core.errors import NetswordError
from takedown.cases import Subject, subject_of
from takedown.desk import Desk

router = APIRouter()
Looking = Annotated[Person, Depends(may("notices"))]
Drafting = Annotated[Person, Depends(may("draft"))]
Number = Annotated[int, PathPart(ge=1, le=10**15)]
Word = Annotated[str, Form(max_length=200)]
Words = Annotated[str, Form(max_length=2000)]
PAGE: Final = 50


@router.get("/cases")
def show(
    request: Request, here: Here, asking: Looking, state: str = "", before: Annotated[int, Query(ge=0, le=10**15)] = 0
) -> Response:
    """The cases, newest first."""
    return _list(request, here, state, before)


@router.post("/cases", dependencies=[Depends(own_form)])
def open_(
    request: Request,
    here: Here,
    asking: Drafting,
    work: Word = "",
    site: Word = "",
    account: Word = "",
    recipient: Word = "",
    hit: Annotated[str, Form(max_length=15)] = "",
) -> Response:
    """Opens a case for each rights holder about the confirmed hits of a work, a site, an account or a recipient."""
    language = language_of(request)
    hit_ids = (int(hit),) if hit.isascii() and hit.isdigit() else ()
    subject = Subject(
        work.strip() or None, site.strip() or None, account.strip() or None, recipient or None, hit_ids=hit_ids
    )
    if subject.is_empty:
        return _list(request, here, "", 0, [mark("Say what the case is about")], 422)
    try:
        done = casework.open_(here, asking, subject)
    except NetswordError as error:
        return _list(request, here, "", 0, [told(error, language)], 409)
    troubles = [told(refusal, language) for refusal in done.refusals[: noticing.MOST_TOLD]]
    if len(done.cases) == 1 and not troubles:
        return RedirectResponse(f"/cases/{done.cases[0].case_id}", 303)
    if not done.cases and done.pursued and not troubles:
        return RedirectResponse(f"/cases/{done.pursued[0][1]}", 303)
    nothing = [casework.NOTHING]
    return _list(request, here, "", 0, troubles or ([] if done.cases else nothing), 200 if done.cases else 409)


@router.get("/cases/{case_id}")
def one(
    request: Request, here: Here, asking: Looking, case_id: Number, to: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """All that is known of a case; who looks is noted."""
    answer = show_case(request, here, asking, case_id, to)
    noting.note(here, asking, "case", "seen", case_id)
    return answer


@router.post("/cases/{case_id}/draft", dependencies=[Depends(own_form)])
def draft_(
    request: Request, here: Here, asking: Drafting, case_id: Number, recipient: Word = "", form: Word = ""
) -> Response:
    """Drafts one form for one recipient, or every form that can be written."""
    language = language_of(request)
    try:
        done = casework.draft(here, asking, case_id, recipient, form)
    except NetswordError as error:
        return show_case(request, here, asking, case_id, recipient, [told(error, language)], 409)
    if done.notices:
        return RedirectResponse(f"/cases/{case_id}?{query({'to': recipient})}", 303)
    troubles = noticing.troubles_of(done, language) or [noticing.NOTHING]
    return show_case(request, here, asking, case_id, recipient, troubles, 409)


@router.post("/cases/{case_id}/{step}", dependencies=[Depends(own_form)])
def step_(
    request: Request,
    here: Here,
    asking: Drafting,
    case_id: Number,
    step: casework.Step,
    reason: Words = "",
) -> Response:
    """Adds a line to the timeline, closes the case, or opens it again."""
    if not reason.strip():
        return show_case(request, here, asking, case_id, "", [mark("Say why")], 422)
    try:
        casework.step(here, asking, case_id, step, reason.strip())
    except NetswordError as error:
        return show_case(request, here, asking, case_id, "", [told(error, language_of(request))], 409)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.get("/cases/{case_id}/evidence.zip")
def evidence(here: Here, asking: Looking, case_id: Number) -> Response:
    """The evidence pack of the whole case, made now."""
    number, content = casework.packed(here, asking, case_id)
    return download(content, f"{number}.zip", "application/zip")


def _list(
    request: Request, here: Services, state: str, before: int, troubles: list[str] | None = None, status: int = 200
) -> Response:
    desk, language = Desk.open(here.config, here.store), language_of(request)
    found = here.store.cases.query(None if state == "all" else "open", before=before or None, limit=PAGE + 1)
    last: Any = found[PAGE - 1] if len(found) > PAGE else None
    return render(
        request,
        "cases.html",
        status,
        lines=[(case, subject_of(desk, case, language)) for case in found[:PAGE]],
        state="all" if state == "all" else "",
        troubles=troubles or [],
        recipients=[(one.code, one.name(language)) for one in desk.recipients.all],
        next_query=query({"state": "all" if state == "all" else ""}, before=last.case_id) if last else "",
    )
