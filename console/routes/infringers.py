"""Repeat infringers: operators, sites and accounts, why several are one, and what came back after its removal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from console.gate import may
from console.page import render
from console.people import Person
from console.services import Here, Services
from storage.campaign import Window
from storage.returns import Return
from takedown.infringers import KINDS, Infringer, Kind, infringers
from takedown.operators import load_joining

router = APIRouter()
Looking = Annotated[Person, Depends(may("notices"))]
MOST: Final = 100
MOST_RETURNS: Final = 50
# Days back, as the page offers them; 0 is all.
SPANS: Final = (30, 90, 365, 0)


@router.get("/infringers")
def show(request: Request, here: Here, _: Looking, of: str = "", days: int = 365) -> Response:
    """Who does it again and again, the worst first, and the latest returns."""
    kinds = tuple(kind for kind in KINDS if of in ("", kind)) or KINDS
    span = days if days in SPANS else 365
    found = worst(here, kinds, span)
    return render(
        request,
        "infringers.html",
        rows=found[:MOST],
        more=max(0, len(found) - MOST),
        of=of if of in KINDS else "",
        kinds=KINDS,
        days=span,
        spans=SPANS,
        returns=latest_returns(here),
    )


def worst(here: Services, kinds: tuple[Kind, ...], days: int) -> list[Infringer]:
    """Who did it again and again within so many days (0: ever), the worst first."""
    window = Window(since=datetime.now(UTC) - timedelta(days=days)) if days else Window()
    return infringers(here.store, load_joining(here.config.folder), window, kinds=kinds)


def latest_returns(here: Services) -> list[Return]:
    """What came back last after its removal."""
    return list(islice(here.store.returns.all(), MOST_RETURNS))
