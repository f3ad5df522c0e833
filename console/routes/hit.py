"""One hit: the work beside what was found, and the decision."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask

from console import names
from console.gate import Number, may, own_form
from console.highlight import words_of
from console.page import is_piece, render, say
from console.people import Person
from console.services import Here, Services
from console.words import mark
from core.errors import ConflictError
from core.types import Verdict
from matchers.suppression import Scope as Reach
from storage.audit import AuditEntry
from storage.judging import DECIDABLE, Decision

router = APIRouter()
Asking = Annotated[Person, Depends(may("see"))]
Reviewing = Annotated[Person, Depends(may("review"))]
VERDICTS: dict[str, Verdict] = {"confirm": "confirm", "reject": "reject", "unsure": "unsure"}
LONGEST_REASON = 2000
NO_ALIAS = mark(
    "The hit is confirmed, but its words became no name: they are too common or would be found in innocents"
)


@router.get("/hits/{hit_id}")
def show(request: Request, here: Here, asking: Asking, hit_id: Number) -> Response:
    """All that is known of a hit; who looks is noted."""
    answer = render(request, "hit.html", **_dossier(here, asking, hit_id), related=_related(here, asking, hit_id))
    entry = AuditEntry(asking.name, "hit.seen", datetime.now(UTC), f"hit {hit_id}")
    answer.background = BackgroundTask(here.office.audit.add, entry)
    return answer


@router.get("/hits/{hit_id}/pane")
def pane(request: Request, here: Here, asking: Asking, hit_id: Number) -> Response:
    """The hit beside the queue."""
    return render(request, "pane.html", **_dossier(here, asking, hit_id), row=None)


@router.post("/hits/{hit_id}/take", dependencies=[Depends(own_form)])
def take(request: Request, here: Here, asking: Reviewing, hit_id: Number) -> Response:
    """Takes a hit over from whoever works on it."""
    now = datetime.now(UTC)
    hit = here.office.queue.get(asking.scope, hit_id)
    here.office.claims.claim(hit.hit_id, asking.name, now, take=True)
    here.office.audit.add(AuditEntry(asking.name, "hit.taken", now, f"hit {hit_id}"))
    if not is_piece(request):
        return RedirectResponse(f"/hits/{hit_id}", 303)
    return render(request, "pane.html", **_dossier(here, asking, hit_id), row=None)


@router.post("/hits/{hit_id}/decision", dependencies=[Depends(own_form)])
def decide(
    request: Request,
    here: Here,
    asking: Reviewing,
    hit_id: Number,
    choice: Annotated[str, Form(max_length=50)],
    version: Annotated[int, Form(ge=0, lt=1 << 31)],
    reason: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
    next: Annotated[str, Form(max_length=20)] = "",
    reach: Annotated[Reach, Form()] = "link",
    alias: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Adds a decision. htmx gets the next hit and the row of this one; a plain browser goes back to the hit."""
    decision = _decision(request, asking, choice, reason)
    if decision.verdict == "reject" and not decision.reason:
        return _again(request, here, asking, hit_id, 422, mark("Say why it is rejected"), reason)
    try:
        hit = here.office.judging.decide(asking.scope, hit_id, decision, version, reach)
    except ConflictError as error:
        return _again(request, here, asking, hit_id, 409, str(error), reason)
    if alias and decision.verdict == "confirm":
        try:
            here.office.learned.learn(asking.scope, hit_id, decision)
        except ConflictError:
            return _again(request, here, asking, hit_id, 409, NO_ALIAS, reason)
    if not is_piece(request):
        return RedirectResponse(f"/hits/{next if next.isdigit() else hit_id}", 303)
    following = int(next) if next.isascii() and next.isdigit() else 0
    if not following:
        return render(request, "done.html", row=hit)
    return render(request, "pane.html", **_dossier(here, asking, following), row=hit)


@router.post("/hits/{hit_id}/undo", dependencies=[Depends(own_form)])
def undo(
    request: Request, here: Here, asking: Reviewing, hit_id: Number, version: Annotated[int, Form(ge=0, lt=1 << 31)]
) -> Response:
    """Takes the last decision back by a further one."""
    decision = Decision("reopen", asking.name, say(request, mark("Taken back")), datetime.now(UTC))
    try:
        hit = here.office.judging.undo(asking.scope, hit_id, decision, version)
    except ConflictError as error:
        return _again(request, here, asking, hit_id, 409, str(error), "")
    if not is_piece(request):
        return RedirectResponse(f"/hits/{hit_id}", 303)
    return render(request, "pane.html", **(_dossier(here, asking, hit_id) | {"undone": True}), row=hit)


def _decision(request: Request, asking: Person, choice: str, reason: str) -> Decision:
    word, _, code = choice.partition(":")
    if word not in VERDICTS or (code and code not in names.REJECTIONS):
        raise HTTPException(422, mark("There is no such decision"))
    parts = [say(request, names.REJECTIONS[code])] if code else []
    parts += [reason.strip()] if reason.strip() else []
    return Decision(VERDICTS[word], asking.name, ": ".join(parts), datetime.now(UTC))


def _again(
    request: Request, here: Services, asking: Person, hit_id: int, status: int, trouble: str, reason: str
) -> Response:
    """The hit as it is now, with what went wrong and what was typed: nothing is lost."""
    context = _dossier(here, asking, hit_id) | {"trouble": trouble, "typed": reason}
    if is_piece(request):
        return render(request, "pane.html", status, **context, row=context["hit"])
    return render(request, "hit.html", status, **context, related=_related(here, asking, hit_id))


def _dossier(here: Services, asking: Person, hit_id: int) -> dict[str, Any]:
    dossier = here.office.dossiers.get(asking.scope, hit_id)
    judging = asking.may("review") and dossier.hit.state in DECIDABLE
    other = here.office.claims.claim(hit_id, asking.name, datetime.now(UTC)) if judging else ""
    return {
        "dossier": dossier,
        "hit": dossier.hit,
        "work": dossier.work,
        "words": words_of(dossier.hit, dossier.work),
        "decidable": judging,
        "proposal": here.office.learned.proposal(asking.scope, hit_id) if judging else "",
        "other": other,
        "trouble": "",
        "typed": "",
        "undone": False,
    }


def _related(here: Services, asking: Person, hit_id: int) -> Any:
    return here.office.dossiers.related(asking.scope, hit_id)
