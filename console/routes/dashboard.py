"""Figures: what came in, what was decided, what opens and closes, how the sites do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from console import charts
from console.gate import may
from console.page import render
from console.people import Person
from console.services import Here, Services
from storage.figures import NAMES

router = APIRouter()
Asking = Annotated[Person, Depends(may("see"))]
Watching = Annotated[Person, Depends(may("health"))]
DAYS: Final = (7, 30, 90, 365)


def _days(days: int) -> int:
    return days if days in DAYS else 30


@router.get("/dashboard")
def show(request: Request, here: Here, asking: Asking, days: int = 30) -> Response:
    """The dashboard."""
    dashboard, now = here.office.dashboard, datetime.now(UTC)
    today = now.date()
    since = today - timedelta(days=_days(days) - 1)
    return render(
        request,
        "dashboard.html",
        days=_days(days),
        all_days=DAYS,
        states=dashboard.by_state(asking.scope),
        chart=_chart(here, asking, since, today),
        tallies={name: dashboard.by(asking.scope, name, since, today) for name in NAMES},
        windows=dashboard.windows(asking.scope, today),
        health=dashboard.health()[:12] if asking.may("health") else (),
    )


def _chart(here: Services, asking: Person, since: date, today: date) -> charts.Chart:
    span = [(since + timedelta(days=number)).isoformat() for number in range((today - since).days + 1)]
    found = here.office.dashboard.by_day(asking.scope, since, today)
    decided = here.office.dashboard.decided_by_day(asking.scope, since)
    return charts.days(span, (("found", found), ("decided", decided)))


@router.get("/runs")
def runs(request: Request, here: Here, asking: Watching) -> Response:
    """The latest run of each site."""
    return render(request, "runs.html", health=here.office.dashboard.health())
