"""One sighting of a page: the link, the words a family found for it, and what the page is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.types import Channel, Link, Page, Sighting, Source, Text

LONGEST_TEXT: Final = 2_000  # a share post is rarely longer; a whole article says nothing more about its link
_MARKUP: Final = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,300})?/?>", re.I)  # of a text that data hold
_INLINE: Final = re.compile(r"</?(?:em|b|i|u|a|font|mark|span|strong|hl)(?:\s[^<>]{0,300})?>", re.I)
_EMPTY_CELL: Final = re.compile(r"\s\|\s(?=\|\s)")


def words(*said: tuple[Source, object]) -> tuple[Text, ...]:
    """Words by source, blanks folded, empty and repeated ones left out."""
    seen: dict[Text, None] = {}
    for source, value in said:
        text = folded(value) if value != "" else ""
        if text:
            seen.setdefault(Text(source, text))
    return tuple(seen)


def folded(value: object) -> str:
    """A value of somebody's data as one line of text; lists, objects and truth values are no words."""
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return ""
        value = str(value)
    text = value[: LONGEST_TEXT * 4]
    if "<" in text and ("</" in text or "/>" in text):
        text = _MARKUP.sub(" ", _INLINE.sub("", text))
    return " ".join(text.split())[:LONGEST_TEXT]


def offer(page: Page, channel: Channel, link: Link, texts: Iterable[Text], title: str = "") -> Sighting:
    """A sighting of `link` on `page`; `dataclasses.replace` adds account, price, episode and the like."""
    return Sighting(
        page_url=page.url,
        link=link,
        texts=tuple(texts),
        page_title=title,
        site=page.site,
        channel=page.channel or channel,
        seen_at=page.fetched_at,
    )


def without_code(row: str, code: str) -> str:
    """A row without the share's passcode, which stands in a cell without a word for it."""
    if not code or code not in row or code.isalpha() or code.isdigit():
        return row
    return _EMPTY_CELL.sub(" ", " ".join(part for part in row.split() if part != code)).strip(" |")


def distinct(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """One sighting a link, the first kept, with the words of its repetitions added."""
    kept: dict[tuple[str, str], Sighting] = {}
    for sighting in sightings:
        key = (sighting.link.kind, sighting.link.ref)
        kept[key] = _joined(kept[key], sighting) if key in kept else sighting
    return tuple(kept.values())


def _joined(first: Sighting, second: Sighting) -> Sighting:
    texts = tuple(dict.fromkeys((*first.texts, *second.texts)))[:40]
    passcode = first.link.passcode or second.link.passcode
    account = first.account or second.account
    return replace(first, texts=texts, link=replace(first.link, passcode=passcode), account=account)
