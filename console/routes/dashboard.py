"""Figures: what came in, what was decided, what opens and closes, how the sites do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from console import charts, names
from console.gate import may
from console.page import render, say
from console.people import Person
from console.protection import CHART
from console.services import Here
from console.words import mark
from storage.dashboard import Tally

router = APIRouter()
Asking = Annotated[Person, Depends(may("see"))]
Watching = Annotated[Person, Depends(may("health"))]
DAYS: Final = (7, 30, 90, 365)
TALLIES: Final = {"channel": names.CHANNELS, "kind": names.KINDS, "site": {}, "work": {}}


def _days(days: int) -> int:
    return days if days in DAYS else 30


@router.get("/dashboard")
def show(request: Request, here: Here, asking: Asking, days: int = 30) -> Response:
    """The dashboard."""
    dashboard, now = here.office.dashboard, datetime.now(UTC)
    since = now - timedelta(days=_days(days))
    return render(
        request,
        "dashboard.html",
        days=_days(days),
        all_days=DAYS,
        states=dashboard.by_state(asking.scope),
        tallies={name: dashboard.by(asking.scope, name, since) for name in TALLIES},
        windows=dashboard.windows(asking.scope, now.date()),
        health=dashboard.health()[:12] if asking.may("health") else (),
    )


@router.get("/dashboard/{name}.svg")
def chart(request: Request, here: Here, asking: Asking, name: str, days: int = 30, theme: str = "light") -> Response:
    """One chart, as a picture that runs nothing."""
    dashboard, words = here.office.dashboard, partial(say, request)
    now = datetime.now(UTC)
    since = now - timedelta(days=_days(days))
    if name == "days":
        found, decided = dashboard.by_day(asking.scope, since), dashboard.decided_by_day(asking.scope, since)
        span = [(since + timedelta(days=n)).date().isoformat() for n in range(1, _days(days) + 1)]
        lines = ((words(mark("found")), found), (words(mark("decided")), decided))
        svg = charts.days(span, lines, theme)
    elif name in TALLIES:
        svg = charts.bars(_named(dashboard.by(asking.scope, name, since), name, words), words, theme)
    else:
        raise HTTPException(404, mark("There is no such chart"))
    return Response(svg, media_type="image/svg+xml", headers={"content-security-policy": CHART})


def _named(tallies: object, name: str, words: partial[str]) -> list[Tally]:
    assert isinstance(tallies, list)
    known = TALLIES[name]
    return [Tally(words(known.get(t.name, t.name)), t.number, t.upheld, t.work_id) for t in tallies]


@router.get("/runs")
def runs(request: Request, here: Here, asking: Watching) -> Response:
    """The latest run of each site."""
    return render(request, "runs.html", health=here.office.dashboard.health())
