"""A news site: reviews, box office, trailers, a slow page, and a calendar without end. Nothing here is a hit."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

from cli.demo.site import Reply, Site
from cli.demo.sites.furniture import furnish, head, links

_TEASER = "https://video.yulekan-cdn.example/trailers/manjianghong-teaser.mp4"
_OFFICIAL = "https://www.iqiyi.com/v_1q2w3e4r5t8.html"

# (heading, paragraphs, why innocent)
_STORIES = (
    ("《流浪地球2》票房突破40亿 吴京发文感谢观众", ["截至今日，影片累计票房突破40亿元。", "导演郭帆表示第三部已在筹备。"], "news about the box office"),
    ("影评：《满江红》的悬疑外壳与家国内核", ["影片的节奏紧凑，群像塑造鲜明。", "本文首发于本站，转载请注明。"], "a review"),
    ("《满江红》发布终极预告 沈腾易烊千玺同台飙戏", [f'预告片：<video controls src="{_TEASER}"></video>', f'<a href="{_TEASER}">下载预告片</a>'], "a trailer"),
    ("《流浪地球3》定档2027年大年初一", ["片方今日宣布《流浪地球3》定档。"], "news about an unlisted sequel"),
    ("杨紫李现谈《国色芳华》：牡丹是第三主角", ["两位主演接受了本站专访。"], "an interview"),
    ("警方打掉一盗版影视团伙 涉《热辣滚烫》《第二十条》等影片", ["嫌疑人通过网盘链接出售盗录影片，涉案金额逾百万元。", "国家版权局此前已将相关影片列入预警名单。"], "news about a raid"),
    ("《深海》原声专辑上线 音乐人谈创作幕后", ["专辑共收录18首配乐，可在各正版音乐平台收听。"], "news about the soundtrack"),
    ("《人潮汹涌》今晚上线爱奇艺 会员抢先看", [f'观看地址：<a href="{_OFFICIAL}">爱奇艺《人潮汹涌》</a>'], "a plain link to the licensed platform"),
    ("《六姊妹》收官 豆瓣评分出炉", ["该剧昨晚收官，网友热议结局。"], "news about ratings"),
    ("《北上》剧组重走大运河 图集", ['<img src="/static/cover.png" alt="《北上》剧照1"><img src="/static/cover.png" alt="《北上》剧照2">'], "a gallery"),
    ("最高检解读刑法第二十条 正当防卫不是“以暴制暴”", ["正当防卫条款近年被激活。"], "news about a law"),
    ("新剧《山茶花开的第七年》杀青", ["该剧昨日在青岛杀青。"], "news, not listed"),
)  # fmt: skip


def _path(place: int) -> str:
    return f"/2025/03/{place + 1:02d}/{10200 + place}.shtml"


def _shell(title: str, body: str, meta: str = "") -> str:
    return (
        head(f"{title}_娱乐看点", meta=meta)
        + '<body><div class="topbar"><a href="/">娱乐看点</a> <a href="/review/">影评</a> <a href="/calendar?month=2025-03">观影日历</a>'
        + ' <a href="/search?q=%E6%BB%A1%E6%B1%9F%E7%BA%A2">搜索</a> <a href="/login">登录</a></div>'
        + body
        + '<div class="bottom">娱乐看点 新闻信息服务许可证0000001号</div></body></html>'
    )


def _story(place: int) -> str:
    heading, paragraphs, _ = _STORIES[place]
    near = links(
        [(_path((place + step) % len(_STORIES)), _STORIES[(place + step) % len(_STORIES)][0]) for step in (1, 2, 5)]
    )
    meta = '<meta property="og:type" content="article">\n<meta name="author" content="本站记者">\n'
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return _shell(
        escape(heading, quote=False),
        f'<div class="crumb"><a href="/">首页</a> &gt; 电影资讯</div><article><h1>{heading}</h1><p class="source">2025-03-{place + 1:02d} 来源：娱乐看点</p>{words}'
        f"</article><aside><h3>相关阅读</h3><ul>{near}</ul></aside>",
        meta,
    )


def _calendar(query: dict[str, list[str]]) -> Reply | None:
    month = re.fullmatch(r"(\d{4})-(\d{2})", query.get("month", [""])[0], re.ASCII)
    if month is None:
        return None
    count = int(month[1]) * 12 + int(month[2]) - 1
    following, before = divmod(count + 1, 12), divmod(count - 1, 12)
    days = "".join(f'<td><a href="/calendar?month={month[0]}&amp;day={day}">{day}</a></td>' for day in range(1, 29))
    body = (
        f'<h1>{month[0]} 观影日历</h1><table><tr>{days}</tr></table><a href="/calendar?month={before[0]:04d}-{before[1] + 1:02d}">上月</a> '
        f'<a href="/calendar?month={following[0]:04d}-{following[1] + 1:02d}">下月</a>'
    )
    return Reply(_shell(f"{month[0]} 观影日历", body).encode())


def _answer(path: str) -> Reply | None:
    parts = urlsplit(path)
    if parts.path == "/calendar":
        return _calendar(parse_qs(parts.query))
    if parts.path == "/search":
        return Reply(
            _shell("搜索结果", f'<form><input name="q"></form><ul>{links([(_path(1), _STORIES[1][0])])}</ul>').encode()
        )
    return None


def build(port: int) -> Site:
    site = Site("yulekan", "yulekan.example", port, "website", named_channel=True)
    furnish(site)
    everything = [(_path(place), story[0]) for place, story in enumerate(_STORIES)]
    site.html("/", _shell("电影资讯", f"<ul class='news'>{links(everything)}</ul>"))
    site.put("/review/", Reply(_shell("影评", f"<ul>{links(everything[1:2])}</ul>").encode(), wait=0.3))
    site.html("/login", _shell("登录", '<form method="post"><input name="u"></form>'))
    site.answer = _answer
    for place, story in enumerate(_STORIES):
        site.put(_path(place), Reply(_story(place).encode(), gzipped=place % 2 == 0))
        site.spare(_path(place), story[2])
    site.spare(_TEASER, "a trailer")
    return site
