"""The official platforms as data: hosts, watch pages, players, and the codes that collection sites use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final


@dataclass(frozen=True)
class Platform:
    """One licensed platform: `watch` and `player` are patterns over host, path and query without scheme."""

    code: str
    name: str
    hosts: tuple[str, ...]
    watch: tuple[str, ...]
    player: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @cached_property
    def watch_page(self) -> re.Pattern[str]:
        """The shapes of pages that show one work or episode."""
        return re.compile("|".join(self.watch) or "(?!)", re.A)

    @cached_property
    def player_page(self) -> re.Pattern[str]:
        """The shapes of players that are made for embedding."""
        return re.compile("|".join(self.player) or "(?!)", re.A)


PLATFORMS: Final[tuple[Platform, ...]] = (
    Platform(
        code="qq",
        name="腾讯视频",
        hosts=(
            "v.qq.com",
            "film.qq.com",
            "video.qq.com",
            "wetv.vip",
            "imgcache.qq.com",
            "ltsws.qq.com",
            "tc.qq.com",
            "smtcdn.com",
            "video.gtimg.com",
        ),
        watch=(
            r"[\w.]*v\.qq\.com/(?:x/(?:m/)?)?(?:cover|page|play|detail|prev)[/.?]",
            r"[\w.]*v\.qq\.com/(?:boke|p)/",
            r"film\.qq\.com/(?:film|cover)/",
            r"wetv\.vip/.*play/",
        ),
        player=(
            r"v\.qq\.com/(?:txp/)?iframe/",
            r"(?:static|imgcache)\.video\.qq\.com/",
            r"imgcache\.qq\.com/tencentvideo",
            r"(?:static\.)?v\.qq\.com/.*\.swf",
        ),
        flags=("qq", "tx", "txvideo", "tengxun", "qqlive", "vqq", "腾讯", "腾讯视频", "qq视频"),
    ),
    Platform(
        code="iqiyi",
        name="爱奇艺",
        hosts=("iqiyi.com", "iq.com", "qiyi.com", "pps.tv"),
        watch=(
            r"(?:[\w-]+\.)?iqiyi\.com/(?:[vwa]_|play/|adv|dianying|dianshiju/2)",
            r"(?:[\w-]+\.)?iq\.com/(?:play|album)/",
            r"v\.pps\.tv/play_",
        ),
        player=(
            r"open\.iqiyi\.com/developer/player",
            r"player\.video\.(?:qiyi|iqiyi)\.com/",
            r"dispatcher\.video\.qiyi\.com/",
        ),
        flags=("iqiyi", "qiyi", "qy", "aqy", "aiqiyi", "pps", "爱奇艺", "奇艺", "爱奇艺视频"),
    ),
    Platform(
        code="youku",
        name="优酷",
        hosts=("youku.com", "youku.tv", "soku.com", "ott.cibntv.net"),
        watch=(
            r"(?:[\w-]+\.)?youku\.(?:com|tv)/(?:v_show/|v_playlist/|v_nextstage/|video/id_|video\?|alipay_video/|v\?)",
            r"list\.youku\.com/show/",
        ),
        player=(r"player\.youku\.com/",),
        flags=("youku", "yk", "youkuyun", "优酷", "优酷视频"),
    ),
    Platform(
        code="mgtv",
        name="芒果TV",
        hosts=("mgtv.com", "hunantv.com", "imgo.tv"),
        watch=(r"(?:[\w-]+\.)?(?:mgtv|hunantv)\.com/(?:[bvsl]/|h/\d|play/|#/[bp]/)",),
        player=(r"player\.(?:mgtv|hunantv)\.com/", r"(?:www\.)?(?:mgtv|hunantv)\.com/(?:imgotv|player)"),
        flags=("mgtv", "imgo", "mg", "mango", "mangguo", "hunantv", "芒果", "芒果tv"),
    ),
    Platform(
        code="bilibili",
        name="哔哩哔哩",
        hosts=(
            "bilibili.com",
            "b23.tv",
            "bilibili.tv",
            "biligame.com",
            "acg.tv",
            "bilivideo.com",
            "bilivideo.cn",
            "acgvideo.com",
        ),
        watch=(
            r"(?:[\w-]+\.)?bilibili\.com/(?:s/)?(?:video/|bangumi/(?:play|media)/|cheese/play/|festival/)",
            r"b23\.tv/\w",
            r"(?:www\.)?bilibili\.tv/.*(?:play|video)/",
        ),
        player=(
            r"player\.bilibili\.com/",
            r"(?:www\.)?bilibili\.com/blackboard/(?:html5|webplayer|player)",
            r"static\.hdslb\.com/.*\.swf",
        ),
        flags=("bilibili", "bili", "blbl", "bstation", "哔哩哔哩", "b站", "哔哩"),
    ),
    Platform(
        code="sohu",
        name="搜狐视频",
        hosts=("tv.sohu.com", "film.sohu.com", "vrs.sohu.com"),
        watch=(
            r"(?:my\.|m\.)?tv\.sohu\.com/(?:v/|us/|\d{8}/n\d+|u/vw/|v\d+\.shtml|item/|s\d{4}/)",
            r"film\.sohu\.com/album/",
        ),
        player=(
            r"(?:share\.vrs|tv)\.sohu\.com/(?:\d+/v\.swf|my/v\.swf|upload/static/share|s/sohuplayer)",
            r"player\.tv\.sohu\.com/",
        ),
        flags=("sohu", "souhu", "搜狐", "搜狐视频"),
    ),
    Platform(
        code="letv",
        name="乐视",
        hosts=("le.com", "letv.com", "lesports.com"),
        watch=(
            r"(?:[\w-]+\.)?(?:le|letv)\.com/(?:ptv/)?(?:vplay|pplay)/",
            r"(?:[\w-]+\.)?le\.com/(?:vplay_|tv/|movie/\d)",
        ),
        player=(r"(?:i7\.imgs|img1\.c0)\.letv\.com/", r"yuntv\.letv\.com/", r"player\.letvcdn\.com/"),
        flags=("letv", "leshi", "le", "letvyun", "乐视", "乐视视频", "乐视网"),
    ),
    Platform(
        code="pptv",
        name="PP视频",
        hosts=("pptv.com", "pp.tv"),
        watch=(r"(?:[vm]|www)\.pptv\.com/(?:show|page|vod|pg)/",),
        player=(r"player\.pptv\.com/", r"pub\.aplus\.pptv\.com/"),
        flags=("pptv", "pp", "pp视频", "聚力"),
    ),
    Platform(
        code="tudou",
        name="土豆",
        hosts=("tudou.com",),
        watch=(r"(?:[\w-]+\.)?tudou\.com/(?:programs/view|albumplay|listplay|v)/",),
        player=(r"(?:player|www)\.tudou\.com/(?:[alv]/|programs/view/html5embed)",),
        flags=("tudou", "土豆", "土豆网"),
    ),
    Platform(
        code="wasu",
        name="华数TV",
        hosts=("wasu.cn", "wasu.com", "wasu.tv"),
        watch=(r"(?:www|m)\.wasu\.(?:cn|com)/.*(?:[Pp]lay|show)",),
        player=(r"(?:player|s)\.wasu\.(?:cn|com)/",),
        flags=("wasu", "华数", "华数tv"),
    ),
    Platform(
        code="m1905",
        name="1905电影网",
        hosts=("1905.com",),
        watch=(r"(?:www|vip|m)\.1905\.com/(?:m/)?(?:vod/)?play/", r"vip\.1905\.com/m/play"),
        player=(r"player\.m1905\.(?:com|cn)/",),
        flags=("m1905", "1905", "电影网"),
    ),
    Platform(
        code="xigua",
        name="西瓜视频",
        hosts=("ixigua.com",),
        watch=(r"(?:www|m|v)\.ixigua\.com/(?:i?\d|video/\d|cinema/album/|\w)",),
        player=(r"(?:www\.)?ixigua\.com/(?:iframe|embed)/",),
        flags=("xigua", "ixigua", "西瓜", "西瓜视频"),
    ),
    Platform(
        code="funshion",
        name="风行",
        hosts=("fun.tv", "funshion.com"),
        watch=(r"(?:www|m)\.fun(?:\.tv|shion\.com)/(?:vplay|mplay|subject)/",),
        flags=("funshion", "fun", "fengxing", "风行", "风行网"),
    ),
    Platform(
        code="cntv",
        name="央视网",
        hosts=("tv.cctv.com", "cctv.com", "cntv.cn", "yangshipin.cn"),
        watch=(
            r"(?:tv|v|m|app|sports|dianshiju)\.cctv\.(?:com|cn)/(?:.*VID[EA]|v/|\d{4}/\d\d/\d\d/V)",
            r"(?:[\w-]+\.)?cntv\.cn/.*VID[EA]",
            r"(?:[wm]\.)?yangshipin\.cn/(?:video|static|#/)",
        ),
        player=(r"player\.cntv\.cn/", r"js\.player\.cntv\.cn/", r"(?:www\.)?yangshipin\.cn/tv/"),
        flags=("cntv", "cctv", "cctv5", "yangshipin", "央视", "央视网", "央视频", "央视影音"),
    ),
    Platform(
        code="migu",
        name="咪咕视频",
        hosts=("miguvideo.com", "migu.cn"),
        watch=(r"(?:www|m|v)\.miguvideo\.com/(?:.*(?:detail|play)|p/)",),
        flags=("migu", "miguvideo", "咪咕", "咪咕视频"),
    ),
    Platform(
        code="acfun",
        name="AcFun",
        hosts=("acfun.cn", "acfun.tv"),
        watch=(r"(?:www|m)\.acfun\.(?:cn|tv)/(?:v/|bangumi/)",),
        player=(r"(?:www\.)?acfun\.(?:cn|tv)/player/",),
        flags=("acfun", "a站"),
    ),
    Platform(
        code="renrenmi",
        name="人人视频",
        hosts=("rr.tv", "rrmj.tv"),
        watch=(r"(?:[\w-]+\.)?rr(?:mj)?\.tv/",),
        flags=("renrenmi", "rrm", "人人视频", "人人迷"),
    ),
    Platform(
        code="youtube",
        name="YouTube",
        hosts=("youtube.com", "youtu.be", "youtube-nocookie.com"),
        watch=(r"(?:www\.|m\.|music\.)?youtube\.com/(?:watch|shorts/|live/|playlist)", r"youtu\.be/[\w-]{11}"),
        player=(r"(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/",),
        flags=("youtube", "ytb", "油管"),
    ),
    Platform(
        code="netflix",
        name="Netflix",
        hosts=("netflix.com",),
        watch=(r"(?:www\.)?netflix\.com/(?:[a-z-]+/)?(?:watch|title)/\d",),
        flags=("netflix", "奈飞", "网飞"),
    ),
    Platform(
        code="disneyplus",
        name="Disney+",
        hosts=("disneyplus.com",),
        watch=(r"(?:www\.)?disneyplus\.com/.*(?:video|movies|series|play)/",),
        flags=("disneyplus", "disney+"),
    ),
    Platform(
        code="primevideo",
        name="Prime Video",
        hosts=("primevideo.com",),
        watch=(r"(?:www\.)?primevideo\.com/.*detail/",),
        flags=("primevideo",),
    ),
)
