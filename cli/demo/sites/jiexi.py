"""A deep-link aggregator: official pages played through parse interfaces, and plain links that are legal."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64
import json
from html import escape
from urllib.parse import quote

from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head, links
from cli.demo.truth import Target

_PARSER = "https://jx.jhjx-player.example"
_STARS = "https://www.iqiyi.com/v_1q2w3e4r5t8.html"
_SISTER = "https://v.youku.com/v_show/id_XNTE0ODQyMjY3Mg==.html"
_FRIEND = "https://v.qq.com/x/cover/mzc00200pl0k9xy/r0037qazwsx.html"
_STATION = "https://v.qq.com/txp/iframe/player.html?vid=k4101abcdef"
_PEONY = [f"https://www.mgtv.com/b/676111/2244550{number}.html" for number in (1, 2, 3)]
_NEZHA = "https://player.bilibili.com/player.html?bvid=BV1xK4y1D7Zq"
_SHIKI = "https://www.iqiyi.com/v_9z8x7c6v5b0.html"
_CAMELLIA = "https://v.qq.com/x/cover/mzc00200camelli/a0038camell.html"


def _iframe(url: str) -> str:
    return f'<div class="player"><iframe src="{escape(url)}" width="100%" height="500" allowfullscreen></iframe></div>'


def _player(url: str, code: str) -> str:
    config = json.dumps({"url": url, "from": code, "parse": f"{_PARSER}/?url="}).replace("/", "\\/")
    return f'<div id="player"></div><script>var player_data={config};document.getElementById("player").src=player_data.parse+player_data.url;</script>'


def _b64(url: str) -> str:
    return base64.b64encode(url.encode()).decode()


# path, name shown, year, player's HTML, official addresses, platform, work or "", reason why innocent
_PAGES: tuple[tuple[str, str, int, str, list[str], str, str, str], ...] = (
    ("/play/1.html", "人潮汹涌", 2021, _iframe(f"{_PARSER}/?url={_STARS}"), [_STARS], "iqiyi", "人潮汹涌", ""),
    ("/play/2.html", "我的漂亮朋友 第3集", 2021, _iframe(f"/player/?url={quote(_FRIEND, safe='')}"), [_FRIEND], "qq", "我的漂亮朋友", ""),
    ("/play/3.html", "我的姐姐", 2021, _player(_SISTER, "youku"), [_SISTER], "youku", "我的姐姐", ""),
    ("/play/4.html", "驻站 第1集", 2025, _iframe(_STATION), [_STATION], "qq", "驻站", ""),
    (
        "/play/5.html", "国色芳华", 2025,
        "<ul class='eps'>" + links([(f"{_PARSER}/jiexi/?url={url}", f"第{n}集") for n, url in enumerate(_PEONY, 1)]) + "</ul>",
        _PEONY, "mgtv", "国色芳华", "",
    ),
    ("/play/6.html", "山茶花开的第七年", 2022, _iframe(f"{_PARSER}/?url={_CAMELLIA}"), [_CAMELLIA], "qq", "", "not listed"),
    ("/play/7.html", "新神榜 哪吒重生", 2021, _iframe(_NEZHA.removeprefix("https:")), [_NEZHA], "bilibili", "新神榜:哪吒重生", ""),
    (
        "/play/8.html", "侍神令", 2021, _iframe(f"https://svip.jhjx-player.example/api/?key=a1b2c3&v={_b64(_SHIKI)}"),
        [_SHIKI], "iqiyi", "侍神令", "",
    ),
)  # fmt: skip

_PLAIN = (
    ("人潮汹涌", _STARS, "爱奇艺"),
    ("我的姐姐", _SISTER, "优酷"),
    ("我的漂亮朋友", _FRIEND, "腾讯视频"),
    ("国色芳华", "https://www.mgtv.com/b/676111/22445509.html", "芒果TV"),
)


def _shell(title: str, body: str) -> str:
    return (
        head(f"{title}-聚合影院")
        + '<body><header><a href="/">聚合影院</a> <a href="/official.html">正版导航</a> <a href="/search?wd=">搜索</a></header>\n'
        + body
        + "\n<footer>聚合影院只提供解析服务，不存储任何视频。</footer></body></html>"
    )


def _page(name: str, year: int, player: str) -> str:
    lines = "".join(
        f'<option value="{_PARSER}/{path}">{words}</option>'
        for path, words in (("?url=", "线路一"), ("jiexi/?url=", "线路二"))
    )
    return _shell(
        f"{name}免费在线播放",
        f'<h1>{name} ({year})</h1><p>免VIP观看，卡顿请切换线路 <select id="line">{lines}</select></p>{player}'
        f'<div class="more"><h3>大家在看</h3><ul>{links([(page[0], page[1]) for page in _PAGES])}</ul></div>',
    )


def _official(site: Site) -> None:
    rows = "".join(
        f'<tr><td>{name}</td><td><a href="{url}" rel="nofollow">去{platform}看《{name}》</a></td></tr>'
        for name, url, platform in _PLAIN
    )
    site.html("/official.html", _shell("正版导航", f"<h1>正版平台直达</h1><table>{rows}</table>"))
    site.spare("/official.html", "plain links to the licensed platforms' own pages")
    for name, _, platform in _PLAIN:
        number = 20 + [plain[0] for plain in _PLAIN].index(name)
        url = _PLAIN[number - 20][1]
        path = f"/info/{number}.html"
        site.html(
            path,
            _shell(
                f"{name}介绍",
                f'<h1>{name}</h1><p>剧情简介。</p><p>正版观看：<a href="{url}">{platform}《{name}》</a></p>',
            ),
        )
        site.spare(path, "a plain link to the licensed platform's own page")


def build(port: int) -> Site:
    site = Site("juhe", "juhe-yingyuan.test", port, "video", named_channel=True)
    furnish(site)
    infos = [(f"/info/{20 + place}.html", f"{plain[0]} 介绍") for place, plain in enumerate(_PLAIN)]
    home = "".join(
        f'<a class="card" href="{page[0]}" title="{page[1]}"><img src="/static/cover.png" alt="{page[1]}">{page[1]}</a>\n'
        for page in _PAGES
    )
    form = '<form action="/player/"><input name="url" placeholder="粘贴爱奇艺、腾讯、优酷视频地址"><button>解析</button></form>'
    site.html("/", _shell("全网VIP视频免费看", f"<h1>聚合影院</h1>{form}<div>{home}</div><ul>{links(infos)}</ul>"))
    for path, name, year, player, urls, platform, work, why in _PAGES:
        site.html(path, _page(name, year, player))
        for url in urls:
            target = Target("deep_link", platform, url)
            if work:
                site.plant(path, work, target, "an official page in a parse interface or player")
            else:
                site.spare(target, why)
    _official(site)
    site.html(
        f"/player/?url={quote(_FRIEND, safe='')}",
        head("播放器") + '<body><div id="a1"></div><script>/* needs a browser */</script></body></html>',
    )
    return site
