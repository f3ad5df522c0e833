"""App stores and download pages of apps: the app by its package, the developer as account."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Any, Final
from urllib.parse import urlsplit

from core.types import Account, Channel, Page, Sighting
from crawler.extract import card, fields, json_text, schema
from crawler.extract.app_name import kind_of, names_in
from crawler.extract.called import name_of
from crawler.extract.document import Document, text_of
from crawler.extract.goods import is_of
from crawler.extract.hints import has, how_many
from crawler.extract.maker import developer_of
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.package import MARKS, addressed, held, package_of
from crawler.extract.placed import placed_links
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.state import states
from crawler.extract.telling import is_telling
from crawler.links.page import app_link

_STORE: Final = re.compile(
    r"apps\.apple\.com/.*/id\d|itunes\.apple\.com/.*/id\d|play\.google\.com/store/apps/details|"
    r"sj\.qq\.com/appdetail|a\.app\.qq\.com/o/|"
    r"appgallery\.huawei\.com/.*app/C\d|app\.mi\.com/details|apkpure\.(?:com|net)/.+/[\w.]+\.[\w.]+|"
    r"wandoujia\.com/apps/|"
    r"/(?:app|apps|appdetail|apk|soft|software|game)s?/(?:details?/?)?[?/]?(?:id=|pkg=|"
    r"package=)?[a-z]\w{0,40}\.(?:\d{0,8}[a-z]\w{0,40}\.){1,6}[a-z]\w{0,60}",
    re.I,
)
_STORES: Final = (
    "apps.apple.com/", "itunes.apple.com/", "play.google.com/", "sj.qq.com/", "a.app.qq.com/", "appgallery.huawei.com/",
    "app.mi.com/", "apkpure.", "wandoujia.com/", "/app", "/apk", "/soft", "/game",
)  # fmt: skip
_APPS: Final = ("SoftwareApplication", "MobileApplication", "AF_initDataCallback")
_VERSION: Final = re.compile(
    r"(?:版本号?|当前版本|version|softwareVersion)[\"']?\s?[:：]?\s?[\"']?v?(\d[\w.]{0,20})", re.I
)
_DESCRIBED: Final = "[class*=desc],[class*=intro],[id*=desc],[class*=detail]"
_SENTENCE: Final = 12
_READ: Final = 20_000
_FACT: Final = re.compile(r"[^:：《，。]{1,14}[:：]")  # "Package: com.some.app"
_PAUSE: Final = re.compile(r"[，。！；、,!]|\.(?:\s|\Z)")
_INTRODUCED: Final = re.compile(r"(?:介绍|简介|说明|description)\s?[:：]?\s{0,3}([^\n]{8,800})", re.IGNORECASE)
_WORDS: Final = (
    "包名", "应用权限", "权限说明", "权限列表", "安卓版", "Android", "android", "iOS", "版本：", "版本号", "版本:",
    "应用大小", "软件大小", "大小：", "apk", "APK",
    "安装包", "下载安装", "立即安装", "应用市场", "应用介绍", "开发者", "开发商", "install", "Install",
    "Requires Android", "Package Name", "厂商", "开发商", "软件大小", "软件授权", "软件语言", "运行环境", "应用平台",
    "普通下载", "高速下载", "立即下载", "本地下载", "下载地址", "Version", "更新时间",
)  # fmt: skip
# What pages of apps state about them, each in several languages: four of these groups make one where no file does.
_MADE_BY: Final = (
    "开发者", "开发商", "供应商", "发行商", "开发团队", "软件作者", "Developer", "developer", "ffered by",
)  # fmt: skip
_STATED: Final = (
    ("版本", "Version", "version"), ("大小", "Size", "size"), ("安装", "下载", "Install", "Download", "install"),
    ("应用", "软件", "APP", "App", "安卓", "Android", "iOS"),
)  # fmt: skip
_APK: Final = (
    ".apk", ".xapk", ".apks", ".ipa", ".hap", "itms-services:", "market://details", "安装包", "下载APK",
    "下载安卓", "应用权限", "下载 APK", "Download APK", "Package Name", "包名", "软件大小", "软件授权", "软件语言",
)  # fmt: skip


_PACKAGE_FIELDS: Final = (
    "packageName", "pkgName", "package_name", "pkg_name", "bundleId", "bundle_id", "apkName", '"pkg"', '"package"',
    "packname", "packName",
)  # fmt: skip
_SHARED: Final = frozenset(("netdisk", "magnet", "torrent", "ed2k", "ftp"))
_FEW: Final = 4  # files of one app; a list has more
_DOTTED: Final = re.compile(r"(?:[a-z]\w{0,40}\.){2,6}[a-z]\w{1,60}", re.I)


_APPISH: Final = re.compile(r"/(?:apps?|apk|soft|software|android|azapp)s?/[\w-]{0,40}\d|/appdetail|[?&]appid=", re.I)
_STORE_TITLE: Final = re.compile(
    r"应用(?:商店|市场|商城|中心|宝)|(?:市场|商店)\Z|软件(?:商店|市场)|[酷安手机]市场|(?<![a-z])(?:app|apps|galaxy|play)\s?(?:store|gallery|market)(?![a-z])|appstore|appgallery",
    re.I,
)


class AppStoreFamily:
    """A page that offers one app, or a store's answer about apps."""

    name = "app_store"
    channel: Channel = "app_store"
    needs: tuple[str, ...] = (*_STORES, *_APPS, *_APK, *_PACKAGE_FIELDS, *_MADE_BY, *MARKS, "apk")

    def recognises(self, page: Page) -> bool:
        source = page.text
        if _is_lookup(source):
            return True
        if "<" not in source[:2_000]:
            return False
        if _STORE.search(page.url) or has(source, _APPS) or _is_its_package(page):
            return True
        if (asked := addressed(page.url)) and (asked in source or ".apk" in source):
            return True
        if all(has(source, group) for group in _STATED) and (has(source, _MADE_BY) or _APPISH.search(page.url)):
            return True
        if not has(source, _APK):
            return False
        return how_many(source, _WORDS, 3) >= 3 or (".apk" in source and held(source))

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "json":
            return _lookup(page, document, self.name)
        sightings: list[Sighting] = []
        listed = [each for each in card.cards(document) if _STORE.search(each.url)]
        if (told := _app(document)) is not None and not _is_list(document, told, len(listed)) and not _shares(document):
            sightings.append(_sighting(page, document, told))
        follow = [Follow(each.url, DETAIL, words(("context", each.title))) for each in listed]
        return Reading(self.name, distinct(sightings), tuple(follow), document.page_title)


