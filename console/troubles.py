"""What goes wrong, told in the reader's language: a page for people, JSON for programs, details in the log."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from console.bearer import PROBLEM
from console.gate import SignInNeeded
from console.notice_words import told
from console.page import is_piece, language_of, render, say
from console.words import mark
from core.errors import ConfigError, ConflictError, DiskError, InputError, NetswordError, NotFoundError, StorageError
from storage.patience import TooSlowError
from takedown.facts import FactsError
from takedown.mail import DeliveryError

_LOG = logging.getLogger("netsword.console")
# The first that fits counts. A title stands here where that of the status would mislead.
_OURS: Final[tuple[tuple[type[NetswordError], int, str], ...]] = (
    (NotFoundError, 404, ""),
    (ConflictError, 409, ""),
    (InputError, 422, ""),
    (DiskError, 503, mark("Nothing can be stored just now")),
    (StorageError, 503, ""),
    (FactsError, 503, mark("A file of this installation must be put right")),
    (ConfigError, 409, mark("This is not set up here")),
    (DeliveryError, 502, mark("The mail server did not take it")),
)
_BROKEN_FILE: Final = mark("One of the operator's files is not understood, so this cannot be shown. {problem}")
_API: Final = "/api/"
_TITLES: Final = {
    403: mark("This is not for you"),
    404: mark("There is nothing here"),
    405: mark("There is nothing here"),
    409: mark("Somebody was faster"),
    413: mark("This is too large"),
    422: mark("This is not understood"),
    429: mark("One moment"),
    503: mark("The database is busy"),
}


def tell_troubles(app: FastAPI) -> None:
    """Puts the handlers in place."""
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(NetswordError, _ours)
    app.add_exception_handler(Exception, _unknown)


async def _sign_in(request: Request, error: Exception) -> Response:
    if is_piece(request):
        return Response(status_code=401, headers={"hx-redirect": "/login"})
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(path if request.method == 'GET' else '/')}", 303)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException | StarletteHTTPException)
    if error.status_code == 403:
        _LOG.warning("refused: %s %r", request.method, request.url.path)
    return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if request.url.path.startswith(_API):
        found = [{"loc": list(e["loc"]), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
        words = say(request, mark("What was sent is not understood"))
        return _problem(request, 422, words, errors=found)
    return _answer(request, 404 if request.method == "GET" else 422, mark("The address or the form is not understood"))


async def _ours(request: Request, error: Exception) -> Response:
    status, title = next(((code, title) for kind, code, title in _OURS if isinstance(error, kind)), (500, ""))
    if status >= 500:
        _LOG.error("%s %r: %s", request.method, request.url.path, error)
    return _answer(request, status, _words(request, error), title=title)


async def _unknown(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    _LOG.error("trouble %s: %s %r", number, request.method, request.url.path, exc_info=error)
    words = mark("Something went wrong here; the log says more under {number}")
    return _answer(request, 500, say(request, words).format(number=number))


def _words(request: Request, error: Exception) -> str:
    """What the reader is told: the error's own sentence where it speaks to them, none of the house's details."""
    if isinstance(error, NotFoundError) and not request.url.path.startswith(_API):
        return mark("There is no such record, or it is not yours to see")
    if isinstance(error, DiskError):
        return mark(
            "The disk is full or may not be written. What was stored is safe; tell whoever runs this installation"
        )
    if isinstance(error, StorageError) and not isinstance(error, TooSlowError):
        return mark("The database cannot be used just now: try again in a moment")
    if isinstance(error, FactsError):
        return say(request, _BROKEN_FILE).format(problem=error)
    if isinstance(error, NetswordError) and request.url.path.startswith(_API):
        return told(error, language_of(request))
    said = error.args[0] if error.args else ""
    return said if isinstance(said, str) else str(error)


def _problem(request: Request, status: int, words: str, **more: Any) -> Response:
    """A problem document (RFC 9457): the status says what kind of problem it is, `detail` says it in words."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": words, **more}
    return JSONResponse(said, status, {"content-language": language_of(request)}, PROBLEM)


def _answer(
    request: Request, status: int, words: str, headers: dict[str, str] | None = None, *, title: str = ""
) -> Response:
    if request.url.path.startswith(_API):
        answer = _problem(request, status, say(request, words))
        answer.headers.update(headers or {})
        return answer
    if is_piece(request):  # beside what the reader has in hand, which stays
        answer = render(request, "told.html", status, trouble=words)
        answer.headers.update({"hx-retarget": "#toast", "hx-reswap": "innerHTML"})
        return answer
    title = title or _TITLES.get(status, mark("Something went wrong"))
    answer = render(request, "trouble.html", status, title=title, trouble=words)
    answer.headers.update(headers or {})
    return answer
