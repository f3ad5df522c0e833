"""Book sources of reader applications (Legado and its kin), in the old flat form and the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urljoin

from core.types import Channel, Page, Sighting, WorkKind
from crawler.extract.json_text import dirty
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import LIST, Follow, Reading
from crawler.links.page import source_link

MOST_SOURCES: Final = 50_000
_KINDS: Final[dict[str, WorkKind]] = {"0": "novel", "1": "audiobook", "2": "cartoon", "audio": "audiobook"}
_CHANNELS: Final[dict[str, Channel]] = {"novel": "novel", "audiobook": "audiobook", "cartoon": "cartoon"}
_HOST: Final = re.compile(r"https?://[^\s/\"'#,|{}<>]{3,250}[^\s\"'#,|{}<>]{0,500}")

_EXPLORED: Final = re.compile(r'"url"\s?:\s?"([^"]{1,500})"')
_FIRST: Final = re.compile(r"\{\{\s?page\s?\}\}|searchPage|<,?\{\{page\}\}>", re.I)
_MOST_LISTS: Final = 30


class LegadoFamily:
    """A list of book sources: sites that a reader application takes books from."""

    name = "legado"
    channel: Channel = "novel"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:200_000]
        if head[:300].lstrip("\ufeff \r\n\t").startswith("<"):
            return False
        return '"bookSourceUrl"' in head and ('"bookSourceName"' in head or '"ruleSearch' in head)

    def read(self, page: Page) -> Reading:
        sources: list[dict[str, Any]] = []
        for value in dirty(page.text):
            sources.extend(each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        for source in sources[:MOST_SOURCES]:
            sighting = _sighting(page, source)
            if sighting is not None:
                sightings.append(sighting)
                follow.append(Follow(sighting.link.url, LIST, words(("context", source.get("bookSourceName")))))
                follow.extend(Follow(url, LIST) for url in _lists(source, sighting.link.url))
        return Reading(self.name, distinct(sightings), tuple(follow), trouble="" if sources else "broken")


FAMILY: Final = LegadoFamily()


def _sighting(page: Page, source: dict[str, Any]) -> Sighting | None:
    told = source.get("bookSourceUrl")
    match = _HOST.search(told) if isinstance(told, str) else None
    if match is None:
        return None
    link = source_link(match.group(0).rstrip("/") + "/" if match.group(0).count("/") == 2 else match.group(0))
    kind = _KINDS.get(str(source.get("bookSourceType", "0") or "0").lower(), "novel")
    group = source.get("bookSourceGroup")
    said = words(
        ("item", source.get("bookSourceName")), ("heading", group), ("attribute", _search(source, link.url)),
    )  # fmt: skip
    licensed = isinstance(group, str) and "正版" in group
    made = offer(page, _CHANNELS[kind], link, said)
    return replace(made, work_kind=kind, page_kind="licensed" if licensed else "")


def _lists(source: dict[str, Any], home: str) -> Iterator[str]:
    """The first page of each list that a reader explores: `玄幻::/sort/1_{{page}}`, a line each, or JSON of such."""
    told = source.get("exploreUrl") or source.get("ruleFindUrl")
    if not isinstance(told, str) or told.lstrip().startswith(("<js", "@js")):
        return
    written = _EXPLORED.findall(told[:20_000]) if told.lstrip().startswith("[") else re.split(r"&&|\n", told[:20_000])
    for line in written[:_MOST_LISTS]:
        template = _FIRST.sub("1", line.rpartition("::")[2].partition(",{")[0].strip())
        if template.startswith(("/", "http")) and not any(mark in template for mark in "{}<>"):
            yield urljoin(home, template)


def _search(source: dict[str, Any], home: str) -> str:
    """The search template as an absolute address, without the options that follow it."""
    told = source.get("searchUrl") or source.get("ruleSearchUrl")
    if not isinstance(told, str) or told.lstrip().startswith(("<js", "@js", "{{")):
        return ""
    template = told.partition(",{")[0].strip()
    try:
        return urljoin(home, template)
    except ValueError:
        return ""
