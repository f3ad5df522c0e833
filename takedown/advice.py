"""Advice: what to do now about a notice that is out, in a sentence of each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from takedown.calendars import Calendars
from takedown.clocks import Clock
from takedown.escalation import Step


@dataclass(frozen=True, slots=True)
class Advice:
    """The same in Chinese and English."""

    zh: str = ""
    en: str = ""


def advise(
    still: int, overdue: float, clocks: Sequence[Clock], step: Step | None, now: datetime, calendars: Calendars
) -> Advice:
    """A clock that runs comes first, then what is overdue."""
    for clock in sorted(clocks, key=lambda clock: (clock.state(now) != "running", clock.ends)):
        return _of_clock(clock, now, calendars)
    if not still:
        return Advice()
    if not overdue:
        return Advice("尚在期限内", "time is running")
    told = Advice(f"已超期 {overdue:.0f} 小时", f"overdue by {overdue:.0f} h")
    if step is None:
        return Advice(f"{told.zh}：各步骤均已办理，等待处理结果", f"{told.en}: every step was taken, wait")
    return Advice(f"{told.zh}：{step.zh}", f"{told.en}: {step.en}")


def _of_clock(clock: Clock, now: datetime, calendars: Calendars) -> Advice:
    state, hit = clock.state(now), clock.hit_id
    if state == "stopped":
        return Advice(
            f"线索 {hit} 的反通知：已在期限内投诉或者起诉，措施继续有效",
            f"counter-notice on hit {hit}: complained or sued in time, the measures stay",
        )
    if state == "over":
        return Advice(
            f"线索 {hit} 的反通知：除已投诉或者起诉外应当恢复，不得就同一内容再次通知",
            f"counter-notice on hit {hit}: restored unless complained or sued; do not give notice again",
        )
    left = clock.days_left(now, calendars)
    doubt = (
        Advice()
        if clock.certain
        else Advice("（该年节假日未载入，仅扣除周末）", " (days off of that year unknown: weekends only)")
    )
    return Advice(
        f"线索 {hit} 的反通知：须在 {left} 日内（至 {clock.ends}）投诉或者起诉{doubt.zh}",
        f"counter-notice on hit {hit}: complain or sue within {left} days, until {clock.ends}{doubt.en}",
    )
