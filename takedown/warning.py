"""Warning letters: the works of the list, sent to platforms before anybody infringes."""

from __future__ import annotations

from datetime import UTC, datetime

from core.errors import ConfigError
from core.types import Work
from matchers.licence import is_protected
from storage.notices import Notice
from takedown.building import Plan, build_warning, keep
from takedown.case import Language
from takedown.desk import Desk
from takedown.forms import form_named
from takedown.parties import same_name


def warn(
    desk: Desk,
    recipient: str,
    by: str,
    now: datetime,
    *,
    holder: str | None = None,
    batch: str | None = None,
    language: Language | None = None,
) -> list[Notice]:
    """One warning letter for each holder whose works are protected today."""
    if not by.strip():
        raise ConfigError("say who drafts: --by NAME")
    form = form_named("warning_letter")
    to = desk.recipients.get(recipient)
    today = now.astimezone(UTC).date()
    groups: dict[str, list[Work]] = {}
    for work in desk.store.works.all():
        name = desk.parties.holder_name(work.holder)
        wanted = (holder is None or same_name(name, holder)) and (batch is None or batch in work.batch)
        if wanted and is_protected(work, today):
            groups.setdefault(name, []).append(work)
    if not groups:
        raise ConfigError("no protected work fits: see `netsword watchlist list` | 没有符合条件且在保护期内的作品")
    notices = []
    for name, works in groups.items():
        case = build_warning(desk, Plan(form, form.language_for(language), to, name, now), works)
        work_ids = tuple(work.work_id for work in works if work.work_id is not None)
        notices.append(keep(desk, case, form.render(case, desk.templates), by, work_ids=work_ids))
    return notices
