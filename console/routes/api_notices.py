"""The JSON API of notices: drafted, read, looked at anew, approved by somebody else, sent, answered, taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pydantic import Field, StringConstraints

from console import noticing, noting
from console.bearer import (
    ANSWERS,
    Approving,
    Drafting,
    Noticing,
    Number,
    ReasonIn,
    Sending,
    Strict,
    Told,
    braked,
    file_of,
)  # fmt: skip
from console.notice_page import known_of
from console.page import language_of
from console.routes.notice import as_file, download
from console.services import Here, Services
from core.types import OutcomeKind
from storage.notices import Notice
from takedown.drafting import Wish
from takedown.rendition import Kind

router = APIRouter(prefix="/api")
MOST_HITS = 1000
Name = Annotated[str, Field(max_length=200)]


class DraftIn(Strict):
    """What to draft: nothing said means all confirmed hits, to whom and in the form that is usual."""

    hits: list[Number] = Field(default=[], max_length=MOST_HITS, description="Empty: all that are confirmed")
    recipient: Name = ""
    form: Name = ""


class WarningIn(Strict):
    """A warning letter before anybody infringes."""

    recipient: Name
    batch: Name = ""
    language: Literal["zh", "en"] | None = None


class DigestIn(Strict):
    """The digest of the text that was read."""

    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SendIn(Strict):
    """By e-mail, or as files for a web form or a letter; `again` after an attempt that did not arrive."""

    way: noticing.Way = "mail"
    again: bool = False


class AnswerIn(ReasonIn):
    """What the recipient wrote; with a hit and a kind, what became of that hit."""

    hit: Number | None = None
    kind: OutcomeKind | None = None


class NoticeHeadOut(Told):
    """A notice; what it says is frozen by its digest."""

    notice_id: int
    number: str
    form: str
    recipient: str
    holder: str
    language: str
    subject: str
    digest: str
    state: str
    created_by: str
    created_at: datetime
    approved_by: str
    approved_at: datetime | None
    sent_by: str
    sent_at: datetime | None
    message_id: str
    about_id: int | None
    case_id: int | None
    hits: int


class DraftedOut(Told):
    """The drafts, and in the reader's language what could not be listed or written."""

    notices: list[NoticeHeadOut]
    troubles: list[str]


class ElementOut(Told):
    """An element that the law asks for."""

    name: str
    law: str
    there: bool


class LookOut(Told):
    """What a link showed when somebody looked at it last."""

    verdict: str
    reason: str
    sign: str
    http_status: int | None
    looked_by: str
    looked_at: datetime | None


class LinkOut(Told):
    """A link that the notice lists."""

    hit_id: int
    work_title: str
    url: str
    look: LookOut | None


class StepOut(Told):
    """Who did what, when and why."""

    kind: str
    actor: str
    detail: str
    happened_at: datetime


class OutcomeOut(Told):
    """What became of a hit."""

    hit_id: int
    kind: str
    observed_at: datetime
    reason: str
    detail: str
    observer: str


class WatchOut(Told):
    """The recipient's time, and what to do next."""

    due_at: datetime
    links: int
    open: int
    removed: int
    overdue_hours: float
    advice: str
    advice_zh: str


class WholeNoticeOut(NoticeHeadOut):
    """All that is known of a notice; `more` links are not listed here."""

    title: str
    text: str
    elements: list[ElementOut]
    links: list[LinkOut]
    more: int
    unseen: int = Field(description="Links that nobody has looked at within a day")
    gone: int
    steps: list[StepOut]
    outcomes: list[OutcomeOut]
    watch: WatchOut | None
    warning: str


@router.post("/notices", responses=ANSWERS, status_code=201)
def write(request: Request, here: Here, asking: Drafting, body: DraftIn) -> DraftedOut:
    """Drafts notices about confirmed hits; 409 says why none was drafted."""
    braked(here, asking, "draft")
    wish = Wish(recipient=body.recipient or None, form=body.form or None, hit_ids=tuple(body.hits))
    done = noticing.write(here, asking, wish)
    troubles = noticing.troubles_of(done, language_of(request))
    if not done.notices:
        raise HTTPException(409, "\n".join(troubles) or noticing.NOTHING)
    return DraftedOut(notices=heads(done.notices), troubles=troubles)


@router.post("/notices/warnings", responses=ANSWERS, status_code=201)
def warn(here: Here, asking: Drafting, body: WarningIn) -> DraftedOut:
    """Drafts warning letters about the works of the list, one for each rights holder."""
    braked(here, asking, "draft")
    letters = noticing.write_warnings(here, asking, body.recipient, body.batch.strip() or None, body.language)
    return DraftedOut(notices=heads(letters), troubles=[])


