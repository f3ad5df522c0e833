"""What a page as a whole is about: its texts, and year, kind and people where it states them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import Final

from core.frozen import frozen
from core.types import Text, WorkKind
from crawler.extract import schema
from crawler.extract.document import Document
from crawler.extract.offer import folded, words
from crawler.extract.outline import ASIDE, Anchor
from crawler.extract.page_kind import is_judged
from crawler.extract.telling import is_telling

_WORKS: Final = (
    "Movie", "TVSeries", "TVSeason", "TVEpisode", "VideoObject", "Book", "MusicAlbum", "MusicRecording",
    "CreativeWork", "Product",
    "SoftwareApplication", "Game", "VideoGame", "Course", "PodcastSeries", "Audiobook",
)  # fmt: skip
_YEAR: Final = re.compile(
    r"(?:年份|年代|年\s{0,2}代|上映(?:时间|日期|年份)?|首播|首映|发行(?:时间|日期|年份)?|出品(?:时间|年份)|year|"
    r"released?)\s{0,2}[:：]\s{0,2}(?:\D{0,6})((?:19|20)\d{2})(?!\d)",
    re.I,
)
_KIND: Final = re.compile(
    r"(?:类型|类别|分类|频道|类\s{1,2}型|栏目|所属|type|genre|category)\s{0,2}[:：]\s{0,2}([^\n：:]{1,30})", re.I
)
_PEOPLE: Final = re.compile(
    r"(?:主\s{0,4}演|演\s{0,2}员|导\s{0,4}演|编\s{0,2}剧|领衔主演|starring|director|cast|"
    r"actors?)\s{0,2}[:：]\s{0,2}([^\n：:]{1,200})",
    re.I,
)
_YEAR_SHOWN: Final = re.compile(r"[(（\[【]\s?((?:19|20)\d{2})\s?年?[)）\]】]")
_YEAR_BELOW: Final = re.compile(
    r"(?<![^\n])\W{0,3}((?:19|20)\d{2})\s?年?(?=\s{0,3}(?:\n|[/|·•,，]|\Z|"
    r"(?:大陆|内地|中国|国产|香港|台湾|港台|美国|欧美|日本|韩国|日韩|英国|法国|德国|泰国|印度|动作|喜剧|剧情|爱情|科幻|悬疑|动画)|[A-Z][a-z]))"
)
_YEAR_ALONE: Final = re.compile(r"\(?((?:19|20)\d{2})\s?年?\)?")
_YEAR_AT_END: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s{1,3}((?:19|20)\d{2})\s?年?\s*\Z")
_YEAR_LABELLED: Final = re.compile(
    r"(?:年[份代]|上映(?:时间|日期|年份)?|首播|首映|发行(?:时间|日期|年份)?)[\s|]{1,3}((?:19|20)\d{2})(?!\d)"
)
_BELOW: Final = 120
_FACTS: Final = 200  # characters behind a heading among which its facts stand
_LIST: Final = 5_000
_MOST_YEARS: Final = 20
_CARRIED: Final = re.compile(r"[(（]((?:19|20)\d{2})[)）]\s?([\u4e00-\u9fff]{0,4})\Z")
_PERSON_BREAK: Final = re.compile(r"\s*[,，、/|;；·]\s*|\s{2,}|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_LONGEST_HOP: Final = 120
_MOST_ANCHORS: Final = 3
_KINDS: Final[tuple[tuple[WorkKind, str], ...]] = (
    ("short_drama", "短剧 微短剧"),
    ("variety", "综艺 真人秀 脱口秀"),
    ("gala", "晚会"),
    ("animation", "动漫 动画 番剧 番组 国漫 日漫 anime"),
    ("cartoon", "漫画 manga comic"),
    ("audiobook", "有声 广播剧 听书"),
    ("novel", "小说 novel"),
    ("music", "音乐 歌曲 专辑"),
    ("game", "游戏"),
    ("software", "软件"),
    ("course", "课程 教程"),
    ("sports", "体育"),
    ("tv", "连续剧 电视剧 国产剧 剧集 美剧 韩剧 日剧 港剧 台剧 泰剧 欧美剧 日韩剧 海外剧 大陆剧 内地剧 港台剧"),
    ("film", "电影 movie film 动作片 喜剧片 爱情片 科幻片 恐怖片 剧情片 战争片 悬疑片 犯罪片 奇幻片 灾难片"),
    ("tv", "tv series"),
)


@frozen
class About:
    """What a page states about its work."""

    year: int | None = None
    kind: WorkKind | None = None
    people: tuple[str, ...] = ()


def page_texts(document: Document) -> tuple[Text, ...]:
    """Heading, title, meta and structured data: what the page says of itself, and what was said of it."""
    meta = document.meta
    named = [schema.said(thing, "name", "headline") for thing in schema.things(document, *_WORKS)[:5]]
    said = words(
        ("heading", document.heading[:300]),
        ("page_title", document.page_title[:300]),
        ("meta", meta.get("og:title", "")[:300]),
        ("meta", meta.get("keywords", "")[:200]),
        ("meta", meta.get("description", meta.get("og:description", ""))[:400]),
        *(("json_ld", name[:300]) for name in named),
    )
    return (*said, *document.page.context)


def subject(document: Document) -> str:
    """The words that name what the page is about: heading or title, else what led here; "" when none names a thing."""
    for said in (document.heading, document.page_title or document.meta.get("og:title", "")):
        if said and is_telling(said):
            return said[:300]
    return next((text.text for text in document.page.context if is_telling(text.text)), "")


def passed_on(document: Document, named: str) -> tuple[Text, ...]:
    """What to tell data that a page asks for: its subject, and the parts of a title that may hold a site's name."""
    parts = () if is_judged(named) else named.split(" - ")[:3]
    return words(("context", carried(document) or named), *(("context", part) for part in parts if is_telling(part)))


