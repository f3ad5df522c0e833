"""A video site on a well-known CMS: lists, details, and play pages whose player address is escaped or encoded."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64
import json
from html import escape
from urllib.parse import quote

from cli.demo.mint import hexes, magnet, share
from cli.demo.site import Reply, Site
from cli.demo.sites.catalogue import SHARED, VIDEO_ONLY, Vod
from cli.demo.sites.furniture import furnish, links
from cli.demo.truth import Target

ITEMS = SHARED + VIDEO_ONLY
_TYPES = ((1, "电影"), (2, "连续剧"), (3, "动漫"))
_HOT = (101, 103, 105, 110, 123, 102, 126)
_DOWNLOADS = {
    101: (share("quark", "videos/101"), "流浪地球2.2023.2160p.WEB-DL.H265.mp4"),
    109: (share("baidu", "videos/109"), "你好,李焕英.2021.1080p.mkv"),
    127: (share("quark", "videos/127"), "海底来信.2021.1080p.mp4"),
}
_MAGNETS = {101: hexes("videos/magnet/101", 40)}
_OFFICIAL = {
    106: [Target("deep_link", "mgtv", f"https://www.mgtv.com/b/676111/2233445{n}.html") for n in (1, 2, 3)],
}


def _type_of(vod: Vod) -> int:
    return 3 if "动" in vod.kind and "动作" not in vod.kind else 2 if vod.kind.endswith("剧") else 1


def _sources(vod: Vod) -> list[tuple[str, str, list[tuple[str, Target]]]]:
    """(code, name shown, episodes) of each source."""
    sources = [("ykm3u8", "影库云播", vod.copies("ykm3u8"))]
    if vod.number == 101:
        sources.append(("bfzym3u8", "暴风资源", vod.copies("bfzym3u8")))
    if vod.number in _OFFICIAL:
        sources.append(("mgtv", "芒果", list(zip(vod.episodes, _OFFICIAL[vod.number], strict=True))))
    return sources


def encoded(url: str, encrypt: int) -> str:
    """The address as the CMS writes it for that setting: plain, escaped, or escaped and in base64."""
    escaped = quote(url, safe="@*_+-./")
    return {0: url, 1: escaped, 2: base64.b64encode(escaped.encode()).decode()}[encrypt]


def _shell(title: str, body: str) -> str:
    nav = "".join(f'<li><a href="/vodtype/{n}.html">{name}</a></li>' for n, name in _TYPES)
    hot = "".join(
        f'<li><span class="badge">{place}</span><a href="/voddetail/{vod.number}.html" title="{vod.name}">{vod.name}</a></li>\n'
        for place, vod in enumerate((v for n in _HOT for v in ITEMS if v.number == n), 1)
    )
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)}</title>
<meta name="keywords" content="在线电影,免费电影,影库" />
<link rel="stylesheet" href="/static/site.css" />
<script>var maccms={{"path":"","mid":"1","url":"yingku.example","wapurl":"","mob_status":"0"}};</script>
<script src="/static/js/player.js"></script>
</head>
<body>
<header class="stui-header"><a class="logo" href="/">影库</a><ul class="stui-header__menu"><li><a href="/">首页</a></li>{nav}
<li><a href="/label/login.html">登录</a></li></ul>
<form action="/vodsearch/-------------.html"><input name="wd" placeholder="输入片名"/></form></header>
{body}
<div class="stui-pannel"><h3>热播榜</h3><ul class="stui-vodlist__text">{hot}</ul></div>
<div class="stui-foot"><p>本站所有内容均来自互联网分享站点所提供的公开引用资源，未提供资源上传、存储服务。</p>
<p><a href="/label/about.html">免责声明</a> <a href="/sitemap.xml">网站地图</a> <a href="/voddetail/999.html">留言反馈</a></p></div>
</body>
</html>
"""


