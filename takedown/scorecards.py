"""Scorecards: how each recipient does against its time, and how good a sender it must think us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from takedown.facts import Fact, bundled
from takedown.stopwatch import Stopwatch


class Bounds(Fact):
    """Where a share becomes a warning, and where platforms punish."""

    warn: float
    limit: float


class Counted(Fact):
    """From how many answers on a share means something."""

    at_least: int


class Quality(Fact):
    """data/quality.toml."""

    accepted: Bounds
    countered: Bounds
    counted: Counted


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One recipient over all its notices. Shares are of links: acted in time (of those that can be told), accepted."""

    recipient: str
    notices: int
    links: int
    acted: int
    removed: int
    refused: int
    countered: int
    came_back: int
    open: int
    late: int
    unsure: int
    on_time: float | None
    median_hours: float | None
    slowest_hours: float | None
    accepted: float | None
    warning: str = ""


def scorecards(watches: Iterable[Stopwatch]) -> list[Scorecard]:
    """A card for each recipient, those who are most often late first."""
    groups: dict[str, list[Stopwatch]] = {}
    for watch in watches:
        groups.setdefault(watch.recipient, []).append(watch)
    cards = [_card(recipient, group) for recipient, group in groups.items()]
    return sorted(cards, key=lambda card: (1.0 if card.on_time is None else card.on_time, -card.links, card.recipient))


def _card(recipient: str, watches: list[Stopwatch]) -> Scorecard:
    links, late = sum(watch.links for watch in watches), sum(watch.late for watch in watches)
    acted, removed = sum(watch.acted for watch in watches), sum(watch.removed for watch in watches)
    refused, countered = sum(watch.refused for watch in watches), sum(watch.countered for watch in watches)
    hours = [hours for watch in watches for hours in watch.hours]
    in_time = sum(watch.in_time for watch in watches)
    judged = in_time + late
    accepted = removed / acted if acted else None
    return Scorecard(
        recipient=recipient,
        notices=len(watches),
        links=links,
        acted=acted,
        removed=removed,
        refused=refused,
        countered=countered,
        came_back=sum(watch.came_back for watch in watches),
        open=sum(watch.open for watch in watches),
        late=late,
        unsure=sum(watch.unsure for watch in watches),
        on_time=round(in_time / judged, 4) if judged else None,
        median_hours=round(median(hours), 1) if hours else None,
        slowest_hours=round(max(hours), 1) if hours else None,
        accepted=None if accepted is None else round(accepted, 4),
        warning=_warning(acted, accepted, countered),
    )


def _warning(acted: int, accepted: float | None, countered: int) -> str:
    """Before a platform punishes a bad sender, the sender should know."""
    quality = bundled("quality", Quality)
    if accepted is None or acted < quality.counted.at_least:
        return ""
    share = countered / acted
    if accepted < quality.accepted.limit or share > quality.countered.limit:
        return (
            f"below the limit: {accepted:.0%} accepted, {share:.0%} countered: stop and review what is sent | "
            f"已超过限度：受理率 {accepted:.0%}，反通知率 {share:.0%}，请暂停并复查已发通知"
        )
    if accepted < quality.accepted.warn or share > quality.countered.warn:
        return (
            f"near the limit: {accepted:.0%} accepted, {share:.0%} countered: review more strictly | "
            f"接近限度：受理率 {accepted:.0%}，反通知率 {share:.0%}，请从严审核"
        )
    return ""
