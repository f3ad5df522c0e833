"""What a page is when it is no offer: news, a review, an encyclopaedia, a trailer, tickets."""

from __future__ import annotations

import re
from typing import Final

from core.types import LinkKind
from crawler.extract.document import Document

# Nobody who only writes about a work links these: such a link is an offer, whatever the page looks like.
OFFERS: Final[frozenset[LinkKind]] = frozenset(
    ("netdisk", "magnet", "ed2k", "torrent", "ftp", "document", "app", "source")
)
_HOSTS: Final = (
    ("encyclopaedia", re.compile(
        r"(?:^|\.)(?:douban\.com|baike\.baidu\.com|baike\.so\.com|baike\.sogou\.com|wikipedia\.org|imdb\.com|"
        r"mtime\.com|themoviedb\.org|"
        r"bgm\.tv|bangumi\.tv|moegirl\.org(?:\.cn)?|1905\.com|fandom\.com|myanimelist\.net|rottentomatoes\.com)$"
    )),
    ("tickets", re.compile(r"(?:^|\.)(?:maoyan\.com|taopiaopiao\.com|damai\.cn|gewara\.com|fandango\.com)$")),
    ("news", re.compile(
        r"(?:^|\.)(?:people\.com\.cn|xinhuanet\.com|news\.cn|chinanews\.com(?:\.cn)?|thepaper\.cn|ifeng\.com|"
        r"gmw\.cn|huanqiu\.com|cnr\.cn|"
        r"variety\.com|hollywoodreporter\.com|deadline\.com|bbc\.(?:com|co\.uk)|reuters\.com|nytimes\.com|"
        r"theguardian\.com)$"
    )),
)  # fmt: skip
_TYPES: Final = {
    "newsarticle": "news", "reportagenewsarticle": "news", "review": "review", "criticreview": "review",
    "claimreview": "review",
    "screeningevent": "tickets", "event": "tickets",
}  # fmt: skip
# The cheapest first; the last ones are asked only where they can still decide.
_NEWS: Final = (
    re.compile(r"发布会|首映礼|接受(?:了)?采访|采访时|表示[，：]|据悉|获悉|据了解"),
    re.compile(r"记者\s?[:：]?\s?[\u4e00-\u9fff]{2,4}|本报讯|新华社|中新(?:网|社)|(?:通讯员|见习记者)"),
    re.compile(
        r"责任编辑|责编[:：]|编辑\s?[:：]\s?[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])|原标题[:：]|本文来源|稿件来源|"
        r"来源\s?[:：]\s?[\u4e00-\u9fff]{1,12}(?:网|报|社|台|客户端|新闻|日报|晚报)"
    ),
    re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:日报|晚报|早报|新闻网|电视台|新闻|资讯|娱乐讯)|[电讯](?:\s|，|：|\))"),
    re.compile(
        r"\b(?:staff writer|reporter|correspondent|Reuters|Associated Press|press release|newsroom)\b|"
        r"^By [A-Z][a-z]+ [A-Z]",
        re.M,
    ),
)
_REVIEW: Final = re.compile(r"影评|剧评|书评|乐评|观后感|读后感|短评|长评|测评|评价[:：]|\breview(?:ed|s)?\b", re.I)
_ENCYCLOPAEDIA: Final = re.compile(r"百科|wiki(?:pedia)?\b|词条|维基", re.I)
_TRAILER: Final = re.compile(
    r"预告片?|先导片|先导预告|花絮|片花|首支预告|定档预告|\b(?:trailer|teaser|featurette|behind the scenes)\b", re.I
)
_EVENT: Final = re.compile(
    r"票房|上映|定档|官宣|首映|开机|杀青|见面会|发布会|专访|对话|亮相|获奖|入围|口碑|热议|收官|阵容|路演|点映|提名|撤档|评分"
)
_FULL: Final = re.compile(r"正片|全集|完整版|高清下载|网盘|第\s?\d{1,4}\s?集|(?:在线|免费)观看|迅雷|磁力")
_TICKETS: Final = re.compile(r"选座购票|在线选座|购票|影讯|排片|影院排期|buy tickets|showtimes", re.I)
_BODY: Final = 6_000


def kind_of_page(document: Document) -> str:
    """news, review, encyclopaedia, trailer or tickets where structure and words agree; "" when in doubt."""
    for kind, hosts in _HOSTS:
        if hosts.search(document.host.partition(":")[0]):
            return kind
    title = f"{document.title} {document.heading}"
    if _TRAILER.search(title) and not _FULL.search(document.heading or title):
        return "trailer"
    typed = {str(each.get("@type")).lower() for each in document.json_ld}
    stated = next((kind for name, kind in _TYPES.items() if name in typed), "")
    return stated or _by_words(document, title)


def is_judged(title: str) -> bool:
    """Whether a title says of its work that it is reviewed or announced here."""
    return _REVIEW.search(title) is not None or _TRAILER.search(title) is not None


def _by_words(document: Document, title: str) -> str:
    if _FULL.search(document.heading or title):
        return ""
    text = document.text[:_BODY]
    if _TICKETS.search(title):
        return "tickets"
    if _ENCYCLOPAEDIA.search(document.title):
        return "encyclopaedia"
    if _REVIEW.search(title):
        return "review"
    article = document.meta.get("og:type", "").lower() in ("article", "news") or "<article" in document.source[:200_000]
    return "news" if _reads_like_news(text, 2 if article else 3, said=_EVENT.search(title) is not None) else ""


def _reads_like_news(text: str, enough: int, *, said: bool) -> bool:
    """Whether a text bears so many signs of news; `said` is one that its title gave."""
    signs = int(said)
    for left, pattern in zip(range(len(_NEWS), 0, -1), _NEWS, strict=True):
        if signs >= enough or signs + left < enough:
            break
        signs += pattern.search(text) is not None
    return signs >= enough
