"""What the states of a run's addresses mean, and what an operator does about them, in English and Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from core.types import Run
from storage.causes import told

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a state says, and what to do."""

    en: str
    zh: str
    do_en: str
    do_zh: str

    def says(self, language: Language) -> str:
        return self.en if language == "en" else self.zh

    def advises(self, language: Language) -> str:
        return self.do_en if language == "en" else self.do_zh


_TABLES: Final = tomllib.loads((Path(__file__).parent / "data" / "explanations.toml").read_text("utf-8"))
STATES: Final = {state: Meaning(**words) for state, words in _TABLES["states"].items()}
RUNS: Final = {status: Meaning(**words) for status, words in _TABLES["runs"].items()}
READ: Final = ("ok", "not_modified", "truncated")
_UNKNOWN: Final = Meaning("", "", "", "")


def of_run(run: Run, language: Language) -> Meaning:
    """What a run's status says, and why nothing could be read where that is known."""
    return RUNS.get(_shut_out(run) or run.status, _UNKNOWN)


def _shut_out(run: Run) -> str:
    """The one thing that kept a run from reading any page; "" where it read some, or several did."""
    if run.status not in ("blocked", "suspicious") or any(run.counts.get(state) for state in READ):
        return ""
    refused, robots, silent = (run.counts.get(name, 0) for name in ("refused", "robots", "robots_silent"))
    if max(refused, robots) < run.counts.get("pages", 0):
        return ""
    if refused:
        return "refused"
    return "robots_silent" if robots == silent else "robots" if not silent else ""


def lines(run: Run, ended: Mapping[str, int], language: Language) -> Iterator[dict[str, object]]:
    """One row for each state that addresses of the run ended in, then one for each kind of address never queued.

    Addresses that a silent robots.txt kept from being asked for are told apart from those that rules forbid.
    """
    silent = min(run.counts.get("robots_silent", 0), ended.get("robots", 0))
    ended = {**ended, "robots": ended.get("robots", 0) - silent, "robots_silent": silent}
    for state, meaning in STATES.items():
        count = ended.get(state, 0)
        if count:
            yield {
                "state": state,
                "addresses": count,
                "meaning": meaning.says(language),
                "advice": meaning.advises(language),
            }
    for name, count in run.counts.items():
        if name.startswith("skipped: "):
            why = told(name.removeprefix("skipped: "), language)
            said = f"links not followed: {why}" if language == "en" else f"未跟进的链接：{why}"
            yield {"state": "skipped", "addresses": count, "meaning": said, "advice": ""}
