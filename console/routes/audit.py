"""The audit log: who saw and did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from console.gate import Number, may
from console.page import query, render
from console.people import Person
from console.services import Here

router = APIRouter()
PAGE = 100


@router.get("/audit")
def show(
    request: Request,
    here: Here,
    asking: Annotated[Person, Depends(may("audit"))],
    actor: str = "",
    before: Number | None = None,
) -> Response:
    """The latest entries, of all or of one person."""
    found = here.office.audit.list(actor=actor[:200] or None, limit=PAGE, before=before)
    last = found[-1].entry_id if len(found) == PAGE else None
    following = query({"actor": actor[:200]}, before=last) if last else ""
    return render(request, "audit.html", entries=found, actor=actor[:200], next_query=following)
