"""Following up: looks at noticed links come to outcomes, and what came back after its removal is flagged."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from core.types import Page
from storage.outcomes import Look, Outcome, Watched
from storage.returns import Return
from takedown.desk import Desk
from takedown.liveness import Judgement, judge
from takedown.turns import Turns
from takedown.withdrawing import listed_urls

PORTION: Final = 200
LISTS: Final = 128  # notices whose addresses are kept at hand
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
        self._waiting: dict[str, list[tuple[str, Watched]]] = {}
        self._turns = Turns({})
        self._listed = lru_cache(maxsize=LISTS)(lambda notice_id: listed_urls(desk, notice_id))
        self._looks: list[Look] = []
        self._outcomes: list[Outcome] = []
        self.counts = {"gone": 0, "alive": 0, "unknown": 0}

    def __enter__(self) -> Follower:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def urls(self, not_since: datetime, limit: int | None = None) -> Iterator[str | None]:
        """The addresses to fetch; None says that enough of them are under way: ask again after `seen`.

        Only the numbers of the links are held in memory, and what is under way.
        """
        self._turns = Turns(self._desk.store.outcomes.due(not_since, self._now, limit))
        while self._turns.left:
            turn = self._turns.next()
            if turn is None:
                if self._turns.left:
                    yield None
                continue
            yield from self._start(*turn)

    def _start(self, recipient: str, hit_id: int) -> Iterator[str]:
        for watched in self._desk.store.outcomes.watched(array("q", [hit_id])):
            url = self._listed(watched.notice_id).get(hit_id, watched.link_url)
            if not url.startswith(("http://", "https://")):
                break
            under_way = self._waiting.setdefault(url, [])
            under_way.append((recipient, watched))
            if len(under_way) == 1:
                yield url
            return
        self._turns.done(recipient)

    def seen(self, url: str, page: Page, hindrance: str = "") -> None:
        """What the address showed. `hindrance` says why nobody could look: robots, timeout, refused ..."""
        moment = page.fetched_at or self._now
        for recipient, watched in self._waiting.pop(url, ()):
            self._turns.done(recipient)
            judgement = _judgement(watched, url, page, hindrance)
            self.counts[judgement.verdict] += 1
            self._looks.append(
                Look(
                    watched.hit_id,
                    judgement.verdict,
                    judgement.reason,
                    judgement.sign,
                    page.status or None,
                    moment,
                )
            )
            outcome = self._record(watched, judgement, moment)
            self._told(
                Followed(
                    watched.hit_id, watched.notice_id, url, judgement.verdict, judgement.reason, judgement.sign, outcome
                )
            )
        if len(self._looks) >= PORTION:
            self._flush()

    def _flush(self) -> None:
        self._desk.store.outcomes.add_all(self._outcomes, self._looks)
        self._desk.store.returns.add(
            [
                Return(one.hit_id, one.hit_id, "link", one.detail, one.observed_at)
                for one in self._outcomes
                if one.reason == "came_back"
            ]
        )
        self._looks, self._outcomes = [], []

    def _record(self, watched: Watched, judgement: Judgement, moment: datetime) -> str:
        """Adds an outcome where the look says something new: gone, still up (once), or back after its removal."""
        kind, reason = judgement.outcome, judgement.reason
        if kind is None:
            return ""
        if watched.state == "removed":
            if kind != "still_up":
                return ""
            kind, reason = "restored", "counter_notice" if watched.countered else "came_back"
        elif kind == "still_up" and watched.told_up:
            return ""
        self._outcomes.append(
            Outcome(watched.hit_id, kind, moment, watched.notice_id, reason, judgement.sign, self._observer)
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
