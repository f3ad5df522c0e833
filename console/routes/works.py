"""The works that are protected: the list, one work, and its correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from console.gate import Number, may, own_form
from console.names import FIELDS
from console.page import query, render, say
from console.people import Person
from console.services import Here, Services
from console.words import mark
from core.types import Work
from storage.audit import AuditEntry
from storage.wanted import Wanted
from watchlist.fields import FieldName
from watchlist.form import read_form
from watchlist.licences import written_licence

router = APIRouter()
Asking = Annotated[Person, Depends(may("see"))]
Editing = Annotated[Person, Depends(may("edit"))]
PAGE = 50
CHANGED = mark("Somebody else corrected this work meanwhile: look at it, then save again")


class Corrections(BaseModel):
    """The form of a work: one value a line where there may be several."""

    csrf: str = Field("", max_length=200)
    seen: str = Field("", max_length=64)
    aliases: str = Field("", max_length=10_000)
    batch: str = Field("", max_length=200)
    official_domains: str = Field("", max_length=10_000)
    licences: str = Field("", max_length=10_000)
    protected_from: str = Field("", max_length=40)
    protected_until: str = Field("", max_length=40)
    release_date: str = Field("", max_length=40)
    identifiers: str = Field("", max_length=10_000)
    note: str = Field("", max_length=10_000)


@router.get("/works")
def list_(request: Request, here: Here, asking: Asking, q: str = "", batch: str = "", after: Number = 0) -> Response:
    """The works with their hits."""
    found = here.office.dashboard.works(asking.scope, q[:200], batch=batch[:200], after=max(0, after), limit=PAGE + 1)
    last = found[PAGE - 1].work.work_id if len(found) > PAGE else None
    params = {"q": q[:200], "batch": batch[:200]}
    return render(
        request,
        "works.html",
        lines=found[:PAGE],
        values=params,
        batches=here.office.dashboard.batches(asking.scope),
        in_batch=here.office.dashboard.in_batch(asking.scope, params["batch"]) if batch else 0,
        next_query=query(params, after=last) if last else "",
    )


@router.get("/works/{work_id}")
def show(request: Request, here: Here, asking: Asking, work_id: Number) -> Response:
    """One work and its hits."""
    return _work(request, here, asking, work_id)


@router.post("/works/{work_id}", dependencies=[Depends(own_form)])
def correct(
    request: Request,
    here: Here,
    asking: Editing,
    work_id: Number,
    given: Annotated[Corrections, Form()],
) -> Response:
    """Corrects what is known of a work, checked as when a list is handed in. Title, year, kind and holder stay."""
    work = here.office.dashboard.work(asking.scope, work_id).work
    typed = given.model_dump(exclude={"csrf", "seen"})
    if given.seen != seen_as(work):
        return _work(request, here, asking, work_id, (CHANGED,), 409, typed)
    read = read_form(cast("dict[FieldName, str]", {"title": work.title} | typed))
    if not isinstance(read, Work):
        wrong = tuple(f"{say(request, FIELDS[error.column])}: {say(request, error.error)}" for error in read)
        return _work(request, here, asking, work_id, wrong, 422, typed)
    changed = replace(read, title=work.title, year=work.year, kind=work.kind, holder=work.holder, row=None)
    now = datetime.now(UTC)
    here.office.works.import_works([changed], now)
    before, after = written(work), written(changed)
    told = {name: {"was": before[name], "is": after[name]} for name in typed if before[name] != after[name]}
    here.office.audit.add(AuditEntry(asking.name, "work.corrected", now, f"work {work_id}", told))
    return RedirectResponse(f"/works/{work_id}", 303)


def _work(
    request: Request,
    here: Services,
    asking: Person,
    work_id: int,
    troubles: tuple[str, ...] = (),
    status: int = 200,
    typed: dict[str, str] | None = None,
) -> Response:
    line = here.office.dashboard.work(asking.scope, work_id)
    context: dict[str, Any] = {
        "line": line,
        "work": line.work,
        "hits": here.office.queue.page(asking.scope, Wanted(work_id=work_id), limit=20).hits,
        "troubles": troubles,
        "values": typed or written(line.work),
        "seen": seen_as(line.work),
    }
    return render(request, "work.html", status, **context)


def written(work: Work) -> dict[str, str]:
    """What can be corrected, as the form shows it."""
    return {
        "aliases": "\n".join(work.aliases),
        "batch": work.batch,
        "official_domains": "\n".join(work.official_domains),
        "licences": "\n".join(written_licence(licence) for licence in work.licences),
        "protected_from": work.protected_from.isoformat() if work.protected_from else "",
        "protected_until": work.protected_until.isoformat() if work.protected_until else "",
        "release_date": work.release_date.isoformat() if work.release_date else "",
        "identifiers": "\n".join(work.identifiers),
        "note": work.note,
    }


def seen_as(work: Work) -> str:
    """A digest of the work as a form showed it: somebody else's correction changes it."""
    return sha256(repr(sorted(written(work).items())).encode("utf-8", "surrogatepass")).hexdigest()[:32]
