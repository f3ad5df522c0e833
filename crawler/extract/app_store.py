"""App stores and download pages of apps: the app by its package, the developer as account."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from core.folding import fold
from core.types import Account, Channel, Page, Sighting, WorkKind
from crawler.extract import accounts, card, fields, json_text, schema
from crawler.extract.document import Document, text_of
from crawler.extract.goods import is_of
from crawler.extract.hints import has, how_many
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.placed import placed_links
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.state import states
from crawler.extract.telling import is_telling
from crawler.extract.trimmed import trimmed
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
# A part of a package may begin with digits: `com.360buy.jdmobile`.
_PACKAGE: Final = re.compile(r"[a-z][a-z0-9_]{0,40}\.(?:\d{0,8}[a-z][a-z0-9_]{0,40}\.){0,5}[a-z][a-z0-9_]{1,60}", re.I)
_PACKAGE_LABEL: Final = re.compile(
    r"(?:包名|package(?:\s?name)?|bundle\s?id|pkgname|"
    r"application\s?id)[\"']?(?:\s?[:：=]\s{0,3}|\s{1,4})[\"']?"
    r"([a-z][a-z0-9_]{0,40}\.(?:\d{0,8}[a-z][a-z0-9_]{0,40}\.){0,5}[a-z][a-z0-9_]{1,60})",
    re.I,
)
_VERSION: Final = re.compile(
    r"(?:版本号?|当前版本|version|softwareVersion)[\"']?\s?[:：]?\s?[\"']?v?(\d[\w.]{0,20})", re.I
)
_DEVELOPER: Final = re.compile(
    r"(?:开发者|开发商|提供[者商方]|供应商|发行商|厂商|developer|publisher|offered by|"
    r"seller)(?:名称)?(?:\s?[:：]\s{0,3}|[ ]{0,2}\n[ ]?|[ ])([^\n:：|｜]{1,60})",
    re.I,
)
_INTRODUCED: Final = re.compile(r"(?:介绍|简介|说明|description)\s?[:：]?\s{0,3}([^\n]{8,800})", re.IGNORECASE)
_CONTENT: Final = re.compile(
    r"小说|阅读|全本|在线看|播放|看片|听歌|电子书|看书|漫画|听书|有声|广播剧|影视|追剧|看剧|全集|在线观看|免费看|免费观看|TV版|电视版|去广告|无广告|电影|电视剧|动漫|短剧|综艺|音乐|课程|大全|离线|全文|^[看听读追]|免费追|盒子|影院|放映|剧场",
    re.I,
)
_WORDS: Final = (
    "包名", "应用权限", "权限说明", "权限列表", "安卓版", "Android", "android", "iOS", "版本：", "版本号", "版本:",
    "应用大小", "软件大小", "大小：", "apk", "APK",
    "安装包", "下载安装", "立即安装", "应用市场", "应用介绍", "开发者", "开发商", "install", "Install",
    "Requires Android", "Package Name", "厂商", "开发商", "软件大小", "软件授权", "软件语言", "运行环境", "应用平台",
    "普通下载", "高速下载", "立即下载", "本地下载", "下载地址", "Version", "更新时间",
)  # fmt: skip
_APK: Final = (
    ".apk", ".xapk", ".apks", ".ipa", ".hap", "itms-services:", "market://details", "安装包", "下载APK",
    "下载安卓", "应用权限", "下载 APK", "Download APK", "Package Name", "包名", "软件大小", "软件授权", "软件语言",
)  # fmt: skip


_PACKAGE_FIELDS: Final = (
    "packageName", "pkgName", "package_name", "pkg_name", "bundleId", "bundle_id", "apkName", '"pkg"', '"package"',
    "packname", "packName",
)  # fmt: skip
# A package in an attribute of a name of the store's own: `data-pn="com.some.app"`.
_HELD: Final = re.compile(
    r"data-[\w-]{1,20}=[\"']((?:com|cn|net|org|tv|io|me|app|top)\.\w{1,40}(?:\.\w{1,40}){0,4})[\"']"
)
_SHARED: Final = frozenset(("netdisk", "magnet", "torrent", "ed2k", "ftp"))
_ASKED: Final = re.compile(
    r"[?&]\w{1,20}=((?:com|cn|net|org|tv|io|me|app|top|air)\.\w{1,40}(?:\.\w{1,40}){1,4})(?:&|\Z)"
)
_FEW: Final = 4  # files of one app; a list has more
_DOTTED: Final = re.compile(r"(?:[a-z]\w{0,40}\.){2,6}[a-z]\w{1,60}", re.I)


class AppStoreFamily:
    """A page that offers one app, or a store's answer about apps."""

    name = "app_store"
    channel: Channel = "app_store"
    needs: tuple[str, ...] = (*_STORES, *_APPS, *_APK, *_PACKAGE_FIELDS)

    def recognises(self, page: Page) -> bool:
        source = page.text
        if _is_lookup(source):
            return True
        if "<" not in source[:2_000]:
            return False
        if _STORE.search(page.url) or has(source, _APPS) or _is_its_package(page):
            return True
        if ".apk" in source and _asked_package(page.url):
            return True
        if not has(source, _APK):
            return False
        return how_many(source, _WORDS, 3) >= 3 or (".apk" in source and _HELD.search(source) is not None)

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
    if not has(document.source, _PACKAGE_FIELDS):
        return None
    told = [
        (thing, package, name)
        for state in states(document)
        for thing in json_text.walk(state, 20_000)
        if (package := fields.first(thing, "package")) and "." in package and (name := fields.first(thing, "title"))
    ]
    shown = (document.heading, document.page_title)
    own = [each for each in told if each[1] in document.url or each[2] in shown or is_of(each[0], document.url)]
    if not own and len({package for _, package, _ in told}) != 1:
        return None
    thing, package, name = (own or told)[0]
    return {
        "name": name, "description": fields.first(thing, "said"),
        "author": {"name": fields.first(thing, "developer") or _maker(thing)},
        "identifier": package,
    }  # fmt: skip