FAMILY: Final = AppStoreFamily()


def in_channel(document: Document, reading: Reading) -> Reading:
    """The reading with files that a site hands out as an app's, where it does not call itself a store."""
    if document.page.channel or _STORE_TITLE.search(f"{document.title} {document.site_name}"):
        return reading
    if not any(each.link.kind == "app" and each.link.url != document.url for each in reading.sightings):
        return reading
    found = tuple(replace(each, channel="app") if each.link.kind == "app" else each for each in reading.sightings)
    return replace(reading, sightings=found)


def _shares(document: Document) -> bool:
    """Whether a page that no package makes an app's offers shares of it: these are the copies then."""
    if not any(each.link.kind in _SHARED and not each.aside for each in placed_links(document)):
        return False
    return package_of(document) == "" and not _STORE.search(document.url)


def _is_lookup(source: str) -> bool:
    return '"resultCount"' in source[:2_000] and '"results"' in source[:2_000]


def _is_its_package(page: Page) -> bool:
    """Whether a page that carries data of apps has one of their packages in its address."""
    if not has(page.text, _PACKAGE_FIELDS):
        return False
    if 0 < page.text.count(".apk") < _FEW:
        return True
    return any(f'"{each}"' in page.text for each in _DOTTED.findall(page.url.partition("//")[2].partition("/")[2]))


def _of_state(document: Document) -> schema.Thing | None:
    """The app that the page's embedded data describes, in the words of schema.org: the address holds its package."""
    asked = addressed(document.url)
    if not asked and not has(document.source, _PACKAGE_FIELDS):
        return None
    told = [
        (thing, package, name)
        for state in states(document)
        for thing in json_text.walk(state, 20_000)
        if (package := _package_in(thing, asked)) and (name := fields.first(thing, "title"))
    ]
    shown = (document.heading, document.page_title)
    own = [each for each in told if each[1] in document.url or each[2] in shown or is_of(each[0], document.url)]
    if not own and len({package for _, package, _ in told}) != 1:
        return None
    thing, package, name = (own or told)[0]
    return {
        "name": name, "description": fields.first(thing, "said"),
        "author": {"name": fields.first(thing, "developer") or _maker(thing) or fields.first(thing, "shop_name")},
        "identifier": package,
    }  # fmt: skip


