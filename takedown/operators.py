"""Operators: sites and accounts that one hand runs, joined by marks they share, each tie said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any, Final

from takedown.facts import DATA, Fact, FactsError, checked, read_toml

FILE: Final = "operators.toml"


class Joining(Fact):
    """data/operators.toml."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    most_sites: int
    most_weak: int
    shared_networks: tuple[str, ...] = ()
    shared_marks: tuple[str, ...] = ()
    names: dict[str, dict[str, str]]

    @cached_property
    def networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Networks that thousands of sites share."""
        try:
            return tuple(ip_network(one) for one in self.shared_networks)
        except ValueError as error:
            raise FactsError(f"{FILE}: shared_networks: {error}") from error

    @cached_property
    def everybodys(self) -> frozenset[str]:
        """Marks that come with templates and services."""
        return frozenset(self.shared_marks)

    def is_shared(self, kind: str, value: str) -> bool:
        """Whether a mark is known to be everybody's."""
        return f"{kind} {value}" in self.everybodys or (kind == "ip" and self._is_shared_address(value))

    def _is_shared_address(self, value: str) -> bool:
        try:
            address = ip_address(value)
        except ValueError:
            return True
        return not address.is_global or any(address in network for network in self.networks)


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two members that share a mark."""

    one: str
    other: str
    kind: str
    value: str

    def said(self, joining: Joining, language: str) -> str:
        """The tie as a sentence: a.example and b.example: same analytics id UA-1234567."""
        name = joining.names[language].get(self.kind, self.kind)
        if language == "zh":
            return f"{self.one} 与 {self.other}：相同的{name} {self.value}"
        return f"{self.one} and {self.other}: same {name} {self.value}"


@dataclass(frozen=True, slots=True)
class Operator:
    """Members that one hand runs, and the ties that say so: enough of them to connect all members."""

    members: tuple[str, ...]
    ties: tuple[Tie, ...]


def load_joining(folder: Path | None = None) -> Joining:
    """The bundled rules; the operator's lists are added to theirs, other keys replace them."""
    rules: dict[str, Any] = read_toml(DATA / FILE)
    own = folder / FILE if folder is not None else None
    if own is not None and own.is_file():
        for key, value in read_toml(own).items():
            rules[key] = [*rules[key], *value] if isinstance(value, list) and key in rules else value
    return checked(Joining, rules, str(own if own is not None and own.is_file() else DATA / FILE))


def operators(marks: Mapping[tuple[str, str], Iterable[str]], joining: Joining) -> list[Operator]:
    """Groups of at least two members. `marks` are the members that bear each mark (kind, value).

    A mark that is everybody's, or that too many bear, joins nothing.
    """
    groups = _Groups()
    for tie in sorted(_strong(marks, joining)):
        groups.join(tie)
    for pair in sorted(_weak(marks, joining), key=lambda ties: ties[0]):
        groups.join(*pair)
    return groups.all()


def _strong(marks: Mapping[tuple[str, str], Iterable[str]], joining: Joining) -> Iterator[Tie]:
    for (kind, value), bearers in marks.items():
        members = sorted(set(bearers))
        if kind in joining.strong and len(members) <= joining.most_sites and not joining.is_shared(kind, value):
            yield from (Tie(members[0], other, kind, value) for other in members[1:])


def _weak(marks: Mapping[tuple[str, str], Iterable[str]], joining: Joining) -> Iterator[tuple[Tie, ...]]:
    """Pairs that share weak marks of two kinds; few bear each, so the pairs stay few."""
    shared: dict[tuple[str, str], dict[str, Tie]] = {}
    for (kind, value), bearers in marks.items():
        members = sorted(set(bearers))
        if kind in joining.weak and 1 < len(members) <= joining.most_weak and not joining.is_shared(kind, value):
            for place, one in enumerate(members):
                for other in members[place + 1 :]:
                    shared.setdefault((one, other), {}).setdefault(kind, Tie(one, other, kind, value))
    yield from (tuple(ties[kind] for kind in sorted(ties)) for ties in shared.values() if len(ties) > 1)


class _Groups:
    """Union and find, with the ties that joined."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._ties: list[Tie] = []

    def join(self, *ties: Tie) -> None:
        """Joins the two members that these ties speak of; ties between members of one group are not needed."""
        one, other = self._root(ties[0].one), self._root(ties[0].other)
        if one != other:
            self._parent[max(one, other)] = min(one, other)
            self._ties.extend(ties)

    def all(self) -> list[Operator]:
        """The groups, the largest first."""
        members: dict[str, list[str]] = {}
        ties: dict[str, list[Tie]] = {}
        for name in self._parent:
            members.setdefault(self._root(name), []).append(name)
        for tie in self._ties:
            ties.setdefault(self._root(tie.one), []).append(tie)
        found = [Operator(tuple(sorted(group)), tuple(ties[root])) for root, group in members.items() if root in ties]
        return sorted(found, key=lambda operator: (-len(operator.members), operator.members))

    def _root(self, name: str) -> str:
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name
