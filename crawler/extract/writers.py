"""Who wrote what stands on a page: the profile link above a post, or the name above it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from core.types import Account, Text
from crawler.extract import accounts
from crawler.extract.bylines import bylines
from crawler.extract.document import Document
from crawler.extract.known_link import known_links
from crawler.extract.outline import POST, Anchor, Heading
from crawler.extract.profile import CARDS, carded, identity_in

_OWN: Final = re.compile(r"^(?:只看|查看|发消息|加好友|个人|主页|登录|注册|退出|profile|pm|message|avatar)", re.I)
_POSTER: Final = re.compile(
    r"(?:楼主|发帖人?|发[布表][者人]|贴主|(?:上传|投稿|分享|发布)(?:者|人|用户|会员)|UP主?|博主|posted\s?by|uploaded\s?by|uploader)\s{0,2}[:：]?\s{0,2}\Z",
    re.I,
)
_AUTHOR: Final = re.compile(r"(?:作者|用户|by|author)\s{0,2}[:：]?\s{0,2}\Z", re.I)
_MARKED: Final = re.compile(r"(?:^|[\s_-])(?:author|creator|poster|topic-author)(?:$|[\s_-])", re.I)
_NEAR: Final = 3  # links before a post among which its writer's stands
_NAME: Final = re.compile(r"(?:^|[\s_-])(?:nick|user)?-?name(?:$|\s)", re.I)
_DATED: Final = re.compile(
    r"\s{0,3}[·•|,，-]?\s{0,3}(?:发[表布]于|写于|posted|on|at|于)?\s{0,3}(?:\d{1,3}\s?(?:秒|分钟?|小[时時]|天|[周週]|[个個]?月|年)前|昨天|前天|今天|刚刚|剛剛|"
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}|\d{1,2}\s?(?:minutes?|hours?|days?|weeks?|months?|years?) ago)",
    re.I,
)
_THREAD: Final = re.compile(
    r"read\.php|show(?:thread|topic)?\.(?:php|asp)|thread|topic|[?&]tid=|/(?:t|d|p|post|posts|bbs)/", re.I
)
_MEMBERS: Final = re.compile(
    r"/(?:u|user|users|member|members|space|profile|people|uid)s?[/_-]|[?&](?:uid|userid|user_id)=", re.I
)
_CARDED: Final = frozenset(CARDS)
_LAST: Final = frozenset("主人者帖传户员pPyYrR")  # what labels of posters and authors end with
_MEMBER: Final = re.compile(r"/(?:u|user|users|member|members|space|profile|people|uid|home)s?[/_-]|[?&]uid=|/@", re.I)


class Writers:
    """Who wrote what stands at a position: the last profile link before it that no post contains.

    Pages of no known forum have to say so: there only links that are labelled as the poster's count.
    """

    def __init__(self, document: Document, *, labelled: bool = False) -> None:
        self.platform = accounts.platform_of(document.host)
        said = _is_poster if labelled else _is_writer
        pairs = zip(document.anchors, known_links(document), strict=True)
        profiles = [anchor for anchor, link in pairs if link.is_profile]
        self.found = [anchor for anchor in profiles if said(document, anchor)]
        if "flarum-content" in document.source:  # a thread as it is shown without scripts: names as headings
            self.found = [_named(heading) for heading in document.headings if heading.level == 3]
        if labelled:
            linked = {anchor.start for anchor in self.found}
            if _THREAD.search(document.url):
                members = [each for each in profiles if not each.aside and _MEMBERS.search(each.url)]
                self.found += [each for each in members if each.start not in linked and _is_writer(document, each)]
            linked = {anchor.start for anchor in self.found}
            self.found += [each for each in bylines(document) if each.start not in linked]
            if "card=" in document.source:
                cards = [
                    each for each in document.anchors if not each.aside and not _CARDED.isdisjoint(each.attributes)
                ]
                self.found += [each for each in cards if each.start not in linked and _is_named(each)]
            self.found.sort(key=lambda each: each.start)
        self.anchors = profiles if labelled else []
        self.starts = [anchor.start for anchor in self.found]

    def at(self, position: int) -> Account | None:
        place = bisect_left(self.starts, position) - 1
        anchor = self.found[place] if place >= 0 else self._called_before(position)
        if anchor is None:
            return None
        return Account(self.platform, identity_in(anchor.url) or _of_card(anchor), anchor.words[:60])

    def _called_before(self, position: int) -> Anchor | None:
        """The member's link right before, where its markup says that it is a name."""
        place = bisect_left(self.anchors, position, key=_start)
        near = reversed(self.anchors[max(0, place - _NEAR) : place])
        return next((each for each in near if _is_called(each) and _is_named(each) and identity_in(each.url)), None)


