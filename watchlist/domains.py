"""Official domains: hosts out of what people write, addresses of pages included."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Final

from core.urls import host_of, registrable_domain
from watchlist.cells import is_nothing
from watchlist.sentences import wrong
from watchlist.separated import split
from watchlist.words import load

OPEN_HOSTS: Final = load("open_hosts.txt")  # anyone can upload there: not licensed as a whole without a word
_ADDRESS = re.compile(r"https?://[^\s|;；、，,<>\"'《》（）()]{1,2000}", re.I)
_MAILBOX = re.compile(r"[^\s/:@]{1,64}@[^\s/:@]{1,255}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}:(?!\d)", re.I)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?")


@lru_cache(maxsize=8192)
def split_domains(text: str) -> tuple[str, ...]:
    """One piece for each domain or address of the cell."""
    addresses = _ADDRESS.findall(text)
    if addresses:
        rest = _ADDRESS.sub("\n", text)
        return (*addresses, *(piece for piece in _bare(rest) if "." in piece))
    return tuple(_bare(text))


def _bare(text: str) -> list[str]:
    return [word for piece in split(text) for word in re.split(r"[\s,，]+", piece) if word]


@lru_cache(maxsize=8192)
def parse_domain(text: str) -> str:
    """The host in lower case without www and port; "" for 无."""
    text = text.strip(" .,，。/\\")
    if is_nothing(text):
        return ""
    if _MAILBOX.fullmatch(text):
        raise wrong("“{value}” is a mail address: write the domain of the site, such as iqiyi.com", value=text)
    address = text if "//" in text else f"//{text}"
    scheme = _SCHEME.match(text)
    if scheme and scheme[0].lower() not in ("http:", "https:") and "." not in scheme[0]:
        raise wrong("“{value}” is no web address: write a domain such as iqiyi.com", value=text)
    host = host_of(address.replace("//*.", "//", 1)).removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise wrong(
            "“{value}” is no domain: write it such as iqiyi.com (names of platforms belong under licensed_platforms)",
            value=text,
        )
    if labels[-1].isdigit():
        if _is_address(labels) and ipaddress.ip_address(host).is_global:
            return host
        raise wrong("“{value}” is no domain: write it such as iqiyi.com", value=text)
    if _is_suffix(host):
        raise wrong("“{value}” is not one site but all names under it: write the whole domain", value=text)
    return host


def _is_address(labels: list[str]) -> bool:
    return len(labels) == 4 and all(label.isdigit() and int(label) < 256 for label in labels)


def _is_suffix(host: str) -> bool:
    """Whether the name is one under which others register: com.cn, co.uk."""
    return registrable_domain(host) == host and registrable_domain(f"a.{host}") != host
