"""What a response or a failure means: the one state in which every address ends, and its cause."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from OpenSSL.SSL import Error as SSLError
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError

from core.frozen import frozen
from core.types import FetchState, Page
from core.urls import join
from crawler.bodies import NOT_TEXT, cut_of

_PRINTABLE: Final = "%/:@!$&'()*+,;=~-._?#[]|"
_GONE: Final = frozenset({404, 410, 451})
_BLOCKED: Final = frozenset({401, 403, 407, 418, 429, 503, 521, 522, 523})
_BLOCKING_TROUBLES: Final = frozenset({"challenge"})
_GONE_TROUBLES: Final = frozenset({"gone", "soft_404"})


@frozen
class Outcome:
    """State, cause in words, and HTTP status (None when no response came)."""

    state: FetchState
    cause: str = ""
    status: int | None = None

    def troubled(self, trouble: str) -> Outcome:
        """The outcome of a page that was read but shows less than it should."""
        if trouble in _BLOCKING_TROUBLES:
            return Outcome("blocked", trouble, self.status)
        if trouble in _GONE_TROUBLES:
            return Outcome("gone", trouble, self.status)
        return Outcome(self.state, self.cause or trouble, self.status)


def of_response(response: Response, page: Page) -> Outcome:
    """The outcome of a response by status and body."""
    status = response.status
    if response.meta.get(NOT_TEXT):
        return Outcome("not_text", page.content_type or "media, archive or program by its first bytes", status)
    if status == 304:
        return Outcome("not_modified", "", status)
    if 300 <= status < 400 and response.headers.get("Location"):
        return Outcome("redirected", redirect_target(response) or "to no usable address", status)
    if 200 <= status < 300:
        return Outcome("truncated", cut_of(response), status) if page.truncated else Outcome("ok", "", status)
    if status in _GONE:
        return Outcome("gone", f"HTTP {status}", status)
    if status in _BLOCKED:
        return Outcome("blocked", f"HTTP {status}", status)
    return Outcome("error", f"HTTP {status}", status)


def redirect_target(response: Response) -> str:
    """The address that `Location` names, made absolute; "" when it is none."""
    location = (response.headers.get("Location") or b"")[:8_192]
    try:
        return join(response.url, location.decode())
    except UnicodeDecodeError:  # in another encoding: a browser sends the same bytes back
        return join(response.url, quote(location, safe=_PRINTABLE))


def of_failure(failure: Failure, refused: str = "") -> Outcome:
    """The outcome when no response came. `refused` is the private address that the guard refused, if it did."""
    error = failure.value
    text = str(error).strip()[:300]
    if refused:
        return Outcome("refused", f"leads to a private address ({refused})")
    if isinstance(error, IgnoreRequest):
        if "robots" in text.lower():
            return Outcome("robots", text)
        return Outcome("refused", text)
    if isinstance(error, DownloadCancelledError):
        return Outcome("error", "the connection was given up")
    if isinstance(error, DownloadTimeoutError):
        return Outcome("timeout", text or type(error).__name__)
    if isinstance(error, CannotResolveHostError):
        return Outcome("error", f"the name has no address: {text}")
    return Outcome("error", _said(error))


def _said(error: BaseException | None) -> str:
    """What went wrong with a connection, as its innermost cause says it."""
    inner = getattr(error, "__cause__", None) or error
    reasons = [reason.value for reason in getattr(inner, "reasons", ()) if isinstance(reason, Failure)]
    if any(isinstance(reason, ParseError) for reason in reasons):
        return "the answer is not HTTP"
    if any(isinstance(reason, ConnectionDone | ConnectionLost) for reason in reasons):
        return "the connection was closed before there was an answer"
    tls = [reason for reason in reasons if isinstance(reason, SSLError)]
    if tls:
        return f"TLS: {tls[0]}"[:300]
    for cause in (*reasons, inner):
        text = " ".join(str(cause).split())
        if text:
            return f"{type(cause).__name__}: {text}"[:300]
    return type(inner).__name__
