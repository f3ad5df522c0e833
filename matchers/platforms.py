"""Licence platforms and the hosts they publish on."""

from __future__ import annotations

from typing import Final

from core.folding import compact

# A row a platform: the names it has in licences, then its hosts. A host covers its subdomains.
PLATFORMS: Final[tuple[tuple[str, str], ...]] = (
    ("爱奇艺 奇艺 iqiyi iqiyi.com", "iqiyi.com iq.com qiyi.com pps.tv"),
    ("腾讯视频 腾讯 企鹅影视 wetv tencentvideo tencent", "v.qq.com film.qq.com wetv.vip m.v.qq.com video.qq.com"),
    ("优酷 优酷土豆 土豆 youku tudou", "youku.com youku.tv tudou.com soku.com"),
    ("芒果tv 芒果 芒果超媒 湖南卫视 mgtv hunantv", "mgtv.com hunantv.com"),
    ("哔哩哔哩 b站 bilibili bstation", "bilibili.com bilibili.tv b23.tv biligame.com"),
    ("搜狐视频 搜狐 sohu", "tv.sohu.com film.sohu.com my.tv.sohu.com"),
    ("咪咕 咪咕视频 咪咕阅读 migu", "migu.cn miguvideo.com cmread.com"),
    ("西瓜视频 西瓜 ixigua", "ixigua.com"),
    ("抖音 douyin", "douyin.com iesdouyin.com"),
    ("快手 kuaishou", "kuaishou.com gifshow.com"),
    ("今日头条 头条 字节跳动 toutiao", "toutiao.com"),
    ("红果 红果短剧 红果免费短剧 番茄小说 番茄免费小说 番茄 fanqie", "fanqienovel.com hongguoduanju.com"),
    ("央视 央视网 央视影音 cctv cntv", "cctv.com cntv.cn cctv.cn"),
    ("乐视 乐视网 乐视视频 letv", "le.com letv.com"),
    ("pptv 聚力 pp视频", "pptv.com pplive.com"),
    ("1905 1905电影网 电影网 m1905", "1905.com m1905.com"),
    ("风行 风行网 funshion", "fun.tv funshion.com"),
    ("华数 华数tv wasu", "wasu.cn wasu.com"),
    ("埋堆堆 maiduidui", "mddcloud.com.cn mdd.com"),
    ("acfun a站", "acfun.cn"),
    ("netflix 网飞 奈飞", "netflix.com"),
    ("disney 迪士尼 disneyplus disney+", "disneyplus.com hotstar.com"),
    ("primevideo 亚马逊 amazon", "primevideo.com amazon.com"),
    ("hbo max hbomax", "hbomax.com max.com hbo.com"),
    ("hulu", "hulu.com"),
    ("crunchyroll", "crunchyroll.com"),
    ("appletv appletv+ 苹果", "tv.apple.com itunes.apple.com apps.apple.com music.apple.com"),
    ("youtube 油管", "youtube.com youtu.be"),
    ("起点 起点读书 起点中文网 阅文 qidian yuewen", "qidian.com yuewen.com webnovel.com qdmm.com hongxiu.com"),
    ("晋江 晋江文学城 jjwxc", "jjwxc.net jjwxc.com"),
    ("纵横 纵横中文网 zongheng", "zongheng.com"),
    ("微信读书 weread", "weread.qq.com"),
    ("qq阅读", "book.qq.com yunqi.qq.com"),
    ("掌阅 ireader", "ireader.com ireader.com.cn"),
    ("七猫 七猫小说 七猫免费小说", "qimao.com"),
    ("豆瓣阅读", "read.douban.com"),
    ("喜马拉雅 ximalaya", "ximalaya.com"),
    ("蜻蜓 蜻蜓fm qingting", "qingting.fm"),
    ("懒人听书 lrts", "lrts.me"),
    ("猫耳 猫耳fm missevan", "missevan.com"),
    ("qq音乐", "y.qq.com"),
    ("网易云音乐 网易云", "music.163.com"),
    ("酷狗 酷狗音乐", "kugou.com"),
    ("酷我 酷我音乐", "kuwo.cn"),
    ("spotify", "spotify.com"),
    ("腾讯动漫", "ac.qq.com"),
    ("快看 快看漫画", "kuaikanmanhua.com"),
    ("哔哩哔哩漫画 b漫", "manga.bilibili.com"),
    ("steam", "steampowered.com steamcommunity.com"),
    ("taptap", "taptap.cn taptap.com taptap.io"),
    ("网易公开课 网易云课堂", "study.163.com open.163.com"),
    ("得到", "dedao.cn igetget.com"),
)  # fmt: skip

_HOSTS: Final[dict[str, tuple[str, ...]]] = {
    compact(name): tuple(hosts.split()) for names, hosts in PLATFORMS for name in names.split()
}


def is_platform(name: str) -> bool:
    """Whether a name is a platform's, as it is written in licences."""
    return compact(name) in _HOSTS


def hosts_of(platform: str) -> tuple[str, ...]:
    """The hosts of a platform by its name in a licence; a domain stands for itself."""
    known = _HOSTS.get(compact(platform))
    if known:
        return known
    plain = platform.strip().lower()
    if "." in plain and " " not in plain:
        return (plain.split("://")[-1].split("/")[0].split(":")[0],)
    key = compact(platform)
    for name, hosts in _HOSTS.items():
        if len(name) >= 2 and not name.isascii() and name in key:
            return hosts
    return ()
