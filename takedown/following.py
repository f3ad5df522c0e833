"""Following up: looks at noticed links come to outcomes, and what came back after removal is flagged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.types import Page
from storage.outcomes import Look, Outcome, Outcomes, Watched
from takedown.desk import Desk
from takedown.liveness import Judgement, judge
from takedown.withdrawing import listed_urls

PORTION: Final = 200


@dataclass(frozen=True, slots=True)
class Followed:
    """One link that was looked at: what was found, and the outcome that was recorded ("" for none)."""

    hit_id: int
    notice_id: int
    url: str
    verdict: str
    reason: str
    sign: str
    outcome: str


def to_look_at(desk: Desk, not_since: datetime, limit: int | None = None) -> Iterator[tuple[str, list[Watched]]]:
    """The addresses to fetch, longest unseen first, each with the hits that it decides."""
    known: dict[int, Mapping[int, str]] = {}
    waiting: dict[str, list[Watched]] = {}
    for watched in desk.store.outcomes.watched(not_since, limit):
        if watched.notice_id not in known:
            known = {watched.notice_id: listed_urls(desk, watched.notice_id)}
        url = known[watched.notice_id].get(watched.hit_id, watched.link_url)
        if url.startswith(("http://", "https://")):
            waiting.setdefault(url, []).append(watched)
    yield from waiting.items()


def follow(
    desk: Desk, pages: Iterable[tuple[str, Page]], waiting: Mapping[str, list[Watched]], now: datetime, observer: str
) -> Iterator[Followed]:
    """Judges fetched pages (by the address that was asked for) and records what is new."""
    looks: list[Look] = []
    for url, page in pages:
        for watched in waiting.get(url, ()):
            provider = watched.provider if watched.link_kind == "netdisk" else ""
            hit = desk.store.hits.get(watched.hit_id)
            judgement = judge(
                provider, page.status or None, page.url, page.text, url=url, expect=(hit.matched_text, hit.work_title)
            )
            looks.append(_look(watched, judgement, page.status or None, now))
            outcome = _record(desk.store.outcomes, watched, judgement, now, observer)
            yield Followed(
                watched.hit_id, watched.notice_id, url, judgement.verdict, judgement.reason, judgement.sign, outcome
            )
        if len(looks) >= PORTION:
            desk.store.outcomes.add_looks(looks)
            looks = []
    desk.store.outcomes.add_looks(looks)


def _look(watched: Watched, judgement: Judgement, status: int | None, now: datetime) -> Look:
    return Look(watched.hit_id, judgement.verdict, judgement.reason, judgement.sign, status, now)


def _record(outcomes: Outcomes, watched: Watched, judgement: Judgement, now: datetime, observer: str) -> str:
    """Adds an outcome where the look says something new: gone, still up (once), or back after removal."""
    kind = judgement.outcome
    earlier = outcomes.of(watched.hit_id)
    if kind is None:
        return ""
    reason, detail = judgement.reason, judgement.sign
    if kind == "still_up" and watched.state == "removed":
        kind, reason = "restored", "came_back"
    elif watched.state == "removed" or (kind == "still_up" and any(known.kind == "still_up" for known in earlier)):
        return ""
    outcomes.add(Outcome(watched.hit_id, kind, now, watched.notice_id, reason, detail, observer))
    return kind
