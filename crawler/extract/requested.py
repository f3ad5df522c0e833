"""What a page's scripts ask its own host for: fixed addresses of data, and the players of a WordPress theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from core.urls import host_of
from crawler.extract.about import passed_on
from crawler.extract.document import Document
from crawler.extract.reading import PLAY, Follow
from crawler.links.variables import assigned

_MOST: Final = 20
_CALLS: Final = ("fetch(", "axios", "$.get", "$.post", "$.ajax", ".open(", ").load(")
_ASKED: Final = re.compile(
    r"(?:\bfetch\(|\baxios(?:\.get)?\(|\$\.(?:get|getJSON)\(|[\"']\)\.load\(|\.open\(\s{0,4}[\"']GET[\"'],|"
    r"(?:\$\.ajax|axios|request)\(\s{0,4}\{[^{}]{0,200}?\burl\s{0,4}:)\s{0,4}[\"'`]"
    r"((?:https?:/|\.{1,2})?/[^\"'`\s<>+$]{4,300})(?: #[\w-]{1,60})?[\"'`](?=\s{0,4}[,)}])",
    re.I,
)
_ASKED_BY_NAME: Final = re.compile(
    r"(?:\bfetch|\baxios(?:\.get)?|\$\.(?:get|getJSON))\(\s{0,4}([A-Za-z_$][\w$]{0,40})\s{0,4}[,)]"
)
_ADDRESS: Final = re.compile(r"(?:https?:/|\.{1,2})?/[^\"'`\s<>+$]{4,300}")
# What shows nothing to watch: counters, members, notices.
_OF_OTHERS: Final = re.compile(
    r"comment|user|member|login|auth|token|csrf|stat(?:s|ist|[/_?]|$)|count|hits?\b|click|track|log\b|like|vote|score|rating|"
    r"suggest|search|keyword|notice|message|msg|online|weather|(?<![a-z])ads?[/_.?]|captcha|verify|header|footer|\.(?:css|js|png|jpe?g|svg)\b",
    re.I,
)
_PLAYLIST: Final = re.compile(
    r"\bplaylist(?:_?file|_?url)?[\"']?\s?[:=,]\s?[\"']((?:https?:/|\.{1,2})?/[^\"'\s<>]{2,300}\.(?:xml|json|txt|php|rss)\b[^\"'\s<>]{0,100})[\"']",
    re.I,
)
_DOOPLAY: Final = "dooplay_player_option"
_OPTION: Final = re.compile(r"<li\b[^<>]{0,300}\bdooplay_player_option[^<>]{0,300}>", re.I)
_DATA: Final = re.compile(r"\bdata-(post|type|nume)\s?=\s?[\"']?(\w{1,20})")
_BASE: Final = re.compile(r"\"player_api\"\s?:\s?\"([^\"]{1,300})\"")


def asked(document: Document, named: str) -> Iterator[Follow]:
    """Addresses of the page's own host that its scripts fetch to play something, with the work's name in hand."""
    for url in dict.fromkeys(document.resolve(each) for each in (*_fetched(document), *_options(document))):
        if host_of(url) == document.host and url != document.url:
            yield Follow(url, PLAY, passed_on(document, named))


def _fetched(document: Document) -> Iterator[str]:
    for script in document.scripts[:50]:
        if "playlist" in script:
            yield from (match[1] for match in islice(_PLAYLIST.finditer(script[:200_000]), _MOST))
        if any(call in script for call in _CALLS):
            for match in islice(_ASKED.finditer(script[:200_000]), _MOST):
                if not _OF_OTHERS.search(match.group(1)):
                    yield match.group(1)
            yield from _named(script[:200_000])


def _named(script: str) -> Iterator[str]:
    """The addresses that a script holds in variables and fetches by their names."""
    names = [match[1] for match in islice(_ASKED_BY_NAME.finditer(script), _MOST)]
    held = assigned(script) if names else {}
    for name in names:
        address = held.get(name, "")
        if _ADDRESS.fullmatch(address) and not _OF_OTHERS.search(address):
            yield address


def _options(document: Document) -> Iterator[str]:
    """DooPlay asks `player_api` + post / type / number for the frame of each line; trailers are no copies."""
    if _DOOPLAY not in document.source:
        return
    based = _BASE.search(document.source)
    base = based.group(1).replace("\\/", "/") if based else "/wp-json/dooplayer/v2/"
    for match in islice(_OPTION.finditer(document.source), _MOST):
        data = dict(_DATA.findall(match.group()))
        if len(data) == 3 and data["nume"] != "trailer":
            yield f"{base.rstrip('/')}/{data['post']}/{data['type']}/{data['nume']}"
