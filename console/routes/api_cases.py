"""The JSON API of cases: opened, shown with each form's draft, added to, drafted from, noted, closed, reopened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import Field

from console import casework, noticing, noting
from console.bearer import ANSWERS, Drafting, Noticing, Number, ReasonIn, Strict, Told, braked, file_of
from console.case_page import known_of
from console.notice_words import told
from console.page import language_of
from console.routes.api_notices import MOST_HITS, DraftedOut, NoticeHeadOut, heads
from console.routes.notice import download
from console.services import Here, Services
from console.words import mark
from takedown.cases import Subject

router = APIRouter(prefix="/api")
PAGE = 100
Name = Annotated[str, Field(max_length=200)]


class SubjectIn(Strict):
    """What a case is about; what is left out does not restrict."""

    work: Name = ""
    site: Name = ""
    account: Name = ""
    recipient: Name = ""
    holder: Name = ""
    hits: list[Number] = Field(default=[], max_length=MOST_HITS)


class HitsIn(Strict):
    """Hits that belong to the case as well."""

    hits: list[Number] = Field(min_length=1, max_length=MOST_HITS)


class FormIn(Strict):
    """One form for one recipient; nothing said means every form that can be written, to whom it is usual."""

    recipient: Name = ""
    form: Name = ""


class CaseOut(Told):
    """A case: how many of its hits are gone, its notices by state, and how far it has come."""

    case_id: int
    number: str
    about: str
    subject: str
    holder: str
    state: str
    stage: str
    opened_by: str
    opened_at: datetime
    hits: int
    gone: int
    drafts: int
    approved: int
    sent: int


class PursuedOut(Told):
    """A hit that stands in an open case already."""

    hit_id: int
    case_id: int


class OpenedOut(Told):
    """The cases that were opened, what is pursued already, and in the reader's language what cannot be listed."""

    cases: list[CaseOut]
    pursued: list[PursuedOut]
    troubles: list[str]


class FormOut(Told):
    """A form for the chosen recipient: the notice that was drafted in it, or what it would say and what it lacks."""

    name: str
    title: str
    language: str
    usual: bool
    subject: str
    text: str
    notice_id: int | None
    missing: list[str]
    problem: str
    ready: bool


class MomentOut(Told):
    """One line of the timeline."""

    at: datetime
    what: str
    kind: str
    actor: str
    detail: str
    notice_id: int | None
    number: str
    hit_id: int | None


class WholeCaseOut(CaseOut):
    """All that is known of a case, with the forms for one of its recipients."""

    hit_ids: list[int]
    recipients: list[str]
    chosen: str
    forms: list[FormOut]
    refusals: list[str]
    notices: list[NoticeHeadOut]
    timeline: list[MomentOut]


@router.get("/cases", responses=ANSWERS)
def cases(
    here: Here,
    asking: Noticing,
    state: Literal["open", "closed"] | None = None,
    before: Annotated[int | None, Field(ge=1, lt=1 << 62)] = None,
) -> list[CaseOut]:
    """The cases, newest first; `before` is the number of the last one that was read."""
    return [CaseOut.model_validate(found) for found in here.store.cases.query(state, before=before, limit=PAGE)]


@router.post("/cases", responses=ANSWERS, status_code=201)
def open_(request: Request, here: Here, asking: Drafting, body: SubjectIn) -> OpenedOut:
    """Opens a case for each rights holder about the confirmed hits of a subject; 409 says why none was opened."""
    braked(here, asking, "draft")
    subject = Subject(
        body.work.strip() or None, body.site.strip() or None, body.account.strip() or None, body.recipient or None,
        body.holder.strip() or None, tuple(body.hits),
    )  # fmt: skip
    if subject.is_empty:
        raise HTTPException(422, mark("Say what the case is about"))
    done = casework.open_(here, asking, subject)
    troubles = [told(refusal, language_of(request)) for refusal in done.refusals[: noticing.MOST_TOLD]]
    if not done.cases and not done.pursued:
        raise HTTPException(409, "\n".join(troubles) or casework.NOTHING)
    return OpenedOut(
        cases=[CaseOut.model_validate(found) for found in done.cases],
        pursued=[PursuedOut(hit_id=hit_id, case_id=case_id) for hit_id, case_id in done.pursued],
        troubles=troubles,
    )


