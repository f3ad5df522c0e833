"""What the page of a case shows: each form's draft beside the others, elements ticked, links, notices, timeline."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from console.notice_words import side, told
from console.page import language_of, render
from console.people import Person
from console.services import Services
from console.words import Language
from storage.cases import CaseFile
from storage.notices import NoticeQuery
from takedown.cases import subject_of
from takedown.comparison import Column, Comparison, compare, recipients_of
from takedown.desk import Desk
from takedown.elements import ELEMENTS
from takedown.recipients import Recipient
from takedown.stopwatch import measure
from takedown.timeline import timeline

HEADS: Final = 200  # links and lines of the timeline that are listed on the page


def show_case(
    request: Request,
    here: Services,
    asking: Person,
    case_id: int,
    to: str = "",
    troubles: list[str] | None = None,
    status: int = 200,
) -> Response:
    """The page, with the forms for one of its recipients; `troubles` say what just went wrong."""
    found = here.store.cases.get(case_id)
    known = known_of(Desk.open(here.config, here.store), found, to, language_of(request), datetime.now(UTC))
    return render(request, "case.html", status, **known, troubles=troubles or [])


def known_of(desk: Desk, found: CaseFile, to: str, language: Language, now: datetime) -> dict[str, Any]:
    """All that is known of a case at a moment, in a reader's language, with the forms for one recipient."""
    recipients = recipients_of(desk, found)
    chosen = _chosen(desk, recipients, to)
    comparison = compare(desk, found, chosen, now) if chosen else None
    hit_ids = desk.store.cases.hit_ids(found.case_id)
    notices = list(desk.store.notices.query(NoticeQuery(case_id=found.case_id)))
    moments = timeline(desk, found.case_id)
    return {
        "case": found,
        "subject": subject_of(desk, found, language),
        "recipients": [(one.code, one.name(language)) for one in recipients],
        "others": [
            (one.code, one.name(language)) for one in desk.recipients.all if one not in recipients and one.serves
        ],
        "chosen": chosen,
        "chosen_name": chosen.name(language) if chosen else "",
        "comparison": comparison,
        "elements": comparison.elements(language) if comparison else [],
        "columns": [_column(column, language) for column in comparison.columns] if comparison else [],
        "refusals": [told(refusal, language) for refusal in comparison.refusals[:HEADS]] if comparison else [],
        "open_forms": _open_forms(comparison),
        "hits": [desk.store.hits.get(hit_id) for hit_id in hit_ids[:HEADS]],
        "more": max(0, len(hit_ids) - HEADS),
        "notices": [
            (one, measure(desk, one, now) if one.state == "sent" and one.about_id is None else None) for one in notices
        ],
        "moments": moments[-HEADS:],
    }


def _chosen(desk: Desk, recipients: list[Recipient], to: str) -> Recipient | None:
    known = {one.code: one for one in (*desk.recipients.all, *recipients)}
    return known.get(to) or (recipients[0] if recipients else None)


def _column(column: Column, language: Language) -> dict[str, Any]:
    """A form as the page shows it."""
    missing = [(ELEMENTS[code].zh, ELEMENTS[code].fill_zh) for code in column.missing]
    if language == "en":
        missing = [(ELEMENTS[code].en, ELEMENTS[code].fill_en) for code in column.missing]
    return {
        "name": column.form.name,
        "title": column.form.title(language),
        "basis": column.form.facts.basis_zh if language == "zh" else column.form.facts.basis_en,
        "language": column.language,
        "usual": column.usual,
        "subject": column.subject,
        "text": column.text,
        "notice": column.notice,
        "missing": missing,
        "problem": side(column.problem, language),
        "ready": column.notice is None and bool(column.text) and not column.missing and not column.problem,
    }


def _open_forms(comparison: Comparison | None) -> int:
    """How many forms could be drafted now."""
    columns = comparison.columns if comparison else ()
    return sum(column.notice is None and bool(column.text) and not column.missing for column in columns)