def _of_card(anchor: Anchor) -> str:
    return "" if _CARDED.isdisjoint(anchor.attributes) else carded(anchor)


def _start(anchor: Anchor) -> int:
    return anchor.start


def _named(heading: Heading) -> Anchor:
    """The name above a post, in the place of a profile link."""
    return Anchor("", heading.start, heading.end, 0, {}, heading.text)


def without_writer(texts: tuple[Text, ...], name: str) -> tuple[Text, ...]:
    """The words around a post without the name of who wrote it, with its label: it is no word of the post."""
    if len(name) < 2:
        return texts
    written = re.compile(
        rf"^(?:(?:楼主|作者|发[布表帖][者人]?|用户|昵称|网友|by)"
        rf"\s{{0,2}}[:：]?\s{{0,2}})?{re.escape(name)}[\s:：]{{0,4}}"
    )
    cut = (replace(text, text=written.sub("", text.text)) if text.source in ("row", "post") else text for text in texts)
    return tuple(text for text in cut if text.text and not (text.source == "heading" and text.text == name))


def _is_named(anchor: Anchor) -> bool:
    words = anchor.words
    return bool(words) and len(words) <= 40 and not _OWN.match(words) and anchor.url.startswith("http")


def _is_writer(document: Document, anchor: Anchor) -> bool:
    if not _is_named(anchor):
        return False
    outline = document.outline
    block = anchor.block
    for _ in range(8):
        if outline.flags[block] & POST and not _is_marked(anchor) and anchor.start > outline.starts[block] + 2:
            return False
        block = max(0, outline.parents[block])
    return True


def _is_marked(anchor: Anchor) -> bool:
    """Does the markup of a profile link say that it is the author's, though it stands inside the post?"""
    marks = f"{anchor.attributes.get('class') or ''} {anchor.attributes.get('rel') or ''}"
    return anchor.attributes.get("itemprop") in ("url", "author", "creator") or _MARKED.search(marks) is not None


def _is_poster(document: Document, anchor: Anchor) -> bool:
    """Is a link to a profile the poster's, by its label or a date behind it?

    An author's page may be a book's; a member's is not.
    """
    if anchor.aside:
        return False
    if _is_dated(document.text, anchor.end) and _MEMBER.search(anchor.url):
        return _is_named(anchor)
    before = document.text[max(0, anchor.start - 16) : anchor.start]
    if before.rstrip().rstrip(":：").rstrip()[-1:] not in _LAST or not _is_named(anchor):
        return False
    return bool(_POSTER.search(before) or (_AUTHOR.search(before) and _MEMBER.search(anchor.url)))


def _is_called(anchor: Anchor) -> bool:
    """Does the markup of a member's link say that it is a name, as feeds of posts do?"""
    marks = anchor.attributes.get("class") or ""
    named = "nick-name" in anchor.attributes or ("name" in marks and _NAME.search(marks) is not None)
    return named and _MEMBER.search(anchor.url) is not None


def _is_dated(text: str, end: int) -> bool:
    """Does a date stand behind a link?"""
    return _DATED.match(text, end) is not None
