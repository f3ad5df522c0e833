"""A magnet index: release names, detail pages, torrent files and an RSS feed."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, quote_plus

from cli.demo.mint import magnet
from cli.demo.site import Reply, Site
from cli.demo.sites.furniture import furnish, head, links
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class Release:
    """A release as its group named it."""

    number: int
    name: str
    size: int
    work: str = ""
    why: str = ""

    @property
    def info(self) -> bytes:
        """The bencoded info dictionary; its SHA-1 is the release's identity."""
        name = f"{self.name}.mkv".encode()
        pieces = hashlib.sha1(name, usedforsecurity=False).digest()
        return b"d6:lengthi%de4:name%d:%s12:piece lengthi4194304e6:pieces20:%se" % (self.size, len(name), name, pieces)

    @property
    def torrent(self) -> bytes:
        announce = b"http://tracker.cilisou.example/announce"
        return b"d8:announce%d:%s4:info%se" % (len(announce), announce, self.info)

    @property
    def info_hash(self) -> str:
        return hashlib.sha1(self.info, usedforsecurity=False).hexdigest()


RELEASES = (
    Release(1, "The.Wandering.Earth.II.2023.2160p.WEB-DL.H265.DDP5.1-CHDWEB", 8123456789, "流浪地球2"),
    Release(2, "【电影】满江红.Full.River.Red.2023.1080p.WEB-DL.H264.AAC-Demo", 3123456789, "满江红"),
    Release(3, "[高清剧集网] 六姊妹[全38集][国语配音/中文字幕].2025.2160p.WEB-DL.H265.AAC-ABC", 41234567890, "六姊妹"),
    Release(4, "Godzilla.King.of.the.Monsters.2019.1080p.BluRay.x264.DTS-HD", 12345678901, "哥斯拉2:怪兽之王"),
    Release(5, "Fantastic.Beasts.The.Secrets.of.Dumbledore.2022.BDRip.1080p", 9876543210, "神奇动物3:邓布利多之谜"),
    Release(6, "新蝙蝠侠.The.Batman.2022.2160p.HDR10+.中英双字", 15555555555, "新蝙蝠侠"),
    Release(7, "卡塔尔世界杯.2022.决赛.阿根廷vs法国.1080p.全场录像", 7777777777, "卡塔尔世界杯"),
    Release(8, "八佰.The.Eight.Hundred.2020.国语.2160p.HQ", 6666666666, "八佰"),
    Release(9, "刺.杀.小.说.家.2021.1080p.HD国语中字", 2345678901, "刺杀小说家"),
    Release(21, "Dune.Part.Two.沙丘2.2024.2160p.WEB-DL", 18123456789, why="an unlisted sequel"),
    Release(22, "The.Batman.2004.S01.Animated.Series.480p", 4123456789, why="the animated series of 2004"),
    Release(23, "Godzilla.vs.Kong.2021.1080p.BluRay", 8123456000, why="another film of the series"),
    Release(24, "demo-linux-12.5-amd64-netinst", 661651456, why="free software"),
    Release(25, "深海巨兽.Deep.Monsters.2022.纪录片.1080p", 2222222222, why="a longer title that begins with a watched one"),
    Release(26, "俄罗斯世界杯.2018.决赛.法国vs克罗地亚.1080p", 7123456777, why="the cup of another year"),
    Release(27, "热辣滚烫.2024.预告片+花絮合集.1080p", 512345678, why="trailers"),
    Release(28, "Sea.Letters.海底来信.2021.1080p", 2212345678, why="not listed"),
)  # fmt: skip

_TRACKERS = "&tr=" + quote("udp://tracker.cilisou.example:6969/announce", safe="")


def _magnet(release: Release) -> str:
    """The parameters stand in various orders, and old clients wrote base32."""
    name = quote_plus(release.name)
    if release.number % 3 == 0:
        return f"magnet:?dn={name}&xt=urn:btih:{release.info_hash}{_TRACKERS}"
    if release.number % 3 == 1:
        return f"magnet:?xt=urn:btih:{release.info_hash.upper()}&dn={name}&xl={release.size}{_TRACKERS}"
    return f"magnet:?xt=urn:btih:{base64.b32encode(bytes.fromhex(release.info_hash)).decode()}&dn={name}"


