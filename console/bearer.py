"""The gate of the API: tokens, what they may do, and how refusals look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from console.people import Permission, Person
from console.services import Here, Services
from console.words import mark
from storage.tokens import TokenScope

_BEARER: Final = HTTPBearer(auto_error=False, description="A token of the account page")
_NEEDS: Final[dict[TokenScope, Permission]] = {
    "read": "see",
    "review": "review",
    "upload": "upload",
    "draft": "draft",
    "approve": "approve",
    "send": "send",
}
Number = Annotated[int, Field(ge=1, lt=1 << 62)]

Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Strict(BaseModel):
    """Bodies with unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """An answer that is read off a record."""

    model_config = ConfigDict(from_attributes=True)


class ReasonIn(Strict):
    """Why; blanks are none."""

    reason: Why


class Misunderstood(BaseModel):
    """What in a request is not understood, and where it stands."""

    loc: list[str | int]
    msg: str
    type: str


class Problem(BaseModel):
    """What went wrong (RFC 9457); `errors` only where the request itself is not understood."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Misunderstood] | None = None


def token_with(scope: TokenScope, permission: Permission | None = None) -> Callable[..., Person]:
    """The person a token speaks for, if the token has the scope and the person the right."""

    def check(
        here: Here, request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
    ) -> Person:
        found = here.office.tokens.find(given.credentials, datetime.now(UTC)) if given else None
        if found is None:
            raise HTTPException(401, "A valid token is needed", {"www-authenticate": "Bearer"})
        person, scopes = Person(found[0]), found[1]
        if scope not in scopes or not person.may(permission or _NEEDS[scope]):
            raise HTTPException(403, f"This token may not {permission or scope}")
        request.state.token_scopes = scopes
        return person

    return check


Reading = Annotated[Person, Depends(token_with("read"))]
Watching = Annotated[Person, Depends(token_with("read", "health"))]
Auditing = Annotated[Person, Depends(token_with("read", "audit"))]
Reviewing = Annotated[Person, Depends(token_with("review"))]
Uploading = Annotated[Person, Depends(token_with("upload"))]
Noticing = Annotated[Person, Depends(token_with("read", "notices"))]
Drafting = Annotated[Person, Depends(token_with("draft"))]
Approving = Annotated[Person, Depends(token_with("approve"))]
Sending = Annotated[Person, Depends(token_with("send"))]
Editing = Annotated[Person, Depends(token_with("upload", "edit"))]
PROBLEM: Final = "application/problem+json"
REFUSALS: Final = (400, 401, 403, 404, 409, 413, 422, 429, 502, 503)
ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    code: {
        "description": HTTPStatus(code).phrase,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code in REFUSALS
}


def braked(here: Services, asking: Person, what: str) -> None:
    """Refuses one more costly thing in a while."""
    if not here.throttle.may_load(asking.name, what):
        raise HTTPException(429, mark("Too much at once: wait a minute"))


def file_of(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that hands out a file."""
    kinds = {name: {"schema": {"type": "string", "format": "binary"}} for name in media_types}
    return {**ANSWERS, 200: {"content": kinds}}
