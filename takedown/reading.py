"""Reading a notice before it is approved: its case, the law's elements ticked, what the sender's record warns of."""

from __future__ import annotations

from datetime import datetime

from storage.notices import Notice
from storage.store import Store
from takedown.building import CASE_FILE
from takedown.case import Case, case_of
from takedown.desk import Desk
from takedown.forms import form_named
from takedown.scorecards import scorecards
from takedown.stopwatch import stopwatches


def kept_case(store: Store, notice: Notice) -> Case | None:
    """The facts that a notice was written from; None where none are kept."""
    for file in store.notices.files(notice.notice_id):
        if file.name == CASE_FILE:
            return case_of(file.content)
    return None


def checklist_of(store: Store, notice: Notice) -> list[tuple[str, str, str, bool]]:
    """Every element that the form asks for: name in Chinese and English, the rule, and whether the text has it."""
    case = kept_case(store, notice)
    return form_named(notice.form).checklist(case, notice.text) if case else []


def warning_of(desk: Desk, recipient: str, now: datetime) -> str:
    """What our record at a recipient warns of before one more notice goes out; "" when all is well."""
    watches = [watch for watch in stopwatches(desk, now) if watch.recipient == recipient]
    return next((card.warning for card in scorecards(watches)), "")
