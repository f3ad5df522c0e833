"""Marks: the words around a title that are not the title (quality, episode, year, site, about-words)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from matchers.credits import credits_in
from matchers.labels import labels_in
from matchers.vocabulary import (
    ABOUT,
    AFTER_NUMBER,
    EPISODE,
    GROUP,
    INNER,
    KINDS,
    LABEL,
    PERHAPS,
    RELEASE,
    SEASON,
    SITE,
    WEAK,
    YEAR,
    quality_after_year,
    vocabulary,
)

_JOINT: Final = "joint"
_PRAISE: Final = "praise:"
# Words of whole copies: one of them, an episode or two other signs of a copy make praise of what would be news.
_WHOLE: Final = frozenset(
    (
        "全集",
        "全季",
        "完结",
        "已完结",
        "更新至",
        "全套",
        "网盘",
        "夸克网盘",
        "百度云",
        "百度网盘",
        "阿里云盘",
        "迅雷下载",
        "提取码",
        "磁力",
        "在线观看",
        "免费观看",
        "全本",
    )
)
_GENRES: Final = frozenset(  # behind a colon and before other words the beginning of a subtitle: 某某:战争黎明
    (
        "战争",
        "爱情",
        "恐怖",
        "科幻",
        "动作",
        "喜剧",
        "悬疑",
        "奇幻",
        "犯罪",
        "惊悚",
        "冒险",
        "青春",
        "灾难",
        "家庭",
        "历史",
        "经典",
    )
)
_MEASURED: Final = frozenset(("收视率", "收视", "票房"))
_SPEAKS: Final = re.compile(r"[,。?;]|的是|为什么")
_SHARE: Final = "share"
STRONG: Final = frozenset({RELEASE, EPISODE, SEASON})
_SETTLED: Final = STRONG | {YEAR, SITE, WEAK, LABEL, GROUP}  # kinds that stand by themselves


class Mark(NamedTuple):
    """A span of the folded text and what it is."""

    start: int
    end: int
    kind: str


_NUMBER = "(?:[0-9]{1,4}|[一二三四五六七八九十百零两〇]{1,5})"
_HAN_NUMBERS: Final = re.compile(
    r"(?=[第全共更豆0-9一二三四五六七八九十百零两〇])(?:"  # nothing else begins one: most places are passed at once
    rf"(?P<season>第\s?{_NUMBER}(?:\s?[-~至到、&]\s?第?{_NUMBER})?\s?[季部辑]|{_NUMBER}(?:\s?[-~至到]\s?{_NUMBER})?季"
    rf"|[全共]{_NUMBER}[季部册])全?"
    rf"|(?P<episode>第\s?{_NUMBER}(?:\.[0-9])?(?:\s?[-~至到、&]\s?第?{_NUMBER})?\s?"
    r"(?:[集话回期章讲节卷篇][上中下完]?|(?<=[0-9])(?![0-9\u4e00-\u9fff]))"
    rf"|[全共更]\s?新?至?第?\s?{_NUMBER}\s?(?:[集话回期章讲节卷巻]|课时)|{_NUMBER}(?:\s?[-~至到]\s?{_NUMBER})?\s?(?:[集话回期讲화권](?!片|锦|市|合)|课时)[全完]?|{_NUMBER}\s?[-~至到]\s?{_NUMBER}\s?[章卷巻册](?!轴)|更(?:新?至|到)第?\s?[0-9]{{1,4}}(?![0-9年月日.]))"
    rf"|(?P<weak>[二两三四五六七八九十0-9]{{1,2}}部(?=合集|合辑|全集|打包|完整)|豆瓣(?:评分)?[:\s]?[0-9](?:\.[0-9])?分?|[0-9]{{1,3}}分钟版?|[0-9]\.[0-9]分|(?<![0-9/])[0-9]{{1,2}}/[0-9]{{1,3}}(?![0-9/])|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日|新番)?|(?:19|20)[0-9]{{2}}年版?))"
)  # fmt: skip
# Without one of these there is nothing to count: a quick look before the long one.
_COUNTS: Final = re.compile(
    r"[0-9一二三四五六七八九十百零两〇]\s?[季部辑册集话回期章讲节卷巻篇课分月年화권]|更[新至到]|第[0-9一二三四五六七八九十百零两〇\s]|豆瓣|[0-9]/[0-9]"
)
_SITE: Final = re.compile(
    r"(?P<share>(?:https?://)?(?:(?:[a-z0-9-]{1,20}\.){0,2}(?:pan|drive|cloud|yun|caiyun|alipan|aliyundrive|lanzou[a-z]?|123pan|115|weiyun|ctfile"
    r"|feijix|wenshushu|cowtransfer|mypikpak|mega|1drv|terabox)\.[a-z0-9.-]{2,30}/[^\s\u3400-\u9fff]{1,300}|cloud\.189\.cn/[^\s\u3400-\u9fff]{1,100})"
    r"|(?:magnet:\?|ed2k://|thunder://)[^\s]{1,600}?(?:&dn=|(?=\s|$)))|(?:https?://)?(?:www\.)[a-z0-9-]{1,40}(?:\.[a-z]{2,6}){1,3}|https?://[^\s]{1,300}"
    r"|(?<![a-z0-9-])[a-z0-9-]{2,40}\.(?:com|net|org|cc|me|vip|xyz|club|info|top|cn)(?![a-z0-9])"
)
_HALF: Final = re.compile(r"(?<=[\s(\[])[上中下一](?=[)\]\s]|$)")
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_TAIL_GROUP: Final = re.compile(
    r"[a-z0-9\])]-([a-z0-9_]{2,20}(?:@[a-z0-9]+)?)(?:\[[a-z0-9.]+\])?(?:\.[a-z0-9]{2,4})?\s*$"
    r"|[^\x00-\x7f]_([a-z][a-z0-9]{2,20})(?:\.[a-z0-9]{2,4})?\s*$"
)
_SITE_NAMES: Final = (
    "论坛|影视|字幕组|字幕|电影|影院|资源网?|视频|社区|家园|部落|天堂|之家|工作室|原创|发布|压制组?|网|社|吧|站|组"
)
_AT_GROUP: Final = re.compile(
    rf"@(?:[a-z0-9_]{{2,20}}(?:\.[a-z]{{2,4}})?|[a-z0-9\u3400-\u9fff]{{0,12}}?(?:{_SITE_NAMES}))(?=\s|$|[\]】)）.])"
)
# In front of the title that somebody wants or gives: 求某某, 发个某某的网盘.
_ASKING: Final = re.compile(r"求|蹲|(?:有|[发来给传补]个)(?=.{2,40}的(?:资源|网盘|链接|完整版))")
_LIST_NUMBER: Final = re.compile(r"(?:(?<=\s)[0-9]{1,3}[.、]|^[0-9]{1,5}[.、_-])(?=[《【]?[\u3400-\u9fff])")
_FRONT_GROUP: Final = re.compile(
    r"^\s?[【\[](?P<name>[^】\]]{1,40}(?:频道|字幕[组社]|发布组?|影视|论坛|压制组?|raws?|资源网?|subs?|fansub))[】\]]"
)
_SITE_SIGN: Final = re.compile(r"www|http|://|\.(?:c|net|org|me|vip|xyz|top|info)|magnet:")
_THOUSANDS: Final = re.compile(r"\d[,']\d{3}(?!\d)")
_CALENDAR: Final = frozenset("年月日")
_DATE_SIGN: Final = re.compile(r"(?:19|20)\d\d[-./]\d")
_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:3[01]|[12]\d|0?[1-9])")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def _token_marks(folded: str) -> list[Mark]:
    """Marks that are whole Latin or numeric tokens, or the end of one."""
    found: list[Mark] = []
    kinds = KINDS
    for token in _TOKEN.finditer(folded):
        kind = kinds[token.group()]
        if not kind:
            continue
        start, end = token.span()
        if kind == EPISODE and _THOUSANDS.match(folded, start - 2):
            continue
        if kind is PERHAPS:
            found.extend(_glued_marks(folded, token.group(), start, end))
        elif kind == EPISODE and folded[end : end + 1] in _CALENDAR:
            found.append(Mark(start, end, WEAK))
        else:
            found.append(Mark(start, end, kind))
    return found


def _glued_marks(folded: str, word: str, start: int, end: int) -> Iterator[Mark]:
    """The release words at the end of a token that is none itself."""
    glued = AFTER_NUMBER.fullmatch(word)
    if glued and start and _HAN.match(folded[start - 1]):
        yield Mark(start + glued.end(1), end, RELEASE)
        return
    if quality_after_year(word):
        yield Mark(start, start + 4, YEAR)
        yield Mark(start + 4, end, RELEASE)
        return
    inner = INNER.search(word) if len(word) >= 4 else None
    if inner:
        yield Mark(start + inner.start(), start + inner.end(), RELEASE)


def _group_marks(folded: str) -> Iterator[Mark]:
    """Sites, and the names of release groups at the end and in the bracket in front."""
    if ("." in folded or ":" in folded) and _SITE_SIGN.search(folded):
        for site in _SITE.finditer(folded):
            yield Mark(*site.span(), RELEASE if site["share"] else SITE)
    dash = max(folded.rfind("-"), folded.rfind("_"))  # a group's name holds neither
    if dash > 0:
        tail = _TAIL_GROUP.match(folded, dash - 1)
        if not tail and folded[dash] == "_":
            tail = _TAIL_GROUP.match(folded, max(folded.rfind("-") - 1, 0))
        if tail:
            yield Mark(*tail.span(1 if tail[1] else 2), GROUP)
    if "@" in folded:
        for uploader in _AT_GROUP.finditer(folded):
            yield Mark(*uploader.span(), GROUP)
    if folded[:1] in ("【", "["):
        front = _FRONT_GROUP.match(folded)
        if front:
            yield Mark(*front.span("name"), GROUP)


def find_marks(folded: str) -> list[Mark]:
    """Every mark of a folded text, in order of place; they may overlap."""
    found = _token_marks(folded)
    found.extend(_group_marks(folded))
    if folded.isascii():
        if " " in folded:
            found.extend(_listed_marks(folded))
        found = _without_dates(folded, found)
        found.sort()
        return found
    found.extend(_listed_marks(folded))
    asking = _ASKING.match(folded)
    if asking:
        found.append(Mark(*asking.span(), _SHARE))
    if _COUNTS.search(folded):
        found.extend([Mark(*m.span(), m.lastgroup or WEAK) for m in _HAN_NUMBERS.finditer(folded)])
    found.extend([Mark(*span, WEAK) for span in credits_in(folded)])
    if ":" in folded:
        found.extend([Mark(*span, LABEL) for span in labels_in(folded)])
    if "上" in folded or "下" in folded or "(" in folded:
        found.extend([Mark(*m.span(), WEAK) for m in _HALF.finditer(folded)])
    if "." in folded or "、" in folded or folded[0].isdecimal():
        found.extend([Mark(*m.span(), WEAK) for m in _LIST_NUMBER.finditer(folded)])
    found = _without_dates(folded, found)
    found.sort()
    return _without_embedded(folded, _settled(folded, found))


def _listed_marks(folded: str) -> list[Mark]:
    """Chinese words, and Latin phrases that stand between other words."""
    _, listed, kinds, first_phrase = vocabulary()
    return [
        Mark(start, end, kinds[which])
        for which, start, end in listed.find_matches_as_indexes(folded)
        if which < first_phrase or not (folded[start - 1 : start].isalnum() or folded[end : end + 1].isalnum())
    ]


def _settled(folded: str, marks: list[Mark]) -> list[Mark]:
    """Words that count only beside others: sharers' words beside copies, joints where they touch."""
    kinds = {mark[2] for mark in marks}
    if kinds <= _SETTLED:
        return marks
    if any(kind.startswith(_PRAISE) for kind in kinds):
        marks = _praised(folded, marks)
        kinds = {mark[2] for mark in marks}
    if _SHARE in kinds:
        offered = RELEASE in kinds or EPISODE in kinds
        marks = [
            Mark(a, b, WEAK) if kind == _SHARE else Mark(a, b, kind)
            for a, b, kind in marks
            if offered or kind != _SHARE
        ]
    if any(kind.startswith(ABOUT) for kind in kinds):
        marks = [mark for mark in marks if not (mark[2].startswith(ABOUT) and _is_covered(mark, marks))]
    if _JOINT not in kinds:
        return marks
    kept: list[Mark] = []
    for place, (start, end, kind) in enumerate(marks):
        if kind != _JOINT:
            kept.append(marks[place])
        elif (kept and kept[-1].end == start) or _touches(marks, place):
            kept.append(Mark(start, end, WEAK))
    return kept


