"""An app store: apps that are made to watch one work for nothing, and honest ones."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head, links
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class App:
    """A page of the store."""

    package: str
    name: str
    developer: str
    words: str
    work: str = ""
    why: str = ""


APPS = (
    App(
        "com.zhuiju.yiren",
        "异人之下免费追剧",
        "个人开发者xk01",
        "无需会员，异人之下全集高清免费看，支持缓存。",
        "异人之下",
    ),
    App(
        "com.tvbox.sixsisters",
        "六姊妹全集免费看 TV版",
        "盒子工坊",
        "电视剧六姊妹1-38集完整版，去广告破解版。",
        "六姊妹",
    ),
    App("com.reader.qingdeng", "青灯照长河全本阅读", "掌上书库", "离线全本，青灯照长河txt无广告。", "青灯照长河"),
    App(
        "com.lexiang.video",
        "乐享视频",
        "乐享影业有限公司",
        "正版影视平台，独播星海拾荒者、云上的歌者。",
        why="the licensed platform's own app",
    ),
    App("com.theme.earth2", "流浪地球2动态壁纸主题", "桌面美化社", "精美动态壁纸。", why="wallpapers"),
    App("com.game.bears", "熊出没之逃生大冒险", "方块游戏", "休闲跑酷小游戏。", why="a game of the series, not listed"),
    App("com.game.abyss", "深海垂钓大师", "浪花互动", "模拟钓鱼手游。", why="a game with a longer title"),
    App("com.player.local", "本地播放器", "开源社区", "播放手机里的视频。", why="a player"),
)


def _apk(site: Site, app: App) -> str:
    return f"https://dl.yingyongku-cdn.example/apk/{app.package}_v2.1.{len(app.words)}.apk"


def _shell(title: str, body: str, meta: str = "") -> str:
    return (
        head(f"{title} - 应用库", meta=meta)
        + '<body><div class="bar"><a href="/">应用库</a> <a href="/category/video.html">影音播放</a></div>'
        + body
        + '<div class="ft">应用库 应用均由开发者上传</div></body></html>'
    )


def _page(site: Site, app: App) -> str:
    data = {
        "@context": "https://schema.org", "@type": "SoftwareApplication", "name": app.name, "operatingSystem": "ANDROID",
        "applicationCategory": "MultimediaApplication", "description": app.words, "author": {"@type": "Organization", "name": app.developer},
        "offers": {"@type": "Offer", "price": "0"},
    }  # fmt: skip
    others = links([(f"/app/{other.package}", other.name) for other in APPS if other is not app][:4])
    return _shell(
        f"{app.name}安卓版下载",
        f'<div class="app"><img src="/static/logo.png" alt="{escape(app.name)}图标"><h1>{escape(app.name)}</h1><p>包名：{app.package}</p>'
        f'<p>开发者：{app.developer}</p><p class="desc">{escape(app.words)}</p><a class="down" href="{_apk(site, app)}">立即下载</a></div>'
        f"<div><h3>大家还下载了</h3><ul>{others}</ul></div>",
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>\n',
    )


def build(port: int) -> Site:
    site = Site("yingyongku", "yingyongku.example", port, "app_store")
    furnish(site)
    rows = links([(f"/app/{app.package}", app.name) for app in APPS])
    site.html("/", _shell("首页", f"<ul class='apps'>{rows}</ul>"))
    site.html("/category/video.html", _shell("影音播放", f"<ul>{rows}</ul>"))
    for app in APPS:
        path = f"/app/{app.package}"
        site.html(path, _page(site, app))
        if app.work:
            target = Target("app", "dl.yingyongku-cdn.example", _apk(site, app))
            site.plant(path, app.work, target, f"package {app.package}", also=(site.url(path),))
        else:
            site.spare(path, app.why)
            site.spare(_apk(site, app), app.why)
    return site
