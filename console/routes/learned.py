"""What people taught: rejections that hold on, names that were learned, floods; each can be ended here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from console.gate import Number, may, own_form
from console.page import render
from console.people import Person
from console.services import Here
from storage.judging import Decision

router = APIRouter()
Watching = Annotated[Person, Depends(may("health"))]
Reviewing = Annotated[Person, Depends(may("review"))]
Reason = Annotated[str, Form(min_length=1, max_length=2000)]
MOST = 200


@router.get("/learned")
def show(request: Request, here: Here, asking: Watching) -> Response:
    """Open floods, rejections in force and learned names, the latest first."""
    return render(
        request,
        "learned.html",
        floods=here.office.floods.list(asking.scope, limit=MOST),
        suppressions=here.office.suppressions.list(asking.scope, limit=MOST),
        aliases=here.office.learned.list(asking.scope, limit=MOST),
    )


@router.post("/floods/{alert_id}/acknowledge", dependencies=[Depends(own_form)])
def acknowledge(here: Here, asking: Reviewing, alert_id: Number, reason: Reason) -> Response:
    """Somebody looked after a flood."""
    here.office.floods.acknowledge(asking.scope, alert_id, _decision(asking, reason))
    return RedirectResponse("/learned", 303)


@router.post("/suppressions/{suppression_id}/lift", dependencies=[Depends(own_form)])
def lift(here: Here, asking: Reviewing, suppression_id: Number, reason: Reason) -> Response:
    """Ends a rejection that holds on: the hits it closed wait again."""
    here.office.suppressions.lift(asking.scope, suppression_id, _decision(asking, reason))
    return RedirectResponse("/learned", 303)


@router.post("/aliases/{alias_id}/forget", dependencies=[Depends(own_form)])
def forget(here: Here, asking: Reviewing, alias_id: Number, reason: Reason) -> Response:
    """Takes a learned name back."""
    here.office.learned.forget(asking.scope, alias_id, _decision(asking, reason))
    return RedirectResponse("/learned", 303)


@router.post("/hits/{hit_id}/alias", dependencies=[Depends(own_form)])
def learn(
    here: Here, asking: Reviewing, hit_id: Number, reason: Reason, words: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Makes the words of a confirmed hit a name of its work."""
    here.office.learned.learn(asking.scope, hit_id, _decision(asking, reason), words.strip())
    return RedirectResponse(f"/hits/{hit_id}", 303)


def _decision(asking: Person, reason: str) -> Decision:
    return Decision("reopen", asking.name, reason.strip(), datetime.now(UTC))
