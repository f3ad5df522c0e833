"""How promising an address is, told by its shape and by the words of its link."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from crawler.extract.reading import DETAIL, FEED, IDLE, LIST, OTHER, PLAY

_ASSETS: Final = frozenset((
    "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "avif", "css", "js", "mjs", "map", "woff", "woff2",
    "ttf", "eot",
    "otf", "swf", "mp3", "mp4", "m4a", "m4v", "flac", "ape", "wav", "ogg", "m3u8", "mpd", "ts", "flv", "mkv", "avi",
    "rmvb", "wmv",
    "mov", "webm", "zip", "rar", "7z", "gz", "tar", "exe", "msi", "dmg", "apk", "ipa", "iso", "doc", "docx", "xls",
    "xlsx",
    "ppt", "pptx", "pdf", "epub", "mobi", "azw3", "chm",
))  # fmt: skip
_ASSETS_BY_SHAPE: Final = frozenset(name.translate(str.maketrans("123456789", "000000000")) for name in _ASSETS)
_ASSET: Final = -100
_ZEROS: Final = str.maketrans("123456789", "000000000")  # addresses that differ by numbers only have one shape
_IDLE: Final = re.compile(
    r"[/?&._=-](?:log-?in|log-?out|sign-?in|sign-?up|signin|register|reg|logging|passport|oauth|password|lostpass|"
    r"reply|replyto|replytocom|"
    r"comment-page|report|vote|favorites?|fav|collect|cart|checkout|wp-admin|wp-login|xmlrpc|captcha|verify|print|"
    r"printable|share|mailto|"
    r"feedback|gbook|guestbook|about|contact|privacy|terms|dmca|sitemap\.html|calendar|archiver)"
    r"(?:[/?&.=_-]|$)|"
    r"(?:authorid|ordertype)=|mod=(?:logging|register|space|post|misc|spacecp|magic|task|medal|ranklist|redirect)|"
    r"home\.php|member\.php|"
    r"space-uid-|space-username|"
    r"[?&](?:action|do|mode|ac)=(?:reply|login|logout|register|edit|quote|report|printable|favorite|newthread|"
    r"profile|viewprofile|email|search_id)|"
    r"[?&/](?:order|orderby|sort|sortby|by|dir|asc|desc|filter|filters|view|display|style|layout|lang|theme|"
    r"skin)(?:=|/(?:time|hits|score|up|asc|desc))|"
    r"/(?:users?|members?|profile|author|u|people)/|[?&](?:u|uid|user|username)=|"
    r"/0000/(?:00?/)?(?:00?/)?$|[?&](?:m|date|year|month|day)=\d{4,8}(?:&|$)",
    re.I,
)
_FACETED: Final = re.compile(r"/(?:vod)?(?:show|list|search|screen|type|filter)/([^/.?]*-[^/.?]*-[^/.?]*-[^/.?]*)")
_PAGE_SLOT: Final = 8  # of the eleven slots of a MacCMS list: id-area-by-class-lang-letter---page---year
_FEED: Final = re.compile(
    r"/(?:rss|feed|feeds|atom)(?:[/?.]|$)|\.(?:rss|atom|xml|m0u|torznab)(?:[?#]|$)|[?&](?:feed|mod)=rss|"
    r"[?&]t=(?:search|caps|tvsearch|movie)\b|"
    r"/api\.php/provide/|/provide/vod|/inc/api|[?&]ac=(?:list|videolist|detail)|sitemap[\w.-]*\.(?:xml|txt)",
    re.I,
)
_PLAY: Final = re.compile(
    r"(?:^|[/_.-])(?:vod-?play|play|player|watch|bofang|v_play|video-?play|shipin|down|download|downloads|xiazai|dl|"
    r"getdown|links?|share|pan|res|resource)"
    r"(?:[/_.?-]|\d|$)|[?&]m=vod-play|"
    r"(?:^|[/_])(?:thread|viewthread|viewtopic|showthread|topic|topics|post|posts|tid|t|p|read|bbs|article|archives|"
    r"a|s|d)[/_.?=-][\w.=-]*\d|[?&](?:tid|t|p|topic|id|pid)=\d",
    re.I,
)
_DETAIL: Final = re.compile(
    r"(?:^|[/_.-])(?:vod-?detail|detail|details|movie|movies|film|films|tv|show|subject|item|items|info|content|"
    r"book|books|novel|album|"
    r"song|view|voddetail|dianying|dianshiju|drama|anime|comic|manga|goods|product|app|torrent|torrents|html|file|"
    r"files)(?:[/_.?-]|\d|$).*(?:\d|[^/]{2,120}\.s?html?$)|"
    r"/\d{2,12}(?:\.s?html?|/)?(?:[?#]|$)|/[a-z0-9]+-\d{2,12}(?:-\d{1,4}){0,2}\.s?html?(?:[?#]|$)|"
    r"[?&](?:m=vod-detail|id|vid|aid)=",
    re.I,
)
_LIST: Final = re.compile(
    r"(?:^|[/_.-])(?:vod-?type|vod-?show|type|category|categories|cat|class|channel|list|lists|forum|forumdisplay|"
    r"board|viewforum|tag|tags|topic|"
    r"genre|sort|index|new|latest|update|hot|top|rank|all|browse|archive|special|zt|search|page|p|c|f|sch|so|dir|"
    r"label|area|year)(?:[/_.?-]|\d|$)|"
    r"[?&](?:page|pg|p|paged|offset|start|cat|fid|q|wd|kw|keyword|s|cid|tag|typeid)=|/$",
    re.I,
)
_PLAY_WORDS: Final = re.compile(
    r"播放|观看|下载|网盘|提取|磁力|种子|立即看|在线看|第[\d零一二三四五六七八九十百]{1,5}[集话話回期章讲课]|^(?:HD|"
    r"正片|TC|BD|\d{1,4}|EP?\d{1,4})$|download|"
    r"watch|magnet|阅读",
    re.I,
)
_LIST_WORDS: Final = re.compile(
    r"^(?:下一页|下页|上一页|后一页|末页|尾页|更多|全部|查看更多|加载更多|next|more|older|»|›|>|>>|→|\[?\d{1,4}\]?)"
    r"\s*(?:[›»>]|page|posts)?$",
    re.I,
)
_IDLE_WORDS: Final = re.compile(
    r"^(?:登[录陆入]|注册|退出|回复|引用|举报|收藏|评论|只看该作者|倒序浏览|找回密码|发帖|发表|关于我们|联系我们|"
    r"免责声明|隐私|"
    r"log ?in|sign (?:in|up)|register|reply|quote|report|rss)",
    re.I,
)


_REMEMBERED: Final = 300  # characters of an address


def is_page(url: str) -> bool:
    """Whether an address can be a page that a crawler reads."""
    return url.startswith(("http://", "https://")) and _shape(url) != _ASSET


def promise(url: str, words: str = "") -> int:
    """The priority of an address with the words of its link."""
    by_shape = _shape(url)
    if by_shape in (FEED, IDLE):
        return by_shape
    if words and len(words) <= 24:
        if _LIST_WORDS.match(words) and by_shape != PLAY:
            return LIST
        if _IDLE_WORDS.match(words):
            return IDLE
        if _PLAY_WORDS.search(words) and (by_shape != LIST or len(words) <= 8):
            return PLAY
    return by_shape


def _shape(url: str) -> int:
    return _shape_of(url) if len(url) > _REMEMBERED else _shape_again(url)


@lru_cache(maxsize=16_384)
def _shape_again(url: str) -> int:
    return _shape_of(url)


def _shape_of(url: str) -> int:
    start = url.find("/", 8)
    return _by_shape(url[start : start + 400].translate(_ZEROS) if start > 0 else "/")


@lru_cache(maxsize=16_384)
def _by_shape(path: str) -> int:
    path = path.partition("#")[0]
    name = path.partition("?")[0].rpartition("/")[2]
    if "." in name and name.rpartition(".")[2].lower() in _ASSETS_BY_SHAPE:
        return _ASSET
    if _IDLE.search(path) or _is_faceted(path):
        return IDLE
    if _FEED.search(path):
        return FEED
    if _PLAY.search(path):
        return PLAY
    if _DETAIL.search(path):
        return DETAIL
    return LIST if _LIST.search(path) else OTHER


def _is_faceted(path: str) -> bool:
    """Whether a list is cut by area, year, letter or order: the same works again in another order."""
    match = _FACETED.search(path)
    if match is None:
        return False
    slots = match.group(1).split("-")
    return len(slots) >= 8 and any(slot for place, slot in enumerate(slots) if place not in (0, _PAGE_SLOT))
