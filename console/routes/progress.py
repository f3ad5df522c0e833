"""How takedown goes: notices and what became of the hits in them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from console.gate import Number, may
from console.page import query, render
from console.people import Person
from console.services import Here

router = APIRouter()
PAGE = 50


@router.get("/progress")
def show(
    request: Request, here: Here, asking: Annotated[Person, Depends(may("see"))], before: Number | None = None
) -> Response:
    """The latest notices; rights holders see those about their own works, once they were sent."""
    found = here.office.progress.notices(asking.scope, before=before, limit=PAGE + 1)
    last = found[PAGE - 1].notice_id if len(found) > PAGE else None
    following = query({}, before=last) if last else ""
    return render(
        request,
        "progress.html",
        lines=found[:PAGE],
        states=here.office.dashboard.by_state(asking.scope),
        next_query=following,
    )
