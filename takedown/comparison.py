"""Comparison: what each form would say of a case to one recipient, side by side, with the law's elements ticked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from core.errors import NetswordError
from storage.cases import CaseFile
from storage.notices import Notice, NoticeQuery
from takedown.building import Plan, build_case
from takedown.case import Case, Language
from takedown.desk import Desk
from takedown.drafting import usual_forms
from takedown.elements import ELEMENTS, IncompleteError, law_in
from takedown.forms import FORMS
from takedown.forms.form import Form
from takedown.guards import PURSUED, Background, Listed, Refusal, examine
from takedown.reading import kept_case
from takedown.recipients import Recipient

MOST_LINKS: Final = 20  # that a preview lists


@dataclass(frozen=True, slots=True)
class Column:
    """One form: the notice that was drafted in it, or what it would say; `ticks` by element, `missing` by name.

    `problem` says why it cannot be written, beyond what is missing.
    """

    form: Form
    language: Language
    usual: bool
    subject: str = ""
    text: str = ""
    ticks: dict[str, bool] = field(default_factory=dict)
    problem: str = ""
    notice: Notice | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes of elements that are not there."""
        return tuple(code for code, there in self.ticks.items() if not there)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The columns of one recipient, the forms that it takes first; hits that cannot be listed for it, and why."""

    recipient: Recipient
    columns: tuple[Column, ...]
    refusals: tuple[Refusal, ...]
    listed: int

    def elements(self, language: Language) -> list[tuple[str, str, list[tuple[bool | None, str]]]]:
        """A row an element: its code, its name, and for each form whether it is there (None: not asked for) and why."""
        codes = dict.fromkeys(code for column in self.columns for code in column.ticks)
        return [
            (
                code,
                ELEMENTS[code].zh if language == "zh" else ELEMENTS[code].en,
                [(column.ticks.get(code), law_in(_law(column.form, code), language)) for column in self.columns],
            )
            for code in codes
        ]


def recipients_of(desk: Desk, found: CaseFile) -> list[Recipient]:
    """Who can act on the hits of a case, and whoever was written to about it."""
    hits = [desk.store.hits.get(hit_id) for hit_id in desk.store.cases.hit_ids(found.case_id)]
    known = {recipient.code: recipient for recipient in map(desk.recipients.of_hit, hits)}
    for notice in desk.store.notices.query(NoticeQuery(case_id=found.case_id)):
        try:
            known.setdefault(notice.recipient, desk.recipients.get(notice.recipient))
        except NetswordError:  # a recipient that the operator took out of the list since
            continue
    return list(known.values())


def compare(desk: Desk, found: CaseFile, recipient: Recipient, now: datetime) -> Comparison:
    """Every form for one recipient. Nothing is kept."""
    hits = [desk.store.hits.get(hit_id) for hit_id in desk.store.cases.hit_ids(found.case_id)]
    background = Background(desk, hits)
    today = now.astimezone(UTC).date()
    results = [examine(desk, hit, recipient, today, background, PURSUED) for hit in hits]
    listed = [one for one in results if isinstance(one, Listed)]
    drafted = _drafted(desk, found, recipient)
    usual = [form.name for form in usual_forms(recipient)]
    forms = sorted(
        (form for form in FORMS if form.lists_hits and form.name != "withdrawal"),
        key=lambda form: usual.index(form.name) if form.name in usual else len(usual),
    )
    columns = tuple(
        _of_notice(desk, form, drafted[form.name], form.name in usual)
        if form.name in drafted
        else _preview(desk, Plan(form, _language(form, recipient), recipient, found.holder, now), listed, usual)
        for form in forms
    )
    return Comparison(recipient, columns, tuple(one for one in results if isinstance(one, Refusal)), len(listed))


def _drafted(desk: Desk, found: CaseFile, recipient: Recipient) -> dict[str, Notice]:
    """The newest notice of each form that stands."""
    query = NoticeQuery(case_id=found.case_id, recipient=recipient.code)
    standing = [one for one in desk.store.notices.query(query) if one.state != "withdrawn" and one.about_id is None]
    return {notice.form: notice for notice in reversed(standing)}


def _language(form: Form, recipient: Recipient) -> Language:
    """The language of the form that the recipient reads best."""
    return next((one for one in recipient.languages if one in form.facts.languages), form.facts.languages[0])


def _of_notice(desk: Desk, form: Form, notice: Notice, usual: bool) -> Column:
    language: Language = "zh" if notice.language == "zh" else "en"
    case = kept_case(desk.store, notice)
    ticks = _ticks(form, case, notice.text) if case is not None else {}
    return Column(form, language, usual, notice.subject, notice.text, ticks, notice=notice)


def _preview(desk: Desk, plan: Plan, listed: list[Listed], usual: list[str]) -> Column:
    form = plan.form
    blank = Column(form, plan.language, form.name in usual)
    if not listed:
        return blank
    case = build_case(desk, plan, listed[:MOST_LINKS])
    try:
        letter = form.render(case, desk.templates)
    except IncompleteError as error:
        ticks = {code: code not in error.missing for code in form.elements}
        return Column(form, plan.language, blank.usual, ticks=ticks)
    except NetswordError as error:
        return Column(form, plan.language, blank.usual, ticks=dict.fromkeys(form.elements, True), problem=str(error))
    return Column(form, plan.language, blank.usual, letter.subject, letter.text, _ticks(form, case, letter.text))


def _ticks(form: Form, case: Case, text: str) -> dict[str, bool]:
    return {code: row[3] for code, row in zip(form.elements, form.checklist(case, text), strict=True)}


def _law(form: Form, code: str) -> str:
    """The rule from which a form takes an element; "" where it does not ask for it."""
    return next((element.law for element in form.facts.element if element.code == code), "")
