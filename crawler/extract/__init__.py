"""Turning pages into sightings: one small file a kind of page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import Final

from core.errors import ConfigError
from core.types import Page
from crawler.extract import (
    alist,
    app_data,
    app_store,
    audiobook,
    bookshelf,
    collection_api,
    comic,
    directory_json,
    feed,
    forum,
    generic,
    legado,
    live,
    maccms,
    mini_program,
    music,
    netdisk_search,
    newznab,
    novel,
    open_directory,
    play_data,
    playlist,
    plugins,
    serial_app,
    shop,
    short_video,
    sitemap,
    state_list,
    telegram,
    telegram_export,
    torrent_file,
    torrent_index,
    tvbox,
    tvbox_rules,
    wechat,
)  # fmt: skip
from crawler.extract.carried_code import with_carried, with_only_code
from crawler.extract.carried_markup import carried_markup
from crawler.extract.document import Document
from crawler.extract.gate import Gate
from crawler.extract.merging import merged, with_shown
from crawler.extract.portions import is_large, joined, portions
from crawler.extract.reading import Family, Reading

# The first that recognises a page reads it: formats that machines read, then sites by their own marks, then any page.
FAMILIES: Final[tuple[Family, ...]] = (
    torrent_file.FAMILY,
    alist.FAMILY,
    directory_json.FAMILY,
    playlist.FAMILY,
    play_data.FAMILY,
    tvbox.FAMILY,
    tvbox_rules.FAMILY,
    telegram_export.FAMILY,
    legado.FAMILY,
    bookshelf.FAMILY,
    plugins.FAMILY,
    collection_api.FAMILY,
    sitemap.FAMILY,
    newznab.FAMILY,
    feed.FAMILY,
    wechat.FAMILY,
    telegram.FAMILY,
    maccms.FAMILY,
    forum.FAMILY,
    mini_program.FAMILY,
    app_store.FAMILY,
    shop.FAMILY,
    app_data.FAMILY,
    short_video.FAMILY,
    live.FAMILY,
    open_directory.FAMILY,
    torrent_index.FAMILY,
    netdisk_search.FAMILY,
    comic.FAMILY,
    novel.FAMILY,
    audiobook.FAMILY,
    music.FAMILY,
    serial_app.FAMILY,
    state_list.FAMILY,
    generic.FAMILY,
)
# Formats that machines read: none of them begins as a page for people does.
_FORMATS: Final = (
    playlist.FAMILY, play_data.FAMILY, tvbox_rules.FAMILY, telegram_export.FAMILY, legado.FAMILY, bookshelf.FAMILY,
    directory_json.FAMILY, plugins.FAMILY,
    collection_api.FAMILY, newznab.FAMILY, feed.FAMILY, app_data.FAMILY,
)  # fmt: skip
_OF_PAGES: Final = tuple(family for family in FAMILIES if family not in _FORMATS)
_GATE: Final = Gate(_OF_PAGES)
_PAGE_START: Final = re.compile(r"[\ufeff\s]{0,100}<(?:!doctype\s{1,10}html|html)[\s>]", re.I)
# These read the whole page themselves; what the others find is completed by the general reading.
# Their marks stand on other pages too: where they find nothing, the page is any site's.
_OF_ONE: Final = (short_video.FAMILY, live.FAMILY, serial_app.FAMILY)
_OF_SYSTEMS: Final = (collection_api.FAMILY, app_data.FAMILY, netdisk_search.FAMILY)
_WHOLE: Final = (maccms.FAMILY, forum.FAMILY, state_list.FAMILY, generic.FAMILY)


def read(page: Page, family: str = "auto") -> Reading:
    """What a page shows, read by the named family, or by the first that recognises it."""
    if not is_large(page.text) or Document(page).form != "html":
        return _opened(_read(page, family), page)
    parts = portions(page)
    first = next(parts)
    whole = _opened(_read(first, family), first)
    for part in parts:  # each by itself: one tree of the whole page is what portions are there to spare us
        whole = joined(whole, _opened(_read(part, whole.family), part))
    return whole


def _opened(reading: Reading, page: Page) -> Reading:
    """The reading with the passcode that stands elsewhere on the page, or beside the link to it."""
    if not any(each.link.kind == "netdisk" for each in reading.sightings):
        return reading
    found = with_only_code(reading.sightings, Document(page))
    return replace(reading, sightings=with_carried(found, page.context))


def _read(page: Page, family: str) -> Reading:
    chosen = _family(page, family)
    reading = chosen.read(page)
    document = Document(page)
    if document.form != "html":
        if chosen in _OF_SYSTEMS and not any(
            each.texts for each in reading.sightings
        ):  # a system's fields, and what it never had in them
            reading = merged(reading, _by_others(page, chosen))
        return reading
    markup = carried_markup(document)
    if chosen not in _WHOLE:
        channel = generic.FAMILY.channel if chosen in _OF_ONE and not reading.sightings else chosen.channel
        reading = merged(reading, generic.read_html(document, chosen.name, channel))
    if chosen is app_store.FAMILY:
        reading = app_store.in_channel(document, reading)
    if not markup:
        return reading
    heading = f"<h1>{escape(document.heading)}</h1>" if document.heading else ""
    part = replace(page, text=f"<title>{escape(document.title)}</title>{heading}{markup}")
    return with_shown(reading, generic.FAMILY.read(part))


def _by_others(page: Page, chosen: Family) -> Reading:
    """What the families behind the chosen one read, the first that finds anything; the last of them reads any page."""
    reading = Reading(chosen.name)
    for family in FAMILIES[FAMILIES.index(chosen) + 1 :]:
        if family.recognises(page):
            reading = family.read(page)
            if reading.sightings:
                break
    return reading


def _family(page: Page, name: str) -> Family:
    if name == "auto":
        candidates = _GATE.families(page) if _PAGE_START.match(page.text) else FAMILIES
        return next(candidate for candidate in candidates if candidate.recognises(page))
    return family_named(name)


def family_named(name: str) -> Family:
    """The family that `spider` of a site names; ConfigError when there is none."""
    for candidate in FAMILIES:
        if candidate.name == name:
            return candidate
    raise ConfigError(f'no such family of pages: "{name}"; known are auto, {", ".join(each.name for each in FAMILIES)}')
