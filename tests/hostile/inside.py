"""Every way that leads to a private address: writings of it, names for it, and what in a page points there."""

from __future__ import annotations

from tests.hostile.case import Case, page, unseen
from tests.hostile.jumps import jump

# The secret server stands on 127.0.0.2; the site itself is on 127.0.0.1.
NAMES = ("inside.example", "rebound.example", "metadata.example")


def writings(port: int) -> tuple[str, ...]:
    """Authorities that a client might take for 127.0.0.2 (or another private place) at the port."""
    hosts = (
        "127.0.0.2", "127.2", "127.0.2", "2130706434", "0x7f000002", "0x7f.0.0.2", "0177.0.0.2", "017700000002", "0x7f.2",
        "127.0.0.2.", "127.000.000.002", "127。0。0。2", "１２７.０.０.２", "①②⑦.⓪.⓪.②", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]",
        "[::127.0.0.2]", "[0:0:0:0:0:ffff:7f00:2]", "[64:ff9b::7f00:2]", "[64:ff9b:1::7f00:2]", "[2002:7f00:2::]",
        "[2001:0:7f00:2::]", "[::ffff:0:127.0.0.2]", "[::1]", "[::]", "0.0.0.0", "0", "localhost", "localhost.", "LOCALHOST",
        "ip6-localhost", "user:pass@127.0.0.2", "127.0.0.1@127.0.0.2", "127.0.0.2#@127.0.0.1", "127.0.0.1\\@127.0.0.2",
        "169.254.169.254", "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1", "198.18.0.1", "[fe80::1]", "[fd00::1]",
        "[fe80::1%25eth0]", "224.0.0.1", "255.255.255.255", "%31%32%37.0.0.2", *NAMES,
    )  # fmt: skip
    return tuple(f"{host}:{port}" if "#" not in host else host.replace("#", f":{port}#") for host in hosts)


def _points(url: str, number: int) -> str:
    """A page's markup that points at the address in many ways."""
    return (
        f'<a href="{url}/a{number}">满江红</a><iframe src="{url}/i{number}"></iframe><frame src="{url}/f{number}">'
        f'<img src="{url}/img{number}"><script src="{url}/s{number}"></script><link rel="next" href="{url}/n{number}">'
        f'<link rel="alternate" type="application/rss+xml" href="{url}/feed{number}"><form action="{url}/form{number}"></form>'
        f'<embed src="{url}/e{number}"><object data="{url}/o{number}"></object><video src="{url}/v{number}"></video>'
        f'<a href="/go?url={url}/w{number}">满江红</a><a ping="{url}/p{number}" href="#">x</a>'
    )


def cases(port: int) -> tuple[Case, ...]:
    """All ways to the secret server at the port."""
    made: list[Case] = []
    for number, place in enumerate(writings(port)):
        url = f"http://{place}"
        made.append(unseen(f"points-{number}", page(_points(url, number))))
        made.append(unseen(f"inside-302-{number}", jump(f"{url}/302-{number}")))
    return (*made, *_by_document(f"http://127.0.0.2:{port}"), *_by_document(f"http://{NAMES[0]}:{port}"))


def _by_document(url: str) -> list[Case]:
    at = url.split("//")[1].split(":")[0]
    robots = f"User-agent: *\nAllow: /\nSitemap: {url}/robots-sitemap.xml\n"
    sitemap = f"<urlset><url><loc>{url}/sitemap</loc></url></urlset>"
    index = f"<sitemapindex><sitemap><loc>{url}/index.xml</loc></sitemap></sitemapindex>"
    feed = f"<rss><channel><item><title>满江红</title><link>{url}/feed</link><enclosure url='{url}/e'/></item></channel></rss>"
    box = f'{{"spider":"{url}/jar","sites":[{{"key":"a","name":"a","type":1,"api":"{url}/api"}}],"lives":[{{"name":"a","url":"{url}/live"}}]}}'
    listed = f'#EXTM3U x-tvg-url="{url}/epg"\n#EXTINF:-1,满江红\n{url}/stream.m3u8\n'
    shop = f'{{"code":1,"list":[{{"vod_name":"满江红","vod_play_url":"1${url}/v.m3u8","vod_pic":"{url}/p.jpg"}}],"page":1,"pagecount":2}}'
    return [
        unseen(f"refresh-{at}", page("", head=f'<meta http-equiv="refresh" content="0;url={url}/refresh">')),
        unseen(f"refresh-header-{at}", page("", f"Refresh: 0; url={url}/header")),
        unseen(f"script-{at}", page(f'<script>location.href="{url}/script"</script>')),
        unseen(
            f"base-{at}",
            page('<a href="/based">满江红</a><iframe src="framed"></iframe>', head=f'<base href="{url}/">'),
        ),
        unseen(f"canonical-{at}", page("x", head=f'<link rel="canonical" href="{url}/canonical">')),
        unseen(f"link-{at}", page("x", f'Link: <{url}/link>; rel="next"')),
        unseen(f"robots-{at}/robots.txt", page(robots.encode(), kind="text/plain")),
        unseen(f"sitemap-{at}", page(sitemap.encode(), kind="application/xml")),
        unseen(f"sitemap-index-{at}", page(index.encode(), kind="application/xml")),
        unseen(f"feed-{at}", page(feed.encode(), kind="application/rss+xml")),
        unseen(f"box-{at}", page(box.encode(), kind="application/json")),
        unseen(f"playlist-{at}", page(listed.encode(), kind="application/vnd.apple.mpegurl")),
        unseen(f"collection-{at}", page(shop.encode(), kind="application/json")),
        unseen(f"jump-twice-{at}", jump(f"/j/to-{at}"), (f"/j/to-{at}", jump(f"{url}/second-hop", "307 Again"))),
    ]
