"""Whose offer a page is: the seller, uploader or host, by an identity of the platform and never by a nickname alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from core.types import Account
from crawler.extract.document import Document, text_of
from crawler.extract.labels import names_of
from crawler.extract.outline import Anchor

_PATH: Final = re.compile(
    r"/(?:user|users|usr|u|uid|member|seller|sellers|shop|shops|store|stores|mall|space|profile|author|authors|up|"
    r"uploader|channel|people|"
    r"account|anchor|zhubo|zb|teacher|lecturer|merchant|company|developer|dev|publisher|vendor|home|usercenter|personal|creator)s?"
    r"[/_-](?:(?:id|index|profile|home|view|uid|detail|info|show)[/_-])?([\w.%~-]{1,80}?)(?:\.s?html?)?(?:/|\Z)|"
    r"/@([\w.-]{2,60})",
    re.I,
)
_HOME: Final = re.compile(r"/(\w{4,40})/(?:home|profile|space|homepage)/?")
_QUERY: Final = frozenset((
    "uid", "user_id", "userid", "seller_id", "sellerid", "seller", "shop_id", "shopid", "store_id", "storeid", "m"
    "id", "member_id",
    "author_id", "authorid", "mall_id", "mallid", "sec_uid", "user", "shop", "suid", "ownerid", "owner_id", "anch"
    "or_id", "up_id", "un", "username", "user_name", "uname", "nickname",
))  # fmt: skip
_NOBODY: Final = frozenset((
    "login", "register", "index", "home", "list", "all", "center", "new", "search", "cart", "main", "profile", "view",
    "show", "detail", "info",
))  # fmt: skip
_DATA: Final = (
    "data-seller-id", "data-sellerid", "data-seller", "data-shop-id", "data-shopid", "data-store-id", "data-user-id",
    "data-userid", "data-uid", "data-author-id", "data-mid", "data-anchor-id", "data-owner-id", "data-mall-id", ""
    "data-up-id",
    "data-member-id", "data-account", "data-account-id", "data-channel-id", "data-uploader",
)  # fmt: skip
_LABEL: Final = re.compile(
    r"(?:卖家|店铺|店主|掌柜|商家|店家|旺旺|发布[者人]|上传者|作者|UP主?|博主|主播|楼主|用户|讲师|主讲|教师|授课|"
    r"seller|sold by|shop|store|uploader|by|author|host)[^\n]{0,6}\Z",
    re.I,
)
_OWNER_NAME: Final = re.compile(
    r"seller|shop|store|author|user|up-?name|uploader|owner|nick|anchor|account|merchant|publisher|creator", re.I
)
_TOLD: Final = re.compile(
    r"(?:(?:卖家|店铺|商家|用户|作者|主播|UP主?|掌柜|会员|上传者|发布者)\s?(?:id|号|编号)|抖音号|快手号|小红书号|微信号|视频号ID|账号|帐号|会员名|旺旺|"
    r"(?<![a-z])uid|user\s?id|seller\s?id|shop\s?id)\s?[:：]\s?([A-Za-z0-9][\w.-]{2,40})",
    re.IGNORECASE | re.ASCII,
)
_NAMED: Final = re.compile(
    r"(?:卖家(?:昵称|名称?)?|店铺(?:名称?)?|店主|掌柜|商家|旺旺|联系人|发布[者人]|上传者|UP主|博主|主播|"
    r"seller|sold by|shop|store|uploader)\s?[:：]\s?"
    r"([^\s:：|｜,，;；/<>()（）\[\]]{1,30})",
    re.I,
)
# The same in a table or list of terms, where the name stands in the next cell.
_TABLED: Final = re.compile(
    r"(?:^|\n)[ ]?(?:卖家(?:昵称|名称)?|店铺名?称?|店主|掌柜|商家名?称?|主播|上传者|发布[者人]|seller|uploader)"
    r"[ ]{0,2}[\n ][ ]?"
    r"([^\s:：|｜,，;；/<>()（）\[\]]{2,30})[ ]?(?=\n|\Z)",
    re.I,
)
_BESIDE: Final = re.compile(
    r"\s{0,3}[(（\[]?\s?(?:ID|UID|编号|账号|帐号)\s?[:：]?\s?([\w.-]{2,40})", re.IGNORECASE | re.ASCII
)
_CREDITED: Final = re.compile(
    r"(?:^|\n|(?<=>))[ ]?([^\s:：|｜,，;；/<>()（）¥￥]{2,30}?)[ \n]{0,3}"
    r"(?:(?:卖家)?信用(?:极好|优秀|良好|好)|芝麻信用|实名认证|(?:回复|好评)率|鱼力值)"
)
_LABEL_BEFORE: Final = re.compile(
    r"(?:UP主|上传|(?:上传|投稿|发布|分享)(?:者|人|用户|会员)|会员|博主|播主|播客|卖家|掌柜|店主|"
    r"(?:uploaded|posted|shared|sold) by)\s?[:：]?\s?\Z",
    re.I,
)
_RUN_ON: Final = re.compile(r"(?:U?ID|IP属地|粉丝|关注|订阅)\d{0,12}$")
_NICKNAMES: Final = ",".join(
    f"[class*={word}]"
    for word in (
        "seller-name", "sellerName", "seller_name", "seller-nick", "sellerNick", "shop-name", "shopName", "shop_name",
        "store-name", "storeName", "store_name", "mall-name", "mallName", "user-nick", "userNick", "nickname",
        "nick-name", "info-nick", "shop-title", "shopTitle", "store-title", "company-name", "companyName",
    )
)  # fmt: skip
_SHOPS: Final = ",".join(f"[class*={word}]" for word in ("shop", "store", "seller", "mall", "merchant", "vendor"))
_SHOP_NAME: Final = re.compile(
    r"(?:shop|store|seller|mall|merchant|vendor)(?![a-z])[\w-]{0,16}(?:name|nick|title|seller)(?![a-z])|[-_](?:shop|store|seller)(?=\s|\Z)",
    re.I,
)
_PEOPLE: Final = ",".join(
    f"[class*={who}{between}{name}]"
    for who in ("anchor", "host", "uploader", "author", "streamer", "owner")
    for between, name in (("-", "name"), ("_", "name"), ("", "Name"), ("-", "nick"))
)
_FEW: Final = 12  # links of one card
_OWN: Final = re.compile(
    r"登录|注册|我的|个人中心|购物车|收藏|客服|首页|进店|逛逛|关注|联系|login|sign|my |cart|home", re.I
)
PLATFORMS: Final[tuple[tuple[str, str], ...]] = (
    ("taobao.com", "taobao"), ("tmall.com", "tmall"), ("goofish.com", "goofish"), ("yangkeduo.com", "yangkeduo"),
    ("pinduoduo.com", "yangkeduo"), ("jd.com", "jd"), ("douyin.com", "douyin"), ("iesdouyin.com", "douyin"),
    ("kuaishou.com", "kuaishou"), ("xiaohongshu.com", "xiaohongshu"), ("bilibili.com", "bilibili"),
    ("tiktok.com", "tiktok"),
    ("youtube.com", "youtube"), ("weixin.qq.com", "wechat"), ("t.me", "telegram"), ("ixigua.com", "xigua"),
    ("huya.com", "huya"), ("douyu.com", "douyu"), ("weibo.com", "weibo"), ("apps.apple.com", "apple"),
    ("play.google.com", "google"), ("sj.qq.com", "myapp"), ("a.app.qq.com", "myapp"),
    ("appgallery.huawei.com", "huawei"), ("app.mi.com", "xiaomi"), ("apkpure.com", "apkpure"),
)  # fmt: skip


def platform_of(host: str) -> str:
    """The platform's name, the host itself for a site we have no name for."""
    plain = host.partition(":")[0]
    for domain, platform in PLATFORMS:
        if plain == domain or plain.endswith(f".{domain}"):
            return platform
    return plain.removeprefix("www.")


