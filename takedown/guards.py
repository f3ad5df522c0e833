"""Guards: what must hold before a location may stand in a notice. Every path to a sent notice passes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from core.errors import ConflictError, NotFoundError
from core.types import Capture, Hit, Work
from core.urls import host_of
from matchers.licence import is_protected
from takedown.desk import Desk
from takedown.recipients import Recipient, location_of

# Hits that another notice of the same case lists already go into its other forms, too.
PURSUED: Final = ("confirmed", "noticed")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A hit that cannot be listed, and why, in both languages."""

    hit_id: int
    zh: str
    en: str

    def __str__(self) -> str:
        return f"hit {self.hit_id}: {self.en} | 线索 {self.hit_id}：{self.zh}"


class RefusedError(ConflictError):
    """Hits of a notice cannot be listed (any more)."""

    def __init__(self, what: str, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(f"{what}: " + "; ".join(str(refusal) for refusal in refusals))


@dataclass(frozen=True, slots=True)
class Listed:
    """A hit that may stand in a notice, at this address, with this proof."""

    hit: Hit
    work: Work
    url: str
    capture: Capture


class Background:
    """What is known of many hits, asked for at once: works, captures, and what bars a notice."""

    def __init__(self, desk: Desk, hits: Sequence[Hit]) -> None:
        hit_ids = [hit.hit_id for hit in hits]
        self.barred: Final = desk.store.outcomes.barred(hit_ids)
        self.taken_back: Final = desk.store.notices.taken_back(hit_ids)
        self.works: Final = {work_id: desk.store.works.get(work_id) for work_id in {hit.work_id for hit in hits}}
        self.captures: Final = {name: _capture(desk, name) for name in {hit.capture for hit in hits}}


def examine(
    desk: Desk,
    hit: Hit,
    recipient: Recipient,
    today: date,
    background: Background,
    states: tuple[str, ...] = ("confirmed",),
) -> Listed | Refusal:
    """Whether the hit may stand in a notice to this recipient today: a ladder of refusals."""
    if hit.state not in states:
        return Refusal(
            hit.hit_id, f"状态为 {hit.state}，须先经人工确认", f"it is {hit.state}: a person must confirm it first"
        )
    work = background.works[hit.work_id]
    if not is_protected(work, today):
        return Refusal(hit.hit_id, "作品今日不在保护期内", "the work is outside its protection window today")
    if hit.hit_id in background.barred:
        return Refusal(
            hit.hit_id,
            "对方已提交反通知或者内容已依法恢复，不得再次通知",
            "it was answered by a counter-notice or restored: it may not be noticed again",
        )
    if hit.hit_id in background.taken_back:
        return Refusal(
            hit.hit_id,
            "曾被误列并撤回，须重新确认",
            "it was listed by mistake and withdrawn: confirm it again first",
        )
    capture = background.captures[hit.capture]
    if capture is None:
        return Refusal(hit.hit_id, "没有取证文件，须重新抓取", "no capture of the page is kept: crawl it again first")
    return _placed(desk, hit, work, recipient, today, capture)


def _placed(desk: Desk, hit: Hit, work: Work, recipient: Recipient, today: date, capture: Capture) -> Listed | Refusal:
    """The hit at the address that the recipient can act on, if it may be listed."""
    url = location_of(hit, recipient)
    if not url:
        return Refusal(hit.hit_id, f"与 {recipient.code} 无关", f"{recipient.code} has nothing to do with it")
    protection = desk.protected.of_location(url, work, today)
    if protection is not None:
        return Refusal(
            hit.hit_id,
            f"{host_of(url)} 受保护，不得列入通知：{protection.zh}",
            f"{host_of(url)} is protected and cannot be listed: {protection.en}",
        )
    if recipient.service != "content" and _is_whole_site(url):
        return Refusal(hit.hit_id, f"{url} 是整个网站，须指明具体页面", f"{url} is a whole site: name the page")
    return Listed(hit, work, url, capture)


def may_name(desk: Desk, url: str, work: Work, today: date) -> bool:
    """Whether an address may be named beside the location: the page where it was seen."""
    return desk.protected.of_location(url, work, today) is None


def _capture(desk: Desk, name: str) -> Capture | None:
    if not name:
        return None
    try:
        return desk.store.captures.find(name)
    except NotFoundError:
        return None


def _is_whole_site(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query and not parts.fragment
