"""Numbered things on platforms: how an address names an item, and the one form we keep of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from core.types import Link, LinkKind
from core.urls import host_of, tidy


class Shape(NamedTuple):
    """A platform's address: hosts (with all below them), a pattern over path, query and fragment, the form we keep."""

    provider: str
    hosts: tuple[str, ...]
    route: str
    url: str


def shape(provider: str, hosts: str, route: str, url: str) -> Shape:
    """A shape from its words: hosts separated by blanks."""
    return Shape(provider, tuple(hosts.split()), route, url)


@lru_cache(maxsize=1_024)
def _compiled(route: str) -> re.Pattern[str]:
    """A shape's pattern, made when the first address of its host is met: few crawls meet many platforms."""
    return re.compile(route, re.A)


def link_of(kind: LinkKind, url: str, shapes: Sequence[Shape]) -> Link | None:
    """The link of the first shape that an address has."""
    address = tidy(url)
    host = host_of(address)
    if not host or len(address) > 2048:
        return None
    rest = address.partition("//")[2]
    route = rest[rest.find("/") :] if "/" in rest else "/"
    for provider, hosts, pattern, form in shapes:
        if not any(host == known or host.endswith(f".{known}") for known in hosts):
            continue
        if found := _compiled(pattern).match(route):
            canonical = form.format(**{name: value or "" for name, value in found.groupdict().items()})
            return Link(kind, canonical, canonical, provider)
    return None
