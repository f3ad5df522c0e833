"""Every step of a case as pages and programs take it: done in somebody's name, and noted who did it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from console.noticing import desk_of
from console.noting import note
from console.people import Person
from console.services import Services
from console.words import mark
from storage.cases import CaseEventKind
from takedown.cases import Opened, Subject, add_hits, draft_case, open_cases
from takedown.drafting import Drafted, Wish
from takedown.evidence_pack import pack_case
from takedown.forms import FORMS

Step = Literal["note", "close", "reopen"]
STEPS: Final[dict[Step, CaseEventKind]] = {"note": "noted", "close": "closed", "reopen": "reopened"}
NOTHING: Final = mark("No case was opened: there is no confirmed hit of this that stands in no open case")


def open_(here: Services, asking: Person, subject: Subject) -> Opened:
    """Opens a case for each rights holder about the confirmed hits of a subject."""
    done = open_cases(desk_of(here), subject, asking.name, datetime.now(UTC))
    for found in done.cases:
        note(here, asking, "case", "opened", found.case_id)
    return done


def add(here: Services, asking: Person, case_id: int, hit_ids: tuple[int, ...]) -> None:
    """Puts more hits of the same rights holder into an open case."""
    add_hits(desk_of(here), case_id, hit_ids, asking.name, datetime.now(UTC))
    note(here, asking, "case", "added", case_id)


def draft(here: Services, asking: Person, case_id: int, recipient: str, form: str) -> Drafted:
    """Drafts one form for one recipient, or every form that can be written."""
    forms = [form] if form else [known.name for known in FORMS if known.lists_hits and known.name != "withdrawal"]
    wish = Wish(recipient=recipient or None)
    done = draft_case(desk_of(here), case_id, asking.name, datetime.now(UTC), wish=wish, forms=forms)
    for notice in done.notices:
        note(here, asking, "notice", "drafted", notice.notice_id)
    return done


def step(here: Services, asking: Person, case_id: int, kind: Step, reason: str) -> None:
    """Adds a line to the timeline, closes the case, or opens it again."""
    here.store.cases.note(case_id, STEPS[kind], asking.name, reason, datetime.now(UTC))
    note(here, asking, "case", STEPS[kind], case_id)


def packed(here: Services, asking: Person, case_id: int) -> tuple[str, bytes]:
    """The evidence pack of the whole case, made now: the case's number and the bytes."""
    number = here.store.cases.get(case_id).number
    with tempfile.TemporaryDirectory(prefix="netsword-pack-") as folder:
        path = Path(folder) / "pack.zip"
        pack_case(desk_of(here), case_id, path, asking.name, datetime.now(UTC))
        content = path.read_bytes()
    note(here, asking, "case", "packed", case_id)
    return number, content
