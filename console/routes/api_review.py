"""The JSON API of review: a hit's dossier, claims, undo, decisions on many, kept filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from console.bearer import ANSWERS, Number, Reading, Reviewing, Strict
from console.filters import Filter, filter_of
from console.page import query
from console.routes.api import HitOut
from console.rows import as_row
from console.services import Here
from storage.audit import AuditEntry
from storage.judging import Decision

router = APIRouter(prefix="/api")
Text = Annotated[str, Field(max_length=2000)]


class SightingOut(BaseModel):
    """One page that shows the link."""

    sighting_id: int
    page_url: str
    page_title: str
    site: str
    channel: str
    texts: list[dict[str, str]]
    matched_text: str
    account: str
    price: str
    episode: str
    first_seen: datetime
    last_seen: datetime
    capture_id: int | None


class CaptureOut(BaseModel):
    """A page that was kept."""

    capture_id: int
    url: str
    captured_at: datetime
    sha256: str
    file: str
    record_id: str
    truncated: bool


class ChangeOut(BaseModel):
    """One change of a hit's state."""

    version: int
    state: str
    decision: str
    actor: str
    reason: str
    notice_id: int | None
    happened_at: datetime


class RelatedOut(BaseModel):
    """Other hits that share something: link, account, work or site. Counted up to a thousand."""

    by: str
    hits: int
    upheld: int
    some: list[int]


class DossierOut(BaseModel):
    """All that is known of a hit."""

    hit: HitOut
    obfuscated: bool
    sightings: list[SightingOut]
    captures: list[CaptureOut]
    decisions: list[ChangeOut]
    related: list[RelatedOut]


class ClaimOut(BaseModel):
    """Who works on the hit: yourself, or somebody else."""

    hit_id: int
    mine: bool
    held_by: str


class UndoIn(Strict):
    """The version of the hit that was seen."""

    version: int = Field(ge=1, lt=1 << 31)
    reason: Text = "Taken back"


class ManyIn(Strict):
    """A decision on all hits of a filter; the filter is written as in the address of the queue."""

    verdict: Literal["confirm", "reject", "unsure"]
    filter: str = Field(max_length=4000, examples=["state=new&site=example-forum"])


class ManyDecisionIn(ManyIn):
    """What the preview said, and why."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    expected: int = Field(ge=0, lt=1 << 31)
    last: int = Field(ge=0, lt=1 << 62)


class ManyPreviewOut(BaseModel):
    """How many hits would be touched; pass both numbers on with the decision."""

    expected: int
    last: int
    some: list[int]


class ManyOut(BaseModel):
    """The number by which the decision can be undone, and how many hits it touched."""

    entry: int
    hits: int


class FilterIn(Strict):
    """A filter to keep."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    filter: str = Field(max_length=4000)
    shared: bool = False


class FilterOut(BaseModel):
    """A kept filter."""

    filter_id: int
    name: str
    filter: str
    shared: bool
    owner: str


class FloodOut(BaseModel):
    """A work or a site with many hits."""

    key: str
    name: str
    hits: int
    best: float


@router.get("/hits/{hit_id}/dossier", responses=ANSWERS)
def dossier(here: Here, asking: Reading, hit_id: Number) -> DossierOut:
    """A hit with its pages, captures, decisions and relatives; who looks is noted."""
    found = here.office.dossiers.get(asking.scope, hit_id)
    related = here.office.dossiers.related(asking.scope, hit_id)
    here.office.audit.add(AuditEntry(asking.name, "hit.seen", datetime.now(UTC), f"hit {hit_id}"))
    return DossierOut(
        hit=HitOut(**as_row(found.hit)),
        obfuscated=found.obfuscated,
        sightings=[SightingOut(**_plain(shown)) for shown in found.shown],
        captures=[CaptureOut(capture_id=kept.capture_id, **_plain(kept.capture)) for kept in found.kept],
        decisions=[ChangeOut(**_plain(change)) for change in found.changes],
        related=[RelatedOut(by=g.by, hits=g.hits, upheld=g.upheld, some=[h.hit_id for h in g.some]) for g in related],
    )


@router.post("/hits/{hit_id}/claim", responses=ANSWERS)
def claim(here: Here, asking: Reviewing, hit_id: Number, take: Annotated[bool, Query()] = False) -> ClaimOut:
    """Claims a hit for five minutes and lets go of any other; `take` takes it from whoever holds it."""
    here.office.queue.get(asking.scope, hit_id)
    now = datetime.now(UTC)
    other = here.office.claims.claim(hit_id, asking.name, now, take=take)
    if take:
        here.office.audit.add(AuditEntry(asking.name, "hit.taken", now, f"hit {hit_id}"))
    return ClaimOut(hit_id=hit_id, mine=not other, held_by=other or asking.name)


