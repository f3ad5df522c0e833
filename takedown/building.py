"""Building a case from hits, and keeping the notice that was written from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from core.errors import StorageError
from core.types import Work
from core.urls import host_of
from storage.evidence import read_page
from storage.notices import NewNotice, Notice, NoticeFile
from takedown.case import Case, CaseWork, Item, Language, Proof, as_json, one_line
from takedown.desk import Desk
from takedown.duties import duties_for
from takedown.forms.form import Form, Letter
from takedown.guards import Listed, may_name
from takedown.numbers import number_of
from takedown.recipients import Recipient

CASE_FILE: Final = "case.json"
_URI: Final = re.compile(r"(?:magnet:|ed2k:)", re.I)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a notice will be written: form, language, to whom, for whom, when."""

    form: Form
    language: Language
    recipient: Recipient
    holder: str
    now: datetime


def build_case(desk: Desk, plan: Plan, listed: Sequence[Listed]) -> Case:
    """All that a notice about hits will say."""
    today = plan.now.astimezone(UTC).date()
    works = {one.hit.work_id: desk.parties.work(one.work) for one in listed}
    items = tuple(_item(desk, one, works[one.hit.work_id], today) for one in listed)
    case = _blank(desk, plan, (str(one.hit.hit_id) for one in listed))
    return replace(_with_works(case, tuple(works.values())), items=items)


def build_warning(desk: Desk, plan: Plan, works: Sequence[Work]) -> Case:
    """All that a warning letter will say."""
    case = _blank(desk, plan, (str(work.work_id) for work in works))
    return _with_works(case, tuple(desk.parties.work(work) for work in works))


def _blank(desk: Desk, plan: Plan, parts: Iterable[str]) -> Case:
    sides = desk.parties.sides(plan.holder, plan.language)
    return Case(
        number=number_for(plan, parts),
        form=plan.form.name,
        language=plan.language,
        made_at=plan.now,
        recipient=plan.recipient,
        holder=sides.holder,
        signatory=sides.signatory,
        agent=sides.agent,
        authority=sides.authority,
    )


def _with_works(case: Case, works: tuple[CaseWork, ...]) -> Case:
    return replace(case, works=works, duties=duties_for(case.recipient.service, works, case.made_on))


def number_for(plan: Plan, parts: Iterable[str]) -> str:
    """The number of a notice; it follows from what is listed."""
    return number_of("NS", plan.now, (plan.recipient.code, plan.form.name, *parts))


def _item(desk: Desk, one: Listed, work: CaseWork, today: date) -> Item:
    hit = one.hit
    seen_on = hit.page_url if hit.page_url != one.url and may_name(desk, hit.page_url, one.work, today) else ""
    return Item(
        hit_id=hit.hit_id,
        work=work,
        url=one.url,
        link_kind=hit.link_kind,
        seen_on=seen_on,
        passcode=one_line(hit.passcode, 40),
        words=one_line(hit.matched_text),
        account=one_line(hit.account, 200),
        first_seen=hit.first_seen,
        last_seen=hit.last_seen,
        proof=_proof(desk, one),
        target=one_line(hit.link_url, 2000) if _URI.match(hit.link_url) else "",
    )


def _proof(desk: Desk, one: Listed) -> Proof:
    """The capture; with the address of the machine that answered, where that is the location's own."""
    capture = one.capture
    proof = Proof(capture.file, capture.record_id, capture.sha256, capture.url, capture.captured_at)
    looks = [look for look in desk.store.fresh.of_hit(one.hit.hit_id) if look.url == one.url and look.address]
    if looks:
        return replace(proof, ip=looks[-1].address)
    if host_of(capture.url) != host_of(one.url):
        return proof
    try:
        return replace(proof, ip=read_page(desk.config.evidence_folder, capture).ip)
    except StorageError:  # approving asks for the evidence itself
        return proof


def keep(
    desk: Desk,
    case: Case,
    letter: Letter,
    by: str,
    *,
    work_ids: tuple[int, ...] = (),
    about_id: int | None = None,
    case_id: int | None = None,
) -> Notice:
    """The draft with its files and the facts it was written from."""
    files = [NoticeFile(document.name, document.media_type, document.content) for document in letter.documents]
    new = NewNotice(
        number=case.number,
        form=case.form,
        recipient=case.recipient.code,
        holder=case.holder.name,
        language=case.language,
        subject=letter.subject,
        text=letter.text,
        hours=case.recipient.hours,
        hit_ids=tuple(item.hit_id for item in case.items),
        work_ids=work_ids,
        files=(*files, NoticeFile(CASE_FILE, "application/json", as_json(case))),
        about_id=about_id,
        case_id=case_id,
    )
    return desk.store.notices.add(new, by, case.made_at)
