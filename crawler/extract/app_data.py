"""What apps and single-page sites fetch: lists of clips, live rooms and apps in JSON of their makers' own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin

from core.types import Account, Channel, Link, Page, Sighting
from crawler.extract import accounts, clip, fields
from crawler.extract.app_name import kind_of, names_in
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.json_text import walk
from crawler.extract.offer import distinct, offer, words
from crawler.extract.plain_page import read_plain
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.trimmed import trimmed
from crawler.links import classify
from crawler.links.page import app_link, live_link, video_link

_MOST: Final = 50_000
_MARKS: Final = (
    "nickname", "nickName", "nick_name", "author", "uploader", "creator", "publisher", "anchor", "owner", "userName",
    "screen_name", "roomId", "room_id", "roomTitle", "packageName", "pkgName", "package_name", "bundleId",
    '"up', '"user"',
)  # fmt: skip
_PLAYED: Final = frozenset(("media", "audio", "embed", "hotlink"))
_FIELD: Final = re.compile(r'"(\w{2,30})"\s{0,2}:')
_HEAD: Final = 20_000
_WRAPPED: Final = re.compile(r"[\w$.]{1,60}\(\s{0,4}[{\[]")
_INSTALLER: Final = re.compile(r"\.(?:apk|xapk|apks|ipa|hap)(?:\?|$)", re.I)


class AppDataFamily:
    """An answer that lists what people uploaded, stream or publish."""

    name = "app_data"
    channel: Channel = "short_video"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:200].lstrip("\ufeff \r\n\t")
        return (
            (head[:1] in ("{", "[") or _WRAPPED.match(head) is not None)
            and '"vod_' not in page.text
            and (has(page.text, _MARKS) or _is_listed(page.text))
        )

    def read(self, page: Page) -> Reading:
        document = Document(page)
        general = read_plain(document, "page", "website")
        if document.json is None:
            return general
        return joined(self.name, distinct(things(page, document, document.json)), general)


FAMILY: Final = AppDataFamily()


def _is_listed(text: str) -> bool:
    """Whether names of fields say that titled things with makers, rooms or packages are listed."""
    roles = {fields.role_of(name) for name in islice(_FIELD.findall(text[:_HEAD]), 400)}
    return "title" in roles and not roles.isdisjoint(("package", "room", "person", "person_name", "person_id"))


def joined(family: str, found: tuple[Sighting, ...], general: Reading, pages: tuple[Follow, ...] = ()) -> Reading:
    """What was found with the general reading; the stream of a clip or room that has a page is no second copy."""
    if not found and not pages:
        return general
    played = any(each.link.kind in ("video", "live") for each in found)
    known = {(each.link.kind, each.link.ref) for each in found}
    others = [
        each for each in general.sightings
        if (each.link.kind, each.link.ref) not in known and not (played and each.link.kind in _PLAYED)
    ]  # fmt: skip
    shown = [each for each in found if each.link.kind in ("video", "live") and each.link.url.startswith("http")]
    follow = (*(Follow(each.link.url, DETAIL, each.texts[:1]) for each in shown), *pages, *general.follow)
    return Reading(family if found else general.family, (*found, *others), follow, general.title, general.trouble)


def things(page: Page, document: Document, held: Any) -> Iterator[Sighting]:
    """The apps, rooms and clips with pages of their own that a JSON value holds."""
    platform = accounts.platform_of(document.host)
    files = _files(document, held)
    for thing in walk(held, _MOST):
        made = _app(page, document, thing, platform, files) or _room(page, document, thing, platform)
        if made is not None:
            yield made
    for each in clip.clips(held if isinstance(held, list) else [held], platform)[:2_000]:
        address = _page_of(document, each.thing)
        if address:
            said = words(
                ("item", each.title),
                ("item", trimmed(each.title)),
                ("post", each.description),
                *(("hashtag", tag) for tag in each.hashtags),
            )
            yield replace(offer(page, "short_video", video_link(address), said), account=each.account)


def _files(document: Document, held: Any) -> dict[str, str]:
    """Each package's first file in a repository's index: `{"repo": ..., "packages": {"com.x": [{"apkName": ...}]}}`."""
    packages = held.get("packages") if isinstance(held, dict) else None
    if not isinstance(packages, dict):
        return {}
    repository = held.get("repo")
    stated = repository.get("address") if isinstance(repository, dict) else ""
    base = f"{stated.rstrip('/')}/" if isinstance(stated, str) and stated.startswith("http") else document.url
    found: dict[str, str] = {}
    for package, versions in islice(packages.items(), _MOST):
        first = versions[0] if isinstance(versions, list) and versions else {}
        name = first.get("apkName") if isinstance(first, dict) else ""
        if isinstance(name, str) and _INSTALLER.search(name[:2_000]):
            found[package] = urljoin(base, name[:2_000])
    return found


def _app(
    page: Page, document: Document, thing: dict[str, Any], platform: str, files: dict[str, str]
) -> Sighting | None:
    package, title = fields.first(thing, "package"), fields.first(thing, "title")
    if not package or not title or "." not in package:
        return None
    listed = classify(files[package]) if package in files else None
    link = (
        _installer(document, thing) or listed or app_link(_page_of(document, thing) or f"market://details?id={package}")
    )
    developer = fields.first(thing, "developer")
    told = fields.first(thing, "said")
    said = words(*(("item", each) for each in names_in(title)), ("post", told), ("attribute", package))
    account = Account(platform, "", developer[:60]) if developer else None
    channel: Channel = "app" if _INSTALLER.search(link.url) else "app_store"
    return replace(offer(page, channel, link, said), account=account, work_kind=kind_of(title, told))


def _installer(document: Document, thing: dict[str, Any]) -> Link | None:
    for value in thing.values():
        if isinstance(value, str) and _INSTALLER.search(value[:2_000]):
            return classify(document.resolve(value), base=document.url)
    return None


def _room(page: Page, document: Document, thing: dict[str, Any], platform: str) -> Sighting | None:
    room = fields.first(thing, "room")
    title = fields.first(thing, "title") or fields.first(thing, "said")
    address = _page_of(document, thing)
    if not room or not title or not address:
        return None
    host = next(fields.inner(thing, "person"), thing)
    identity = fields.first(host, "person_id") or (fields.first(host, "id") if host is not thing else "") or room
    account = Account(platform, identity, fields.first(host, "person_name")[:60])
    return replace(
        offer(page, "short_video", live_link(address), words(("item", title), ("item", trimmed(title)))),
        account=account,
    )


def _page_of(document: Document, thing: dict[str, Any]) -> str:
    """The page of its own that an object names; a stream or a picture is none."""
    address = clip.page_in(thing)
    return document.resolve(address) if address else ""
