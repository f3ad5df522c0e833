"""Filters that people keep under a name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from console.filters import filter_of
from console.gate import Number, may, own_form
from console.page import query
from console.people import Person
from console.services import Here
from console.words import mark
from storage.audit import AuditEntry

router = APIRouter(dependencies=[Depends(own_form)])
Asking = Annotated[Person, Depends(may("see"))]


@router.post("/filters")
def keep(
    request: Request,
    here: Here,
    asking: Asking,
    filter_text: Annotated[str, Form(alias="filter", max_length=4000)],
    name: Annotated[str, Form(max_length=100)],
    shared: Annotated[bool, Form()] = False,
) -> Response:
    """Keeps the filter that is on screen."""
    if not name.strip():
        raise HTTPException(422, mark("Give the filter a name"))
    chosen = filter_of(dict(parse_qsl(filter_text, max_num_fields=40)), "new")
    params = query(chosen.params)
    now = datetime.now(UTC)
    here.office.filters.keep(asking.user, name.strip(), params, shared, now)
    here.office.audit.add(AuditEntry(asking.name, "filter.kept", now, name.strip(), {"shared": shared}))
    return RedirectResponse(f"/queue?{params}", 303)


@router.post("/filters/{filter_id}/remove")
def remove(here: Here, asking: Asking, filter_id: Number) -> Response:
    """Removes one of one's own filters."""
    here.office.filters.remove(asking.user, filter_id)
    here.office.audit.add(AuditEntry(asking.name, "filter.removed", datetime.now(UTC), str(filter_id)))
    return RedirectResponse("/queue", 303)
