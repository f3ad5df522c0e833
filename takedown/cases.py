"""Cases: hits that are pursued together for one rights holder, and the notices that are drafted from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.errors import ConfigError, ConflictError, NotFoundError
from core.types import Hit
from core.urls import host_of
from storage.cases import CaseFile
from storage.hits import HitQuery
from takedown.case import Language
from takedown.desk import Desk
from takedown.drafting import Drafted, Wish, draft
from takedown.forms import form_named
from takedown.guards import PURSUED, Background, Refusal, examine
from takedown.numbers import new_case
from takedown.parties import same_name
from takedown.recipients import place_of


@dataclass(frozen=True, slots=True)
class Subject:
    """What a case is about; what is left out does not restrict."""

    work: str | int | None = None
    site: str | None = None
    account: str | None = None
    recipient: str | None = None
    holder: str | None = None
    hit_ids: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing at all."""
        return not (self.work or self.site or self.account or self.recipient or self.holder or self.hit_ids)


@dataclass(frozen=True, slots=True)
class Opened:
    """The cases that were opened, hits that cannot be listed, and hits that are pursued already (with their case)."""

    cases: tuple[CaseFile, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    pursued: tuple[tuple[int, int], ...] = ()


def open_cases(desk: Desk, subject: Subject, by: str, now: datetime) -> Opened:
    """Opens a case for each rights holder about the confirmed hits of a subject that stand in no open case."""
    if subject.is_empty:
        raise ConfigError("say what the case is about: --work, --site, --account, --recipient, --holder or --hit")
    if not by.strip():
        raise ConfigError("say who opens it: --by NAME")
    if subject.recipient is not None:
        desk.recipients.get(subject.recipient)
    hits, refusals = _listable(desk, [hit for hit in _wanted(desk, subject) if _fits(desk, hit, subject)], now)
    elsewhere = desk.store.cases.open_of([hit.hit_id for hit in hits])
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.hit_id not in elsewhere:
            groups.setdefault(desk.parties.holder_name(hit.holder), []).append(hit)
    opened = tuple(_open(desk, subject, holder, group, by, now) for holder, group in groups.items())
    return Opened(opened, tuple(refusals), tuple(sorted(elsewhere.items())))


def add_hits(desk: Desk, case_id: int, hit_ids: Sequence[int], by: str, now: datetime) -> CaseFile:
    """More hits of the same rights holder for an open case."""
    found = desk.store.cases.get(case_id)
    hits, refusals = _listable(desk, [desk.store.hits.get(hit_id) for hit_id in dict.fromkeys(hit_ids)], now)
    if refusals:
        raise ConflictError("; ".join(str(refusal) for refusal in refusals))
    for hit in hits:
        if not same_name(desk.parties.holder_name(hit.holder), found.holder):
            raise ConflictError(
                f"hit {hit.hit_id} is of {hit.holder or 'no holder'}, the case of {found.holder}: open another case | "
                f"线索 {hit.hit_id} 的权利人与本案（{found.holder}）不同，请另行立案"
            )
    return desk.store.cases.add(case_id, [hit.hit_id for hit in hits], by, now)


def draft_case(
    desk: Desk, case_id: int, by: str, now: datetime, *, wish: Wish | None = None, forms: Iterable[str] = ()
) -> Drafted:
    """Drafts notices about all hits of a case: one for each recipient, in its usual form or in each of `forms`."""
    found = desk.store.cases.get(case_id)
    if found.state != "open":
        raise ConflictError(f"Case {case_id} is closed: reopen it first | 案件 {case_id} 已结案，请先重新立案")
    asked = replace(wish or Wish(), hit_ids=desk.store.cases.hit_ids(case_id), states=PURSUED)
    wishes = [replace(asked, form=form, language=_spoken(form, asked)) for form in dict.fromkeys(forms)] or [asked]
    done = [draft(desk, one, by, now) for one in wishes]
    return Drafted(
        tuple(notice for one in done for notice in one.notices),
        tuple(dict.fromkeys(refusal for one in done for refusal in one.refusals)),
        tuple(unwritten for one in done for unwritten in one.unwritten),
    )


def _spoken(form: str, wish: Wish) -> Language | None:
    """The language that was asked for, where the form exists in it."""
    return wish.language if wish.language in form_named(form).facts.languages else None


def subject_of(desk: Desk, found: CaseFile, language: Language) -> str:
    """What a case is about, as readers of a language call it."""
    if found.about != "recipient":
        return found.subject
    try:
        return desk.recipients.get(found.subject).name(language)
    except NotFoundError:  # a recipient that the operator took out of the list since
        return found.subject


def _open(desk: Desk, subject: Subject, holder: str, hits: Sequence[Hit], by: str, now: datetime) -> CaseFile:
    about, named = _named(subject, hits)
    return desk.store.cases.open(new_case(about, named, holder, [hit.hit_id for hit in hits], now), by, now)


def _named(subject: Subject, hits: Sequence[Hit]) -> tuple[str, str]:
    """What holds the case together, and how it is called."""
    if subject.account:
        return "account", next((hit.account for hit in hits if hit.account), subject.account)
    if subject.site:
        return "site", subject.site
    if subject.recipient:
        return "recipient", subject.recipient
    titles = list(dict.fromkeys(hit.work_title for hit in hits))
    return "work" if len(titles) == 1 else "hits", ", ".join(titles[:3]) + (" …" if len(titles) > 3 else "")


def _wanted(desk: Desk, subject: Subject) -> Iterable[Hit]:
    if subject.hit_ids:
        return [desk.store.hits.get(hit_id) for hit_id in dict.fromkeys(subject.hit_ids)]
    return desk.store.hits.query(HitQuery(state="confirmed", work=subject.work))


def _fits(desk: Desk, hit: Hit, subject: Subject) -> bool:
    if subject.holder and not same_name(desk.parties.holder_name(hit.holder), subject.holder):
        return False
    if subject.site and subject.site.lower() not in (hit.site.lower(), host_of(place_of(hit)), host_of(hit.page_url)):
        return False
    if subject.account and subject.account not in _names(hit.account):
        return False
    return not subject.recipient or desk.recipients.of_hit(hit).code == subject.recipient


def _names(account: str) -> tuple[str, ...]:
    """How an account may be called: `name (platform:number)`, its name, `platform:number`."""
    name, _, rest = account.rpartition(" (")
    return (account, name, rest.rstrip(")")) if account else ()


def _listable(desk: Desk, hits: Sequence[Hit], now: datetime) -> tuple[list[Hit], list[Refusal]]:
    """Those of the hits that could stand in a notice today; why the others cannot."""
    background = Background(desk, hits)
    today = now.astimezone(UTC).date()
    fit: list[Hit] = []
    refusals: list[Refusal] = []
    for hit in hits:
        found = examine(desk, hit, desk.recipients.of_hit(hit), today, background)
        if isinstance(found, Refusal):
            refusals.append(found)
        else:
            fit.append(hit)
    return fit, refusals
