"""What the page of a notice shows: text, elements, links with their fresh looks, steps, clock and warnings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from console.notice_words import side
from console.page import language_of, render
from console.people import Person
from console.services import Services
from core.errors import NetswordError
from storage.notices import Notice, same_person
from takedown.case import Language
from takedown.desk import Desk
from takedown.elements import law_in
from takedown.forms import form_named
from takedown.fresh import VALID, places
from takedown.pdf import can_print
from takedown.reading import checklist_of, warning_of
from takedown.stopwatch import measure

UNSENT: Final = ("draft", "approved")
HEADS: Final = 200  # links that are listed on the page


def show_notice(
    request: Request, here: Services, asking: Person, notice_id: int, trouble: str = "", status: int = 200
) -> Response:
    """The page; `trouble` says what just went wrong, and nothing was changed."""
    notice = here.store.notices.get(notice_id)
    known = known_of(Desk.open(here.config, here.store), notice, language_of(request), datetime.now(UTC))
    own = same_person(notice.created_by, asking.name)
    return render(request, "notice.html", status, **known, own=own, prints=can_print(), trouble=trouble)


def known_of(desk: Desk, notice: Notice, language: Language, now: datetime) -> dict[str, Any]:
    """All that is known of a notice at a moment, in a reader's language."""
    links = _links(desk, notice, now)
    form = form_named(notice.form)
    return {
        "notice": notice,
        "form": form.title(language),
        "basis": form.facts.basis_zh if language == "zh" else form.facts.basis_en,
        "recipient": _recipient(desk, notice),
        "checklist": _checklist(desk, notice, language),
        "links": links[:HEADS],
        "more": max(0, len(links) - HEADS),
        "unseen": sum(link["look"] is None for link in links),
        "gone": sum(link["look"] is not None and link["look"].verdict == "gone" for link in links),
        "events": desk.store.notices.events(notice.notice_id),
        "outcomes": desk.store.outcomes.of_notice(notice.notice_id),
        "watch": measure(desk, notice, now) if notice.state == "sent" and notice.about_id is None else None,
        "warning": side(warning_of(desk, notice.recipient, now), language) if notice.state in UNSENT else "",
    }


def _links(desk: Desk, notice: Notice, now: datetime) -> list[dict[str, Any]]:
    """Each listed link with the last look of the day; once a notice is out, with the last look at all."""
    listed = places(desk, notice)
    since = now - VALID if notice.state == "draft" else datetime(1970, 1, 1, tzinfo=UTC)
    looks = desk.store.fresh.latest([place.hit.hit_id for place in listed], since)
    return [{"place": place, "look": looks.get((place.hit.hit_id, place.url))} for place in listed]


def _checklist(desk: Desk, notice: Notice, language: Language) -> list[tuple[str, str, bool]]:
    """The elements of the law: name, rule, and whether the text has it."""
    rows = checklist_of(desk.store, notice)
    return [(zh if language == "zh" else en, law_in(law, language), there) for zh, en, law, there in rows]


def _recipient(desk: Desk, notice: Notice) -> Any:
    try:
        return desk.recipients.get(notice.recipient)
    except NetswordError:
        return None