@router.delete("/claim", responses=ANSWERS, status_code=204)
def release(here: Here, asking: Reviewing) -> None:
    """Lets go of the hit one works on."""
    here.office.claims.release(asking.name)


@router.post("/hits/{hit_id}/undo", responses=ANSWERS, status_code=201)
def undo(here: Here, asking: Reviewing, hit_id: Number, body: UndoIn) -> HitOut:
    """Gives a hit the state before its last decision, by a further one."""
    decision = Decision("reopen", asking.name, body.reason, datetime.now(UTC))
    return HitOut(**as_row(here.office.judging.undo(asking.scope, hit_id, decision, body.version)))


@router.post("/decisions/preview", responses=ANSWERS)
def preview(here: Here, asking: Reviewing, body: ManyIn) -> ManyPreviewOut:
    """What a decision on all hits of a filter would touch."""
    wanted = replace(_filter(body.filter).wanted, last_id=here.office.queue.newest_id())
    decision = Decision(body.verdict, asking.name, "", datetime.now(UTC))
    return ManyPreviewOut(
        expected=here.office.judging.count_decidable(asking.scope, wanted, decision),
        last=wanted.last_id or 0,
        some=[hit.hit_id for hit in here.office.queue.page(asking.scope, wanted, limit=20).hits],
    )


@router.post("/decisions", responses=ANSWERS, status_code=201)
def decide_many(here: Here, asking: Reviewing, body: ManyDecisionIn) -> ManyOut:
    """Decides on exactly what the preview counted; 409 when that changed."""
    wanted = replace(_filter(body.filter).wanted, last_id=body.last)
    decision = Decision(body.verdict, asking.name, body.reason, datetime.now(UTC))
    entry = here.office.judging.decide_all(asking.scope, wanted, decision, body.expected)
    return ManyOut(entry=entry, hits=body.expected)


@router.delete("/decisions/{entry}", responses=ANSWERS)
def undo_many(here: Here, asking: Reviewing, entry: Number) -> ManyOut:
    """Takes one's own decision on many back; hits that changed since stay as they are."""
    decision = Decision("reopen", asking.name, "Taken back", datetime.now(UTC))
    return ManyOut(entry=entry, hits=here.office.judging.undo_all(asking.scope, decision, entry))


@router.get("/floods", responses=ANSWERS)
def floods(
    here: Here,
    asking: Reading,
    by: Literal["work", "site"] = "work",
    filter: Annotated[str, Query(max_length=4000)] = "state=new",
) -> list[FloodOut]:
    """The works or sites with the most hits of a filter."""
    found = here.office.queue.floods(asking.scope, _filter(filter).wanted, by)
    return [FloodOut(**_plain(flood)) for flood in found]


@router.get("/filters", responses=ANSWERS)
def filters(here: Here, asking: Reading) -> list[FilterOut]:
    """One's own filters, and those that others of the same side share."""
    return [
        FilterOut(filter_id=f.filter_id, name=f.name, filter=f.params, shared=f.shared, owner=f.owner)
        for f in here.office.filters.seen_by(asking.user)
    ]


@router.post("/filters", responses=ANSWERS, status_code=201)
def keep(here: Here, asking: Reading, body: FilterIn) -> FilterOut:
    """Keeps a filter; one of the same name is replaced."""
    params = query(_filter(body.filter).params)
    now = datetime.now(UTC)
    number = here.office.filters.keep(asking.user, body.name, params, body.shared, now)
    here.office.audit.add(AuditEntry(asking.name, "filter.kept", now, body.name, {"shared": body.shared}))
    return FilterOut(filter_id=number, name=body.name, filter=params, shared=body.shared, owner=asking.name)


@router.delete("/filters/{filter_id}", responses=ANSWERS, status_code=204)
def remove(here: Here, asking: Reading, filter_id: Number) -> None:
    """Removes one of one's own filters."""
    here.office.filters.remove(asking.user, filter_id)
    here.office.audit.add(AuditEntry(asking.name, "filter.removed", datetime.now(UTC), str(filter_id)))


def _filter(text: str) -> Filter:
    return filter_of(dict(parse_qsl(text, max_num_fields=40)), "new")


def _plain(value: Any) -> dict[str, Any]:
    """A value's fields, texts near links as source and words."""
    fields = {name: getattr(value, name) for name in value.__slots__}
    if "texts" in fields:
        fields["texts"] = [{"source": text.source, "text": text.text} for text in fields["texts"]]
    return fields
