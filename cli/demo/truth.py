"""What is true about the demo's web: the links that are hits, and the ones that are not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Something a page can offer: its kind, who hosts it, its canonical address and its code."""

    kind: str
    provider: str
    url: str
    passcode: str = ""

    @property
    def with_code(self) -> str:
        """The address as share dialogues copy it: with the code in the query."""
        return f"{self.url}?pwd={self.passcode}" if self.passcode else self.url


@dataclass(frozen=True, slots=True)
class Truth:
    """One watched work at one link. `channel` may allow several (`a|b`); `also` are other names of the same target."""

    site: str
    page_url: str
    work: str
    link_kind: str
    provider: str
    link_url: str
    passcode: str = ""
    channel: str = "website"
    note: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Innocent:
    """A page or link that must never become a hit, and why."""

    site: str
    url: str
    why: str
