"""WeChat articles: the account by its identity, the article by (__biz, mid, idx), dead states, links in the text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs, urlsplit

from core.types import Account, Channel, Page, Sighting
from crawler.extract import episode
from crawler.extract.document import Document
from crawler.extract.offer import folded, offer, words
from crawler.extract.reading import PLAY, Follow, Reading
from crawler.links.page import article_link

_DEAD: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        re.compile(
            r"该内容已被发布者删除|此内容(?:因违规|被投诉|发送失败|已失效)|内容因违规无法查看|该公众号已迁移|链接已过期|"
            r"此?(?:帐|账)号(?:已注销|已被?(?:封|屏蔽|停用)|的?内容(?:无法|被屏蔽))|该内容暂时无法查看|已停止访问该网页|"
            r"涉嫌侵(?:犯|权).{0,20}(?:无法查看|已被)"
        ),
        "gone",
    ),
    (re.compile(r"环境异常|完成验证后即可继续访问|操作频繁"), "challenge"),
    (re.compile(r"请在微信客户端打开|关注(?:公众号)?后(?:可|才能)?阅读全文"), "login"),
)
_SIGNED: Final = re.compile(
    r"公众号\s?[:：]?\s?([^\s:：|｜,，()（）【】]{2,30})(?=[ \n(（]{1,3}(?:ID|微信号|\d{4}|原始))"
)
_ORIGINAL: Final = re.compile(
    r"mp\.weixin\.qq\.com/s\?__biz=([\w+/%]{4,40}={0,2})[^<>\"']{0,300}[\"'][^<>]{0,100}>\s{0,9}(?:<[^<>]{0,100}>)?(?:查看|阅读)?原文"
)
_SIGNATURE: Final = 600  # characters of markup behind the heading in which a copied article is signed
_GHOST: Final = re.compile(r"gh_[0-9a-f]{6,24}")
_VARIABLE: Final = r"(?:var\s+|window\.|d\.|[,{{]\s*[\"']?){name}[\"']?\s*[:=]([^;\n]{{0,800}})"
_QUOTED: Final = re.compile(r"\"((?:[^\"\\]|\\.){0,700}+)\"|'((?:[^'\\]|\\.){0,700}+)'")
_ESCAPED: Final = re.compile(r"\\x([0-9a-fA-F]{2})")
_BODIES: Final = ("#js_content", ".rich_media_content", "article", ".article-content", ".content", "#content", "main")
_OFFERS: Final = re.compile(
    r"(?:回复|发送|输入).{0,24}(?:获取|领取|即可|查看|下载|观看|自取)|(?:后台|公众号|私信).{0,8}(?:回复|发送)|提取码|访问码|"
    r"(?:百度|夸克|阿里|迅雷|UC|天翼)?(?:网盘|云盘)(?:链接|地址|分享|资源|下载|自取|：|:)|资源(?:链接|地址|获取|下载|自取|已更)|"
    r"(?:获取|领取|下载|观看|点击|完整|全集|高清).{0,6}(?:链接|地址|资源)|磁力|未删减|无删减|免费(?:观看|看全集|下载|阅读全文|领取)|"
    r"点击.{0,6}(?:阅读原文|原文|链接).{0,10}(?:看|下载|获取|阅读)|扫码.{0,8}(?:看|领|获取)|全文阅读|在线(?:观看|阅读)(?:地址|入口|：)"
)
_OFFERING_TITLE: Final = re.compile(
    r"全集|完整版|在线观看|免费|txt|下载|网盘|资源|高清|未删减|无删减|蓝光|1080|4K|云盘|百度云|全文|电子版|"
    r"第\s?[\d零一二三四五六七八九十百千]{1,7}\s?[章回集话]",
    re.IGNORECASE,
)
_DISCUSSING_TITLE: Final = re.compile(
    r"[影书乐剧]评|观后感|读后感|评测|点评|解析|盘点|票房|定档|官宣|专访|采访|开机|杀青|热议|新闻|发布会|预告|预售|开播|收官|幕后|侵权|盗版|维权|版权"
)


class WechatFamily:
    """An article of a WeChat public account."""

    name = "wechat"
    channel: Channel = "wechat"
    needs: tuple[str, ...] = (
        "mp.weixin.qq.com/",
        "__biz=",
        "weui-msg",
        "rich_media",
        "msg_title",
        "公众号",
        "gh_",
        "微信号",
    )

    def recognises(self, page: Page) -> bool:
        if "mp.weixin.qq.com/" in page.url or "__biz=" in page.url:
            return True
        source = page.text
        if "<" not in source[:2_000]:
            return False
        if "weui-msg" in source and _DEAD[0][0].search(source):
            return True
        if "rich_media" in source and ("js_content" in source or "activity-name" in source):
            return True
        if "msg_title" in source and ("user_name" in source or "nickname" in source):
            return True
        if ("activity-name" in source or "js_content" in source) and _GHOST.search(source) is not None:
            return True
        if "__biz=" in source and _ORIGINAL.search(source) is not None:
            return True
        if "公众号" not in source and page.channel != "wechat":
            return False
        if _GHOST.search(source) is not None:
            return True
        headed = "<h1" in source.lower() or "js_content" in source
        return "微信号" in source and headed and _is_signed(source)

    def read(self, page: Page) -> Reading:
        document = Document(page)
        told = _Told(document)
        body = _body(document)
        trouble = _trouble(document, body)
        if trouble:
            return Reading(self.name, title=document.page_title, trouble=trouble)
        title = told.title or document.page_title
        original = told.value("msg_source_url")
        follow = (Follow(original, PLAY, words(("context", title))),) if original.startswith("http") else ()
        if not body and not title:
            return Reading(self.name, follow=follow)
        return Reading(self.name, (_sighting(page, document, told, body),), follow, title)


FAMILY: Final = WechatFamily()


class _Told:
    """What the page's script variables and marked elements say."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.scripts = "\n".join(script[:200_000] for script in document.scripts[:60])
        self.query = {key: values[0] for key, values in parse_qs(urlsplit(document.url).query).items()}

    def value(self, name: str) -> str:
        """A variable's first string that is not empty (`var biz = "" || "MzA..."`)."""
        for match in re.finditer(_VARIABLE.format(name=re.escape(name)), self.scripts):
            for quoted in _QUOTED.finditer(match.group(1)):
                text = _unescaped(quoted.group(1) or quoted.group(2) or "")
                if text:
                    return text
        return ""

    def _signed(self) -> str:
        """The account's name behind the words that say it is one, on pages that copy articles."""
        match = _SIGNED.search(self.document.text[:3_000])
        return match.group(1) if match else ""

    @property
    def title(self) -> str:
        meta = self.document.meta.get("og:title", "")
        return meta or self.value("msg_title") or self.document.first_text("#activity-name") or self.document.heading

    @property
    def biz(self) -> str:
        told = self.query.get("__biz") or self.value("biz") or self.value("__biz") or self.value("appuin")
        if not told and "__biz=" in self.document.source and (original := _ORIGINAL.search(self.document.source)):
            return original.group(1)
        linked = re.search(
            r"__biz=([\w+/]{4,40}={0,2})", told or self.value("msg_link") or self.document.meta.get("og:url", "")
        )
        return told or (linked.group(1) if linked else "")

    @property
    def account(self) -> Account | None:
        """gh_ id, else __biz, else the account's chosen WeChat number; the nickname is only shown."""
        ghost = _GHOST.search(self.value("user_name")) or _GHOST.search(self.document.source)
        number = re.search(r"微信号\s?[:：]?\s{0,3}([A-Za-z][\w-]{5,19})", self.document.text)
        identity = ghost.group(0) if ghost else self.biz or (number.group(1) if number else "")
        return Account("wechat", identity, self.nickname) if identity or self.nickname else None

    @property
    def nickname(self) -> str:
        found = (
            self.document.first_text("#js_name", 60)
            or self.value("nickname")
            or self.value("nick_name")
            or self._signed()
            or self.document.first_text(
                ".profile_nickname,.rich_media_meta_nickname,.account-name,.account_nickname", 60
            )
        )
        labelled = re.search(
            r"(?:公众号|公众帐号|公众账号|来源|作者)\s?[:：]\s?([^\s:：|｜,，]{2,30})", self.document.text
        )
        return (
            folded(found)[:60] or self.document.meta.get("author", "")[:60] or (labelled.group(1) if labelled else "")
        )


