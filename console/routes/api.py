"""The JSON API: what the pages can do, for programs with a token."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from console.bearer import ANSWERS, Number, Reading, Reviewing, Strict, Uploading
from console.filters import filter_of
from console.routes.lists import LARGEST, MOST_WAITING, take
from console.rows import as_row
from console.services import Here
from core.errors import InputError
from core.types import CHANNELS, HIT_STATES, LINK_KINDS
from matchers.suppression import Scope as Reach
from storage.audit import AuditEntry
from storage.dashboard import WorkLine
from storage.judging import Decision

router = APIRouter(prefix="/api")
MOST = 500
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class ReasonOut(BaseModel):
    """One feature of a score."""

    feature: str
    score: float
    detail: str


class HitOut(BaseModel):
    """One hit, with the columns of every export, its version and its rights holder."""

    hit_id: int
    work_id: int
    work_title: str
    link_kind: str
    provider: str
    link_url: str
    passcode: str
    page_url: str
    site: str
    channel: str
    matched_text: str
    score: float
    matcher: str
    reasons: list[ReasonOut]
    account: str
    price: str
    episode: str
    state: str
    first_seen: str
    last_seen: str
    capture: str
    found_at: str
    version: int
    holder: str


class HitsOut(BaseModel):
    """Some hits; `after` leads to the next ones."""

    hits: list[HitOut]
    after: int | None


class ReviewIn(Strict):
    """A decision; `version` is the hit's as it was seen."""

    verdict: Literal["confirm", "reject", "unsure"]
    reason: str = Field(min_length=1, max_length=2000)
    version: int | None = Field(default=None, ge=1, lt=1 << 31)
    scope: Reach = Field(default="link", description="How far a rejection holds")
    alias: bool = Field(default=False, description="With confirm: the words become a name of the work")


class WorkOut(BaseModel):
    """A protected work with its hits."""

    work_id: int
    title: str
    aliases: list[str]
    year: int | None
    kind: str | None
    holder: str
    batch: str
    protected_from: str | None
    protected_until: str | None
    hits: int
    new: int
    upheld: int
    removed: int


class ImportOut(BaseModel):
    """What became of a list: the contract of `netsword watchlist import`, with the upload's number."""

    upload_id: int
    rows: int = 0
    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    refused: int = 0
    rejected: list[dict[str, Any]] = []


class MeOut(BaseModel):
    """Whose token it is and what it may do."""

    name: str
    role: str
    holder: str
    scopes: list[str]


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request, asking: Reading) -> Response:
    """The description of the API."""
    return JSONResponse(request.app.openapi())


@router.get("/me", responses=ANSWERS)
def me(request: Request, asking: Reading) -> MeOut:
    """Whose token this is."""
    user = asking.user
    return MeOut(name=user.name, role=user.role, holder=user.holder, scopes=list(request.state.token_scopes))


