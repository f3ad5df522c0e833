"""The official platforms: their hosts, watch pages, players and the codes that collection sites use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from core.urls import host_of


@dataclass(frozen=True)
class Platform:
    """One licensed platform: `watch` and `player` are patterns over host, path and query without scheme."""

    code: str
    name: str
    hosts: tuple[str, ...]
    watch: str
    player: str = "(?!)"
    flags: tuple[str, ...] = ()

    @cached_property
    def watch_page(self) -> re.Pattern[str]:
        """The shapes of pages that show one work or episode."""
        return re.compile(self.watch, re.A)

    @cached_property
    def player_page(self) -> re.Pattern[str]:
        """The shapes of players that are made for embedding."""
        return re.compile(self.player, re.A)


PLATFORMS: Final[tuple[Platform, ...]] = (
    Platform(
        "qq", "腾讯视频", ("v.qq.com", "film.qq.com", "video.qq.com", "wetv.vip"),
        r"[\w.]*v\.qq\.com/(?:x/(?:m/)?)?(?:cover|page|play|detail|prev)[/.?]|[\w.]*v\.qq\.com/(?:boke|p)/|film\.qq\.com/(?:film|cover)/|wetv\.vip/.*play/",
        r"v\.qq\.com/(?:txp/)?iframe/|(?:static|imgcache)\.video\.qq\.com/|(?:static\.)?v\.qq\.com/.*\.swf",
        ("qq", "tx", "txvideo", "tengxun", "qqlive", "vqq", "腾讯", "腾讯视频", "qq视频"),
    ),
    Platform(
        "iqiyi", "爱奇艺", ("iqiyi.com", "iq.com", "qiyi.com", "pps.tv"),
        r"(?:[\w-]+\.)?iqiyi\.com/(?:[vwa]_|play/|adv|dianying|dianshiju/2)|(?:[\w-]+\.)?iq\.com/(?:play|album)/|v\.pps\.tv/play_",
        r"(?:open\.iqiyi\.com/developer/player|player\.video\.(?:qiyi|iqiyi)\.com/|dispatcher\.video\.qiyi\.com/)",
        ("iqiyi", "qiyi", "qy", "aqy", "aiqiyi", "pps", "爱奇艺", "奇艺", "爱奇艺视频"),
    ),
    Platform(
        "youku", "优酷", ("youku.com", "youku.tv", "soku.com"),
        r"(?:[\w-]+\.)?youku\.(?:com|tv)/(?:v_show/|v_playlist/|v_nextstage/|video/id_|video\?|alipay_video/|v\?)|list\.youku\.com/show/",
        r"player\.youku\.com/",
        ("youku", "yk", "youkuyun", "优酷", "优酷视频"),
    ),
    Platform(
        "mgtv", "芒果TV", ("mgtv.com", "hunantv.com", "imgo.tv"),
        r"(?:[\w-]+\.)?(?:mgtv|hunantv)\.com/(?:[bvsl]/|h/\d|play/|#/[bp]/)",
        r"player\.(?:mgtv|hunantv)\.com/|(?:www\.)?(?:mgtv|hunantv)\.com/(?:imgotv|player)",
        ("mgtv", "imgo", "mg", "mango", "mangguo", "hunantv", "芒果", "芒果tv"),
    ),
    Platform(
        "bilibili", "哔哩哔哩", ("bilibili.com", "b23.tv", "bilibili.tv", "biligame.com", "acg.tv"),
        r"(?:[\w-]+\.)?bilibili\.com/(?:s/)?(?:video/|bangumi/(?:play|media)/|cheese/play/|festival/)|b23\.tv/\w|(?:www\.)?bilibili\.tv/.*(?:play|video)/",
        r"player\.bilibili\.com/|(?:www\.)?bilibili\.com/blackboard/(?:html5|webplayer|player)|static\.hdslb\.com/.*\.swf",
        ("bilibili", "bili", "blbl", "bstation", "哔哩哔哩", "b站", "哔哩"),
    ),
    Platform(
        "sohu", "搜狐视频", ("tv.sohu.com", "film.sohu.com", "vrs.sohu.com"),
        r"(?:my\.|m\.)?tv\.sohu\.com/(?:v/|us/|\d{8}/n\d+|u/vw/|v\d+\.shtml|item/|s\d{4}/)|film\.sohu\.com/album/",
        r"(?:share\.vrs|tv)\.sohu\.com/(?:\d+/v\.swf|my/v\.swf|upload/static/share|s/sohuplayer)|player\.tv\.sohu\.com/",
        ("sohu", "souhu", "搜狐", "搜狐视频"),
    ),
    Platform(
        "letv", "乐视", ("le.com", "letv.com", "lesports.com"),
        r"(?:[\w-]+\.)?(?:le|letv)\.com/(?:ptv/)?(?:vplay|pplay)/|(?:[\w-]+\.)?le\.com/(?:vplay_|tv/|movie/\d)",
        r"(?:i7\.imgs|img1\.c0)\.letv\.com/|yuntv\.letv\.com/|player\.letvcdn\.com/",
        ("letv", "leshi", "le", "letvyun", "乐视", "乐视视频", "乐视网"),
    ),
    Platform(
        "pptv", "PP视频", ("pptv.com", "pp.tv"),
        r"(?:[vm]|www)\.pptv\.com/(?:show|page|vod|pg)/", r"player\.pptv\.com/|pub\.aplus\.pptv\.com/",
        ("pptv", "pp", "pp视频", "聚力"),
    ),
    Platform(
        "tudou", "土豆", ("tudou.com",),
        r"(?:[\w-]+\.)?tudou\.com/(?:programs/view|albumplay|listplay|v)/", r"(?:player|www)\.tudou\.com/(?:[alv]/|programs/view/html5embed)",
        ("tudou", "土豆", "土豆网"),
    ),
    Platform("wasu", "华数TV", ("wasu.cn", "wasu.com", "wasu.tv"), r"(?:www|m)\.wasu\.(?:cn|com)/.*(?:[Pp]lay|show)", r"(?:player|s)\.wasu\.(?:cn|com)/", ("wasu", "华数", "华数tv")),
    Platform("m1905", "1905电影网", ("1905.com",), r"(?:www|vip|m)\.1905\.com/(?:m/)?(?:vod/)?play/|vip\.1905\.com/m/play", r"player\.m1905\.(?:com|cn)/", ("m1905", "1905", "电影网")),
    Platform("xigua", "西瓜视频", ("ixigua.com",), r"(?:www|m|v)\.ixigua\.com/(?:i?\d|video/\d|cinema/album/|\w)", r"(?:www\.)?ixigua\.com/(?:iframe|embed)/", ("xigua", "ixigua", "西瓜", "西瓜视频")),
    Platform("funshion", "风行", ("fun.tv", "funshion.com"), r"(?:www|m)\.fun(?:\.tv|shion\.com)/(?:vplay|mplay|subject)/", r"(?!)", ("funshion", "fun", "fengxing", "风行", "风行网")),
    Platform(
        "cntv", "央视网", ("tv.cctv.com", "cctv.com", "cntv.cn", "yangshipin.cn"),
        r"(?:tv|v|m|app|sports|dianshiju)\.cctv\.(?:com|cn)/(?:.*VID[EA]|v/|\d{4}/\d\d/\d\d/V)|(?:[\w-]+\.)?cntv\.cn/.*VID[EA]|(?:[wm]\.)?yangshipin\.cn/(?:video|static|#/)",
        r"player\.cntv\.cn/|js\.player\.cntv\.cn/|(?:www\.)?yangshipin\.cn/tv/",
        ("cntv", "cctv", "cctv5", "yangshipin", "央视", "央视网", "央视频", "央视影音"),
    ),
    Platform("migu", "咪咕视频", ("miguvideo.com", "migu.cn"), r"(?:www|m|v)\.miguvideo\.com/(?:.*(?:detail|play)|p/)", r"(?!)", ("migu", "miguvideo", "咪咕", "咪咕视频")),
    Platform("acfun", "AcFun", ("acfun.cn", "acfun.tv"), r"(?:www|m)\.acfun\.(?:cn|tv)/(?:v/|bangumi/)", r"(?:www\.)?acfun\.(?:cn|tv)/player/", ("acfun", "a站")),
    Platform("renrenmi", "人人视频", ("rr.tv", "rrmj.tv"), r"(?:[\w-]+\.)?rr(?:mj)?\.tv/", r"(?!)", ("renrenmi", "rrm", "人人视频", "人人迷")),
    Platform(
        "youtube", "YouTube", ("youtube.com", "youtu.be", "youtube-nocookie.com"),
        r"(?:www\.|m\.|music\.)?youtube\.com/(?:watch|shorts/|live/|playlist)|youtu\.be/[\w-]{11}",
        r"(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/", ("youtube", "ytb", "油管"),
    ),
    Platform("netflix", "Netflix", ("netflix.com",), r"(?:www\.)?netflix\.com/(?:[a-z-]+/)?(?:watch|title)/\d", r"(?!)", ("netflix", "奈飞", "网飞")),
    Platform("disneyplus", "Disney+", ("disneyplus.com",), r"(?:www\.)?disneyplus\.com/.*(?:video|movies|series|play)/", r"(?!)", ("disneyplus", "disney+")),
    Platform("primevideo", "Prime Video", ("primevideo.com",), r"(?:www\.)?primevideo\.com/.*detail/", r"(?!)", ("primevideo",)),
)  # fmt: skip

_BY_CODE: Final = {platform.code: platform for platform in PLATFORMS}
_BY_HOST: Final = {host: platform for platform in PLATFORMS for host in platform.hosts}
_BY_FLAG: Final = {flag: platform.code for platform in PLATFORMS for flag in platform.flags}
_BLANKS = re.compile(r"[\s\u3000·._-]+")


@lru_cache(maxsize=16_384)
def _platform_at(host: str) -> Platform | None:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if platform := _BY_HOST.get(".".join(labels[start:])):
            return platform
    return None


def platform_of(url: str) -> str | None:
    """The code of the official platform that serves an address; None for any other host."""
    platform = _platform_at(host_of(url))
    return platform.code if platform else None


def is_watch_page(url: str) -> bool:
    """Whether an address is a platform's page for one work or episode."""
    platform = _platform_at(host_of(url))
    return platform is not None and platform.watch_page.match(_bare(url)) is not None


def is_player(url: str) -> bool:
    """Whether an address is a platform's player made for embedding."""
    platform = _platform_at(host_of(url))
    return platform is not None and platform.player_page.match(_bare(url)) is not None


def platform_hosts() -> frozenset[str]:
    """Every host (with all below it) that belongs to an official platform."""
    return frozenset(_BY_HOST)


def platform_named(flag: str) -> str | None:
    """The platform that a collection site's code or Chinese name means (`qq`, `优 酷`); None for hosted copies."""
    return _BY_FLAG.get(_BLANKS.sub("", flag).lower())


def platform_title(code: str) -> str:
    """The name people know a platform by."""
    platform = _BY_CODE.get(code)
    return platform.name if platform else code


def _bare(url: str) -> str:
    """Host, path and query as the patterns expect them: the scheme, a user name and a port gone."""
    rest = url.partition("//")[2]
    slash = rest.find("/")
    return host_of(url) + rest[slash:] if slash >= 0 else host_of(url) + "/"
