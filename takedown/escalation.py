"""Escalation: what is to be done next about a notice whose time is up, as a list that lawyers keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from storage.notices import EventKind, NoticeEvent
from takedown.facts import DATA, Fact, FactsError, checked, read_toml

FILE: Final = "escalation.toml"
KINDS: Final[tuple[EventKind, ...]] = ("reminded", "escalated", "complained")


class Step(Fact):
    """One step and how many hours after the deadline it is due."""

    code: str
    hours: float
    zh: str
    en: str

    @property
    def kind(self) -> EventKind:
        """The event that notes it."""
        if self.code == "complain":
            return "complained"
        return "reminded" if self.code.startswith("remind") else "escalated"


class Steps(Fact):
    """All steps, in their order."""

    step: tuple[Step, ...]


def load_steps(folder: Path | None = None) -> tuple[Step, ...]:
    """The operator's escalation.toml where there is one, else the bundled list."""
    own = folder / FILE if folder is not None else None
    path = own if own is not None and own.is_file() else DATA / FILE
    steps = checked(Steps, read_toml(path), str(path)).step
    if [step.hours for step in steps] != sorted(step.hours for step in steps):
        raise FactsError(f"{path}: the hours of the steps must not go down")
    return steps


def next_step(steps: Iterable[Step], events: Iterable[NoticeEvent]) -> Step | None:
    """The first step that no event notes; an event's detail begins with the step's code."""
    taken = {event.detail.split(":", 1)[0] for event in events if event.kind in KINDS}
    return next((step for step in steps if step.code not in taken), None)


def due_at(step: Step, deadline: datetime) -> datetime:
    """When a step is due."""
    return deadline + timedelta(hours=step.hours)
