"""A notice in the shape that the Lumen database takes, for publishing what was sent."""

from __future__ import annotations

import json
from typing import Any, Final

from core.errors import InputError
from takedown.case import Case, CaseWork
from takedown.forms.form import Form
from takedown.schemas import check as check_schema
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
        "sender_name": case.sender.called(case.language),
        "principal_name": case.holder.called(case.language),
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
    return f"Notice of infringement of {works} at {places}, on behalf of {case.holder.called(case.language)}."


def _work(case: Case, work: CaseWork) -> dict[str, Any]:
    urls = dict.fromkeys(item.url for item in case.items if item.work == work)
    return {
        "description": work.title + (f" ({work.year})" if work.year else ""),
        "infringing_urls": [{"url": url} for url in urls],
        "copyrighted_urls": [{"url": work.original_url}] if work.original_url else [],
    }


def check(case: Case, text: str) -> None:
    """Reads the notice back: the fields that the database asks for, and every address."""
    read = json.loads(text)
    check_schema("lumen", read, "lumen_json")
    notice = read["notice"]
    if not "1998-10-28" < notice["date_sent"] <= f"{case.made_on:%Y-%m-%d}":
        raise InputError("lumen_json: date_sent is impossible")
    urls = {entry["url"] for work in notice["works"] for entry in work["infringing_urls"]}
    if urls != {item.url for item in case.items}:
        raise InputError("lumen_json: the addresses are not those of the case")


FORM: Final = Form("lumen_json", write, media_type="application/json", file_name="lumen.json", check=check)
