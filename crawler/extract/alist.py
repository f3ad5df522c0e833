"""AList and OpenList: directories whose pages are empty shells; a script posts for each folder's list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from core.types import Channel, Link, Page, Sighting
from core.urls import host_of
from crawler.extract import json_text
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import DETAIL, LIST, Follow, Reading
from crawler.links.extension import kind_of_path

API: Final = "/api/fs/list"
_MARK: Final = f"{API}#/"  # the folder that is asked for stands in the fragment, as in the address of a browser
PORTION: Final = 500  # entries asked for at once
_MOST: Final = 5_000
_SHELL: Final = re.compile(
    r"window\.(?:ALIST|OPENLIST)\w{0,8}\s?=|<title[^<>]{0,80}>\s{0,4}(?:A|Open)List\b|\bmonaco_cdn\s{0,4}:"
    r"|<meta[^<>]{0,80}content=[\"'](?:A|Open)List\b",
    re.I,
)
_DENIED: Final = (401, 403)
_PAGE: Final = re.compile(r"\?page=(\d{1,5})\Z")


class AListFamily:
    """The shell of such a directory, and the answers of its interface."""

    name = "alist"
    channel: Channel = "cloud_storage"
    needs: tuple[str, ...] = ("alist", "openlist", "monaco_cdn", API)

    def recognises(self, page: Page) -> bool:
        if _MARK in page.url:
            return True
        return "<" in page.text[:200] and _SHELL.search(page.text, 0, 20_000) is not None

    def read(self, page: Page) -> Reading:
        if _MARK not in page.url:
            folder = unquote(urlsplit(page.url).path).rstrip("/")
            return Reading(self.name, follow=(Follow(_address(page.url, folder), LIST),), title=folder)
        answer = json_text.loads(page.text)
        if not isinstance(answer, dict) or not isinstance(answer.get("code"), int):
            return Reading(self.name, trouble="broken")
        data = answer.get("data")
        content = data.get("content") if isinstance(data, dict) else None
        if answer["code"] in _DENIED:
            return Reading(self.name, trouble="login")
        folder, number = _asked(page.url)
        entries = [each for each in (content or ())[:_MOST] if isinstance(each, dict) and _name(each)]
        found = distinct(_files(page, folder, entries))
        follow = tuple(_folders(page.url, folder, entries))
        if len(entries) >= PORTION and number * PORTION < _total(data):
            follow = (*follow, Follow(_address(page.url, folder, number + 1), LIST, words(("context", _last(folder)))))
        return Reading(self.name, found, follow, folder)


FAMILY: Final = AListFamily()


def posted(address: str) -> tuple[str, str]:
    """The address to ask and the JSON to post there for a folder's list; "" for any other address."""
    if _MARK not in address:
        return address, ""
    folder, number = _asked(address)
    asked = {"path": folder or "/", "password": "", "page": number, "per_page": PORTION, "refresh": False}
    return address.partition("#")[0], json.dumps(asked, ensure_ascii=False)


def _asked(address: str) -> tuple[str, int]:
    """Folder (without a slash behind it) and page number of an address made here."""
    fragment = address.partition("#")[2]
    paged = _PAGE.search(fragment)
    folder = unquote(fragment[: paged.start()] if paged else fragment).rstrip("/")
    return folder, int(paged[1]) if paged else 1


def _address(page_url: str, folder: str, number: int = 1) -> str:
    parts = urlsplit(page_url)
    paged = f"?page={number}" if number > 1 else ""
    return f"{parts.scheme}://{parts.netloc}{API}#{quote(folder or '/')}{paged}"


def _files(page: Page, folder: str, entries: list[dict[str, Any]]) -> Iterator[Sighting]:
    parts = urlsplit(page.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    for entry in entries:
        name = _name(entry)
        kind = None if entry.get("is_dir") else kind_of_path(f"/{name}")
        if kind is None:
            continue
        address = f"{origin}/d{quote(f'{folder}/{name}')}"
        sign = entry.get("sign")
        opened = f"{address}?sign={quote(sign)}" if isinstance(sign, str) and 0 < len(sign) < 200 else address
        said = words(("file_name", name), ("heading", _last(folder)), ("context", folder.replace("/", " ")))
        yield offer(page, AListFamily.channel, Link(kind, address, opened, host_of(address)), said, _last(folder))


def _folders(page_url: str, folder: str, entries: list[dict[str, Any]]) -> Iterator[Follow]:
    for entry in entries:
        if entry.get("is_dir") is True:
            name = _name(entry)
            yield Follow(
                _address(page_url, f"{folder}/{name}"), DETAIL if len(name) > 2 else LIST, words(("context", name))
            )


def _name(entry: dict[str, Any]) -> str:
    name = entry.get("name")
    return name if isinstance(name, str) and 0 < len(name) <= 500 and "/" not in name else ""


def _total(data: object) -> int:
    total = data.get("total") if isinstance(data, dict) else None
    return total if isinstance(total, int) else 0


def _last(folder: str) -> str:
    return folder.rpartition("/")[2]
