"""A licensed platform: official pages of works that it may show. Nothing here is a hit."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import json
from html import escape

from cli.demo.mint import letters
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head, links

# (name, kind, year, its player configuration stands in the page)
_TITLES = (
    ("星海拾荒者", "电视剧", 2025, True),
    ("云上的歌者", "综艺", 2024, True),
    ("流浪地球2", "电影", 2023, False),
    ("满江红", "电影", 2023, False),
    ("熊出没·伴我“熊芯”", "电影", 2023, False),
    ("山海守夜人", "动画", 2024, True),
)


def cover(name: str) -> str:
    """The path of a work's official page."""
    return f"/cover/{letters('lexiang/' + name, 15)}.html"


def _shell(title: str, body: str, meta: str = "") -> str:
    return (
        head(f"{title}-乐享视频", meta=meta)
        + '<body><nav><a href="/">乐享视频</a> <a href="/read/">乐享阅读</a> <a href="/vip">会员</a> <a href="/login">登录</a></nav>'
        + body
        + '<footer>乐享视频 网络视听许可证0000000号 <a href="/complaint">版权投诉</a></footer></body></html>'
    )


def _page(name: str, kind: str, year: int, inline: bool) -> str:
    vid = letters(f"vid/{name}", 11)
    player = f'<div id="player" data-vid="{vid}" data-login="required"><p>登录后观看正片</p></div>'
    meta = ""
    if inline:
        address = f"https://vod.lexiang.example/{vid}/playlist.m3u8"
        data = {
            "@context": "https://schema.org",
            "@type": "VideoObject",
            "name": name,
            "contentUrl": address,
            "uploadDate": f"{year}-06-01",
        }
        meta = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>\n'
        player += f"<script>window.__PLAYER__={json.dumps({'title': name, 'vid': vid, 'src': address})};</script>"
    episodes = (
        links([(f"{cover(name)}?ep={number}", f"第{number}集") for number in (1, 2)])
        if kind in ("电视剧", "动画")
        else ""
    )
    return _shell(
        name, f"<h1>{escape(name)}</h1><p>{kind} · {year} · 独家高清正版</p>{player}<ul>{episodes}</ul>", meta
    )


def build(port: int) -> Site:
    site = Site("lexiang", "lexiang.example", port, "video", named_channel=True)
    furnish(site)
    cards = links([(cover(name), f"{name} {kind}") for name, kind, _, _ in _TITLES])
    site.html("/", _shell("正版高清", f"<h2>热播</h2><ul>{cards}</ul>"))
    for name, kind, year, inline in _TITLES:
        site.html(cover(name), _page(name, kind, year, inline))
        site.spare(cover(name), "the official page of a licensed platform")
        if inline:
            site.spare(
                f"https://vod.lexiang.example/{letters(f'vid/{name}', 11)}/playlist.m3u8", "the platform's own stream"
            )
            for number in (1, 2):
                site.html(f"{cover(name)}?ep={number}", _page(name, kind, year, inline))
    contents = "".join(f'<dd><a href="/read/1001/{number}.html">第{number}章</a></dd>' for number in range(1, 4))
    site.html("/read/", _shell("乐享阅读", '<ul><li><a href="/read/1001/">青灯照长河 顾临川</a></li></ul>'))
    novel = '<meta property="og:novel:book_name" content="青灯照长河">\n<meta property="og:novel:author" content="顾临川">\n'
    site.html(
        "/read/1001/",
        _shell(
            "青灯照长河",
            f'<h1>青灯照长河</h1><p>作者：顾临川 正版授权</p><div id="list"><dl>{contents}</dl></div>',
            novel,
        ),
    )
    site.spare("/read/1001/", "the official edition of the novel")
    for number in range(1, 4):
        site.html(f"/read/1001/{number}.html", _shell(f"第{number}章_青灯照长河", '<div id="content">试读。</div>', ""))
    site.html("/login", _shell("登录", '<form method="post"><input name="phone"></form>'))
    site.html("/vip", _shell("会员", "<p>开通会员，畅看正版。</p>"))
    site.html("/complaint", _shell("版权投诉", "<p>权利人可在此提交通知。</p>"))
    return site
