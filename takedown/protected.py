"""Hosts that no notice may list: states, schools, public interest, infrastructure, and who is licensed for the work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from core.types import Work
from core.urls import host_of, registrable_domain
from matchers.licence import is_licensed
from matchers.platforms import PLATFORMS
from takedown.facts import DATA, Fact, checked, read_toml

FILE: Final = "protected.toml"
LICENSED: Final = "licensed_platform"


class Group(Fact):
    """Hosts that are protected for one reason. `labels` protect every public suffix like gov.xx."""

    code: str
    zh: str
    en: str
    suffixes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class _File(Fact):
    group: tuple[Group, ...] = ()
    open_platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Protection:
    """Why a host cannot be listed."""

    code: str
    zh: str
    en: str


_OFFICIAL: Final = Protection("official", "该作品的官方网站或获授权平台", "an official or licensed host of this work")
_UNCLEAR: Final = Protection(
    LICENSED,
    "正版平台（预警名单未记载该作品的授权平台，须先补充）",
    "a licensed platform (the watchlist names no licences of this work: add them first)",
)
_UNREADABLE: Final = Protection("unreadable", "网址中的主机名无法识别", "nobody can tell which host it names")
_PLATFORM_HOSTS: Final = frozenset(host for _, hosts in PLATFORMS for host in hosts.split())


class Protected:
    """Answers whether a location may be listed for a work."""

    def __init__(self, groups: Iterable[Group], open_platforms: Iterable[str] = ()) -> None:
        self._open = frozenset(open_platforms)
        self._suffixes: dict[str, Protection] = {}
        self._labels: dict[str, Protection] = {}
        for group in groups:
            why = Protection(group.code, group.zh, group.en)
            self._suffixes.update((name.lower().strip("."), why) for name in group.suffixes)
            self._labels.update((label.lower(), why) for label in group.labels)

    def of_host(self, host: str) -> Protection | None:
        """Why a host is protected whatever the work; None when it is not."""
        host = host.lower().rstrip(".")
        for name in _parents(host):
            if name in self._suffixes:
                return self._suffixes[name]
        labels = host.split(".")
        if len(labels) >= 3 and labels[-2] in self._labels and registrable_domain(host).count(".") >= 2:
            return self._labels[labels[-2]]
        return None

    def of_location(self, url: str, work: Work | None, today: date) -> Protection | None:
        """Why this address cannot be listed for the work today; None when it can."""
        host = host_of(url)
        protection = self.of_host(host) if host else _UNREADABLE
        if protection is not None or work is None:
            return protection
        if is_licensed(work, host, today):
            return _OFFICIAL
        names = set(_parents(host))
        if names & _PLATFORM_HOSTS and not names & self._open and not work.licences:
            return _UNCLEAR
        return None


def _parents(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


def load_protected(folder: Path | None = None) -> Protected:
    """The bundled groups and the operator's own (protected.toml beside netsword.toml)."""
    paths = [DATA / FILE]
    if folder is not None and (folder / FILE).is_file():
        paths.append(folder / FILE)
    files = [checked(_File, read_toml(path), str(path)) for path in paths]
    return Protected(
        (group for file in files for group in file.group), (name for file in files for name in file.open_platforms)
    )
