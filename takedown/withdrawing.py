"""Withdrawing: a mistaken notice is taken back, and what was sent is followed by a letter that says so."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import ConfigError, ConflictError
from core.types import Hit
from storage.notices import Notice
from takedown.building import CASE_FILE, Plan, build_case, keep, number_for
from takedown.case import CaseWork, Earlier, Item, Language
from takedown.desk import Desk
from takedown.forms import form_named


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The notice that was taken back, and the draft of the letter that tells the recipient."""

    notice: Notice
    letter: Notice | None = None


def withdraw(desk: Desk, notice_id: int, by: str, reason: str, now: datetime) -> Withdrawn:
    """Takes a notice back. One that is out gets a letter of withdrawal, to be approved and sent like any other."""
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    before = desk.store.notices.get(notice_id)
    notice = desk.store.notices.withdraw(notice_id, by, reason.strip(), now)
    if before.state != "sent" or before.about_id is not None:
        return Withdrawn(notice)
    return Withdrawn(notice, _letter(desk, before, by, reason.strip(), now))


def _letter(desk: Desk, notice: Notice, by: str, reason: str, now: datetime) -> Notice:
    form = form_named("withdrawal")
    recipient = desk.recipients.get(notice.recipient)
    language: Language = "zh" if notice.language == "zh" else "en"
    plan = Plan(form, language, recipient, notice.holder, now)
    case = build_case(desk, plan, ())
    hits = [desk.store.hits.get(hit_id) for hit_id in desk.store.notices.hit_ids(notice.notice_id)]
    urls = listed_urls(desk, notice.notice_id)
    works = {hit.work_id: desk.parties.work(desk.store.works.get(hit.work_id)) for hit in hits}
    case = replace(
        case,
        number=number_for(plan, (notice.number,)),
        works=tuple(works.values()),
        items=tuple(_item(hit, works[hit.work_id], urls[hit.hit_id]) for hit in hits if hit.hit_id in urls),
        earlier=Earlier(notice.number, notice.form, notice.subject, notice.sent_at),
        reason=reason,
    )
    return keep(desk, case, form.render(case, desk.templates), by, about_id=notice.notice_id, case_id=notice.case_id)


def _item(hit: Hit, work: CaseWork, url: str) -> Item:
    return Item(hit_id=hit.hit_id, work=work, url=url, link_kind=hit.link_kind, words=hit.matched_text)


def listed_urls(desk: Desk, notice_id: int) -> dict[int, str]:
    """The address that a notice lists for each of its hits, as it was written."""
    for file in desk.store.notices.files(notice_id):
        if file.name == CASE_FILE:
            case = json.loads(file.content)
            return {int(item["hit_id"]): str(item["url"]) for item in case["items"]}
    raise ConflictError(f"Notice {notice_id} has no {CASE_FILE}: draft it anew")
