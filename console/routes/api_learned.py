"""The JSON API of what people taught, rejections, names and floods, and of the pages that were kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from console.bearer import ANSWERS, Number, Reading, ReasonIn, Reviewing, Watching, file_of
from console.routes import capture as kept_pages
from console.services import Here
from storage.judging import Decision

router = APIRouter(prefix="/api")
MOST = 1000
_FILE = file_of("application/octet-stream")


class SuppressionOut(BaseModel):
    """A rejection that holds on, or did. `hits` fell under it."""

    suppression_id: int
    scope: str
    work_id: int
    work_title: str
    holder: str
    shown: str
    hits: int
    reviewer: str
    reason: str
    decided_at: datetime
    hit_id: int
    lifted_by: str
    lifted_at: datetime | None
    lift_reason: str


class AliasOut(BaseModel):
    """A name that was learned from a hit."""

    alias_id: int
    alias: str
    work_id: int
    work_title: str
    holder: str
    hit_id: int
    reviewer: str
    reason: str
    learned_at: datetime
    forgotten_by: str
    forgotten_at: datetime | None


class FloodAlertOut(BaseModel):
    """A work with far more hits than usual, and what most of them have in common."""

    alert_id: int
    work_id: int
    work_title: str
    holder: str
    hits: int
    usual: float
    most: float
    measure: str
    since: datetime
    raised_at: datetime
    advice: str
    detail: str
    share: float
    new: int
    answered_by: str
    answered_at: datetime | None
    answer: str


class AliasIn(ReasonIn):
    """The words that name the work; empty for those that were found in the hit."""

    words: Annotated[str, Field(max_length=200)] = ""


class ReopenedOut(BaseModel):
    """The hits that a rejection no longer closes."""

    hits: list[int]


@router.get("/suppressions", responses=ANSWERS)
def suppressions(here: Here, asking: Watching, lifted: bool = False) -> list[SuppressionOut]:
    """Rejections in force, or those that were lifted, the latest first."""
    found = here.office.suppressions.list(asking.scope, lifted=lifted, limit=MOST)
    return [SuppressionOut.model_validate(kept, from_attributes=True) for kept in found]


@router.post("/suppressions/{suppression_id}/lift", responses=ANSWERS)
def lift(here: Here, asking: Reviewing, suppression_id: Number, body: ReasonIn) -> ReopenedOut:
    """Ends a rejection that holds on: the hits it closed wait again."""
    return ReopenedOut(hits=list(here.office.suppressions.lift(asking.scope, suppression_id, _decision(asking, body))))


@router.get("/aliases", responses=ANSWERS)
def aliases(here: Here, asking: Watching, forgotten: bool = False) -> list[AliasOut]:
    """Learned names in force, or those that were forgotten, the latest first."""
    found = here.office.learned.list(asking.scope, forgotten=forgotten, limit=MOST)
    return [AliasOut.model_validate(name, from_attributes=True) for name in found]


@router.post("/hits/{hit_id}/alias", responses=ANSWERS, status_code=201)
def learn(here: Here, asking: Reviewing, hit_id: Number, body: AliasIn) -> AliasOut:
    """Makes words of a confirmed hit a name of its work; 409 says why they become none."""
    name = here.office.learned.learn(asking.scope, hit_id, _decision(asking, body), body.words.strip())
    return AliasOut.model_validate(name, from_attributes=True)


@router.post("/aliases/{alias_id}/forget", responses=ANSWERS)
def forget(here: Here, asking: Reviewing, alias_id: Number, body: ReasonIn) -> AliasOut:
    """Takes a learned name back."""
    name = here.office.learned.forget(asking.scope, alias_id, _decision(asking, body))
    return AliasOut.model_validate(name, from_attributes=True)


@router.get("/flood-alerts", responses=ANSWERS)
def flood_alerts(here: Here, asking: Watching, answered: bool = False) -> list[FloodAlertOut]:
    """Open alerts, or those that somebody looked after, the latest first."""
    found = here.office.floods.list(asking.scope, answered=answered, limit=MOST)
    return [FloodAlertOut.model_validate(flood, from_attributes=True) for flood in found]


@router.post("/flood-alerts/{alert_id}/acknowledge", responses=ANSWERS)
def acknowledge(here: Here, asking: Reviewing, alert_id: Number, body: ReasonIn) -> FloodAlertOut:
    """Somebody looked after a flood."""
    flood = here.office.floods.acknowledge(asking.scope, alert_id, _decision(asking, body))
    return FloodAlertOut.model_validate(flood, from_attributes=True)


@router.get("/hits/{hit_id}/captures/{capture_id}/file", responses=_FILE, response_class=Response)
def file(here: Here, asking: Reading, hit_id: Number, capture_id: Number) -> Response:
    """The bytes of a kept page; who takes them is noted."""
    return kept_pages.file(here, asking, hit_id, capture_id)


def _decision(asking: Reviewing, body: ReasonIn) -> Decision:
    return Decision("reopen", asking.name, body.reason, datetime.now(UTC))
