"""Titles of threads that ask for a work instead of offering it."""

from __future__ import annotations

import re
from typing import Final

from core.types import Text

_TAG: Final = (
    r"\W{0,4}(?:(?:thread|topic|主题|话题|标题)\s?[:：]\s?)?\W{0,3}"
    r"(?:(?:资源|影视|求助|求片|综合|其他|电影|电视剧|小说|音乐|网盘|[已未]解决|已回复|悬赏中?|问答|提问|讨论|灌水|水区|杂谈|求档区?)"
    r"\s?[】\])）］」|｜:：]\s{0,3}\W{0,3}){0,3}"
)
_ASKING: Final = re.compile(
    rf"{_TAG}(?:"
    r"(?:[跪急诚哭在]求(?!婚|生|职)|"
    r"求(?:助|片|种|档|书|源|资源|链|下载|分享|网盘|百度|夸克|磁力|个链|大[神佬]|好心人|一[部个本]|各位)|"
    r"求\s?[《「『【\[]|悬赏|(?:谁有|想要|急需|急找|在找|寻找?|蹲一?个?)\s?[《「『]|蹲一个|急需|"
    r"(?:re)?quest(?:s|ing)?\s?[:：\]]|looking for\b|(?:does |has )?any(?:one|body) (?:have|has|got|know)|"
    r"where (?:can|do) i\b|求(?![婚佛生职爱真魔仙道]).{1,60}(?:资源|网盘|链接|种子|下载|高清|完整版|全集)"
    r"\W{0,4}(?:\Z|[-_|–（(]))|"
    r"\W{0,4}(?:请问|话说|想问|问下|问一下|弱弱)?.{0,6}(?:有没有人?|哪位|有人|谁)(?:手[里上])?"
    r"(?:有|能|知道|可以|存了|分享).{1,60}(?:[吗嘛么呢？?呀啊]|资源|网盘|链接)\W{0,3}(?:\Z|[-_|–]))",
    re.I,
)
# The same said at the end: "… 求资源", "… 有资源吗", "… 在哪里能看".
_ASKED: Final = re.compile(
    r"(?:求(?:个|一?[个份])?(?:资源|链接|网盘|分享|下载|种子|磁力)|(?<!没)有(?:资源|链接|网盘|种子)的?[吗么嘛]|"
    r"(?:在|去)?哪里?儿?(?:能|可以|有得?|还能)?(?:看|下载?|找)[得到的了]{0,2})[啊呀呢吗？?!！。~\s]{0,6}(?:\Z|[-_|–])"
)


def asks(title: str) -> bool:
    """Whether a thread's title asks for a work: 求《…》资源, 有没有人有…, looking for."""
    return _ASKING.match(title[:200]) is not None or _ASKED.search(title[:200]) is not None


def answering(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """The words around a link without those that only ask: what an answer offers, it names itself."""
    return tuple(text for text in texts if not asks(text.text))
