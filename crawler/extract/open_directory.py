"""Open directories: the listings Apache, nginx, IIS and kin make of a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from core.types import Channel, Page, Sighting
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import distinct, offer, words
from crawler.extract.outline import Anchor
from crawler.extract.reading import DETAIL, LIST, Follow, Reading
from crawler.links import classify

_MARKS: Final = (
    "ndex of", "NDEX OF", "ndex Of", "irectory", "IRECTORY", "目录", "文件列表", "索引", " - /", "上级", "上一级",
    "../", "=../",
)  # fmt: skip
_TITLES: Final = re.compile(
    r"<(?:title|h1|h2)[^<>]{0,80}>\s*(?:index of|directory (?:listing|index)|listing of|目录列表|文件列表|索引|"
    r".{0,60}\s-\s/)",
    re.I,
)
_PARENT: Final = re.compile(
    r"parent directory|\[to parent directory\]|上级目录|上一级|返回上[级层]|href=[\"']?\.\./?[\"'>]", re.I
)
_SORTED: Final = re.compile(r"[?&;](?:C=[NMSD](?:[;&]O=[AD])?|O=[AD]|sort=|order=)", re.I)
_DATED: Final = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{2}-[A-Za-z]{3}-\d{4}|\d{1,2}/\d{1,2}/\d{4})\s{1,4}\d{1,2}:\d{2}")


class OpenDirectoryFamily:
    """A folder's listing."""

    name = "open_directory"
    channel: Channel = "cloud_storage"
    needs: tuple[str, ...] = _MARKS

    def recognises(self, page: Page) -> bool:
        head = page.text[:20_000]
        if not has(head, _MARKS):
            return False
        titled = _TITLES.search(head) is not None
        return (titled and ("href" in head)) or (_PARENT.search(head) is not None and len(_DATED.findall(head)) >= 2)

    def read(self, page: Page) -> Reading:
        document = Document(page)
        folder = unquote(urlsplit(document.url).path).strip("/")
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        for anchor in _entries(document):
            name = unquote(anchor.url.rstrip("/").rpartition("/")[2].partition("?")[0])
            link = classify(anchor.url, text=name)
            if link is not None and link.kind != "page":
                said = words(
                    ("file_name", name), ("heading", folder.rpartition("/")[2]), ("context", folder.replace("/", " "))
                )
                sightings.append(offer(page, self.channel, link, said, document.page_title))
            elif anchor.url.endswith("/"):
                follow.append(Follow(anchor.url, DETAIL if _speaks(name) else LIST, words(("context", name))))
        return Reading(self.name, distinct(sightings), tuple(follow), folder)


FAMILY: Final = OpenDirectoryFamily()


def _entries(document: Document) -> Iterator[Anchor]:
    """What lies in the folder: below its address, no sort orders, no way up."""
    base = document.url.partition("?")[0].partition("#")[0]
    base = base if base.endswith("/") else base.rpartition("/")[0] + "/"
    for anchor in document.anchors:
        url = anchor.url
        if not url or _SORTED.search(url) or url in (base, document.url):
            continue
        inside = unquote(url).startswith(unquote(base))
        if inside or (not url.endswith("/") and classify(url) is not None):
            yield anchor


def _speaks(name: str) -> bool:
    """A folder's name that may be a title."""
    return len(name) > 2 and not name.isdigit()
