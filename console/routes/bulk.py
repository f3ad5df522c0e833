"""One decision on all hits that fit a filter, after a look at what it would touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from console import names
from console.filters import Filter, filter_of
from console.gate import may, own_form
from console.page import language_of, query, render, say
from console.people import Person
from console.routes.hit import LONGEST_REASON, VERDICTS
from console.services import Here, Services
from console.words import mark, zone_of
from core.errors import ConflictError
from storage.judging import MOST_AT_ONCE, Decision

router = APIRouter(dependencies=[Depends(own_form)])
Reviewing = Annotated[Person, Depends(may("review"))]
Choice = Annotated[str, Form(max_length=50)]
FilterText = Annotated[str, Form(alias="filter", max_length=4000)]
SAMPLE = 20


@router.post("/queue/bulk")
def preview(request: Request, here: Here, asking: Reviewing, choice: Choice, filter_text: FilterText = "") -> Response:
    """How many hits would be touched, and the best of them."""
    return _preview(request, here, asking, _filter(request, filter_text), choice)


@router.post("/queue/bulk/decide")
def decide(
    request: Request,
    here: Here,
    asking: Reviewing,
    choice: Choice,
    expected: Annotated[int, Form(ge=0, lt=1 << 31)],
    last: Annotated[int, Form(ge=0, lt=1 << 62)],
    filter_text: FilterText = "",
    reason: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
) -> Response:
    """Decides on exactly what the preview showed; where that changed, the preview comes again."""
    chosen = _filter(request, filter_text)
    if not reason.strip():
        return _preview(request, here, asking, chosen, choice, mark("Say why: the reason is kept with every hit"), 422)
    word = choice.partition(":")[0]
    if word not in VERDICTS:
        raise HTTPException(422, mark("There is no such decision"))
    decision = Decision(VERDICTS[word], asking.name, reason.strip(), datetime.now(UTC))
    wanted = replace(chosen.wanted, last_id=last)
    try:
        entry = here.office.judging.decide_all(asking.scope, wanted, decision, expected)
    except ConflictError as error:
        return _preview(request, here, asking, chosen, choice, str(error), 409)
    return RedirectResponse(f"/queue?{query(chosen.params, done=entry)}", 303)


@router.post("/queue/bulk/undo")
def undo(request: Request, here: Here, asking: Reviewing, entry: Annotated[int, Form(ge=1, lt=1 << 62)]) -> Response:
    """Takes one's own decision on many back; hits that changed since stay as they are."""
    decision = Decision("reopen", asking.name, say(request, mark("Taken back")), datetime.now(UTC))
    here.office.judging.undo_all(asking.scope, decision, entry)
    return RedirectResponse("/queue", 303)


def _filter(request: Request, text: str) -> Filter:
    zone = zone_of(request.cookies.get("zone", ""), language_of(request))
    return filter_of(dict(parse_qsl(text, max_num_fields=40)), "new", zone)


def _preview(
    request: Request,
    here: Services,
    asking: Person,
    chosen: Filter,
    choice: str,
    trouble: str = "",
    status: int = 200,
) -> Response:
    word, _, code = choice.partition(":")
    if word not in VERDICTS:
        raise HTTPException(422, mark("There is no such decision"))
    wanted = replace(chosen.wanted, last_id=here.office.queue.newest_id())
    decision = Decision(VERDICTS[word], asking.name, "", datetime.now(UTC))
    return render(
        request,
        "bulk.html",
        status,
        filter=chosen,
        choice=choice,
        verdict=VERDICTS[word],
        reason_given=say(request, names.REJECTIONS[code]) if code in names.REJECTIONS else "",
        count=here.office.judging.count_decidable(asking.scope, wanted, decision),
        most=MOST_AT_ONCE,
        last=wanted.last_id,
        hits=here.office.queue.page(asking.scope, wanted, limit=SAMPLE).hits,
        trouble=trouble,
    )
