"""Notices: the list by state, drafting, and how well the sender does at each recipient."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from console import noticing
from console.gate import may, own_form
from console.notice_words import side, told
from console.page import language_of, query, render
from console.people import Person
from console.services import Here, Services
from core.errors import NetswordError
from storage.notices import NoticeQuery, NoticeState
from takedown.case import LANGUAGES
from takedown.desk import Desk
from takedown.drafting import Wish
from takedown.forms import FORMS, form_named
from takedown.scorecards import scorecards
from takedown.stopwatch import stopwatches

router = APIRouter()
Looking = Annotated[Person, Depends(may("notices"))]
Drafting = Annotated[Person, Depends(may("draft"))]
PAGE: Final = 50
STATES: Final[tuple[NoticeState, ...]] = ("draft", "approved", "sent", "withdrawn")
Word = Annotated[str, Form(max_length=200)]


@router.get("/notices")
def show(
    request: Request, here: Here, asking: Looking, state: str = "", before: Annotated[int, Query(ge=0, le=10**15)] = 0
) -> Response:
    """The notices, newest first."""
    return _list(request, here, asking, state, before)


@router.post("/notices", dependencies=[Depends(own_form)])
def write(
    request: Request,
    here: Here,
    asking: Drafting,
    hit: Annotated[str, Form(max_length=15)] = "",
    recipient: Word = "",
    form: Word = "",
) -> Response:
    """Drafts notices about one confirmed hit, or about all; says what cannot be listed and what is missing."""
    hit_ids = (int(hit),) if hit.isascii() and hit.isdigit() else ()
    try:
        wish = Wish(recipient=recipient or None, form=form or None, hit_ids=hit_ids)
        done = noticing.write(here, asking, wish)
    except NetswordError as error:
        return _list(request, here, asking, "", 0, [told(error, language_of(request))], 409)
    troubles = noticing.troubles_of(done, language_of(request))
    if len(done.notices) == 1 and not troubles:
        return RedirectResponse(f"/notices/{done.notices[0].notice_id}", 303)
    if done.notices and not troubles:
        return RedirectResponse("/notices?state=draft", 303)
    return _list(request, here, asking, "", 0, troubles or [noticing.NOTHING], 200 if done.notices else 409)


@router.post("/notices/warnings", dependencies=[Depends(own_form)])
def warn_(
    request: Request, here: Here, asking: Drafting, recipient: Word = "", batch: Word = "", language: Word = ""
) -> Response:
    """Drafts warning letters about the works of the list, one for each rights holder, before anybody infringes."""
    chosen = next((name for name in LANGUAGES if name == language), None)
    try:
        letters = noticing.write_warnings(here, asking, recipient, batch.strip() or None, chosen)
    except NetswordError as error:
        return _list(request, here, asking, "", 0, [told(error, language_of(request))], 409)
    return RedirectResponse("/notices?state=draft" if len(letters) > 1 else f"/notices/{letters[0].notice_id}", 303)


@router.get("/scorecards")
def cards(request: Request, here: Here, asking: Looking) -> Response:
    """Who acts in time, how our notices fare, and which are overdue."""
    desk = Desk.open(here.config, here.store)
    watches = list(stopwatches(desk, datetime.now(UTC)))
    return render(
        request,
        "scorecards.html",
        cards=[
            (card, _name(desk, card.recipient, request), side(card.warning, language_of(request)))
            for card in scorecards(watches)
        ],
        late=[(watch, _name(desk, watch.recipient, request)) for watch in watches if watch.open or watch.clocks],
    )


def _list(
    request: Request,
    here: Services,
    asking: Person,
    state: str,
    before: int,
    troubles: list[str] | None = None,
    status: int = 200,
) -> Response:
    chosen = next((name for name in STATES if name == state), None)
    desk, language = Desk.open(here.config, here.store), language_of(request)
    wanted = here.store.notices.query(NoticeQuery(chosen, before=before or None, limit=PAGE + 1))
    found = [
        {"notice": notice, "recipient": _name(desk, notice.recipient, request), "form": _form(notice.form, request)}
        for notice in wanted
    ]
    last: Any = found[PAGE - 1]["notice"] if len(found) > PAGE else None
    return render(
        request,
        "notices.html",
        status,
        lines=found[:PAGE],
        state=chosen or "",
        states=STATES,
        counts=here.store.notices.counts(),
        troubles=troubles or [],
        forms=[(form.name, form.title(language)) for form in FORMS if form.lists_hits and form.name != "withdrawal"],
        recipients=[(one.code, one.name(language)) for one in desk.recipients.all],
        next_query=query({"state": chosen or ""}, before=last.notice_id) if last else "",
    )


def _name(desk: Desk, code: str, request: Request) -> str:
    try:
        return desk.recipients.get(code).name(language_of(request))
    except NetswordError:
        return code


def _form(name: str, request: Request) -> str:
    try:
        return form_named(name).title(language_of(request))
    except NetswordError:
        return name
