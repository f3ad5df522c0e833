"""The gate: who asks, may they, and was it they who asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from fastapi import Depends, HTTPException, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from console.people import Permission, Person
from console.services import services
from console.words import mark

SESSION: Final = "sid"
_TOKEN: Final = "csrf"
Number = Annotated[int, Field(ge=0, lt=1 << 62)]  # of a row: what no database could hold is refused at the door


class SignInNeeded(HTTPException):
    """Nobody is signed in: the browser is sent to the sign-in page."""

    def __init__(self) -> None:
        super().__init__(401, "sign in first")


def csrf_token(request: Request) -> str:
    """The token that forms of this session carry."""
    return str(request.session.setdefault(_TOKEN, secrets.token_urlsafe(24)))


async def own_form(request: Request) -> None:
    """Refuses a form that did not come from a page of this session."""
    expected = str(request.session.get(_TOKEN, ""))
    form = await request.form()
    given = form.get(_TOKEN)
    given = given if isinstance(given, str) else ""
    if not expected or not secrets.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass")):
        raise HTTPException(403, mark("This form has expired: go back, reload the page and try again"))


def person(request: Request) -> Person | None:
    """Who is signed in."""
    secret = str(request.session.get(SESSION, ""))
    here = services(request)
    idle = timedelta(minutes=here.config.console.idle_minutes)
    user = here.office.sessions.user(secret, datetime.now(UTC), idle)
    return None if user is None else Person(user)


async def known(request: Request) -> Person:
    """Whoever is signed in; kept for the page to greet them."""
    found = await run_in_threadpool(person, request)
    if found is None:
        raise SignInNeeded
    request.state.person = found
    return found


def may(permission: Permission) -> Callable[[Person], Person]:
    """The signed-in person, who must have the permission."""

    def check(asking: Person = Depends(known)) -> Person:
        if not asking.may(permission):
            raise HTTPException(403, mark("Your role does not allow this"))
        return asking

    return check


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def fresh(request: Request) -> None:
    """Empties the browser's session, so that what was known before signing in or out is worth nothing."""
    request.session.clear()