def _shell(title: str, body: str) -> str:
    return (
        head(f"{title} - 磁力搜")
        + '<body><div class="top"><a href="/">磁力搜</a> <a href="/list/2.html">第二页</a> <a href="/rss.xml">RSS</a></div>'
        + body
        + '<div class="foot">磁力搜是一个DHT搜索引擎，不保存任何文件。</div></body></html>'
    )


def _torrent(site: Site, release: Release) -> Target:
    return Target("torrent", site.host, site.url(f"/down/{release.info_hash}.torrent"))


def _detail(release: Release) -> str:
    others = links(
        [(f"/torrent/{other.number}.html", other.name) for other in RELEASES if abs(other.number - release.number) < 3]
    )
    return _shell(
        release.name,
        f"<h1>{escape(release.name)}</h1><table><tr><td>特征码</td><td>{release.info_hash}</td></tr>"
        f"<tr><td>大小</td><td>{release.size / 1e9:.2f} GB</td></tr><tr><td>下载</td><td>"
        f'<a href="{escape(_magnet(release))}">磁力链接</a> <a href="/down/{release.info_hash}.torrent">种子文件</a></td></tr></table>'
        f'<div class="files"><h3>文件列表</h3><ul><li>{escape(release.name)}.mkv</li><li>readme.txt</li></ul></div>'
        f"<div><h3>相近资源</h3><ul>{others}</ul></div>",
    )


def _listing(page: int, releases: tuple[Release, ...]) -> str:
    rows = "".join(
        f'<tr><td><a href="/torrent/{release.number}.html" title="{escape(release.name)}">{escape(release.name)}</a></td>'
        f'<td>{release.size / 1e9:.1f} GB</td><td><a class="m" href="{escape(_magnet(release))}"><img src="/static/logo.png" alt="磁力"></a></td></tr>\n'
        for release in releases
    )
    return _shell(
        f"最新资源 第{page}页", f"<table class='list'><tr><th>名称</th><th>大小</th><th></th></tr>{rows}</table>"
    )


def _feed(site: Site) -> bytes:
    items = "".join(
        f'<item><title>{escape(release.name)}</title><guid isPermaLink="false">{release.info_hash}</guid>'
        f"<link>{site.url(f'/torrent/{release.number}.html')}</link><pubDate>Sat, 01 Mar 2025 08:{release.number:02d}:00 +0800</pubDate>"
        f'<enclosure url="{_torrent(site, release).url}" type="application/x-bittorrent" length="{release.size}"/></item>\n'
        for release in RELEASES
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>磁力搜 最新资源</title>'
        f"<link>{site.base}/</link><description>RSS</description>{items}</channel></rss>"
    ).encode()


def build(port: int) -> Site:
    site = Site("cilisou", "cilisou.example", port, "torrent", start=["/", "/rss.xml"])
    furnish(site)
    site.html("/", _listing(1, RELEASES[:9]))
    site.put("/list/2.html", Reply(_listing(2, RELEASES[9:]).encode(), gzipped=True))
    site.put("/rss.xml", Reply(_feed(site), "application/rss+xml; charset=utf-8"))
    for release in RELEASES:
        path = f"/torrent/{release.number}.html"
        site.put(path, Reply(_detail(release).encode(), gzipped=release.number % 2 == 0))
        disposition = f"attachment; filename*=UTF-8''{quote(release.name)}.torrent"
        site.put(
            f"/down/{release.info_hash}.torrent",
            Reply(release.torrent, "application/x-bittorrent", headers=(("Content-Disposition", disposition),)),
        )
        for target in (magnet(release.info_hash), _torrent(site, release)):
            if release.work:
                site.plant(path, release.work, target, release.name)
            else:
                site.spare(target, release.why)
    return site