def _maker(thing: schema.Thing) -> str:
    """The developer's name in an object of its own."""
    for name, value in thing.items():
        if isinstance(value, dict) and fields.role_of(f"{name.lower()}name") == "developer":
            return fields.first(value, "title") or fields.first(value, "developer")
    return ""


def _asked_package(url: str) -> str:
    """The package that a query asks for, whatever it calls it: `detail?pname=com.some.app`."""
    match = _ASKED.search(url) if "=" in url else None
    return match.group(1) if match else ""


def package_of(document: Document) -> str:
    """The package or bundle id: in the address, in an installer's link, or beside its label."""
    parts = urlsplit(document.url)
    query = parse_qs(parts.query)
    for key in ("id", "pkgname", "pkg", "package", "packageName", "apkName"):
        for value in query.get(key, ()):
            if _PACKAGE.fullmatch(value):
                return value
    if asked := _asked_package(document.url):
        return asked
    last = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    if _PACKAGE.fullmatch(last) and last.count(".") >= 2:
        return last
    labelled = _PACKAGE_LABEL.search(document.text) or _PACKAGE_LABEL.search(document.source[:300_000])
    if labelled:
        return labelled.group(1)
    held = _HELD.search(document.source) if "data-" in document.source else None
    if held:
        return held.group(1)
    market = re.search(
        r"(?:market://details\?id=|store/apps/details\?id=)((?:\w{1,40}\.){1,6}\w{1,60})", document.source
    )
    return market.group(1) if market else ""


def _app(document: Document) -> schema.Thing | None:
    """The app as structured data, or as far as the page's words tell."""
    things = schema.things(document, "SoftwareApplication", "MobileApplication", "VideoGame", "WebApplication")
    if things:
        return things[0]
    if (stated := _of_state(document)) is not None:
        return stated
    pictured = next((said for *_, said in document.outline.pictures[:5] if is_telling(said)), "")
    name = document.heading or document.meta.get("og:title", "") or pictured or document.page_title
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
    said = words(
        ("item", name), ("item", trimmed(name)),
        ("page_title", document.page_title), ("post", summary or _summary(document)),
        ("attribute", package), ("attribute", f"version {version}" if version else ""),
    )  # fmt: skip
    made = offer(page, "app_store", app_link(document.url), said, document.page_title)
    named = " ".join(text.text for text in said if text.source in ("item", "page_title"))
    return replace(made, account=_developer(document, told), work_kind=_kind(fold(named)))


def _kind(named: str) -> WorkKind | None:
    """A program, unless its name says that it brings something to read, hear or watch."""
    return None if _CONTENT.search(named) else "software"


def _version(document: Document) -> str:
    found = _VERSION.search(document.text)
    return found.group(1) if found else ""


def _summary(document: Document) -> str:
    selector = "[class*=desc],[class*=intro],[id*=desc],[class*=detail]"
    told = max((text_of(node, 1_500) for node in document.select(selector)[:20]), key=len, default="")
    labelled = _INTRODUCED.search(document.text)
    return told or (labelled.group(1) if labelled else "")


def _developer(document: Document, told: schema.Thing) -> Account | None:
    platform = accounts.platform_of(document.host)
    author = next(
        (found for field in ("author", "publisher", "creator", "brand") if (found := schema.nested(told, field))), {}
    )
    name = schema.said(told, "author", "publisher", "creator")
    url = schema.said(author, "url", "@id")
    for anchor in document.anchors[:3_000]:
        if re.search(r"/dev(?:eloper)?s?[/?]|developer", anchor.url) and (not url or anchor.url == url):
            url, name = anchor.url, name or anchor.words
            break
    labelled = _DEVELOPER.search(document.text)
    name = name or (folded(labelled.group(1)) if labelled else "")
    identity = _developer_id(url) or schema.said(author, "identifier")
    return Account(platform, identity, name[:60]) if identity or name else None


def _developer_id(url: str) -> str:
    """`/developer/name/id123`, `developer?id=Name`, `/dev?id=123`, `/developer/42`."""
    if not url:
        return ""
    parts = urlsplit(url)
    numbered = re.search(r"/id(\d{5,15})", parts.path)
    if numbered:
        return numbered.group(1)
    query = parse_qs(parts.query)
    return next((query[key][0] for key in ("id", "uid", "devid") if query.get(key)), "") or accounts.identity_in(url)


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
    said = words(
        ("item", thing.get("trackName") or slug), ("post", thing.get("description")),
        ("attribute", thing.get("bundleId")),
    )  # fmt: skip
    identity, name = folded(thing.get("artistId")), folded(thing.get("sellerName")) or folded(thing.get("artistName"))
    account = Account("apple", identity, name) if identity or name else None
    made = offer(page, "app_store", app_link(url), said)
    return replace(
        made,
        account=account,
        work_kind=_kind(fold(said[0].text) if said else ""),
        price=folded(thing.get("formattedPrice")),
    )