def _praised(folded: str, marks: list[Mark]) -> list[Mark]:
    """Words of reviews and news, which beside a whole copy are no more than praise of it."""
    measured = {end for start, end, _ in marks if folded[start:end] in _MEASURED}  # 收视率 第3集: of that episode
    signs = [mark for mark in marks if mark[2] in STRONG and measured.isdisjoint((mark[0], mark[0] - 1))]
    offered = not _SPEAKS.search(folded) and (
        len(signs) > 1 or any(mark[2] == EPISODE or folded[mark[0] : mark[1]] in _WHOLE for mark in signs)
    )
    return [
        Mark(a, b, WEAK if offered else ABOUT + kind[len(_PRAISE) :]) if kind.startswith(_PRAISE) else Mark(a, b, kind)
        for a, b, kind in marks
    ]


def _is_covered(mark: Mark, marks: list[Mark]) -> bool:
    """Is a word the beginning of a longer mark? 豆瓣8.1分 is a number beside a copy, 豆瓣 a place where people talk."""
    return any(mark.start == other.start and other.end > mark.end and other.kind == WEAK for other in marks)


def _touches(marks: list[Mark], place: int) -> bool:
    """Does a word touch a mark behind it, perhaps over other joints?"""
    end = marks[place].end
    for start, stop, kind in marks[place + 1 : place + 4]:
        if start != end:
            return False
        if kind != _JOINT:
            return True
        end = stop
    return False


