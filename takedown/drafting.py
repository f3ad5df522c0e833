"""Drafting: confirmed hits by recipient and holder, one complete notice each; what cannot be listed is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial

from core.errors import ConfigError, InputError
from core.types import Hit
from storage.hits import HitQuery
from storage.notices import Notice
from takedown.building import Plan, build_case, keep
from takedown.case import Language
from takedown.desk import Desk
from takedown.forms import form_named
from takedown.forms.form import Form
from takedown.guards import Background, Listed, Refusal, examine
from takedown.numbers import new_case
from takedown.parties import same_name
from takedown.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Wish:
    """Which hits are to be noticed, to whom, and how; what is left out is found out."""

    work: str | int | None = None
    recipient: str | None = None
    form: str | None = None
    holder: str | None = None
    language: Language | None = None
    site: str | None = None
    hit_ids: tuple[int, ...] = ()
    states: tuple[str, ...] = ("confirmed",)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A notice that lacks elements, or that a machine would not take: to whom, for whom, and what is wrong."""

    recipient: Recipient
    holder: str
    error: InputError


@dataclass(frozen=True, slots=True)
class Drafted:
    """The notices that were drafted, hits that cannot be listed, notices that could not be written."""

    notices: tuple[Notice, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()


@dataclass(slots=True)
class _Group:
    """The hits of one notice to be, and the open case that they stand in or join; None: it is still to be opened."""

    recipient: Recipient
    holder: str
    case_id: int | None
    listed: list[Listed] = field(default_factory=list)


def draft(desk: Desk, wish: Wish, by: str, now: datetime) -> Drafted:
    """Drafts notices about all confirmed hits that fit the wish: one for each recipient, rights holder and case.

    Hits that stand in no open case join that of their recipient and rights holder.
    """
    form = form_named(wish.form) if wish.form else None
    _check_wish(form, by)
    today = now.astimezone(UTC).date()
    groups: dict[tuple[str, str, int | None], _Group] = {}
    refusals: list[Refusal] = []
    hits = list(_wanted(desk, wish))
    background = Background(desk, hits)
    cases = desk.store.cases.open_of([hit.hit_id for hit in hits])
    standing = cache(partial(desk.store.cases.standing, "recipient"))
    for hit in hits:
        recipient = desk.recipients.get(wish.recipient) if wish.recipient else desk.recipients.of_hit(hit)
        found = examine(desk, hit, recipient, today, background, wish.states)
        if isinstance(found, Refusal):
            refusals.append(found)
            continue
        holder = desk.parties.holder_name(hit.holder)
        case_id = cases.get(hit.hit_id) or standing(recipient.code, holder)
        key = (recipient.code, holder, case_id)
        groups.setdefault(key, _Group(recipient, holder, case_id)).listed.append(found)
    notices: list[Notice] = []
    unwritten: list[Unwritten] = []
    for group in groups.values():
        chosen = form or _usual_form(group.recipient, wish.language)
        plan = Plan(chosen, chosen.language_for(wish.language), group.recipient, group.holder, now)
        try:
            notices.extend(_draft_group(desk, plan, group, by))
        except InputError as error:  # an element is missing, or a machine would not take it
            unwritten.append(Unwritten(group.recipient, group.holder, error))
    return Drafted(tuple(notices), tuple(refusals), tuple(unwritten))


def _check_wish(form: Form | None, by: str) -> None:
    if form is not None and not form.lists_hits:
        raise ConfigError(f"the form {form.name} lists no hits: use `netsword notice warn`")
    if form is not None and form.name == "withdrawal":
        raise ConfigError("a withdrawal is drafted by `netsword notice withdraw`")
    if not by.strip():
        raise ConfigError("say who drafts: --by NAME")


def _wanted(desk: Desk, wish: Wish) -> Iterator[Hit]:
    if wish.hit_ids:
        yield from (desk.store.hits.get(hit_id) for hit_id in dict.fromkeys(wish.hit_ids))
        return
    for hit in desk.store.hits.query(HitQuery(state="confirmed", work=wish.work, site=wish.site)):
        holder = desk.parties.holder_name(hit.holder)
        if wish.holder is None or same_name(holder, wish.holder):
            yield hit


def usual_forms(recipient: Recipient) -> list[Form]:
    """The forms that a recipient takes, the usual one first."""
    return [form_named(name) for name in recipient.forms]


def _usual_form(recipient: Recipient, language: Language | None) -> Form:
    for form in usual_forms(recipient):
        if language is None or language in form.facts.languages:
            return form
    return form_named("cn_art14" if language == "zh" else "dmca_512")


def _draft_group(desk: Desk, plan: Plan, group: _Group, by: str) -> list[Notice]:
    """The group's notices, as many as the recipient's limit makes of them; listed hits are not listed again."""
    known = desk.store.notices.pending([one.hit.hit_id for one in group.listed], plan.recipient.code, plan.form.name)
    fresh = [one for one in group.listed if one.hit.hit_id not in known]
    written = []
    for start in range(0, len(fresh), plan.recipient.max_items):
        portion = fresh[start : start + plan.recipient.max_items]
        case = build_case(desk, plan, portion)
        written.append((case, plan.form.render(case, desk.templates), portion))
    if not written:
        return []
    case_id = _case_for(desk, plan, group, fresh, by)
    return [
        keep(desk, case, letter, by, work_ids=tuple(dict.fromkeys(one.hit.work_id for one in portion)), case_id=case_id)
        for case, letter, portion in written
    ]


def _case_for(desk: Desk, plan: Plan, group: _Group, listed: list[Listed], by: str) -> int:
    """The case of these hits; the one of their recipient and rights holder is opened where there is none."""
    hit_ids = [one.hit.hit_id for one in listed]
    if group.case_id is not None:
        return desk.store.cases.add(group.case_id, hit_ids, by, plan.now).case_id
    new = new_case("recipient", plan.recipient.code, plan.holder, hit_ids, plan.now)
    return desk.store.cases.open(new, by, plan.now).case_id