@router.get("/cases/{case_id}", responses=ANSWERS)
def show(
    request: Request, here: Here, asking: Noticing, case_id: Number, to: Annotated[str, Query(max_length=100)] = ""
) -> WholeCaseOut:
    """A case with its hits, notices, timeline and each form for a recipient (`to`); who looks is noted."""
    answer = _whole(request, here, case_id, to)
    noting.note(here, asking, "case", "seen", case_id)
    return answer


@router.post("/cases/{case_id}/draft", responses=ANSWERS, status_code=201)
def draft(request: Request, here: Here, asking: Drafting, case_id: Number, body: FormIn) -> DraftedOut:
    """Drafts notices about the hits of a case; 409 says why none was drafted."""
    braked(here, asking, "draft")
    done = casework.draft(here, asking, case_id, body.recipient, body.form)
    troubles = noticing.troubles_of(done, language_of(request))
    if not done.notices:
        raise HTTPException(409, "\n".join(troubles) or noticing.NOTHING)
    return DraftedOut(notices=heads(done.notices), troubles=troubles)


@router.post("/cases/{case_id}/hits", responses=ANSWERS)
def add(here: Here, asking: Drafting, case_id: Number, body: HitsIn) -> CaseOut:
    """Puts more confirmed hits of the same rights holder into an open case, all or none."""
    casework.add(here, asking, case_id, tuple(body.hits))
    return _case(here, case_id)


@router.post("/cases/{case_id}/note", responses=ANSWERS)
def note(here: Here, asking: Drafting, case_id: Number, body: ReasonIn) -> CaseOut:
    """Adds a line to the timeline."""
    casework.step(here, asking, case_id, "note", body.reason)
    return _case(here, case_id)


@router.post("/cases/{case_id}/close", responses=ANSWERS)
def close(here: Here, asking: Drafting, case_id: Number, body: ReasonIn) -> CaseOut:
    """Closes the case."""
    casework.step(here, asking, case_id, "close", body.reason)
    return _case(here, case_id)


@router.post("/cases/{case_id}/reopen", responses=ANSWERS)
def reopen(here: Here, asking: Drafting, case_id: Number, body: ReasonIn) -> CaseOut:
    """Opens a closed case again."""
    casework.step(here, asking, case_id, "reopen", body.reason)
    return _case(here, case_id)


@router.get("/cases/{case_id}/evidence.zip", responses=file_of("application/zip"), response_class=Response)
def evidence(here: Here, asking: Noticing, case_id: Number) -> Response:
    """The evidence pack of the whole case, made now."""
    braked(here, asking, "file")
    number, content = casework.packed(here, asking, case_id)
    return download(content, f"{number}.zip", "application/zip")


def _case(here: Services, case_id: int) -> CaseOut:
    return CaseOut.model_validate(here.store.cases.get(case_id))


def _whole(request: Request, here: Services, case_id: int, to: str) -> WholeCaseOut:
    found = here.store.cases.get(case_id)
    known = known_of(noticing.desk_of(here), found, to, language_of(request), datetime.now(UTC))
    forms: list[dict[str, Any]] = [
        column
        | {"notice_id": column["notice"].notice_id if column["notice"] else None}
        | {"missing": [name for name, _ in column["missing"]]}
        for column in known["columns"]
    ]
    return WholeCaseOut.model_validate(
        {name: getattr(found, name) for name in CaseOut.model_fields}
        | {
            "hit_ids": here.store.cases.hit_ids(case_id),
            "recipients": [code for code, _ in known["recipients"]],
            "chosen": known["chosen"].code if known["chosen"] else "",
            "forms": forms,
            "refusals": known["refusals"],
            "notices": [notice for notice, _ in known["notices"]],
            "timeline": known["moments"],
        }
    )
