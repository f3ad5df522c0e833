"""A whole batch of works corrected at once: its window, release, licences, official addresses, its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from console.gate import may, own_form
from console.names import FIELDS
from console.page import query, say
from console.people import Person
from console.routes.works import written
from console.services import Here, Services
from console.words import mark
from core.errors import ConflictError
from core.types import Work
from storage.audit import AuditEntry
from storage.scope import Scope
from watchlist.fields import FieldName
from watchlist.form import read_form

router = APIRouter()
Editing = Annotated[Person, Depends(may("edit"))]
MOST: Final = 2_000  # works that are corrected at once
_PORTION: Final = 500
Words = Annotated[str, Field(max_length=10_000)]


class BatchForm(BaseModel):
    """What is filled in replaces what every work of the batch says; what is left empty stays."""

    of: Annotated[str, Field(min_length=1, max_length=200)]
    expected: Annotated[int, Field(ge=0, lt=1 << 31)]
    protected_from: Words = ""
    protected_until: Words = ""
    release_date: Words = ""
    licences: Words = ""
    official_domains: Words = ""
    batch: Annotated[str, Field(max_length=200)] = ""


def works_of(here: Services, scope: Scope, batch: str) -> list[Work]:
    """The works of a batch within a scope, one more than may be corrected at once."""
    found: list[Work] = []
    while len(found) <= MOST:
        after = (found[-1].work_id or 0) if found else 0
        lines = here.office.dashboard.works(scope, batch=batch, after=after, limit=_PORTION)
        found += [line.work for line in lines]
        if len(lines) < _PORTION:
            break
    return found[: MOST + 1]


@router.post("/works/batch", dependencies=[Depends(own_form)])
def correct(request: Request, here: Here, asking: Editing, given: Annotated[BatchForm, Form()]) -> Response:
    """Corrects all works of a batch, all or none of them, each checked like a row of a list."""
    found = works_of(here, asking.scope, given.of)
    if not found or len(found) > MOST:
        raise HTTPException(422, mark("A batch of 1 to 2,000 works is corrected at once"))
    if len(found) != given.expected:
        raise ConflictError(mark("Other works are in the batch by now: look at them again"))
    typed = {name: text for name, text in given.model_dump(exclude={"of", "expected"}).items() if text.strip()}
    if not typed:
        raise HTTPException(422, mark("Nothing was filled in: nothing was changed"))
    changed = [_changed(request, work, typed) for work in found]
    now = datetime.now(UTC)
    here.office.works.import_works(changed, now)
    told = {"works": len(changed), **typed}
    here.office.audit.add(AuditEntry(asking.name, "batch.corrected", now, f"batch {given.of}", told))
    return RedirectResponse(f"/works?{query({'batch': typed.get('batch', given.of).strip()})}", 303)


def _changed(request: Request, work: Work, typed: dict[str, str]) -> Work:
    read = read_form(cast("dict[FieldName, str]", {"title": work.title} | written(work) | typed))
    if not isinstance(read, Work):
        wrong = "; ".join(f"{say(request, FIELDS[error.column])}: {say(request, error.error)}" for error in read)
        raise HTTPException(422, f"{work.title}: {wrong}")
    return replace(read, title=work.title, year=work.year, kind=work.kind, holder=work.holder, row=None)
