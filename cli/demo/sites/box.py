"""What a set-top box loads: a configuration that is not quite JSON, and live lists with disguised rooms."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64

from cli.demo.mint import letters
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head
from cli.demo.truth import Target


def _live(label: str, form: str = "https://live{n}.tvpush.example/{key}/index.m3u8") -> Target:
    address = form.format(n=len(label) % 3 + 1, key=letters(f"live/{label}", 10))
    return Target("live", address.split("/")[2].partition(":")[0], address)


# (group, room as written, target, work, why innocent)
_M3U = (
    ("央视频道", "CCTV-1 综合", _live("cctv1"), "", "a television channel"),
    ("央视频道", "CCTV-6 电影", _live("cctv6"), "", "a television channel"),
    ("电影轮播", "流.浪.地.球.2 24小时", _live("earth", "http://live.tvpush.example:8081/hls/{key}.m3u8"), "流浪地球2", ""),
    ("电影轮播", "熊出没·逆转时空 循环播放", _live("bears", "https://p2p.tvpush.example/src/{key}.flv"), "熊出没·逆转时空", ""),
    ("电影轮播", "唐人街探案3 国语", _live("detective"), "唐人街探案3", ""),
    ("体育", "卡塔尔世界杯 决赛 全场回放", _live("qatar"), "卡塔尔世界杯", ""),
    ("体育", "俄罗斯世界杯 决赛 全场回放", _live("russia"), "", "the cup of another year"),
    ("地方频道", "深海探索频道 HD", _live("deepsea"), "", "a channel about the sea"),
)  # fmt: skip
_TXT = (
    ("剧集轮播🎬", "六姊妹 全集连播", _live("sisters"), "六姊妹", ""),
    ("剧集轮播🎬", "国se芳华 24H", _live("peony"), "国色芳华", ""),
    ("剧集轮播🎬", "山茶花开的第七年 连播", _live("camellia"), "", "not listed"),
    ("电影轮播", "滿江紅[4K]", _live("river", "rtmp://push.tvpush.example/live/{key}"), "满江红", ""),
    ("电影轮播", "无名之辈 轮播", _live("nobody"), "", "a longer title that begins with a watched one"),
    ("卫视", "湖南卫视", _live("hunan"), "", "a television channel"),
)  # fmt: skip
_OLD = (
    ("怀旧", "你好,李焕英 国语", _live("mom"), "你好,李焕英", ""),
    ("怀旧", "落日邮局 修复版", _live("sunset"), "", "its protection ended in 2018"),
)  # fmt: skip


def _m3u() -> str:
    lines = ['#EXTM3U x-tvg-url="http://epg.tvpush.example/e.xml"']
    for place, (group, room, target, _, _) in enumerate(_M3U):
        # Some players' lists glue the attributes to the duration, and all players take it.
        start = "#EXTINF:-1" if place == 4 else "#EXTINF:-1 "
        lines += [
            f'{start}tvg-id="{place}" tvg-name="{room}" tvg-logo="/static/logo.png" group-title="{group}",{room}',
            target.url,
        ]
    return "\ufeff" + "\n".join(lines) + "\n"


def _txt(rows: tuple[tuple[str, str, Target, str, str], ...]) -> str:
    lines: list[str] = []
    for place, (group, room, target, _, _) in enumerate(rows):
        if not place or rows[place - 1][0] != group:
            lines.append(f"{group},#genre#")
        label = "$线路1" if place % 2 else ""
        lines.append(f"{room},{target.url}{label}")
    return "\r\n".join(lines) + "\r\n"


def _config(site: Site, station: str) -> str:
    old = base64.urlsafe_b64encode(site.url("/live/old.txt").encode()).decode()
    return f"""// 公众号【盒子研究所】免费分享，请勿贩卖
{{
  "spider": "./jar/spider.jar;md5;0f343b0931126a20f133d67c2b018a3b",
  "wallpaper": "{site.url("/static/cover.png")}",
  # 点播
  "sites": [
    {{"key": "caiji", "name": "采集资源", "type": 1, "api": "{station}", "searchable": 1, "quickSearch": 1}},
    //{{"key":"off","name":"失效","type":0,"api":"http://off.tvpush.example/api.php"}},
    {{"key": "csp_Wogg", "name": "玩偶┃4K弹幕", "type": 3, "api": "csp_Wogg", "ext": "./json/wogg.json"}},
    {{"key": "drpy", "name": "本地包", "type": 3, "api": "./js/drpy2.min.js", "ext": "./js/rule.js",}},
  ],
  "lives": [
    {{"name": "直播", "type": 0, "url": "./live/live.m3u", "epg": "http://epg.tvpush.example/?ch={{name}}&date={{date}}"}},
    {{"group": "redirect", "channels": [{{"name": "怀旧", "urls": ["proxy://do=live&type=txt&ext={old}"]}}]}}, // 备用
    {{"name": "轮播", "type": 0, "url": "{site.url("/live/live.txt")}"}}
  ],
  "parses": [
    {{"name": "解析聚合", "type": 3, "url": "Demo"}},
    {{"name": "线路1", "type": 0, "url": "https://jx.jhjx-player.example/?url=", "ext": {{"flag": ["qq", "iqiyi", "优 酷"]}}}}
  ],
  "flags": ["youku", "qq", "iqiyi", "mgtv"],
  "ads": ["mimg.0c1q0l.example", "static-mozai.example"]
}}
"""


def build(port: int) -> Site:
    site = Site("hezi", "hezi.test", port, "set_top_box", start=["/tv.json", "/duocang.json"])
    furnish(site)
    station = f"http://caiji.example:{port}/api.php/provide/vod/"
    site.html(
        "/",
        head("盒子接口")
        + '<body><p>影视仓接口：<a href="/tv.json">/tv.json</a></p><p>直播：<a href="/live/live.m3u">m3u</a></p></body></html>',
    )
    site.text("/tv.json", _config(site, station), "text/plain; charset=utf-8")
    site.text(
        "/duocang.json", f'{{"urls":[{{"url":"{site.url("/tv.json")}","name":"主线路"}},]}}\n', "application/json"
    )
    site.text("/live/live.m3u", _m3u(), "application/vnd.apple.mpegurl")
    site.text("/live/live.txt", _txt(_TXT))
    site.text("/live/old.txt", _txt(_OLD))
    for path, rows in (("/live/live.m3u", _M3U), ("/live/live.txt", _TXT), ("/live/old.txt", _OLD)):
        for _, room, target, work, why in rows:
            if work:
                site.plant(path, work, target, f"room {room}")
            else:
                site.spare(target, why)
    return site