@lru_cache(maxsize=1)
def about(document: Document) -> About:
    """Year, kind and people from the labelled lines of a work's page; year and kind else from the page before."""
    text = _labelled(document.text[:20_000])
    year, kind = _YEAR.search(text), _KIND.search(text)
    context = document.page.context
    before = next((match for each in context if (match := _CARRIED.search(each.text))), None)
    told = year or _headed(document) or before or next((_YEAR.search(each.text) for each in context[:3]), None)
    category = kind.group(1) if kind else before.group(2) if before else ""
    return About(int(told.group(1)) if told else None, kind_of(category), _people(text))


def _headed(document: Document) -> re.Match[str] | None:
    """A year in the heading, or one that begins a line right below it: "1990 / 剧情", "2004年"."""
    heading = document.heading
    if not heading:
        return _YEAR_SHOWN.search(document.page_title or document.meta.get("og:title", "")[:300])
    if in_heading := _YEAR_SHOWN.search(heading) or _YEAR_AT_END.search(heading):
        return in_heading
    at = next((each.end for each in document.headings[:20] if each.text == heading[:300]), -1)
    if at < 0:
        return None
    next_one = next((each for each in document.headings[:20] if each.start >= at), None)
    if next_one is not None and (alone := _YEAR_ALONE.fullmatch(next_one.text)):
        return alone
    following = next_one.start if next_one is not None else at + _FACTS
    if labelled := _YEAR_LABELLED.search(document.text, at, min(at + _FACTS, following)):
        others = islice(_YEAR_LABELLED.finditer(document.text, labelled.end(), labelled.end() + _LIST), _MOST_YEARS)
        return None if any(other.group(1) != labelled.group(1) for other in others) else labelled
    below = _YEAR_BELOW.search(document.text, at, min(at + _BELOW, following))
    if below is None:
        return _year_linked(document, at, min(at + _BELOW, following))
    # What is below another heading, or below another name in a list, is that one's; so is each year of a list.
    if is_telling(document.text[at : below.start()]) or _is_list(document, below):
        return None
    return below


def _year_linked(document: Document, at: int, until: int) -> re.Match[str] | None:
    """The year that a link right below the heading says: to the works of that year."""
    first = bisect_left(document.anchors, at, key=_start)
    for anchor in document.anchors[first : first + _MOST_ANCHORS]:
        if anchor.start < until and (year := _YEAR_ALONE.fullmatch(anchor.words)):
            return None if is_telling(document.text[at : anchor.start]) else year
    return None


def _start(anchor: Anchor) -> int:
    return anchor.start


def _is_list(document: Document, first: re.Match[str]) -> bool:
    """Whether another year stands on a line of its own further down, and not among recommendations."""
    for match in islice(_YEAR_BELOW.finditer(document.text, first.end(), first.end() + _LIST), _MOST_YEARS):
        heading = document.heading_at(match.start())
        aside = document.outline.flags[document.block_at(match.start())] & ASIDE
        if match.group(1) != first.group(1) and not aside and not (heading is not None and heading.aside):
            return True
    return False


def _labelled(text: str) -> str:
    """The lines with a colon and two on each side: a label and its value may stand on lines of their own.

    Most lines of most pages have none, and the patterns above are slow to say no.
    """
    lines = text.split("\n")
    kept: dict[int, None] = {}
    for number, line in enumerate(lines):
        if ":" in line or "：" in line:
            kept.update(dict.fromkeys(range(number - 2, number + 3)))
    return "\n".join([lines[number] for number in sorted(kept) if 0 <= number < len(lines)])


def carried(document: Document) -> str:
    """What to tell the pages behind this one: what it is about, of which year and kind."""
    before = next((text.text for text in document.page.context if is_telling(text.text)), "")
    said = subject(document)
    if before and before not in said and is_hop(document):
        return before
    if not said:
        return ""
    stated = about(document)
    kind = next((names.split()[0] for each, names in _KINDS if each == stated.kind), "")
    return f"{said} ({stated.year}) {kind}".strip() if stated.year else said


def is_hop(document: Document) -> bool:
    """Whether a page between two others names nothing itself: "you are leaving", "click to go on"."""
    return len(document.text) < _LONGEST_HOP and len(document.anchors) <= _MOST_ANCHORS


def kind_of(words_of_kind: object) -> WorkKind | None:
    """The kind of work that a category's name means."""
    said = folded(words_of_kind).lower()[:60]
    if not said:
        return None
    return next((kind for kind, names in _KINDS if any(name in said for name in names.split())), None)


def people_of(said: object) -> tuple[str, ...]:
    """Names in a list such as `张三,李四 / 王五`."""
    names = (part.strip(" .。…更多展开") for part in _PERSON_BREAK.split(folded(said)))
    return tuple(dict.fromkeys(name for name in names if 1 < len(name) <= 40))[:20]


def _people(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in _PEOPLE.finditer(text):
        found.update(dict.fromkeys(people_of(match.group(1))))
        if len(found) >= 20:
            break
    return tuple(found)[:20]