def _package_in(thing: schema.Thing, asked: str) -> str:
    """The package of an object: the page's own in a field of any name, else what a field called so holds."""
    if asked and asked in thing.values():
        return asked
    package = fields.first(thing, "package")
    return package if "." in package else ""


def _maker(thing: schema.Thing) -> str:
    """The developer's name in an object of its own."""
    for name, value in thing.items():
        if isinstance(value, dict) and fields.role_of(f"{name.lower()}name") == "developer":
            return fields.first(value, "title") or fields.first(value, "developer")
    return ""


def _app(document: Document) -> schema.Thing | None:
    """The app as structured data, or as far as the page's words tell."""
    things = schema.things(document, "SoftwareApplication", "MobileApplication", "VideoGame", "WebApplication")
    if things:
        return things[0]
    if (stated := _of_state(document)) is not None:
        return stated
    pictured = next((said for *_, said in document.outline.pictures[:5] if is_telling(said)), "")
    name = name_of(document) or pictured or document.page_title
    return {"name": name} if name else None


def _is_list(document: Document, told: schema.Thing, cards: int) -> bool:
    """A category of apps: many cards, and nothing that names one app."""
    return cards >= 4 and "@type" not in told and not package_of(document) and not _STORE.search(document.url)


def _sighting(page: Page, document: Document, told: schema.Thing) -> Sighting:
    package = package_of(document)
    version = schema.said(told, "softwareVersion", "version") or _version(document)
    summary = (
        schema.said(told, "description")
        or document.meta.get("description", "")
        or document.meta.get("og:description", "")
    )
    name = schema.said(told, "name") or document.heading
    summary = summary or _summary(document)
    said = words(
        *(("item", each) for each in names_in(name)),
        *(("item", each) for each in islice(names_in(document.page_title), 1, None)),
        ("page_title", document.page_title), ("post", summary),
        ("attribute", package), ("attribute", f"version {version}" if version else ""),
    )  # fmt: skip
    made = offer(page, "app_store", app_link(_own_address(document.url)), said, document.page_title)
    kind = kind_of(name, summary) and kind_of(document.page_title, summary)
    return replace(made, account=developer_of(document, told, name), work_kind=kind)


def _version(document: Document) -> str:
    found = _VERSION.search(document.text)
    return found.group(1) if found else ""


def _own_address(url: str) -> str:
    """An app's page by the address that ends in its package: pages behind it are the app's."""
    package = addressed(url)
    start, found, rest = url.rpartition(f"/{package}/") if package else ("", "", "")
    return f"{start}/{package}" if found and "?" not in rest else url


def _summary(document: Document) -> str:
    """The description: what an element called so says, what stands behind its label, or the longest line."""
    told = max((text_of(node, 1_500) for node in document.select(_DESCRIBED)[:20]), key=len, default="")
    labelled = _INTRODUCED.search(document.text)
    said = max(told, labelled.group(1) if labelled else "", key=len)
    if len(said) >= _SENTENCE:
        return said
    lines = (line for line in document.text[:_READ].split("\n") if _SENTENCE <= len(line) <= 1_500)
    return max((line for line in lines if _PAUSE.search(line) and not _FACT.match(line)), key=len, default=said)


def _lookup(page: Page, document: Document, family: str) -> Reading:
    """Apple's lookup and search API."""
    sightings = [
        made for thing in json_text.walk(document.json, 20_000)
        if isinstance(thing.get("trackViewUrl"), str) and (made := _looked_up(page, thing)) is not None
    ]  # fmt: skip
    return Reading(family, distinct(sightings))


def _looked_up(page: Page, thing: dict[str, Any]) -> Sighting | None:
    url = str(thing["trackViewUrl"])
    if not url.startswith("http"):
        return None
    slug = urlsplit(url).path.rpartition("/id")[0].rpartition("/")[2].replace("-", " ")
    name, told = folded(thing.get("trackName")) or slug, folded(thing.get("description"))
    said = words(*(("item", each) for each in names_in(name)), ("post", told), ("attribute", thing.get("bundleId")))
    identity, seller = folded(thing.get("artistId")), folded(thing.get("sellerName")) or folded(thing.get("artistName"))
    account = Account("apple", identity, seller) if identity or seller else None
    made = offer(page, "app_store", app_link(url), said)
    return replace(
        made,
        account=account,
        work_kind=kind_of(name, told),
        price=folded(thing.get("formattedPrice")),
    )
