"""The JSON API of figures: counts, windows, runs, takedown, the audit log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from console.bearer import ANSWERS, Auditing, Reading, Watching
from console.services import Here
from storage.causes import told
from storage.figures import NAMES
from storage.notices import NoticeState

router = APIRouter(prefix="/api")
Before = Annotated[int | None, Field(ge=1, lt=1 << 62)]


class TallyOut(BaseModel):
    """How many hits bear a name, and how many of them were upheld."""

    name: str
    hits: int
    upheld: int
    work_id: int | None


class WindowOut(BaseModel):
    """A work whose protection opens or closes within two weeks."""

    work_id: int
    title: str
    opens: date | None
    closes: date | None


class FiguresOut(BaseModel):
    """What the dashboard shows; days are UTC."""

    since: date
    until: date
    by_state: dict[str, int]
    found_by_day: dict[str, int]
    decided_by_day: dict[str, int]
    by: dict[str, list[TallyOut]]
    windows: list[WindowOut]


class RunOut(BaseModel):
    """A site's latest run."""

    site: str
    status: str
    cause: str
    cause_zh: str
    started: datetime
    finished: datetime | None
    counts: dict[str, Any]


class NoticeOut(BaseModel):
    """A notice and what became of the hits in it."""

    notice_id: int
    number: str
    form: str
    recipient: str
    holder: str
    state: str
    sent_at: datetime | None
    hits: int
    removed: int
    restored: int
    last_outcome: datetime | None


class EntryOut(BaseModel):
    """One line of the audit log."""

    entry_id: int
    actor: str
    action: str
    target: str
    happened_at: datetime
    detail: dict[str, Any]


@router.get("/figures", responses=ANSWERS)
def figures(here: Here, asking: Reading, days: Annotated[int, Query(ge=1, le=366)] = 30) -> FiguresOut:
    """Hits of the last days by state, day, channel, kind, site and work."""
    dashboard, until = here.office.dashboard, datetime.now(UTC).date()
    since = until - timedelta(days=days - 1)
    tallies = {name: dashboard.by(asking.scope, name, since, until, 100) for name in NAMES}
    return FiguresOut(
        since=since,
        until=until,
        by_state=dashboard.by_state(asking.scope),
        found_by_day=dashboard.by_day(asking.scope, since, until),
        decided_by_day=dashboard.decided_by_day(asking.scope, since),
        by={
            name: [TallyOut(name=t.name, hits=t.number, upheld=t.upheld, work_id=t.work_id) for t in found]
            for name, found in tallies.items()
        },
        windows=[
            WindowOut(work_id=w.work.work_id or 0, title=w.work.title, opens=w.opens, closes=w.closes)
            for w in dashboard.windows(asking.scope, until)
        ],
    )


@router.get("/runs", responses=ANSWERS)
def runs(here: Here, asking: Watching) -> list[RunOut]:
    """The latest run of each site, troubles first."""
    return [
        RunOut(
            site=run.site, status=run.status, cause=run.cause, cause_zh=told(run.cause, "zh"), started=run.started,
            finished=run.finished, counts=dict(run.counts),
        )
        for run in here.office.dashboard.health()
    ]  # fmt: skip


@router.get("/notices", responses=ANSWERS)
def notices(here: Here, asking: Reading, state: NoticeState | None = None, before: Before = None) -> list[NoticeOut]:
    """The latest notices and what became of them; rights holders see those that were sent about their works."""
    found = here.office.progress.notices(asking.scope, state=state, before=before, limit=100)
    return [NoticeOut(**{name: getattr(line, name) for name in NoticeOut.model_fields}) for line in found]


@router.get("/audit", responses=ANSWERS)
def audit(
    here: Here, asking: Auditing, actor: Annotated[str, Query(max_length=200)] = "", before: Before = None
) -> list[EntryOut]:
    """The latest lines of the audit log."""
    return [
        EntryOut(
            entry_id=entry.entry_id or 0, actor=entry.actor, action=entry.action, target=entry.target,
            happened_at=entry.happened_at, detail=dict(entry.detail),
        )
        for entry in here.office.audit.list(actor=actor or None, limit=100, before=before)
    ]  # fmt: skip
