"""The review queue: hits in the order in which they should be judged."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from console.filters import Filter, read_filter
from console.gate import Number, may
from console.page import is_piece, query, render
from console.people import Person
from console.services import Here, Services
from core.errors import NotFoundError
from core.types import Hit
from storage.queue import Count, FloodBy

router = APIRouter()
FLOOD = 8  # so many hits of one work on one site in a row are folded up
OPEN_OF_FLOOD = 3
FLOODS: tuple[FloodBy, ...] = ("work", "site")
Asking = Annotated[Person, Depends(may("see"))]


@router.get("/")
def front(asking: Asking) -> Response:
    """The first page: the queue for those who judge, the figures for the others."""
    return RedirectResponse("/queue" if asking.may("review") else "/dashboard", 303)


@router.get("/queue")
def show(request: Request, here: Here, asking: Asking, done: Number = 0) -> Response:
    """The queue, or its next page for htmx; `done` is a decision on many that was just taken."""
    chosen = read_filter(request, "new" if asking.may("review") else "any")
    page = here.office.queue.page(asking.scope, chosen.wanted, after=chosen.after, order=chosen.order)
    context: dict[str, Any] = {
        "runs": grouped(page.hits),
        "page": page,
        "filter": chosen,
        "can_parquet": find_spec("pyarrow") is not None,
        "others": _others(here, asking, page.hits),
        "next_query": query(chosen.params, after=page.after) if page.after else "",
    }
    if is_piece(request) and chosen.after:
        return render(request, "rows.html", **context)
    # Looking for words once is enough: what the page found is the count.
    count = Count(len(page.hits), page.after is not None)
    if not page.by_words and count.more:
        count = here.office.queue.count(asking.scope, chosen.wanted)
    context |= choices(here, asking, chosen) | {"filters": here.office.filters.seen_by(asking.user)}
    return render(request, "queue.html", count=count, done=_done(here, asking, done), **context)


@router.get("/queue/works")
def floods(request: Request, here: Here, asking: Asking) -> Response:
    """Where the queue is fullest: works and sites with the most hits."""
    chosen = read_filter(request, "new" if asking.may("review") else "any")
    found = {by: here.office.queue.floods(asking.scope, chosen.wanted, by) for by in FLOODS}
    return render(request, "floods.html", floods=found, filter=chosen)


def choices(here: Services, asking: Person, chosen: Filter) -> dict[str, Any]:
    """What the filter's lists offer: only names that the reader may see."""
    dashboard = here.office.dashboard
    work = dashboard.work(asking.scope, chosen.wanted.work_id).work if chosen.wanted.work_id else None
    return {
        "work": work,
        "batches": dashboard.batches(asking.scope),
        "sites": dashboard.sites() if asking.may("health") else (),
        "holders": dashboard.holders() if asking.scope.holder is None else (),
    }


def _others(here: Services, asking: Person, hits: tuple[Hit, ...]) -> dict[int, str]:
    """Who else works on which of the hits: shown to those who judge."""
    if not asking.may("review"):
        return {}
    return here.office.claims.holders([hit.hit_id for hit in hits], asking.name, datetime.now(UTC))


def _done(here: Services, asking: Person, entry_id: int) -> tuple[int, int] | None:
    """One's own decision on many that can still be undone: its number, and how many hits it would give back."""
    if not entry_id or not asking.may("review"):
        return None
    try:
        return entry_id, len(here.office.judging.many_of(asking.scope, asking.name, entry_id))
    except NotFoundError:
        return None


def grouped(hits: tuple[Hit, ...]) -> list[tuple[list[Hit], list[Hit]]]:
    """The hits in runs of one work and site: those to show, and those that a flood folds up."""
    runs = []
    for _, run in groupby(hits, key=lambda hit: (hit.work_id, hit.site)):
        found = list(run)
        cut = OPEN_OF_FLOOD if len(found) >= FLOOD else len(found)
        runs.append((found[:cut], found[cut:]))
    return runs
