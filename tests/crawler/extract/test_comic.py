# ruff: noqa: E501 - markup as sites write it
"""Comic sites: one link a comic."""

from __future__ import annotations

from core.types import Page
from crawler.extract.comic import FAMILY

HOST = "https://comics.example"


def page(text: str, path: str) -> Page:
    return Page(HOST + path, text.encode(), text)


def test_contents_and_episode() -> None:
    rows = "".join(f'<li><a href="/manhua/9/{n}.html"><span>第{n:02}话 试炼</span></a></li>' for n in range(1, 7))
    text = f"<title>剑骨漫画 - 免费漫画</title><h1>剑骨</h1><p>作者：青木 类型：漫画</p><ul>{rows}</ul>"
    assert FAMILY.recognises(page(text, "/manhua/9/"))
    (sighting,) = FAMILY.read(page(text, "/manhua/9/")).sightings
    assert (sighting.link.url, sighting.work_kind, sighting.channel) == (f"{HOST}/manhua/9/", "cartoon", "cartoon")
    assert sighting.texts[0].text == "剑骨"
    episode = """<title>剑骨第3话_漫画在线看</title><h1>第3话 试炼</h1><img src=/1.jpg><a href="/manhua/9/2.html">上一话</a>
    <a href="/manhua/9/">返回目录</a><a href="/manhua/9/4.html">下一话</a> 漫画 漫画"""
    assert FAMILY.recognises(page(episode, "/manhua/9/3.html"))
    (sighting,) = FAMILY.read(page(episode, "/manhua/9/3.html")).sightings
    assert sighting.link.url == f"{HOST}/manhua/9/" and sighting.texts[0].text == "剑骨"


def test_other_languages() -> None:
    rows = "".join(f'<li><a href="/webtoon/9/{n}">어떤 웹툰 {n}화</a></li>' for n in range(1, 7))
    text = f"<title>어떤 웹툰 무료 - 만화</title><div><b>어떤 웹툰</b></div><ul>{rows}</ul>"
    assert FAMILY.recognises(page(text, "/webtoon/9"))
    (sighting,) = FAMILY.read(page(text, "/webtoon/9")).sightings
    assert sighting.link.url == f"{HOST}/webtoon/9"
    rows = "".join(f'<a href="/series/x/episode-{n}"><span>Episode {n}</span></a>' for n in range(1, 7))
    text = f"<title>Night Shift | Read Manhwa</title><h1>Night Shift</h1><p>Type: Manhwa</p>{rows}"
    assert FAMILY.recognises(page(text, "/series/x"))
    assert FAMILY.read(page(text, "/series/x")).sightings[0].link.url == f"{HOST}/series/x"


def test_innocents() -> None:
    rows = "".join(f'<a href="/book/9/{n}.html">第{n}章 试炼</a>' for n in range(1, 7))
    assert not FAMILY.recognises(page(f"<h1>剑骨</h1>小说 作者 {rows}", "/book/9/"))


def test_episodes_called_by_their_numbers_under_the_comic_s_own() -> None:
    rows = "".join(f'<a class="ch" href="/view/59969/{n}.html"><span>{n:03}</span></a>' for n in range(1, 7))
    text = f"<title>剑骨漫画免费看</title><div><p class=name>剑骨</p><p>作者：青木</p></div><div>漫画章节 漫画 {rows}</div>"
    assert FAMILY.recognises(page(text, "/cartoon/59969.html"))
    (sighting,) = FAMILY.read(page(text, "/cartoon/59969.html")).sightings
    assert sighting.link.url == f"{HOST}/cartoon/59969.html"
