"""Following up: looks at noticed links come to outcomes, and what came back after its removal is flagged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.types import Page
from storage.outcomes import Look, Outcome, Watched
from takedown.desk import Desk
from takedown.liveness import Judgement, judge
from takedown.withdrawing import listed_urls

PORTION: Final = 200
FILES: Final = ("media", "audio", "document", "torrent", "app", "live", "hotlink")  # the link is the copy itself


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


class Follower:
    """Gives the addresses to look at, and takes what was seen there. Use it in a `with` block."""

    def __init__(
        self, desk: Desk, now: datetime, observer: str, told: Callable[[Followed], None] | None = None
    ) -> None:
        self._desk = desk
        self._now = now
        self._observer = observer
        self._told = told or (lambda followed: None)
        self._waiting: dict[str, list[Watched]] = {}
        self._looks: list[Look] = []
        self.counts = {"gone": 0, "alive": 0, "unknown": 0}

    def __enter__(self) -> Follower:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def urls(self, not_since: datetime, limit: int | None = None) -> Iterator[str]:
        """The addresses to fetch, as there is room; only those under way are held in memory."""
        notice_id, listed = 0, dict[int, str]()
        for watched in self._desk.store.outcomes.watched(not_since, limit):
            if watched.notice_id != notice_id:
                notice_id, listed = watched.notice_id, listed_urls(self._desk, watched.notice_id)
            url = listed.get(watched.hit_id, watched.link_url)
            if not url.startswith(("http://", "https://")):
                continue
            under_way = self._waiting.setdefault(url, [])
            under_way.append(watched)
            if len(under_way) == 1:
                yield url

    def seen(self, url: str, page: Page, hindrance: str = "") -> None:
        """What the address showed. `hindrance` says why nobody could look: robots, timeout, refused ..."""
        for watched in self._waiting.pop(url, ()):
            judgement = _judgement(watched, url, page, hindrance)
            self.counts[judgement.verdict] += 1
            status = page.status or None
            self._looks.append(
                Look(watched.hit_id, judgement.verdict, judgement.reason, judgement.sign, status, self._now)
            )
            outcome = self._record(watched, judgement)
            self._told(
                Followed(
                    watched.hit_id, watched.notice_id, url, judgement.verdict, judgement.reason, judgement.sign, outcome
                )
            )
        if len(self._looks) >= PORTION:
            self._flush()

    def _flush(self) -> None:
        self._desk.store.outcomes.add_looks(self._looks)
        self._looks = []

    def _record(self, watched: Watched, judgement: Judgement) -> str:
        """Adds an outcome where the look says something new: gone, still up (once), or back after its removal."""
        kind, reason = judgement.outcome, judgement.reason
        if kind is None:
            return ""
        outcomes = self._desk.store.outcomes
        if watched.state == "removed":
            if kind != "still_up":
                return ""
            kind, reason = "restored", "came_back"
        elif kind == "still_up" and any(known.kind == "still_up" for known in outcomes.of(watched.hit_id)):
            return ""
        outcomes.add(
            Outcome(watched.hit_id, kind, self._now, watched.notice_id, reason, judgement.sign, self._observer)
        )
        return kind


def _judgement(watched: Watched, url: str, page: Page, hindrance: str) -> Judgement:
    if hindrance:
        return Judgement("unknown", "error", hindrance)
    if watched.link_kind in FILES and page.status == 200 and not page.text:
        return Judgement("alive", "alive", page.content_type)
    provider = watched.provider if watched.link_kind == "netdisk" else ""
    expect = (watched.words, watched.title)
    return judge(provider, page.status or None, page.url, page.text, url=url, expect=expect)
