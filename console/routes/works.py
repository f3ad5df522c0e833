"""The works that are protected: the list, one work, and its correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from console.gate import may, own_form
from console.page import query, render
from console.people import Person
from console.services import Here, Services
from console.words import mark
from storage.audit import AuditEntry
from storage.wanted import Wanted

router = APIRouter()
Asking = Annotated[Person, Depends(may("see"))]
Editing = Annotated[Person, Depends(may("edit"))]
PAGE = 50
Lines = Annotated[str, Form(max_length=10_000)]


@router.get("/works")
def list_(request: Request, here: Here, asking: Asking, q: str = "", batch: str = "", after: int = 0) -> Response:
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
        next_query=query(params, after=last) if last else "",
    )


@router.get("/works/{work_id}")
def show(request: Request, here: Here, asking: Asking, work_id: int) -> Response:
    """One work and its hits."""
    return _work(request, here, asking, work_id)


@router.post("/works/{work_id}", dependencies=[Depends(own_form)])
def correct(
    request: Request,
    here: Here,
    asking: Editing,
    work_id: int,
    aliases: Lines = "",
    official_domains: Lines = "",
    protected_from: Annotated[str, Form(max_length=20)] = "",
    protected_until: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Corrects aliases, official addresses and the protection window."""
    work = here.office.dashboard.work(asking.scope, work_id).work
    try:
        starts, ends = _day(protected_from), _day(protected_until)
    except ValueError:
        return _work(request, here, asking, work_id, mark("Write days as 2026-09-30"), 422)
    if starts and ends and ends < starts:
        return _work(request, here, asking, work_id, mark("Protection ends before it starts"), 422)
    changed = replace(
        work,
        aliases=_lines(aliases),
        official_domains=tuple(domain.lower() for domain in _lines(official_domains)),
        protected_from=starts,
        protected_until=ends,
        work_id=None,
    )
    now = datetime.now(UTC)
    here.office.works.import_works([changed], now)
    here.office.audit.add(AuditEntry(asking.name, "work.corrected", now, f"work {work_id}"))
    return RedirectResponse(f"/works/{work_id}", 303)


def _work(
    request: Request, here: Services, asking: Person, work_id: int, trouble: str = "", status: int = 200
) -> Response:
    line = here.office.dashboard.work(asking.scope, work_id)
    context: dict[str, Any] = {
        "line": line,
        "work": line.work,
        "hits": here.office.queue.page(asking.scope, Wanted(work_id=work_id), limit=20).hits,
        "trouble": trouble,
    }
    return render(request, "work.html", status, **context)


def _lines(text: str) -> tuple[str, ...]:
    """One value a line, each once."""
    return tuple(dict.fromkeys(line.strip()[:200] for line in text.splitlines() if line.strip()))[:200]


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None