def identity_in(url: str) -> str:
    """The account's identity that a profile address holds, or ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    match = _PATH.search(parts.path)
    if match:
        found = unquote(match.group(1) or match.group(2))
        if found.lower() not in _NOBODY:
            return found
    home = _HOME.fullmatch(parts.path)
    if home:
        return unquote(home.group(1))
    for key, value in parse_qsl(parts.query)[:40]:
        if key.lower() in _QUERY and 0 < len(value) <= 80:
            return value
    shop = re.match(r"(?:shop|store)[\w-]{2,40}(?=\.)", parts.hostname or "")
    if shop:
        return shop.group(0)
    space = re.fullmatch(r"/(\d{3,20})/?", parts.path) if (parts.hostname or "").startswith("space.") else None
    return space.group(1) if space else ""


def of_page(document: Document) -> Account | None:
    """The account a page says its offer is from."""
    platform = platform_of(document.host)
    told = _by_anchor(document)
    if told is not None:
        return Account(platform, identity_in(told.url), _name(told.words))
    labelled = _by_label(document)
    if labelled is not None:
        return Account(platform, _page_number(labelled.url), _name(labelled.words))
    attributed = _by_attribute(document)
    if attributed is not None:
        return Account(platform, *attributed)
    text = document.text[:30_000]
    named = _NAMED.search(text) or _TABLED.search(text)
    identity = _TOLD.search(text) or (_BESIDE.match(text, named.end()) if named else None)
    if identity is None and named is None:
        return None
    return Account(platform, identity.group(1) if identity else "", _name(named.group(1)) if named else "")


def in_block(document: Document, block: int) -> Account | None:
    """The first profile that a block of the page, as a card, links to."""
    outline = document.outline
    if not block:
        return None
    anchors = document.anchors
    first = bisect_left(anchors, outline.starts[block], key=lambda anchor: anchor.start)
    for anchor in anchors[first : first + _FEW]:
        if anchor.end > outline.ends[block]:
            break
        if identity := identity_in(anchor.url):
            return Account(platform_of(document.host), identity, _name(anchor.words.split("\n")[0]))
    return None


def named_in(text: str, platform: str) -> Account | None:
    """The seller or uploader whom a line names behind a label."""
    named = _NAMED.search(text)
    return Account(platform, "", _name(named.group(1))) if named else None


def bare_name(document: Document) -> Account | None:
    """The seller's name that stands in an element called so, without a profile link or a label."""
    for node in document.select(_SHOPS)[:20]:
        shown = text_of(node, 31) if _SHOP_NAME.search(names_of(node.attributes)) else ""
        if 1 < len(shown) <= 30 and not _OWN.search(shown):
            return Account(platform_of(document.host), "", _name(shown))
    for node in document.select(_NICKNAMES)[:10]:
        shown = (node.text(deep=True, separator="\n") or "").strip().split("\n")[0].strip()
        if 1 < len(shown) <= 30 and not _OWN.search(shown):
            return Account(platform_of(document.host), "", _name(shown))
    credited = _beside_credit(document)
    return Account(platform_of(document.host), "", _name(credited)) if credited else None