def _without_dates(folded: str, marks: list[Mark]) -> list[Mark]:
    """Full dates as one mark, not as a year and episodes."""
    if not any([mark[2] == YEAR for mark in marks]) or not _DATE_SIGN.search(folded):
        return marks
    for date in _DATE.finditer(folded):
        start, end = date.span()
        marks = [mark for mark in marks if not (start < mark.start and mark.end <= end and mark.kind == EPISODE)]
        marks.append(Mark(start + 4, end, WEAK))
    return marks


def _without_embedded(folded: str, marks: list[Mark]) -> list[Mark]:
    """Drops short words that stand in the middle of other Chinese words: they may be a part of a title."""
    kept: list[Mark] = []
    for place, mark in enumerate(marks):
        start, end, kind = mark
        if end - start <= 2 and kind not in STRONG and start > 0 and end < len(folded) and folded[start] > "\u3000":
            subtitle = (
                folded[start - 1] == ":" and folded[start:end] in _GENRES and not (kept and kept[-1].end >= start - 1)
            )
            left = (subtitle or _HAN.match(folded[start - 1])) and not (kept and kept[-1].end >= start)
            part = folded[end] == "篇" and folded[start:end] in _GENRES  # 冒险篇 is a part with a name
            right = _HAN.match(folded[end]) and not (place + 1 < len(marks) and marks[place + 1].start <= end)
            if (left and right) or part:
                continue
        kept.append(mark)
    return kept
