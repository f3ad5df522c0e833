"""Complaints: all that an application to a copyright office says, gathered from notices, looks and papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from core.errors import ConflictError
from core.types import Hit
from storage.notices import Notice, NoticeEvent
from storage.outcomes import Look
from storage.papers import Paper
from takedown.case import CaseWork, Duty, Party
from takedown.desk import Desk
from takedown.duties import duties_for
from takedown.escalation import KINDS
from takedown.parties import same_name
from takedown.recipients import Recipient
from takedown.stopwatch import Rules, Stopwatch, measure
from takedown.withdrawing import listed_urls


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One location after its deadline: the first and the last look, and what the last one showed."""

    hit_id: int
    url: str
    first: datetime | None
    last: datetime | None
    verdict: str
    sign: str
    looks: int


@dataclass(frozen=True, slots=True)
class Told:
    """One notice of the complaint with its stopwatch, the steps taken, and every location."""

    notice: Notice
    watch: Stopwatch
    events: tuple[NoticeEvent, ...]
    rows: tuple[LookedAt, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the office asks for and the complaint does not have."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """Everything the application says."""

    number: str
    office: str
    place: str
    made_at: datetime
    made_by: str
    holder: Party
    agent: Party | None
    authority: str
    recipient: Recipient
    works: tuple[CaseWork, ...]
    duties: tuple[Duty, ...]
    notices: tuple[Told, ...]
    papers: tuple[Paper, ...]
    first_seen: datetime | None

    @property
    def watch_links(self) -> int:
        """How many locations the notices list."""
        return sum(one.watch.links for one in self.notices)

    @property
    def open(self) -> int:
        """How many of them are still there."""
        return sum(one.watch.open for one in self.notices)

    @property
    def listed(self) -> bool:
        """Whether a work stands on an early-warning list."""
        return any(work.batch for work in self.works)

    def proofs_of(self, work: CaseWork) -> list[str]:
        """What shows whose a work is: papers that are kept, then those only named."""
        kept = [f"{paper.name}（附后）" for paper in self._ownership_of(work)]
        return [*kept, *work.ownership]

    def lacking(self) -> list[Lack]:
        """What an office would send the complaint back for."""
        found = [Lack(zh, en) for given, zh, en in self._asked() if not given]
        for work in self.works:
            if not self._ownership_of(work):
                found.append(Lack(f"《{work.title}》的权属证明文件", f"papers that show who owns {work.title}"))
        return [*found, *(lack for one in self.notices if (lack := _unseen(one)))]

    def _asked(self) -> list[tuple[object, str, str]]:
        holder = self.holder
        asked: list[tuple[object, str, str]] = [
            (holder.name, "投诉人名称", "the complainant's name"),
            (holder.identity, "投诉人身份证明号码", "the complainant's identity number"),
            (holder.address, "投诉人地址", "the complainant's address"),
            (holder.phone or (self.agent and self.agent.phone), "投诉人联系电话", "the complainant's phone"),
            (self._has("identity"), "投诉人身份证明文件", "a copy of the complainant's identity paper"),
            (self.recipient.zh or self.recipient.en, "被投诉人名称", "the respondent's name"),
            (self.place, "侵权行为发生地或者结果地（--place）", "the place of act or result (--place)"),
            (self.office, "受理机关（--office）", "the office it goes to (--office)"),
        ]
        if self.agent is not None:
            asked.append((self._has("authority"), "授权委托书", "the power of attorney"))
        return asked

    def _has(self, kind: str) -> bool:
        return any(paper.kind == kind for paper in self.papers)

    def _ownership_of(self, work: CaseWork) -> list[Paper]:
        of = [paper for paper in self.papers if paper.kind == "ownership"]
        return [paper for paper in of if not paper.work or same_name(paper.work, work.title)]


def _unseen(one: Told) -> Lack | None:
    """Inaction is shown by a look after the deadline, not by the calendar."""
    if not one.watch.overdue_hours or any(row.first and row.verdict == "alive" for row in one.rows):
        return None
    number = one.notice.number
    return Lack(
        f"通知 {number} 期限届满后链接仍可访问的核查记录（先运行 netsword recheck）",
        f"a look after the deadline that shows a link of notice {number} still there (netsword recheck)",
    )


def gather(
    desk: Desk, notice_ids: Sequence[int], by: str, now: datetime, *, office: str = "", place: str = ""
) -> Complaint:
    """The complaint about notices to one recipient for one holder; refused where there is no inaction to show."""
    notices = [desk.store.notices.get(notice_id) for notice_id in dict.fromkeys(notice_ids)]
    first = notices[0]
    for notice in notices:
        _check(notice, first)
    rules = Rules.of(desk)
    told = tuple(_told(desk, notice, now, rules) for notice in notices)
    if not any(one.watch.overdue_hours or one.watch.came_back or one.watch.late for one in told):
        raise ConflictError(
            f"Notice {first.notice_id}: {told[0].watch.advice or 'all was done in time'}: nothing to complain of"
        )
    hits = [desk.store.hits.get(hit_id) for one in told for hit_id in desk.store.notices.hit_ids(one.notice.notice_id)]
    recipient = desk.recipients.get(first.recipient)
    works = _works(desk, hits)
    sides = desk.parties.sides(first.holder)
    today = now.astimezone(UTC).date()
    return Complaint(
        number=_number(notices, now),
        office=office.strip(),
        place=place.strip(),
        made_at=now,
        made_by=by,
        holder=sides.holder,
        agent=sides.agent,
        authority=sides.authority,
        recipient=recipient,
        works=works,
        duties=duties_for(recipient.service, works, today),
        notices=told,
        papers=tuple(_papers(desk, works, first.holder)),
        first_seen=min((hit.first_seen for hit in hits), default=None),
    )


def _check(notice: Notice, first: Notice) -> None:
    if notice.state != "sent" or notice.about_id is not None or not notice.hits:
        raise ConflictError(f"Notice {notice.notice_id} is {notice.state}: a complaint follows notices that are out")
    if (notice.recipient, notice.holder) != (first.recipient, first.holder):
        raise ConflictError(
            f"Notice {notice.notice_id} is to {notice.recipient} for {notice.holder}, notice {first.notice_id} to "
            f"{first.recipient} for {first.holder}: one complaint has one respondent and one complainant"
        )


def _works(desk: Desk, hits: Sequence[Hit]) -> tuple[CaseWork, ...]:
    return tuple(desk.parties.work(desk.store.works.get(work_id)) for work_id in dict.fromkeys(h.work_id for h in hits))


def _papers(desk: Desk, works: Sequence[CaseWork], holder: str) -> list[Paper]:
    """The holder's papers that are about these works, or about all of its works."""
    titles = [work.title for work in works]
    return [
        paper
        for paper in desk.store.papers.of()
        if same_name(paper.holder, holder) and (not paper.work or any(same_name(paper.work, one) for one in titles))
    ]


def _told(desk: Desk, notice: Notice, now: datetime, rules: Rules) -> Told:
    watch = measure(desk, notice, now, rules)
    urls = listed_urls(desk, notice.notice_id)
    sent_at = notice.sent_at or now
    looks = [look for look in desk.store.outcomes.looks_of(list(urls)) if sent_at <= look.looked_at <= now]
    events = [event for event in desk.store.notices.events(notice.notice_id) if event.kind in (*KINDS, "answered")]
    of_hit: dict[int, list[Look]] = {hit_id: [] for hit_id in urls}
    for look in looks:
        of_hit[look.hit_id].append(look)
    rows = tuple(_row(hit_id, url, of_hit[hit_id], watch) for hit_id, url in urls.items())
    return Told(notice, watch, tuple(events), rows, tuple(looks))


def _row(hit_id: int, url: str, looks: Sequence[Look], watch: Stopwatch) -> LookedAt:
    after = [look for look in looks if look.looked_at > watch.due_at]
    last = looks[-1] if looks else None
    return LookedAt(
        hit_id=hit_id,
        url=url,
        first=after[0].looked_at if after else None,
        last=last.looked_at if last else None,
        verdict=last.verdict if last else "",
        sign=last.detail if last else "",
        looks=len(looks),
    )


def _number(notices: Sequence[Notice], now: datetime) -> str:
    digest = sha256("\n".join([f"{now:%Y%m%d%H%M%S}", *(notice.number for notice in notices)]).encode()).hexdigest()
    return f"TS-{now.astimezone(UTC):%Y%m%d}-{digest[:8].upper()}"
