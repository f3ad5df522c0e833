"""Bookshelves of reader applications: the books that somebody keeps, each at the site it is read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from core.types import Channel, Page, Sighting, WorkKind
from crawler.extract import json_text
from crawler.extract.about import people_of
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.reading import Reading
from crawler.links.page import reading_link

MOST_BOOKS: Final = 20_000
_KINDS: Final[dict[str, WorkKind]] = {"32": "audiobook", "64": "cartoon", "1": "audiobook", "2": "cartoon"}


class BookshelfFamily:
    """An exported or shared shelf."""

    name = "bookshelf"
    channel: Channel = "novel"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:20_000].lstrip("\ufeff \r\n\t")
        return head[:1] in ("[", "{") and '"bookUrl"' in head and ('"tocUrl"' in head or '"origin' in head)

    def read(self, page: Page) -> Reading:
        value = json_text.loads(page.text)
        found = list(_books(page, value)) if value is not None else []
        return Reading(self.name, distinct(found), trouble="" if value is not None else "broken")


FAMILY: Final = BookshelfFamily()


def _books(page: Page, value: Any) -> Iterator[Sighting]:
    for count, book in enumerate(json_text.walk(value, MOST_BOOKS * 4)):
        address, name = book.get("bookUrl"), folded(book.get("name"))
        if count >= MOST_BOOKS:
            return
        if not name or not isinstance(address, str) or not address.startswith(("http://", "https://")):
            continue
        made = offer(page, "novel", reading_link(address.partition(",{")[0]), words(("item", name)), name)
        kind = _KINDS.get(str(book.get("type", "")), "novel")
        yield replace(made, work_kind=kind, people=people_of(book.get("author")))
