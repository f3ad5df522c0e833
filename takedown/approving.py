"""Approving: somebody other than the drafter reads the notice; every guard is passed again; the text is frozen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

from core.errors import ConfigError, ConflictError
from storage.fresh import FreshLook
from storage.notices import Notice, digest_of, same_person
from takedown.building import CASE_FILE
from takedown.desk import Desk
from takedown.forms import form_named
from takedown.fresh import gone, look_at, waiting
from takedown.guards import PURSUED, Background, Refusal, RefusedError, examine
from takedown.withdrawing import listed_urls

_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[!-~]{3,16384}", re.I)
_BEHIND: Final = ".,;:!?)]}'\""
# The message is made from the approved files; it is not one of them.
MESSAGE_FILE = "message.eml"


def approve(
    desk: Desk,
    notice_id: int,
    by: str,
    now: datetime,
    *,
    seconds: float = 600.0,
    told: Callable[[FreshLook], None] | None = None,
) -> Notice:
    """Approves a draft after a fresh look at every link that nobody looked at within a day.

    Refused when its text or its hits are not what they were, when a link is gone, and when the drafter is the approver
    or somebody who may not approve.
    """
    notice = desk.store.notices.get(notice_id)
    check_approver(desk, notice, by)
    if notice.state != "draft":
        raise ConflictError(
            f"Notice {notice_id} is {notice.state}: only a draft is approved | "
            f"通知 {notice_id} 的状态为 {notice.state}，只有草稿可以批准"
        )
    check(desk, notice, now)
    look_at(desk, waiting(desk, notice, now), by, now, notice_id=notice_id, seconds=seconds, told=told)
    left = waiting(desk, notice, now)
    if left:
        raise ConflictError(
            f"{len(left)} links of notice {notice_id} are still to be looked at: approve it again | "
            f"通知 {notice_id} 还有 {len(left)} 条链接尚未复查，请再次批准"
        )
    refusals = gone(desk, notice, now)
    if refusals:
        raise RefusedError(f"Notice {notice_id}", refusals)
    return desk.store.notices.approve(notice_id, by, notice.digest, now)


def check_approver(desk: Desk, notice: Notice, by: str) -> None:
    """Somebody other than the drafter; where accounts with the role approver exist, one of these."""
    if not by.strip():
        raise ConfigError("say who approves: --by NAME")
    if same_person(by, notice.created_by):
        raise ConflictError(
            f"Notice {notice.notice_id} was drafted by {notice.created_by}: somebody else must approve it | "
            f"通知 {notice.notice_id} 由 {notice.created_by} 起草，须由他人批准"
        )
    approvers = [user for user in desk.store.users.list() if user.role == "approver" and not user.disabled]
    if approvers and not any(same_person(user.name, by) for user in approvers):
        names = ", ".join(user.name for user in approvers)
        raise ConflictError(f"{by} may not approve: the approvers are {names} | {by} 无批准权限，审批人为 {names}")


def refuse(desk: Desk, notice_id: int, by: str, reason: str, now: datetime) -> Notice:
    """The approver says no; the draft is closed."""
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    return desk.store.notices.note(notice_id, "refused", by, reason.strip(), now)


def check(desk: Desk, notice: Notice, now: datetime) -> None:
    """The notice says what it said when it was drafted (and approved), and all it lists may be listed today."""
    _check_frozen(desk, notice)
    _check_words(desk, notice)
    if notice.about_id is not None:
        return  # a withdrawal lists what must be restored
    today = now.astimezone(UTC).date()
    refusals = list(_refusals(desk, notice, today))
    if refusals:
        raise RefusedError(f"Notice {notice.notice_id}", refusals)


def _check_frozen(desk: Desk, notice: Notice) -> None:
    files = [file for file in desk.store.notices.files(notice.notice_id) if not file.name.startswith(MESSAGE_FILE)]
    digest = digest_of(notice.subject, notice.text, files)
    approved = [event.detail for event in desk.store.notices.events(notice.notice_id) if event.kind == "approved"]
    if digest != notice.digest or any(detail != f"sha256:{digest}" for detail in approved):
        raise ConflictError(
            f"Notice {notice.notice_id} is not what was drafted and approved: withdraw it, draft anew | "
            f"通知 {notice.notice_id} 与起草或批准时的文本不一致，请撤回后重新起草"
        )


def _check_words(desk: Desk, notice: Notice) -> None:
    """The letter names no address that its case does not: whoever wrote it, by whatever way it came into the store."""
    if not form_named(notice.form).is_letter:
        return  # what machines read is compared with its case by the form itself
    kept = [file.content for file in desk.store.notices.files(notice.notice_id) if file.name == CASE_FILE]
    known = "\n".join(_texts(json.loads(kept[0]))) if kept else ""
    for url in _ADDRESS.findall(notice.text):
        if url.rstrip(_BEHIND) not in known:
            raise ConflictError(
                f"Notice {notice.notice_id} names {url[:200]}, which its case does not: draft it anew | "
                f"通知 {notice.notice_id} 所列 {url[:200]} 不在案件事实之内，请重新起草"
            )


def _texts(value: Any) -> Iterator[str]:
    """Every text in a case."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _refusals(desk: Desk, notice: Notice, today: date) -> list[Refusal]:
    """What stands against the notice's hits and against the addresses it really lists."""
    recipient = desk.recipients.get(notice.recipient)
    urls = listed_urls(desk, notice.notice_id)
    hit_ids = set(desk.store.notices.hit_ids(notice.notice_id))
    strange = sorted(hit_ids ^ urls.keys())
    found = [Refusal(hit_id, "与草稿不一致", "it is not the one that was drafted") for hit_id in strange]
    hits = [desk.store.hits.get(hit_id) for hit_id in sorted(hit_ids & urls.keys())]
    background = Background(desk, hits)
    for hit in hits:
        result = examine(desk, hit, recipient, today, background, PURSUED)
        if isinstance(result, Refusal):
            found.append(result)
        elif protection := desk.protected.of_location(urls[hit.hit_id], result.work, today):
            found.append(Refusal(hit.hit_id, protection.zh, protection.en))
    return found
