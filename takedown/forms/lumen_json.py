"""A notice in the shape that the Lumen database takes, for publishing what was sent."""

from __future__ import annotations

import json
from typing import Any, Final

from takedown.case import Case, CaseWork
from takedown.forms.form import Form
from takedown.templates import Templates


def write(case: Case, templates: Templates) -> str:
    """The notice with its works, their infringing and their authorised addresses."""
    day = f"{case.made_on:%Y-%m-%d}"
    notice = {
        "type": "DMCA",
        "title": f"Copyright notice {case.number} to {case.recipient.name('en')}",
        "body": _body(case),
        "subject": ", ".join(work.title for work in case.works),
        "date_sent": day,
        "date_received": day,
        "topics": ["Copyright"],
        "sender_name": case.sender.name,
        "principal_name": case.holder.name,
        "recipient_name": case.recipient.name("en"),
        "tags": sorted({work.kind for work in case.works if work.kind}),
        "jurisdictions": [case.sender.country] if case.sender.country else [],
        "action_taken": "Unspecified",
        "language": case.language,
        "case_id_number": case.number,
        "works": [_work(case, work) for work in case.works],
    }
    return json.dumps({"notice": notice}, ensure_ascii=False, indent=2) + "\n"


def _body(case: Case) -> str:
    works = f"{len(case.works)} work{'s' if len(case.works) != 1 else ''}"
    places = f"{len(case.items)} location{'s' if len(case.items) != 1 else ''}"
    return f"Notice of infringement of {works} at {places}, on behalf of {case.holder.name}."


def _work(case: Case, work: CaseWork) -> dict[str, Any]:
    urls = dict.fromkeys(item.url for item in case.items if item.work == work)
    return {
        "description": work.title + (f" ({work.year})" if work.year else ""),
        "infringing_urls": [{"url": url} for url in urls],
        "copyrighted_urls": [{"url": work.original_url}] if work.original_url else [],
    }


FORM: Final = Form("lumen_json", write, media_type="application/json", file_name="lumen.json")