def _card(vod: Vod) -> str:
    return (
        '<li class="col-md-6"><div class="stui-vodlist__box">'
        f'<a class="stui-vodlist__thumb lazyload" href="/voddetail/{vod.number}.html" title="{vod.name}"'
        f' data-original="/static/cover.png"><span class="pic-text text-right">{vod.remark}</span></a>'
        f'<div class="stui-vodlist__detail"><h4 class="title"><a href="/voddetail/{vod.number}.html">{vod.name}</a></h4>'
        f'<p class="text">{vod.actors}</p></div></div></li>\n'
    )


def _lists(site: Site) -> None:
    for number, name in _TYPES:
        found = [vod for vod in ITEMS if _type_of(vod) == number]
        chunks = [found[at : at + 8] for at in range(0, len(found), 8)]
        for page, chunk in enumerate(chunks, 1):
            pager = links([(f"/vodtype/{number}-{n}.html", str(n)) for n in range(1, len(chunks) + 1)])
            body = (
                f'<div class="stui-pannel"><h3>{name}</h3><ul class="stui-vodlist">{"".join(map(_card, chunk))}</ul>'
                f'<ul class="stui-page">{pager}</ul></div>'
            )
            text = _shell(f"最新{name}-第{page}页-影库", body)
            site.html(f"/vodtype/{number}-{page}.html", text)
            if page == 1:
                site.html(f"/vodtype/{number}.html", text)
    latest = "".join(map(_card, (*SHARED, *VIDEO_ONLY[:4])))
    home = f'<p><a href="/jump/101">今日推荐</a></p><div class="stui-pannel"><h3>最近更新</h3><ul class="stui-vodlist">{latest}</ul></div>'
    site.html("/", _shell("影库 - 海量高清视频免费在线观看", home))


def _detail(vod: Vod) -> str:
    tabs, lists = "", ""
    for sid, (_, shown, episodes) in enumerate(_sources(vod), 1):
        tabs += f'<li><a href="#playlist{sid}">{shown}</a></li>'
        rows = links([(f"/vodplay/{vod.number}-{sid}-{nid}.html", name) for nid, (name, _) in enumerate(episodes, 1)])
        lists += f'<div id="playlist{sid}"><ul class="stui-content__playlist clearfix">{rows}</ul></div>\n'
    return f"""<ul class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/vodtype/{_type_of(vod)}.html">{vod.kind}</a></li></ul>
<div class="stui-content"><div class="stui-content__thumb"><img data-original="/static/cover.png" alt="{vod.name}" /></div>
<div class="stui-content__detail"><h1 class="title">{vod.name}</h1>
<p class="data"><span>类型：</span><a href="/vodtype/{_type_of(vod)}.html">{vod.kind}</a><span>年份：</span><a>{vod.year}</a></p>
<p class="data"><span>主演：</span>{vod.actors}</p><p class="data"><span>导演：</span>{vod.director}</p>
<p class="data"><span>状态：</span>{vod.remark}</p></div></div>
<div class="stui-pannel"><ul class="nav nav-tabs">{tabs}</ul>{lists}</div>{_downloads(vod)}"""


def _downloads(vod: Vod) -> str:
    rows = ""
    if vod.number in _DOWNLOADS:
        target, name = _DOWNLOADS[vod.number]
        code = f"提取码：{target.passcode}" if target.passcode else ""
        rows += (
            f'<div class="module-row-one"><a class="module-row-text copy" data-clipboard-text="{target.url}" '
            f'href="javascript:;"><h4>{name}</h4><p>网盘下载 {code}</p></a></div>'
        )
    if vod.number in _MAGNETS:
        address = f"magnet:?dn=The.Wandering.Earth.II.2023.2160p&amp;xt=urn:btih:{_MAGNETS[vod.number].upper()}&amp;tr=udp%3A%2F%2Ftracker.example%3A80"
        rows += f'<div class="module-row-one"><a href="{address}">流浪地球2 4K 磁力下载</a></div>'
    return f'<div class="module-list" id="download-list"><h3>资源下载</h3>{rows}</div>' if rows else ""