@router.get("/notices/{notice_id}", responses=ANSWERS)
def show(request: Request, here: Here, asking: Noticing, notice_id: Number) -> WholeNoticeOut:
    """A notice with its text, the law's elements, its links and steps; who looks is noted."""
    answer = _whole(request, here, notice_id)
    noting.note(here, asking, "notice", "seen", notice_id)
    return answer


@router.post("/notices/{notice_id}/look", responses=ANSWERS)
def look(request: Request, here: Here, asking: Drafting, notice_id: Number) -> WholeNoticeOut:
    """Looks at links that nobody has looked at within a day, as many as a moment allows: see `unseen`."""
    braked(here, asking, "look")
    noticing.look(here, asking, notice_id)
    return _whole(request, here, notice_id)


@router.post("/notices/{notice_id}/approve", responses=ANSWERS)
def approve(here: Here, asking: Approving, notice_id: Number, body: DigestIn) -> NoticeHeadOut:
    """Approves the text that was read, after a fresh look; 409 to whoever drafted it."""
    braked(here, asking, "look")
    noticing.approve_shown(here, asking, notice_id, body.digest)
    return _head(here, notice_id)


@router.post("/notices/{notice_id}/refuse", responses=ANSWERS)
def refuse(here: Here, asking: Approving, notice_id: Number, body: ReasonIn) -> NoticeHeadOut:
    """Closes a draft; its hits stay confirmed."""
    noticing.refuse_draft(here, asking, notice_id, body.reason)
    return _head(here, notice_id)


@router.post("/notices/{notice_id}/send", responses={**ANSWERS, 502: ANSWERS[503]})
def send(here: Here, asking: Sending, notice_id: Number, body: SendIn) -> NoticeHeadOut:
    """Sends an approved notice once; 502 when the mail server did not take it."""
    braked(here, asking, "send")
    noticing.send_out(here, asking, notice_id, body.way, again=body.again)
    return _head(here, notice_id)


@router.post("/notices/{notice_id}/withdraw", responses=ANSWERS)
def withdraw(here: Here, asking: Sending, notice_id: Number, body: ReasonIn) -> NoticeHeadOut:
    """Takes a notice back; where it was out, the answer is the draft of the letter that says so."""
    return _head(here, noticing.take_back(here, asking, notice_id, body.reason))


@router.post("/notices/{notice_id}/answer", responses=ANSWERS)
def answer(here: Here, asking: Drafting, notice_id: Number, body: AnswerIn) -> NoticeHeadOut:
    """Notes what the recipient wrote, or what became of one hit."""
    noticing.note_answer(here, asking, notice_id, body.reason, body.hit or 0, body.kind or "")
    return _head(here, notice_id)


@router.get(
    "/notices/{notice_id}/as/{kind}",
    responses=file_of("text/plain", "text/html", "application/pdf", "message/rfc822"),
    response_class=Response,
)
def file(here: Here, asking: Noticing, notice_id: Number, kind: Kind) -> Response:
    """The notice as text, page, PDF or e-mail."""
    braked(here, asking, "file")
    return as_file(here, asking, notice_id, kind)


@router.get("/notices/{notice_id}/evidence.zip", responses=file_of("application/zip"), response_class=Response)
def evidence(here: Here, asking: Noticing, notice_id: Number) -> Response:
    """The evidence pack, made now."""
    braked(here, asking, "file")
    number, content = noticing.packed(here, asking, notice_id)
    return download(content, f"{number}.zip", "application/zip")


def heads(notices: list[Notice] | tuple[Notice, ...]) -> list[NoticeHeadOut]:
    """Notices without what they say."""
    return [NoticeHeadOut.model_validate(notice) for notice in notices]


def _head(here: Services, notice_id: int) -> NoticeHeadOut:
    return NoticeHeadOut.model_validate(here.store.notices.get(notice_id))


def _whole(request: Request, here: Services, notice_id: int) -> WholeNoticeOut:
    notice = here.store.notices.get(notice_id)
    known = known_of(noticing.desk_of(here), notice, language_of(request), datetime.now(UTC))
    links: list[dict[str, Any]] = [
        {
            "hit_id": link["place"].hit.hit_id,
            "work_title": link["place"].hit.work_title,
            "url": link["place"].url,
            "look": link["look"],
        }
        for link in known["links"]
    ]
    elements = [dict(zip(ElementOut.model_fields, row, strict=True)) for row in known["checklist"]]
    kept = ("more", "unseen", "gone", "outcomes", "watch", "warning")
    return WholeNoticeOut.model_validate(
        {name: getattr(notice, name) for name in NoticeHeadOut.model_fields}
        | {name: known[name] for name in kept}
        | {"title": known["form"], "text": notice.text, "elements": elements, "links": links, "steps": known["events"]}
    )
