"""Drafting: confirmed hits by recipient and holder, one complete notice each; what cannot be listed is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.errors import ConfigError
from core.types import Hit
from storage.hits import HitQuery
from storage.notices import Notice
from takedown.building import Plan, build_case, keep
from takedown.case import Language
from takedown.desk import Desk
from takedown.elements import IncompleteError
from takedown.forms import form_named
from takedown.forms.form import Form
from takedown.guards import Background, Listed, Refusal, examine
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


@dataclass(frozen=True, slots=True)
class Drafted:
    """The notices that were drafted, the hits that cannot be listed, and the notices that lack elements."""

    notices: tuple[Notice, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    incomplete: tuple[IncompleteError, ...] = ()


@dataclass(slots=True)
class _Group:
    """The hits of one notice to be."""

    recipient: Recipient
    holder: str
    listed: list[Listed] = field(default_factory=list)


def draft(desk: Desk, wish: Wish, by: str, now: datetime) -> Drafted:
    """Drafts notices about all confirmed hits that fit the wish."""
    form = form_named(wish.form) if wish.form else None
    _check_wish(form, by)
    today = now.astimezone(UTC).date()
    groups: dict[tuple[str, str], _Group] = {}
    refusals: list[Refusal] = []
    hits = list(_wanted(desk, wish))
    background = Background(desk, hits)
    for hit in hits:
        recipient = desk.recipients.get(wish.recipient) if wish.recipient else desk.recipients.of_hit(hit)
        found = examine(desk, hit, recipient, today, background)
        if isinstance(found, Refusal):
            refusals.append(found)
            continue
        holder = desk.parties.holder_name(hit.holder)
        groups.setdefault((recipient.code, holder), _Group(recipient, holder)).listed.append(found)
    notices: list[Notice] = []
    incomplete: list[IncompleteError] = []
    for group in groups.values():
        chosen = form or _usual_form(group.recipient, wish.language)
        plan = Plan(chosen, chosen.language_for(wish.language), group.recipient, group.holder, now)
        try:
            notices.extend(_draft_group(desk, plan, group.listed, by))
        except IncompleteError as error:
            incomplete.append(error)
    return Drafted(tuple(notices), tuple(refusals), tuple(incomplete))


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


def _usual_form(recipient: Recipient, language: Language | None) -> Form:
    forms = [form_named(name) for name in recipient.forms]
    for form in forms:
        if language is None or language in form.facts.languages:
            return form
    return form_named("cn_art14" if language == "zh" else "dmca_512")


def _draft_group(desk: Desk, plan: Plan, listed: list[Listed], by: str) -> list[Notice]:
    """The group's notices, as many as the recipient's limit makes of them; listed hits are not listed again."""
    hit_ids = [one.hit.hit_id for one in listed]
    known = desk.store.notices.pending(hit_ids, plan.recipient.code, plan.form.name)
    fresh = [one for one in listed if one.hit.hit_id not in known]
    written = []
    for start in range(0, len(fresh), plan.recipient.max_items):
        portion = fresh[start : start + plan.recipient.max_items]
        case = build_case(desk, plan, portion)
        written.append((case, plan.form.render(case, desk.templates), portion))
    return [
        keep(desk, case, letter, by, work_ids=tuple(dict.fromkeys(one.hit.work_id for one in portion)))
        for case, letter, portion in written
    ]