def _unescaped(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
    for _ in range(2):
        text = html.unescape(text)
    return text.replace("\\/", "/").replace("\xa0", " ").strip()


def _is_signed(source: str) -> bool:
    """Whether the account signs the article at its head; at its foot a site only advertises its own."""
    at = source.find("微信号")
    foot, head = source.find("<footer"), source.find("<h1")
    if 0 < head < at < head + _SIGNATURE and not 0 < foot < at:
        return True
    if at < source.find("js_content"):
        return True
    return at < len(source) * 0.6 and (foot < 0 or at < foot)


def _body(document: Document) -> str:
    for selector in _BODIES:
        text = document.first_text(selector, 8_000)
        if len(text) > 20:
            return text
    return ""


def _trouble(document: Document, body: str) -> str:
    """Dead states stand in place of an article, so only short pages are asked for them."""
    head = f"{document.title}\n{document.text[:1_500]}"
    if len(body) > 300 and "js_content" in document.source:
        return ""
    return next((trouble for pattern, trouble in _DEAD if pattern.search(head)), "")


def _sighting(page: Page, document: Document, told: _Told, body: str) -> Sighting:
    title = told.title or document.page_title
    said = words(("item", title), ("meta", told.value("msg_desc") or document.meta.get("description")), ("post", body))
    made = offer(page, "wechat", article_link(_address(document, told)), said, title)
    spoken = body or document.text[:4_000]
    return replace(made, account=told.account, page_kind=_page_kind(title, spoken), episode=episode.of(title))


def _address(document: Document, told: _Told) -> str:
    """On WeChat's own host short and long addresses of an article become one by (__biz, mid, idx)."""
    middle, index = told.query.get("mid") or told.value("mid"), told.query.get("idx") or told.value("idx")
    if document.host == "mp.weixin.qq.com" and told.biz and middle.isdigit() and index.isdigit():
        return f"https://mp.weixin.qq.com/s?__biz={told.biz}&mid={middle}&idx={index}"
    return document.url


def _page_kind(title: str, body: str) -> str:
    """ "" for an article that offers something; news or review for one that only talks."""
    discussing = _DISCUSSING_TITLE.search(title) is not None
    if _OFFERS.search(body) or (_OFFERING_TITLE.search(title) and not discussing):
        return ""
    return "review" if re.search(r"[影书乐剧]评|观后感|读后感|评测|点评|解析", title) else "news"
