"""Whether a page with a player is somebody's clip: whose it is and what people made of it, weighed together."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract import accounts
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.outline import Anchor

ENOUGH: Final = 5
_READ: Final = 20_000
_FOLLOW: Final = re.compile(r"[+＋]?\s?(?:关注|订阅|加粉|追更|已关注|Follow(?:ing)?|Subscribe)\b|[+＋]\s?关注", re.I)
_LABEL: Final = re.compile(
    r"(?:UP主|up主|作者|博主|播客|播主|达人|创作者|上传者?|上传用户|发布者|发布人|发布|投稿人?|投稿|账号|用户|主页|来自|"
    r"(?:posted|uploaded|shared|published|created)?\s?\bby|uploader|creator|channel|author)\s{0,2}[:：]?\s{0,3}\Z",
    re.I,
)
_LABELLED: Final = re.compile(
    r"(?:UP主|up主|博主|播客|播主|达人|创作者|上传者|上传用户|发布者|发布人|投稿人?|发布账号|抖音号|快手号|[Uu]ploader|\bUID|"
    r"(?:[Pp]osted|[Uu]ploaded|[Ss]hared) by|作者(?=\s?[:：]))\s{0,2}+[:：]?+\s{0,2}+(?!站长|管理员|小编|本站|admin)|"
    r"(?<![A-Za-z])ID\s?[:：]?\s?\d{4,20}|(?:^|\n)\s?[+＋]?\s?(?:关注|Follow|Subscribe)\s?(?:\n|\Z)"
)
_SITE: Final = re.compile(r"站长|管理员|小编|本站|\badmin|登录|注册|\blog ?in|\bsign", re.I)
_NUMBERED: Final = ("data-uid", "data-user", "data-author", "data-mid", "data-owner", "data-up")
_CALLED: Final = re.compile(
    r"""class=["'][^"'<>]{0,40}\b(?:user|author|uploader|nick|owner|poster|creator|publisher)[-_]?\w{0,6}[-_]?name"""
)
_FOLLOWED: Final = re.compile(r"关注|订阅|Follow|Subscribe")
_AT: Final = re.compile(r"(?:^|[\s>])@[\w\u4e00-\u9fff]{2,30}")
_OWNER_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:up|uploader|owner|nick(?:name)?|author|user|creator|poster|own)(?:$|[\s_-])|(?:user|nick|up|author)[-_]?name",
    re.I,
)
_COUNTED: Final = re.compile(
    r"(赞|评论|转发|收藏|分享|播放量?|粉丝|弹幕|喜欢|投币|获赞|观看|[♥❤👍💬🔁⭐★▶👁])\ufe0f?[^\w\n]{0,3}\n?\s?\d|"
    r"\d\s?[万千亿wWkKmM]?\+?\s{0,2}[次条个人]?\s?(播放|评论|点赞|赞|收藏|转发|分享|粉丝|弹幕|观看|喜欢|在看|views?|likes?|comments?|"
    r"followers?|subscribers?|shares?|plays?)"
)
_DEEDS: Final = re.compile(r"点赞|转发|弹幕|投币|获赞|粉丝|关注|分享|收藏|评论|likes|followers|subscribers")
_CLASSES: Final = re.compile(
    r"[\"' -](?:heart|like|digg|favou?rite|thumbs?-?up|chat|comments?|share|reply|bookmark|star|retweet)"
    r"(?:-\w{1,8})?[\"' ]"
)
_PERSON: Final = re.compile(r"schema\.org/Person|[\"']@type[\"']\s?:\s?[\"']Person[\"']|(?:name|itemprop)=[\"']author")
_NEWS: Final = ("记者", "责任编辑", "编辑：", "来源：")
_FILM: Final = re.compile(r"(?:主演|导演|片长|年份|年代|地区|上映|播放源|播放线路)(?:时间|日期)?\s?[:：]")
_SERIES: Final = re.compile(r"选集|播放列表|播放线路|线路[一二三\d]|剧集列表|上一集|下一集|下载地址")
_BLOGS: Final = ("wp-content", "typecho", "Typecho", "hexo", "entry-content", "post-content", 'rel="bookmark"')
_TOLD: Final = ("VideoObject", "og:video", 'content="video')
_SHORT: Final = (100, 120, 300)  # characters of a page that shows one clip and nothing else
_REMARKS: Final = re.compile(r"\n[^\n]{0,6}(?:评论|留言|回复|comments?)[^\n]{0,12}\n", re.I)


def is_clip(document: Document) -> bool:
    """Whether the signs of an owner and of an audience outweigh those of a film site, a blog or the news."""
    source, text = document.source, document.text[:_READ]
    if _FILM.search(text) or has(text, _NEWS):
        return False
    owner = _owner(document, text)
    signs = _signs(source, text)
    if owner == 0 or (owner == 1 and signs < 3):
        return False
    told, blog = has(source, _TOLD), has(source, _BLOGS)
    if blog and not told:
        return False
    weight = owner + signs + told + sum(len(text) < each for each in _SHORT)
    weight -= 3 * (_SERIES.search(text) is not None) + blog
    return weight - 2 * (source.count("<video") > 2) >= ENOUGH


def _signs(source: str, text: str) -> int:
    """How many things people did with it, by words, numbers or buttons: at most four."""
    counted = {one or other for one, other in _COUNTED.findall(text)}
    deeds = set(_DEEDS.findall(text))
    return min(4, len(counted) + len(deeds - counted)) or min(2, len(set(_CLASSES.findall(source[:200_000]))))


def _owner(document: Document, text: str) -> int:
    """How surely the page names whose it is: 0 to 4."""
    remarks = _REMARKS.search(text)
    until = remarks.start() if remarks else len(text)
    linked = max((_weight(document, each) for each in document.anchors[:400] if each.start < until), default=0)
    named = 2 * (_LABELLED.search(text[:until]) is not None or _AT.search(text[:until]) is not None)
    numbered = has(document.source, _NUMBERED) + (_CALLED.search(document.source) is not None)
    if numbered and _FOLLOWED.search(text[:until]):
        numbered += 1
    return min(4, max(linked, named) + 2 * (_PERSON.search(document.source) is not None) + numbered)


def _weight(document: Document, anchor: Anchor) -> int:
    """How much a link is the owner's: by a button to follow beside it, a label before it, or what it is called."""
    if anchor.aside or not anchor.words or _SITE.search(anchor.words):
        return 0
    if accounts.is_labelled(document, anchor):
        return 3
    if not accounts.identity_in(anchor.url):
        return 0
    text = document.text
    before, after = text[max(0, anchor.start - 16) : anchor.start], text[anchor.end : anchor.end + 24]
    if _FOLLOW.search(after) or _FOLLOW.search(before):
        return 3
    if _LABEL.search(before) or anchor.words.startswith(("@", "UP主", "作者", "by ")):
        return 3
    names = f"{anchor.attributes.get('class') or ''} {anchor.attributes.get('rel') or ''}"
    return 2 if _OWNER_NAME.search(names) else 1
