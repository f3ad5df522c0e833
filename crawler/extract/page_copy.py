"""Where a page itself is the copy: what its own links then mean, and whose they are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.types import LinkKind, Sighting
from crawler.extract.reading import Reading
from crawler.extract.telling import is_telling
from crawler.links.page import page_link

_COPIES: Final[tuple[LinkKind, ...]] = ("article", "listing", "video", "live", "app")
_STREAMS: Final[tuple[LinkKind, ...]] = ("media", "audio", "embed", "hotlink", "live")
_VERSION: Final = re.compile(
    r"\s{0,4}(?:[(（]?\s{0,2}(?:v|版本)?\s{0,2}\d+(?:\.\d+){1,4}.{0,20}|(?:app|安卓版|官方版|最新版).{0,20})$", re.I
)
_FACT: Final = re.compile(r"[^:：\n]{0,8}[:：](?!.*[:：].{8}).{0,40}\Z|.*[:：]\Z")  # a line such as "系统：Android 5.0"
_MARKET: Final = re.compile(r"\w{0,8}market:", re.I)  # an installer's way to the very page
_PLAYED: Final[tuple[LinkKind, ...]] = ("listing", "video", "live")


def settled(own: Reading, general: Reading) -> tuple[Reading, Reading]:
    """A family's reading and the general one made to agree.

    The stream that a video's, room's or item's page plays is no second copy; of an app and its file, the file is the
    copy. An article whose text offers links is
    told by them. What a page offers is its uploader's, seller's or author's.
    """
    copy = _copy(own)
    if copy is None:
        return _without_player(own, general), general
    kept = [each for each in general.sightings if copy.link.kind not in _PLAYED or each.link.kind not in _STREAMS]
    owned = tuple(each if each.account else replace(each, account=copy.account) for each in kept)
    if copy.link.kind == "app":
        told = {text.text for text in copy.texts}
        owned = tuple(each for each in owned if not (_MARKET.match(each.link.url) and each.link.provider in told))
        files = [each for each in owned if each.link.kind == "app" and each.page_title]
        if len(files) == 1 and not any(_is_file(each, copy) for each in owned):
            owned = tuple(_with_words(each, copy) if each is files[0] else each for each in owned)
        if len(files) == 1 or any(_is_file(each, copy) for each in owned):
            own = replace(own, sightings=tuple(each for each in own.sightings if each is not copy))
        owned = tuple(_carried(each, copy) for each in owned)
    if copy.link.kind == "article" and any(each.link.kind != "page" for each in owned):
        own = replace(own, sightings=tuple(each for each in own.sightings if each is not copy))
    return own, replace(general, sightings=owned)


def _without_player(own: Reading, general: Reading) -> Reading:
    """The reading without the page that plays a recording, where the recording itself was found."""
    heard = any(each.link.kind == "audio" and each.link.url != each.page_url for each in general.sightings)
    if not heard or not own.sightings:
        return own
    kept = [
        each for each in own.sightings if each.link.kind != "audio" or each.link.url != page_link(each.page_url).url
    ]
    return replace(own, sightings=tuple(kept))


def _is_file(sighting: Sighting, copy: Sighting) -> bool:
    """Whether it is the very app of the page, as a file: its own words name no other app."""
    name = _VERSION.sub("", copy.texts[0].text) if copy.texts else ""
    near = [text.text for text in sighting.texts if text.source in ("anchor", "row") and not _FACT.match(text.text)]
    return sighting.link.kind == "app" and not any(is_telling(said) and name not in said for said in near)


def _carried(sighting: Sighting, copy: Sighting) -> Sighting:
    """The app's file with the words that the page has for the app."""
    return _with_words(sighting, copy) if _is_file(sighting, copy) else sighting


def _with_words(sighting: Sighting, copy: Sighting) -> Sighting:
    texts = tuple(dict.fromkeys((*copy.texts, *sighting.texts)))
    return replace(sighting, texts=texts, account=copy.account, work_kind=copy.work_kind)


def _copy(own: Reading) -> Sighting | None:
    """The family's sighting of the page itself."""
    for sighting in own.sightings[:1]:
        alone = len(own.sightings) == 1
        if sighting.link.kind in _COPIES and (alone or sighting.link.url == page_link(sighting.page_url).url):
            return sighting
    return None
