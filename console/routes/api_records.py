"""The JSON API of records: how recipients act, who infringes again and again, and what kept pages say and look like."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from console.bearer import ANSWERS, Noticing, Number, Reading, Told, braked, file_of
from console.notice_words import side
from console.noticing import desk_of
from console.page import language_of
from console.routes import capture as kept_pages
from console.routes.infringers import MOST, latest_returns, worst
from console.services import Here
from takedown.infringers import KINDS, Kind
from takedown.scorecards import scorecards
from takedown.stopwatch import stopwatches

router = APIRouter(prefix="/api")


class CardOut(Told):
    """What a recipient made of our notices; shares from 0 to 1, null where nothing can be said yet."""

    recipient: str
    notices: int
    links: int
    acted: int
    removed: int
    refused: int
    countered: int
    came_back: int
    open: int
    late: int
    unsure: int
    on_time: float | None
    median_hours: float | None
    slowest_hours: float | None
    accepted: float | None
    warning: str


class LateOut(Told):
    """A notice that is open or whose clock runs."""

    notice_id: int
    number: str
    recipient: str
    sent_at: datetime
    due_at: datetime
    links: int
    open: int
    overdue_hours: float
    advice: str
    advice_zh: str


class CardsOut(Told):
    """Recipients, and the notices that somebody must look after."""

    cards: list[CardOut]
    open: list[LateOut]


class InfringerOut(Told):
    """An operator, a site or an account; what says that an operator's members are one."""

    kind: str
    name: str
    platform: str
    account_id: str
    members: list[str]
    hits: int
    works: int
    removed: int
    came_back: int
    months: dict[str, int]
    first_seen: datetime | None
    last_seen: datetime | None
    ties: list[str]
    ties_zh: list[str]


class ReturnOut(Told):
    """A hit that offers again what was removed at an earlier one."""

    hit_id: int
    earlier_id: int
    sign: str
    detail: str
    found_at: datetime
    work_title: str
    link_url: str
    earlier_url: str


class InfringersOut(Told):
    """The worst first; `more` are not listed."""

    infringers: list[InfringerOut]
    more: int
    returns: list[ReturnOut]


class PageTextOut(Told):
    """What a reader would see of a kept page; `cut` says that there is more."""

    capture_id: int
    url: str
    sha256: str
    lines: list[str]
    cut: bool


@router.get("/scorecards", responses=ANSWERS)
def cards(request: Request, here: Here, asking: Noticing) -> CardsOut:
    """Who acts in time, how our notices fare, and which are open."""
    watches = list(stopwatches(desk_of(here), datetime.now(UTC)))
    told = [CardOut.model_validate(card) for card in scorecards(watches)]
    language = language_of(request)
    return CardsOut(
        cards=[card.model_copy(update={"warning": side(card.warning, language)}) for card in told],
        open=[LateOut.model_validate(watch) for watch in watches if watch.open or watch.clocks],
    )


@router.get("/infringers", responses=ANSWERS)
def infringers(
    here: Here, asking: Noticing, of: Kind | None = None, days: Literal["30", "90", "365", "0"] = "365"
) -> InfringersOut:
    """Who does it again and again within so many days (0: ever), and the latest returns."""
    found = worst(here, (of,) if of else KINDS, int(days))
    return InfringersOut(
        infringers=[InfringerOut.model_validate(one) for one in found[:MOST]],
        more=max(0, len(found) - MOST),
        returns=[ReturnOut.model_validate(one) for one in latest_returns(here)],
    )


@router.get("/hits/{hit_id}/captures/{capture_id}/text", responses=ANSWERS)
def text(here: Here, asking: Reading, hit_id: Number, capture_id: Number) -> PageTextOut:
    """The text of a kept page; who looks is noted."""
    braked(here, asking, "text")
    capture, lines, cut = kept_pages.kept_text(here, asking, hit_id, capture_id)
    return PageTextOut(capture_id=capture_id, url=capture.url, sha256=capture.sha256, lines=lines, cut=cut)


@router.get("/hits/{hit_id}/captures/{capture_id}/picture.png", responses=file_of("image/png"), response_class=Response)
def picture(here: Here, asking: Reading, hit_id: Number, capture_id: Number) -> Response:
    """The kept page as an image; 404 where no browser is here that could draw it."""
    return kept_pages.show_picture(here, asking, hit_id, capture_id)
