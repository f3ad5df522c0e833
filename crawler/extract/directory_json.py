"""Listings of a folder as JSON: nginx's autoindex, Caddy's browse and file servers like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from core.types import Channel, Page, Sighting
from crawler.extract import json_text
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.links import classify

MOST_ENTRIES: Final = 20_000
_NAMES: Final = ("name", "Name", "filename", "fileName")
_MARK: Final = re.compile(
    r'"(?:type|Type)"\s?:\s?"(?:file|directory|dir|folder|FILE|DIRECTORY)"|"(?:is_?[dD]ir|is_?[dD]irectory)"\s?:\s?(?:true|false)'
)
_FOLDERS: Final = frozenset(("directory", "dir", "folder"))
_LISTS: Final = ("files", "items", "children", "entries", "paths")


class DirectoryJsonFamily:
    """A folder's listing for machines."""

    name = "directory_json"
    channel: Channel = "cloud_storage"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:4_000].lstrip("\ufeff \r\n\t")
        return head[:1] in ("[", "{") and 'ame"' in head and "://" not in head and _MARK.search(head) is not None

    def read(self, page: Page) -> Reading:
        base = page.url.partition("?")[0].partition("#")[0]
        base = base if base.endswith("/") else f"{base}/"
        folder = unquote(urlsplit(base).path).strip("/")
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        for name, is_folder in _entries(json_text.loads(page.text)):
            url = urljoin(base, quote(name) + ("/" if is_folder else ""))
            if is_folder:
                follow.append(Follow(url, DETAIL, words(("context", name))))
            elif (link := classify(url, text=name)) is not None:
                said = words(("file_name", name), ("heading", folder.rpartition("/")[2]))
                sightings.append(offer(page, self.channel, link, said))
        return Reading(self.name, distinct(sightings), tuple(follow), folder)


FAMILY: Final = DirectoryJsonFamily()


def _entries(value: Any) -> Iterator[tuple[str, bool]]:
    """The names in a listing, and whether each is a folder's."""
    if isinstance(value, dict):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [])
    for entry in value[:MOST_ENTRIES] if isinstance(value, list) else ():
        if not isinstance(entry, dict):
            continue
        name = next((held for field in _NAMES if isinstance(held := entry.get(field), str)), "").strip("/")
        kind = str(entry.get("type", entry.get("Type", ""))).lower()
        told = next(
            (entry[field] for field in ("is_dir", "isDir", "is_directory", "isDirectory") if field in entry), False
        )
        if name and "/" not in name and name not in (".", ".."):
            yield name, kind in _FOLDERS or told is True
