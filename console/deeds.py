"""What people did, as the audit log calls it on the pages; the codes stay in the database and in the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ACTIONS: Final = {
    "login": "signed in",
    "login.refused": "was refused the sign-in",
    "logout": "signed out",
    "logout.everywhere": "signed out everywhere",
    "password": "changed the password",
    "session.ended": "ended a session",
    "token": "made a token",
    "token.revoked": "revoked a token",
    "user.added": "added an account",
    "user.enabled": "enabled an account",
    "user.disabled": "disabled an account",
    "user.password": "set a password",
    "upload": "uploaded a list",
    "headings": "explained a list's headings",
    "upload.imported": "imported a list",
    "upload.discarded": "discarded a list",
    "work.corrected": "corrected a work",
    "batch.corrected": "corrected a batch",
    "hit.seen": "looked at a hit",
    "hit.taken": "took a hit over",
    "review.confirm": "confirmed a hit",
    "review.reject": "rejected a hit",
    "review.unsure": "was unsure of a hit",
    "review.reopen": "reopened a hit",
    "review.undo": "took a decision back",
    "review.confirm.many": "confirmed many hits",
    "review.reject.many": "rejected many hits",
    "review.unsure.many": "was unsure of many hits",
    "review.undo.many": "took decisions on many back",
    "suppression.closed": "a rejection closed a hit",
    "suppression.reopened": "an ended rejection reopened a hit",
    "suppression.lifted": "ended a rejection",
    "alias.learned": "learned a name",
    "alias.forgotten": "forgot a name",
    "flood.acknowledged": "acknowledged a flood",
    "capture.seen": "looked at a kept page",
    "capture.file": "fetched a kept page",
    "capture.picture": "looked at a kept page's picture",
    "filter.kept": "kept a filter",
    "filter.removed": "removed a filter",
    "export": "exported",
    "notice.seen": "looked at a notice",
    "notice.drafted": "drafted a notice",
    "notice.looked": "had a notice's links looked at",
    "notice.approved": "approved a notice",
    "notice.refused": "refused a notice",
    "notice.sent": "sent a notice",
    "notice.withdrawn": "withdrew a notice",
    "notice.answered": "noted an answer to a notice",
    "notice.packed": "packed a notice's evidence",
    "case.opened": "opened a case",
    "case.added": "added hits to a case",
    "case.seen": "looked at a case",
    "case.noted": "noted something on a case",
    "case.closed": "closed a case",
    "case.reopened": "reopened a case",
    "case.packed": "packed a case's evidence",
}


def detail(said: Mapping[str, Any]) -> str:
    """The details of an entry in one line, empty ones left out: `role: analyst · scopes: read, review`."""
    return " · ".join(f"{name}: {_value(value)}" for name, value in said.items() if value not in ("", None, [], {}))


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"({detail(value)})"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
