"""Spaces without end: calendars, facets, sessions, growing paths, words that never repeat, and the same page for ever."""

from __future__ import annotations

import random
from hashlib import blake2b
from urllib.parse import urlsplit

from tests.hostile.case import Case, page, unseen
from tests.hostile.server import Answer

_HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def _words(seed: str, count: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(5, 11))) for _ in range(count)]


def _text(seed: str) -> str:
    chance = random.Random(seed)
    return "<p>" + "".join(chance.choices(_HAN, k=300)) + "</p>"


def _calendar(path: str) -> bytes:
    month = int(path.rsplit("/", 1)[-1] or 0)
    return page(
        _text(path) + "".join(f'<a href="/calendar/{month + step}">{month + step} 月</a>' for step in (1, 2, 3, 12))
    )


def _facets(path: str) -> bytes:
    query = urlsplit(path).query
    names = ("color", "size", "brand", "sort", "price", "area", "year", "lang")
    links = "".join(
        f'<a href="/facets?{query}&amp;{name}={number}">{name}</a>' for name in names for number in range(4)
    )
    return page(_text(path) + links)


def _sessions(path: str) -> bytes:
    key = blake2b(path.encode(), digest_size=20).hexdigest()
    return page(
        _text("same")
        + "".join(f'<a href="/sessions/list?sid={key}&page={n}&ticket={key[:9]}{n}">{n}</a>' for n in range(20))
    )


def _growing(path: str) -> bytes:
    return page(
        _text(path)
        + '<a href="deeper/">下一页</a><a href="../growing/other/">其他</a><a href="more/index.html">更多</a>'
    )


def _unique(path: str) -> bytes:
    """Each page leads to ten more, and no word of an address ever comes again."""
    links = "".join(
        f'<a href="/{word}-{word[::-1]}/{word[:4]}{number}.html">{word}</a>'
        for number, word in enumerate(_words(path, 10))
    )
    return page(_text(path) + links.replace('href="/', 'href="/unique/'))


def _slugs(path: str) -> bytes:
    links = "".join(f'<a href="/slugs/{word}">影片 {word}</a>' for word in _words(path, 30))
    return page(_text(path) + links)


def _search(path: str) -> bytes:
    return page(_text("s") + "".join(f'<a href="/search?q={word}">相关搜索 {word}</a>' for word in _words(path, 40)))


def _playing(path: str) -> bytes:
    """Looks like a film site's play pages, and is empty."""
    number = int(blake2b(path.encode(), digest_size=4).hexdigest(), 16)
    return page(_text("p") + "".join(f'<a href="/vodplay/{number + n}-1-{n}.html">在线播放</a>' for n in range(30)))


def _soft_404(path: str) -> bytes:
    return page(
        "<h1>页面不存在</h1><p>您访问的页面不存在</p>"
        + "".join(f'<a href="/soft/{word}">返回</a>' for word in _words(path, 12))
    )


def _titled(path: str) -> bytes:
    """A flood of the watched title, always at a new address."""
    links = "".join(
        f'<a href="https://pan.quark.cn/s/{blake2b(f"{path}{n}".encode(), digest_size=6).hexdigest()}">满江红</a>'
        for n in range(5)
    )
    return page(links + "".join(f'<a href="/flood/{word}">满江红 {word}</a>' for word in _words(path, 5)))


def named(path: str) -> bytes:
    """Every page names the watched title, and none has anything."""
    links = "".join(f'<a href="/named/{word}.html">满江红 {word} 立即播放</a>' for word in _words(path, 5))
    return page(_text(path) + links + "".join(f'<a href="/named/{word}.htm">{word}</a>' for word in _words(path, 15)))


def _hosts(path: str) -> bytes:
    return page("".join(f'<a href="http://{word}.trap.example/">满江红</a>' for word in _words(path, 50)))


TRAPS: dict[str, Answer] = {
    "calendar/": _calendar,
    "facets": _facets,
    "sessions/": _sessions,
    "growing/": _growing,
    "unique/": _unique,
    "slugs/": _slugs,
    "search": _search,
    "vodplay/": _playing,
    "soft/": _soft_404,
    "flood/": _titled,
    "hosts/": _hosts,
}
STARTS = {"facets": "facets?a=1", "search": "search?q=x", "calendar/": "calendar/1", "vodplay/": "vodplay/1-1-1.html"}


def cases() -> tuple[Case, ...]:
    """A door to each of them."""
    made = []
    for start, answer in TRAPS.items():
        door = f'<a href="/{STARTS.get(start, start)}">进入 {start}</a>'
        made.append(unseen(f"trap-{start.strip('/')}", page(door), (f"/{start}*", answer)))
    return tuple(made)
