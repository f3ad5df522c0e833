"""Which parts of a page speak of something else, told by tag, class names and headings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from crawler.extract.outline import ASIDE, CRUMBS, POST, ROW, WIDE

_ASIDE_NAME: Final = re.compile(
    r"(?:[a-z0-9]{1,12}[-_]{1,2})?(?:side-?bar|side|aside|foot|footer|nav|navbar|menu|related|recommend|recommends|"
    r"recommended|recommendations?|rank|ranking|ranks|hot|hots|hotlist|guess|likes?|friend-?links?|flinks?|popular|"
    r"trending|toplist|tagcloud|partners?|trailers?|signatures?|sign|sig)"
    r"(?:[-_]{1,2}(?:list|lists|box|wrap|wrapper|widget|area|inner|right|left|bar|module|panel|posts|content|con|links|videos|movies))?"
)
_POST_NAME: Final = re.compile(
    r"(?:postmessage_\d{1,12}|t_f|t_fsz|postbody|post-?body|post_body|post-?content|post_content|post-?message|"
    r"entry-?content|article-?content|article-?body|articlebody|article_content|thread-?content|topic-?body|cooked|"
    r"message-?(?:body|content|text)|bbwrapper|read-?content|tpc_content|js_content|showhide|single-?content|"
    r"comment-?(?:body|content|text))"
)
_ROW_NAME: Final = re.compile(
    r"(?:[a-z0-9_]{1,20}[-_]{1,2})?(?:item|card|entry|result|row-text|threadrow|topic-row|resource|tile|listitem|"
    r"list-?row|vodlist__box)"
)
_CRUMB_NAME: Final = re.compile(
    r"(?:[a-z0-9]{1,12}[-_])?(?:breadcrumbs?|crumbs?|location|position|pt|path-?nav|weizhi)"
)
_ASIDE_HEADING: Final = re.compile(
    r"猜你|^相关|相关(?:推荐|影片|视频|资源|阅读|文章|帖子|主题|下载|内容|作品)|相似(?:影片|推荐)|^热[门播映]|热[播映榜帖]|热点(?:资讯|推荐)|排行|榜单?$|"
    r"^(?:最近|最新)(?:更新|发布|资源|影片|电影|帖子|主题|文章)|友情链接|随机(?:推荐|影片|阅读|看看)|^大家(?:都)?在|看了又看|还(?:在看|看过|喜欢|想看)|同类(?:推荐|影片|资源)|"
    r"[您你]可能|^.{0,4}推荐(?:阅读|影片|资源|电影|内容|帖子|视频|文章|榜)?$|"
    r"\b(?:related|recommended|recommendations?|popular|trending|you may|also (?:like|watched|viewed)|similar|"
    r"most (?:viewed|read|popular)|latest posts|recent posts|friend links?|top \d+)\b",
    re.I,
)
_ASIDE_LETTERS: Final = frozenset("猜相热排榜最友随大看还同您你推")  # one of them is in each Chinese phrase above
_ASIDE_TAGS: Final = frozenset(("nav", "footer", "aside"))
_ROW_TAGS: Final = frozenset(("tr", "li", "dd", "article"))
_WIDE_TAGS: Final = frozenset(("body", "main", "center", "frameset"))
_NEVER_ASIDE: Final = frozenset(("li", "tr", "td", "th", "p", "dd", "dt", "main", "article", "body", "center"))
_LONGEST_HEADING: Final = 24


@lru_cache(maxsize=8192)
def flags_of(tag: str, names: str) -> int:
    """The flags of a block with these class names and id."""
    flags = ASIDE if tag in _ASIDE_TAGS else ROW if tag in _ROW_TAGS else WIDE if tag in _WIDE_TAGS else 0
    for name in names.lower().split()[:16]:
        flags |= _flags_of_name(tag, name)
    if flags & POST or (tag in ("ul", "ol") and _is_buttons(names.lower())):  # Bootstrap's rows of buttons
        flags &= ~ASIDE
    return flags


def _is_buttons(names: str) -> bool:
    return "nav" in names.split() and "navbar" not in names and "menu" not in names


def _flags_of_name(tag: str, name: str) -> int:
    if len(name) > 60:
        return 0
    if _CRUMB_NAME.fullmatch(name):
        return CRUMBS
    if _POST_NAME.fullmatch(name):
        return POST
    if tag not in _NEVER_ASIDE and not name.startswith(("has-", "with-", "no-", "tab")) and _ASIDE_NAME.fullmatch(name):
        return ASIDE
    return ROW if _ROW_NAME.fullmatch(name) else 0


def names_others(heading: str) -> bool:
    """Whether a heading opens a list of other works: 猜你喜欢, related, rankings, friends."""
    if len(heading) > _LONGEST_HEADING or (_ASIDE_LETTERS.isdisjoint(heading) and not heading.isascii()):
        return False
    return _ASIDE_HEADING.search(heading) is not None