def _play(vod: Vod, sid: int, nid: int) -> str:
    code, _, episodes = _sources(vod)[sid - 1]
    name, target = episodes[nid - 1]
    following = episodes[nid] if nid < len(episodes) else None
    encrypt = 0 if code == "mgtv" else 2 if code == "bfzym3u8" else vod.encrypt
    player = {
        "flag": "play", "encrypt": encrypt, "trysee": 0, "points": 0,
        "link": f"/vodplay/{vod.number}-1-1.html",
        "link_next": f"/vodplay/{vod.number}-{sid}-{nid + 1}.html" if following else "", "link_pre": "",
        "vod_data": {"vod_name": vod.name, "vod_actor": vod.actors, "vod_director": vod.director, "vod_class": vod.kind},
        "url": encoded(target.url, encrypt), "url_next": encoded(following[1].url, encrypt) if following else "",
        "from": code, "server": "no", "note": "", "id": str(vod.number), "sid": sid, "nid": nid,
    }  # fmt: skip
    script = json.dumps(player, separators=(",", ":")).replace("/", "\\/")
    return f"""<div class="stui-player"><div class="stui-player__video">
<script type="text/javascript">var player_aaaa={script}</script><script type="text/javascript" src="/static/js/playerconfig.js"></script></div>
<div class="stui-player__detail"><h1 class="title"><a href="/voddetail/{vod.number}.html">{vod.name}</a> - {name}</h1></div></div>"""


def _record(site: Site, vod: Vod, path: str, target: Target) -> None:
    if vod.work:
        site.plant(path, vod.work, target, f"written {vod.name}, player encoding {vod.encrypt}")
    else:
        site.spare(target, vod.why)


def _titles(site: Site, vod: Vod) -> None:
    detail = f"/voddetail/{vod.number}.html"
    site.html(detail, _shell(f"{vod.name}_{vod.year}_在线观看_高清资源_影库", _detail(vod)))
    for sid, (_, _, episodes) in enumerate(_sources(vod), 1):
        for nid, (name, target) in enumerate(episodes, 1):
            path = f"/vodplay/{vod.number}-{sid}-{nid}.html"
            site.html(path, _shell(f"《{vod.name}》{name}-在线播放-影库", _play(vod, sid, nid)))
            _record(site, vod, path, target)
    if vod.number in _DOWNLOADS:
        _record(site, vod, detail, _DOWNLOADS[vod.number][0])
    if vod.number in _MAGNETS:
        _record(site, vod, detail, magnet(_MAGNETS[vod.number]))


def build(port: int) -> Site:
    site = Site("yingku", "yingku.example", port, "video")
    furnish(site, "/vodsearch/")
    _lists(site)
    for vod in ITEMS:
        _titles(site, vod)
    site.text("/static/js/player.js", "var MacPlayer={Init:function(){}};", "application/javascript")
    config = {
        "ykm3u8": {"show": "影库云播", "ps": "0", "parse": ""}, "bfzym3u8": {"show": "暴风资源", "ps": "0", "parse": ""},
        "mgtv": {"show": "芒果", "ps": "1", "parse": "https://jx.jhjx-player.example/?url="},
    }  # fmt: skip
    site.text(
        "/static/js/playerconfig.js",
        f"MacPlayerConfig.player_list={json.dumps(config)},MacPlayerConfig.downer_list={{}};",
        "application/javascript",
    )
    site.html(
        "/label/login.html",
        _shell("会员登录-影库", '<form method="post"><input name="user"/><input name="pwd" type="password"/></form>'),
    )
    site.html(
        "/label/about.html",
        _shell("免责声明-影库", "<p>如有侵权请发邮件至 admin@yingku.example ，我们将在24小时内删除。</p>"),
    )
    site.redirect("/jump/101", "/go/101", 301)
    site.redirect("/go/101", site.url("/voddetail/101.html"))
    addresses = "".join(f"<url><loc>{site.url(f'/voddetail/{vod.number}.html')}</loc></url>" for vod in ITEMS)
    site.put(
        "/sitemap.xml",
        Reply(f'<?xml version="1.0" encoding="UTF-8"?><urlset>{addresses}</urlset>'.encode(), "text/xml"),
    )
    site.forbidden.append("/vodsearch/-------------.html")
    return site
