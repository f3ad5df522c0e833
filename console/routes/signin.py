"""Signing in and out."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from pwdlib import PasswordHash

from console.gate import SESSION, address_of, fresh, known, own_form, person
from console.page import render
from console.people import Person
from console.protection import local_path
from console.services import Here
from console.words import mark
from core.errors import NotFoundError
from storage.audit import AuditEntry
from storage.users import User, Users

router = APIRouter()
LONGEST = 1024
WRONG = mark("Name or password is wrong")
SLOW = mark("Too many wrong passwords: wait five minutes")


@lru_cache(maxsize=1)
def hasher() -> PasswordHash:
    """Argon2id with the library's current settings."""
    return PasswordHash.recommended()


@lru_cache(maxsize=1)
def _nobody() -> str:
    return hasher().hash(secrets.token_urlsafe())


@router.get("/login")
def show(request: Request, next: str = "/") -> Response:
    """The sign-in form."""
    if person(request):
        return RedirectResponse(local_path(next), 303)
    return render(request, "login.html", next=local_path(next), name="", trouble="")


@router.post("/login", dependencies=[Depends(own_form)])
def sign_in(
    request: Request,
    here: Here,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Opens a session for the right password."""
    address = address_of(request)
    if not here.throttle.may_try(name, address):
        return render(request, "login.html", 429, next=local_path(next), name=name, trouble=SLOW)
    now = datetime.now(UTC)
    with here.throttle.hashing:
        user = _proved(here.office.users, name, password)
    if user is None:
        here.throttle.failed(name, address)
        here.office.audit.add(AuditEntry(name[:200], "login.refused", now, address))
        return render(request, "login.html", 401, next=local_path(next), name=name, trouble=WRONG)
    fresh(request)
    secret = secrets.token_urlsafe(32)
    until = now + timedelta(hours=here.config.console.session_hours)
    here.office.sessions.open(secret, user, now, until, address, request.headers.get("user-agent", "")[:200])
    request.session[SESSION] = secret
    here.office.audit.add(AuditEntry(user.name, "login", now, address))
    return RedirectResponse(local_path(next), 303)


@router.post("/logout", dependencies=[Depends(own_form)])
def sign_out(request: Request, here: Here, asking: Annotated[Person, Depends(known)]) -> Response:
    """Ends this session."""
    here.office.claims.release(asking.name)
    here.office.sessions.end(str(request.session.get(SESSION, "")))
    here.office.audit.add(AuditEntry(asking.name, "logout", datetime.now(UTC), address_of(request)))
    fresh(request)
    return RedirectResponse("/login", 303)


def _proved(users: Users, name: str, password: str) -> User | None:
    """The user whose password it is. An unknown name takes as long as a wrong password."""
    try:
        user = users.get(name)
    except NotFoundError:
        hasher().verify(password, _nobody())
        return None
    if not hasher().verify(password, user.password_hash) or user.disabled:
        return None
    return user