@router.get("/hits", responses=ANSWERS)
def hits(
    here: Here,
    asking: Reading,
    state: Annotated[Literal["any", "open", *HIT_STATES], Query()] = "any",  # type: ignore[valid-type]
    work: Annotated[int | None, Query(ge=1, lt=1 << 62)] = None,
    holder: Annotated[str, Query(max_length=200)] = "",
    batch: Annotated[str, Query(max_length=200)] = "",
    site: Annotated[str, Query(max_length=200)] = "",
    channel: Annotated[Literal["", *CHANNELS], Query()] = "",  # type: ignore[valid-type]
    kind: Annotated[Literal["", *LINK_KINDS], Query()] = "",  # type: ignore[valid-type]
    provider: Annotated[str, Query(max_length=200)] = "",
    least: Annotated[int | None, Query(ge=0, le=100, description="The lowest score")] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    within: Annotated[Literal["", "words"], Query(alias="in", description="words: look in words and addresses")] = "",
    since: Day = "",
    until: Day = "",
    order: Literal["best", "newest"] = "best",
    after: Annotated[int | None, Query(ge=1, lt=1 << 62)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> HitsOut:
    """Hits that fit, the best first."""
    given = {
        "state": state, "work": str(work or ""), "holder": holder, "batch": batch, "site": site, "channel": channel,
        "kind": kind, "provider": provider, "least": "" if least is None else str(least), "q": q, "in": within,
        "since": since, "until": until, "order": order,
    }  # fmt: skip
    chosen = filter_of(given, "any")
    page = here.office.queue.page(asking.scope, chosen.wanted, after=after, order=chosen.order, limit=limit)
    return HitsOut(hits=[HitOut(**as_row(hit)) for hit in page.hits], after=page.after)


@router.get("/hits/{hit_id}", responses=ANSWERS)
def hit(here: Here, asking: Reading, hit_id: Number) -> HitOut:
    """One hit."""
    return HitOut(**as_row(here.office.queue.get(asking.scope, hit_id)))


@router.post("/hits/{hit_id}/reviews", responses=ANSWERS, status_code=201)
def review(here: Here, asking: Reviewing, hit_id: Number, body: ReviewIn) -> HitOut:
    """Adds a decision; 409 when the hit is no longer the version that was seen."""
    decision = Decision(body.verdict, asking.name, body.reason.strip(), datetime.now(UTC))
    done = here.office.judging.decide(asking.scope, hit_id, decision, body.version, body.scope)
    if body.alias and body.verdict == "confirm":
        here.office.learned.learn(asking.scope, hit_id, decision)
    return HitOut(**as_row(done))


@router.get("/works", responses=ANSWERS)
def works(
    here: Here,
    asking: Reading,
    q: Annotated[str, Query(max_length=200)] = "",
    after: Annotated[int, Query(ge=0, lt=1 << 62)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> list[WorkOut]:
    """Protected works with their hits, in the order of their arrival."""
    lines = here.office.dashboard.works(asking.scope, q, after=after, limit=limit)
    return [work_out(line) for line in lines]


def work_out(line: WorkLine) -> WorkOut:
    """A work as the API shows it."""
    return WorkOut(
        work_id=line.work.work_id or 0,
        title=line.work.title,
        aliases=list(line.work.aliases),
        year=line.work.year,
        kind=line.work.kind,
        holder=line.work.holder,
        batch=line.work.batch,
        protected_from=line.work.protected_from.isoformat() if line.work.protected_from else None,
        protected_until=line.work.protected_until.isoformat() if line.work.protected_until else None,
        hits=line.hits,
        new=line.new,
        upheld=line.upheld,
        removed=line.removed,
    )


@router.post("/lists", responses=ANSWERS, status_code=201)
def hand_in(
    here: Here,
    asking: Uploading,
    file: Annotated[UploadFile, File()],
    holder: Annotated[str, Form(max_length=300)] = "",
    batch: Annotated[str, Form(max_length=200)] = "",
    wait: Annotated[bool, Form()] = False,
) -> ImportOut:
    """Imports a list of works, or with `wait` only keeps it for a look. A rights holder's list is that holder's."""
    if not here.throttle.may_load(asking.name, "upload") or here.office.uploads.waiting(asking.name) >= MOST_WAITING:
        raise HTTPException(429, "Too many files wait")
    content = file.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise HTTPException(413, "The file has more than 30 MB")
    owner = holder.strip() if asking.scope.holder is None else asking.scope.holder
    now = datetime.now(UTC)
    number = here.office.uploads.add(owner, batch.strip(), (file.filename or "list")[:300], content, asking.name, now)
    here.office.audit.add(AuditEntry(asking.name, "upload", now, f"upload {number}"))
    if wait:
        return ImportOut(upload_id=number)
    try:
        reading, result = take(here, asking, here.office.uploads.get(asking.scope, number))
    except InputError:
        here.office.uploads.close(asking.scope, number, "discarded", {}, now)
        raise
    rejected = [{"row": e.row, "column": e.column, "value": e.value, "error": e.error} for e in reading.rejected]
    return ImportOut(upload_id=number, rejected=rejected[:1000], **result)
