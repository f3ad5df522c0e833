"""A netdisk: how one storage service writes its share links, as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

CODE_PARAMETERS: Final = (
    "pwd", "password", "passwd", "p", "code", "passcode", "accessCode", "提取码", "访问码", "密码",
)  # fmt: skip


class Shape(NamedTuple):
    """One way to write a share: a pattern over path, query and fragment, the share's key, and what a person opens."""

    route: str
    url: str
    key: str = "{key}"


class Share(NamedTuple):
    """A share found in an address: `end` is where its route stops, for text glued behind it."""

    provider: str
    key: str
    url: str
    passcode: str
    end: int


def as_written(key: str) -> str:
    """The key needs no tidying."""
    return key


@dataclass(frozen=True)
class Netdisk:
    """One storage service.

    `hosts` are exact names, or suffixes when they begin with a dot; `host_patterns` are for families of numbered hosts.
    `names` are what people call it, `usual` is the length nearly all its keys have (0: varies). `needs_code` says that
    its shares nearly always have a passcode, `code_length` what lengths that may have; `key_behind` is how
    people write a key of another shape behind the address; `stray` is the shape of a key
    that people post without any host; `disguised` are the prefixes that the second pass looks for letter by letter.
    """

    name: str
    shapes: tuple[Shape, ...]
    hosts: tuple[str, ...] = ()
    host_patterns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    usual: int = 0
    needs_code: bool = False
    code_length: tuple[int, int] = (4, 4)
    code_parameters: tuple[str, ...] = CODE_PARAMETERS
    fragment_is_code: bool = False
    bare_code: bool = False
    key_behind: str = ""
    stray: str = ""
    disguised: tuple[str, ...] = ()
    tidy_key: Callable[[str], str] = as_written

    @cached_property
    def routes(self) -> tuple[tuple[re.Pattern[str], Shape], ...]:
        """The shapes, compiled."""
        return tuple((re.compile(shape.route, re.A), shape) for shape in self.shapes)

    @cached_property
    def url_code(self) -> re.Pattern[str]:
        """The passcode as a parameter of the query or the fragment."""
        low, high = self.code_length
        names = "|".join(sorted(map(re.escape, self.code_parameters), key=len, reverse=True)) or "(?!)"
        return re.compile(rf"[?&#](?:{names})[=:：]\s?([A-Za-z0-9]{{{low},{high}}})(?![A-Za-z0-9])", re.I)

    def share(self, host: str, route: str) -> Share | None:
        """The share that a route (path, query and fragment) of this service's hosts names."""
        for pattern, shape in self.routes:
            found = pattern.match(route)
            if found:
                values = {"host": host} | {name: value or "" for name, value in found.groupdict().items()}
                values["key"] = key = self.tidy_key(shape.key.format_map(values))
                if not key.strip("xX*"):
                    return None  # a form's example (pan.baidu.com/s/xxxxx), not a share
                passcode = values.get("code") or self._code_in(route, found)
                return Share(self.name, key, shape.url.format_map(values).rstrip("?"), passcode, found.end())
        return None

    def _code_in(self, route: str, found: re.Match[str]) -> str:
        code = self.url_code.search(route)
        if code:
            return code[1]
        tail = route[found.end() :]
        if self.fragment_is_code and (bare := re.match(r"(?:\?[^#]*)?#([A-Za-z0-9]{4})(?![\w/=-])", tail, re.A)):
            return bare[1]
        return ""
