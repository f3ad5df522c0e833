"""Fresh looks: every link of a notice is seen and kept once more, right before somebody approves it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.types import Hit
from storage.evidence import EvidenceWriter
from storage.fresh import FreshLook
from storage.notices import Notice
from takedown.desk import Desk
from takedown.dialling import HinderedError
from takedown.fetch import Fetched, Fetcher
from takedown.following import FILES
from takedown.guards import Refusal, may_name
from takedown.keeping import Keeper
from takedown.liveness import Judgement, judge
from takedown.withdrawing import listed_urls
from takedown.wording import text_of

VALID: Final = timedelta(hours=24)
MOST_PICTURES: Final = 20
_WHY: Final = {
    "platform": ("平台已处理", "the platform removed it"),
    "owner": ("分享者已取消", "its owner removed it"),
    "expired": ("分享已过期", "it has expired"),
    "not_found": ("页面已不存在", "the page is gone"),
    "legal": ("因法律原因不可访问", "it is unavailable for legal reasons"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A link to look at: the hit, the address that the notice lists, and the page that shows it ("" for none)."""

    hit: Hit
    url: str
    shown_on: str = ""


def places(desk: Desk, notice: Notice) -> list[Place]:
    """What a notice lists; a letter that lists nothing has none."""
    if notice.about_id is not None or not desk.store.notices.hit_ids(notice.notice_id):
        return []
    urls = listed_urls(desk, notice.notice_id)
    found = []
    for hit_id in desk.store.notices.hit_ids(notice.notice_id):
        if hit_id in urls:
            hit = desk.store.hits.get(hit_id)
            found.append(Place(hit, urls[hit_id], _shown_on(desk, hit, urls[hit_id], notice.created_at)))
    return found


def waiting(desk: Desk, notice: Notice, now: datetime) -> list[Place]:
    """The links of a notice that nobody has looked at within a day."""
    all_ = places(desk, notice)
    known = desk.store.fresh.latest([place.hit.hit_id for place in all_], now - VALID)
    return [place for place in all_ if (place.hit.hit_id, place.url) not in known]


def gone(desk: Desk, notice: Notice, now: datetime) -> list[Refusal]:
    """The links that are no longer there: a notice about them would be wrong."""
    all_ = places(desk, notice)
    known = desk.store.fresh.latest([place.hit.hit_id for place in all_], now - VALID)
    refusals = []
    for place in all_:
        look = known.get((place.hit.hit_id, place.url))
        if look is not None and look.verdict == "gone":
            zh, en = _WHY.get(look.reason, (look.reason, look.reason))
            refusals.append(
                Refusal(
                    place.hit.hit_id,
                    f"{place.url} 已失效：{zh}（{look.sign}），请撤下该链接后重新起草",
                    f"{place.url} is gone: {en} ({look.sign}); draft anew without it",
                )
            )
    return refusals


def look_at(
    desk: Desk,
    wanted: list[Place],
    by: str,
    now: datetime,
    *,
    notice_id: int | None = None,
    seconds: float = 600.0,
    told: Callable[[FreshLook], None] | None = None,
) -> list[FreshLook]:
    """Looks at the links, one after the other, until the time is up; each look is kept as it was taken."""
    ends = time.monotonic() + seconds
    fetcher = Fetcher(desk.config)
    writer = EvidenceWriter(desk.config.evidence_folder)
    done: list[FreshLook] = []
    try:
        for number, place in enumerate(wanted):
            if done and time.monotonic() > ends:
                break
            keeper = Keeper(writer, fetcher, by)
            look = _look(place, fetcher, keeper, picture=number < MOST_PICTURES)
            writer.sync()  # the evidence is on the disk before anything points to it
            done.append(replace(look, looked_by=by, looked_at=now, notice_id=notice_id))
            desk.store.fresh.add(done[-1])
            if told is not None:
                told(done[-1])
    finally:
        writer.close()
    return done


def _look(place: Place, fetcher: Fetcher, keeper: Keeper, *, picture: bool) -> FreshLook:
    """What the link showed, with what was kept of it."""
    judgement, last = Judgement("unknown", "error"), None
    try:
        hops = fetcher.follow(place.url)
        last = hops[-1]
        judgement = _judged(place, last)
        keeper.keep(hops)
        keeper.keep_shown_on(place.shown_on)
        if picture:
            keeper.keep_picture(last)
        keeper.keep_facts(place.url)
    except HinderedError as error:
        judgement = Judgement("unknown", "error", str(error))
    return FreshLook(
        hit_id=place.hit.hit_id,
        url=place.url,
        verdict=judgement.verdict,
        reason=judgement.reason,
        sign=judgement.sign[:2000],
        http_status=last.page.status if last else None,
        address=last.page.ip if last else "",
        files=keeper.files,
    )


def _judged(place: Place, last: Fetched) -> Judgement:
    """Whether what came still offers the work."""
    hit, page = place.hit, last.page
    text = text_of(page.body, page.content_type)
    if hit.link_kind in FILES and page.status == 200 and not text.strip():
        return Judgement("alive", "alive", page.content_type)
    provider = hit.provider if hit.link_kind == "netdisk" else ""
    return judge(provider, page.status, page.url, text, url=place.url, expect=(hit.matched_text, hit.work_title))


def _shown_on(desk: Desk, hit: Hit, url: str, now: datetime) -> str:
    """The page that shows the link, where it is another one and may be named."""
    work = desk.store.works.get(hit.work_id)
    named = hit.page_url != url and hit.page_url.startswith(("http://", "https://"))
    return hit.page_url if named and may_name(desk, hit.page_url, work, now.date()) else ""


def hit_places(desk: Desk, hit_ids: tuple[int, ...], now: datetime) -> Iterator[Place]:
    """Hits of their own, looked at without a notice."""
    for hit_id in hit_ids:
        hit = desk.store.hits.get(hit_id)
        url = hit.link_url if hit.link_url.startswith(("http://", "https://")) else hit.page_url
        yield Place(hit, url, _shown_on(desk, hit, url, now))
