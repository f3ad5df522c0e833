"""The reader's own settings: language and time zone, password, tokens."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from console.gate import SESSION, Number, fresh, known, own_form
from console.page import render
from console.people import Person
from console.protection import local_path
from console.routes.signin import LONGEST, hasher
from console.services import Here
from console.words import LANGUAGES, ZONES, mark
from storage.audit import AuditEntry
from storage.tokens import TOKEN_SCOPES

router = APIRouter()
_YEAR = 365 * 86400
SHORTEST = 12
Asking = Annotated[Person, Depends(known)]


@router.post("/reading", dependencies=[Depends(own_form)])
def choose(
    here: Here,
    language: Annotated[str, Form()] = "",
    zone: Annotated[str, Form()] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Remembers language and time zone in the browser; nobody needs to be signed in for that."""
    answer = RedirectResponse(local_path(next), 303)
    for name, value, known_values in (("language", language, LANGUAGES), ("zone", zone, ZONES)):
        if value in known_values:
            secure = here.config.console.https
            answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


@router.get("/account")
def show(request: Request, here: Here, asking: Asking) -> Response:
    """The account page."""
    return _account(request, here, asking)


@router.post("/account/password", dependencies=[Depends(own_form)])
def change_password(
    request: Request,
    here: Here,
    asking: Asking,
    old: Annotated[str, Form(max_length=LONGEST)] = "",
    new: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """A new password; every session ends, this one too."""
    if not here.throttle.may_try(asking.name, "password"):
        return _account(request, here, asking, 429, trouble=mark("Too many wrong passwords: wait five minutes"))
    with here.throttle.hashing:
        right = hasher().verify(old, asking.user.password_hash)
    if not right:
        here.throttle.failed(asking.name, "password")
        return _account(request, here, asking, 422, trouble=mark("The old password is wrong"))
    if len(new) < SHORTEST:
        short = mark("The new password is too short: use 12 characters or more")
        return _account(request, here, asking, 422, trouble=short)
    here.office.users.set_password(asking.name, hasher().hash(new))
    here.office.audit.add(AuditEntry(asking.name, "password", datetime.now(UTC)))
    fresh(request)
    return RedirectResponse("/login", 303)


@router.post("/account/everywhere", dependencies=[Depends(own_form)])
def sign_out_everywhere(request: Request, here: Here, asking: Asking) -> Response:
    """Ends all of one's sessions."""
    here.office.users.end_sessions(asking.name)
    here.office.audit.add(AuditEntry(asking.name, "logout.everywhere", datetime.now(UTC)))
    fresh(request)
    return RedirectResponse("/login", 303)


@router.post("/account/tokens", dependencies=[Depends(own_form)])
def issue(
    request: Request,
    here: Here,
    asking: Asking,
    name: Annotated[str, Form(max_length=100)] = "",
    scopes: Annotated[list[str] | None, Form(max_length=10)] = None,
    days: Annotated[int, Form(ge=1, le=366)] = 90,
) -> Response:
    """A new token, shown once."""
    chosen = [scope for scope in TOKEN_SCOPES if scope in (scopes or ["read"])]
    now = datetime.now(UTC)
    secret = "nsw_" + secrets.token_urlsafe(32)
    here.office.tokens.issue(secret, asking.user, name.strip() or "token", chosen, now, now + timedelta(days=days))
    here.office.audit.add(AuditEntry(asking.name, "token", now, name.strip(), {"scopes": chosen}))
    return _account(request, here, asking, token=secret)


@router.post("/account/tokens/{token_id}/revoke", dependencies=[Depends(own_form)])
def revoke(here: Here, asking: Asking, token_id: Number) -> Response:
    """Makes one of one's own tokens void."""
    here.office.tokens.revoke(asking.user, token_id)
    here.office.audit.add(AuditEntry(asking.name, "token.revoked", datetime.now(UTC), str(token_id)))
    return RedirectResponse("/account", 303)


@router.post("/account/sessions/{session_id}/end", dependencies=[Depends(own_form)])
def end_session(here: Here, asking: Asking, session_id: Number) -> Response:
    """Ends one of one's own sessions."""
    here.office.sessions.end_one(asking.user, session_id)
    here.office.audit.add(AuditEntry(asking.name, "session.ended", datetime.now(UTC), str(session_id)))
    return RedirectResponse("/account", 303)


def _account(
    request: Request, here: Here, asking: Person, status: int = 200, *, trouble: str = "", token: str = ""
) -> Response:
    tokens = here.office.tokens.of(asking.user)
    sessions = here.office.sessions.of(asking.user, str(request.session.get(SESSION, "")), datetime.now(UTC))
    return render(
        request,
        "account.html",
        status,
        tokens=tokens,
        sessions=sessions,
        zones=ZONES,
        scopes=TOKEN_SCOPES,
        trouble=trouble,
        token=token,
    )
