"""Titles of threads that ask for a work instead of offering it."""

from __future__ import annotations

import re
from typing import Final

from core.types import Text

_ASKING: Final = re.compile(
    r"\W{0,4}(?:(?:thread|topic|主题|话题|标题)\s?[:：]\s?)?\W{0,3}"
    r"(?:[跪急诚哭在]求(?!婚|生|职)|求(?:助|片|种|档|书|资源|链接|下载|分享|一[部个本]|大[神佬]|各位)|求\s?[《「『【\[]|悬赏|"
    r"(?:re)?quest(?:s|ing)?\s?[:：\]]|looking for\b|(?:does |has )?any(?:one|body) (?:have|has|got|know)|"
    r"where (?:can|do) i\b|求(?![婚佛生职爱真魔仙道]).{1,60}(?:资源|网盘|链接|种子|下载|高清|完整版|全集)"
    r"\W{0,4}(?:\Z|[-_|–（(]))|"
    r"\W{0,4}(?:请问|话说|想问|问下|问一下|弱弱)?.{0,6}(?:有没有人?|哪位|有人|谁)(?:手[里上])?"
    r"(?:有|能|知道|可以|存了|分享).{1,60}(?:[吗嘛么呢？?]|资源|网盘|链接)\W{0,3}(?:\Z|[-_|–])",
    re.I,
)


def asks(title: str) -> bool:
    """Whether a thread's title asks for a work: 求《…》资源, 有没有人有…, looking for."""
    return _ASKING.match(title[:200]) is not None


def answering(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """The words around a link without those that only ask: what an answer offers, it names itself."""
    return tuple(text for text in texts if not asks(text.text))