def person_named(document: Document) -> str:
    """The name in an element that is called a host's or uploader's, where nothing else names whose page it is."""
    for node in document.select(_PEOPLE)[:5]:
        shown = (node.text(deep=True, separator="\n") or "").strip().split("\n")[0].strip()
        if 1 < len(shown) <= 30 and not _OWN.search(shown):
            return _name(shown)
    return ""


def _beside_credit(document: Document) -> str:
    """The line above a seller's credit is the seller's name."""
    match = _CREDITED.search(document.text[:30_000])
    return match.group(1) if match and not _OWN.search(match.group(1)) else ""


def _by_anchor(document: Document) -> Anchor | None:
    """The best profile link: labelled as the owner's, else the first that is called one."""
    best: tuple[int, Anchor] | None = None
    for anchor in document.anchors[:3_000]:
        if not anchor.url.startswith("http") or not identity_in(anchor.url):
            continue
        score = _score(document, anchor)
        if score > 0 and (best is None or score > best[0]):
            best = (score, anchor)
    return best[1] if best else None


def _by_label(document: Document) -> Anchor | None:
    """A link of the site's own with the owner's label right before it, whatever its address looks like."""
    return next((each for each in document.anchors[:300] if not each.aside and is_labelled(document, each)), None)


def is_labelled(document: Document, anchor: Anchor) -> bool:
    """Whether an owner's label stands right before a link of the site's own."""
    if not 1 < len(anchor.words) <= 40 or not anchor.url.startswith(document.front):
        return False
    return _LABEL_BEFORE.search(document.text[max(0, anchor.start - 20) : anchor.start]) is not None


def _page_number(url: str) -> str:
    """What the address of an owner's page tells him by: the last value of its query, else the end of its path."""
    parts = urlsplit(url)
    values = [value for _, value in parse_qsl(parts.query)[:10] if value]
    return (values[-1] if values else parts.path.rstrip("/").rpartition("/")[2])[:60]


def _score(document: Document, anchor: Anchor) -> int:
    before = document.text[max(0, anchor.start - 24) : anchor.start]
    names = f"{anchor.attributes.get('class') or ''} {anchor.attributes.get('id') or ''}"
    score = 3 if _LABEL.search(before.rstrip(" :：\n")) or _LABEL.search(before) else 0
    score += 2 if _OWNER_NAME.search(names) else 0
    score += 1 if re.match(r"(?:卖家|店铺|UP主?|作者|主播|商家)[:：]", anchor.words) else 0
    score += 1 if anchor.words and not _OWN.search(anchor.words) else 0
    return score - (3 if anchor.aside else 0) - (2 if _OWN.search(anchor.words) and len(anchor.words) < 8 else 0)


def _by_attribute(document: Document) -> tuple[str, str] | None:
    for name in _DATA:
        if name not in document.source:
            continue
        for node in document.select(f"[{name}]")[:5]:
            value = (node.attributes.get(name) or "").strip()
            if value and len(value) <= 80:
                text = text_of(node, 60)
                named = _NAMED.search(text)
                pieces = (node.text(deep=True, separator="\n") or "").split("\n")
                shown = next((piece.strip() for piece in pieces if piece.strip()), "")[:30]
                return value, _name(named.group(1)) if named else _name(shown)
    return None


def _name(words: str) -> str:
    words = _RUN_ON.sub("", words) if len(words) > 3 else words
    return re.sub(r"^(?:卖家|店铺|UP主?|作者|主播|商家|上传者|发布者)\s?[:：]\s?", "", words).strip("@ ")[:60]
