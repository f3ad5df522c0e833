"""Links that open an app: schemes of shops, messengers and video apps, and Android intents."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from core.types import Link
from core.urls import query_values
from crawler.links.wrapper import address_in

# What the app behind a scheme is, and whether it is a licensed video platform.
APPS: Final[dict[str, str]] = {
    "weixin": "wechat", "wechat": "wechat", "wx": "wechat", "mqq": "qq", "mqqapi": "qq", "mqqwpa": "qq",
    "taobao": "taobao", "tbopen": "taobao", "tmall": "tmall", "pinduoduo": "yangkeduo", "pddopen": "yangkeduo",
    "fleamarket": "goofish", "openapp.jdmobile": "jd", "openjd": "jd", "snssdk1128": "douyin", "douyin": "douyin",
    "aweme": "douyin", "kwai": "kuaishou", "gifshow": "kuaishou", "xhsdiscover": "xiaohongshu", "sinaweibo": "weibo",
    "alipays": "alipay", "alipay": "alipay", "baiduboxapp": "baidu", "bdnetdisk": "baidu", "baiduyun": "baidu",
    "quark": "quark", "qklink": "quark", "ucbrowser": "uc", "smartdrive": "aliyun", "jumpwsv": "wesee",
    "market": "market", "appmarket": "huawei", "mimarket": "xiaomi", "itms-apps": "apple", "itms-services": "apple",
    "tmast": "myapp", "zhihu": "zhihu", "ximalaya": "ximalaya", "iting": "ximalaya", "orpheus": "netease",
    "kugou": "kugou", "kugouurl": "kugou", "kuwoplay": "kuwo", "tg": "telegram", "qqmusic": "qqmusic",
}  # fmt: skip
VIDEO_APPS: Final[dict[str, str]] = {
    "bilibili": "bilibili", "qqlive": "qq", "tenvideo": "qq", "tenvideo2": "qq", "tenvideo3": "qq", "iqiyi": "iqiyi",
    "qiyi-iphone": "iqiyi", "qiyi": "iqiyi", "youku": "youku", "youkuhd": "youku", "imgotv": "mgtv", "mgtv": "mgtv",
    "sohuvideo": "sohu", "letvclient": "letv", "pptv": "pptv", "tudou": "tudou", "snssdk32": "xigua",
}  # fmt: skip
SCHEMES: Final = (*APPS, *VIDEO_APPS, "intent")
_BROWSERS: Final = ("http", "https", "ftp", "file", "blob", "data", "view-source", "chrome", "about", "ws", "wss")
_ITEM = re.compile(r"fleamarket://[^?]*item[^?]*\?(?:.*&)?(?:id|itemId)=(\d{6,20})", re.I)
_INTENT_FIELD = re.compile(r";(?P<name>[A-Za-z._]+)=(?P<value>[^;]*)")


def read(uri: str) -> Link | None:
    """The link of an app scheme: a video app's is a deep link, a shop item is a listing, the rest open an app."""
    scheme = uri.partition(":")[0].lower()
    if scheme in VIDEO_APPS:
        return Link("deep_link", uri, uri, VIDEO_APPS[scheme])
    if item := _ITEM.match(uri):
        url = f"https://www.goofish.com/item?id={item[1]}"
        return Link("listing", url, url, "goofish")
    if scheme in ("market", "appmarket", "mimarket"):
        package = dict(query_values(uri)).get("id", "")
        return Link("app", uri, uri, package or APPS[scheme])
    return Link("app", uri, uri, APPS[scheme]) if scheme in APPS else None


def is_own(uri: str) -> bool:
    """Whether a scheme is some app's own, of no platform: `zjplayer://play?url=...` feeds its player.

    `jumpwsv://go?package=...&intentData=...` hands its data to any app.
    """
    scheme, _, rest = uri.partition(":")
    return rest.startswith("//") and (scheme.lower() not in (*SCHEMES, *_BROWSERS) or scheme.lower() == "jumpwsv")


def intent_fields(uri: str) -> dict[str, str]:
    """What an Android intent names: scheme, package, and the page to show when the app is missing."""
    _, _, tail = uri.partition("#Intent")
    return {found["name"]: unquote(found["value"]) for found in _INTENT_FIELD.finditer(tail)}


def intent_address(uri: str) -> str:
    """The address an intent opens: the whole one it holds, its fallback page, else its host and path and scheme."""
    fields = intent_fields(uri)
    fallback = fields.get("S.browser_fallback_url", "")
    scheme = fields.get("scheme", "")
    whole = uri.partition("#Intent")[0]
    if whole[7:15].lower().startswith(("http://", "https://")):  # `intent:https://…`: the address as it is
        return whole[7:]
    body = whole.partition("//")[2]
    return fallback or (f"{scheme}://{body}" if scheme and body else "")


def intent_told(uri: str) -> str:
    """The address that an intent hands to its app as an extra: `S.url=https%3A…`; "" for none."""
    extras = intent_fields(uri).items()
    told = (address_in(value) for name, value in extras if name[:2] == "S." and name != "S.browser_fallback_url")
    return next(filter(None, told), "")


def intent_own(uri: str) -> str:
    """What an intent says to its own app: `scheme://body`, or "" when it names no scheme."""
    scheme = intent_fields(uri).get("scheme", "")
    body = uri.partition("#Intent")[0].partition("//")[2]
    return f"{scheme}://{body}" if body and scheme.lower() not in ("", *_BROWSERS) else ""


def intent_link(uri: str) -> Link | None:
    """The app that an intent starts, when the address it opens is no typed link."""
    package = intent_fields(uri).get("package", "")
    return Link("app", f"intent:{package}", intent_address(uri) or uri, package) if package else None
