"""Telegram's own export of a channel or chat (`result.json`): messages whose text is cut up into links and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from core.types import Account, Channel, Page, Sighting
from crawler.extract.document import Document
from crawler.extract.file_name import named_file
from crawler.extract.offer import LONGEST_TEXT, distinct, folded, offer, words
from crawler.extract.reading import Reading
from crawler.links import find_links

MOST_MESSAGES: Final = 50_000
_MARKS: Final = ('"messages"', '"text"', '"type"')


class TelegramExportFamily:
    """An exported chat."""

    name = "telegram_export"
    channel: Channel = "messaging"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        start = page.text[:5_000]
        return start.lstrip("\ufeff \t\r\n")[:1] == "{" and all(mark in start for mark in _MARKS) and "from_id" in start

    def read(self, page: Page) -> Reading:
        value = Document(page).json
        messages = value.get("messages") if isinstance(value, dict) else None
        found: list[Sighting] = []
        for message in messages[:MOST_MESSAGES] if isinstance(messages, list) else ():
            if isinstance(message, dict):
                found.extend(_sightings(page, message, self.channel))
        title = folded(value.get("name")) if isinstance(value, dict) else ""
        return Reading(self.name, distinct(found), title=title, trouble="" if messages else "broken")


FAMILY: Final = TelegramExportFamily()


def _sightings(page: Page, message: dict[str, Any], channel: Channel) -> Iterator[Sighting]:
    text = _text(message.get("text"))
    name = folded(message.get("from")) or folded(message.get("actor"))
    identity = folded(message.get("from_id")) or folded(message.get("actor_id"))
    account = Account("telegram", identity, name[:60]) if identity or name else None
    for found in find_links(text):
        said = words(named_file(found.link, found.share_text), ("post", text[:LONGEST_TEXT]))
        yield replace(offer(page, channel, found.link, said), account=account)


def _text(written: object) -> str:
    """A message's text: one string, or strings and entities in order; a hidden link stands behind its words."""
    if isinstance(written, str):
        return written[:100_000]
    pieces: list[str] = []
    for piece in written[:2_000] if isinstance(written, list) else ():
        if isinstance(piece, str):
            pieces.append(piece)
        elif isinstance(piece, dict):
            said, href = piece.get("text"), piece.get("href")
            pieces.append(f"{said if isinstance(said, str) else ''} {href if isinstance(href, str) else ''}".rstrip())
    return "".join(pieces)[:100_000]
