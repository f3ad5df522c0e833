"""Contexts: what stands around a title where a copy is offered, and where people only speak of it."""

from __future__ import annotations

from typing import Final

# {t} is the title. None of these names a number that may belong to the title.
OFFERS_HAN: Final[tuple[str, ...]] = (
    "{t}",
    "《{t}》",
    "【{t}】",
    "{t} 4K",
    "{t}.1080p.WEB-DL.H264.AAC.mp4",
    "{t} 全36集 国语中字",
    "《{t}》更新至12集",
    "{t}【全集】【1080P】",
    "{t} 百度网盘",
    "[{t}][05][1080P][简体]",
    "电视剧《{t}》全集 迅雷下载",
    "{t} 第08集",
    "{t}.S01E05.2160p.HDR.mkv",
    "{t} BD国语中字",
    "{t} 高清 在线观看",
    "{t}（无删减）阿里云盘",
    "链接：{t} 夸克网盘 4K高码率",
    "{t} HD1080P 中英双字",
    "12.{t}.1080P.mkv",
    "【某某字幕组】{t} - 07 [WebRip 1080p]",
)
OFFERS_LATIN: Final[tuple[str, ...]] = (
    "{t}",
    "{t}.1080p.BluRay.x264-GRP",
    "{t} [1080p] [Dual Audio]",
    "[Group] {t} - 05 [720p].mkv",
    "{t} S01E03 720p HDTV",
    "{t}.S02E10.WEB-DL.AAC2.0.H.264",
    "{t}.2160p.UHD.REMUX",
    "www.site.com - {t} 1080p WEBRip x265",
    "{t} (full movie HD)",
    "{t} 720p 中英字幕",
)
SPEAKS_HAN: Final[dict[str, tuple[str, ...]]] = {
    "review": ("《{t}》影评", "如何评价《{t}》？", "{t} 豆瓣评分", "《{t}》观后感：看完久久不能平静", "看完{t}我哭了"),
    "news": (
        "《{t}》票房破10亿",
        "电影《{t}》定档春节",
        "{t}主演接受采访",
        "据悉，《{t}》将于下月开机，导演表示很有信心。",
        "《{t}》提名最佳影片",
    ),
    "trailer": ("《{t}》预告片", "{t} 终极预告", "{t} 幕后花絮"),
    "soundtrack": ("{t} 主题曲", "《{t}》电影原声带", "{t} 片尾曲 歌词"),
    "merchandise": ("{t} 海报", "{t} 手机壁纸", "{t} 周边 手办", "{t} 电影票"),
    "lookup": ("{t}_百度百科", "{t} 分集剧情介绍", "{t} 演员表"),
    "mention": (
        "昨晚和朋友聊起{t}，大家都说小时候看过。",
        "他的新书让人想起《{t}》里的那位老人，语言朴素而有力。",
        "这个地方因为{t}而出名",
    ),
}
SPEAKS_LATIN: Final[dict[str, tuple[str, ...]]] = {
    "review": ("{t} review: a flawed but moving film", "{t} explained"),
    "trailer": ("{t} official trailer", "{t} teaser trailer 1080p"),
    "soundtrack": ("{t} soundtrack", "{t} OST lyrics"),
    "merchandise": ("{t} poster", "{t} wallpaper"),
    "lookup": ("{t} - Wikipedia",),
    "mention": ("I was talking with a friend about {t} and we both liked the first half of it",),
}
# Other works made of a listed title.
FAMILY_HAN: Final[tuple[str, ...]] = (
    "{t}9 1080P",
    "{t}之大漠孤烟 全集",
    "小{t} 第05集 1080P",
    "{t}外传 4K",
    "{t}前传 HD",
    "新{t}归来 全40集",
    "{t}Ⅶ 1080p",
    "{t}贸易战 国语中字",
    "我的{t}日记 全集",
)
FAMILY_LATIN: Final[tuple[str, ...]] = (
    "{t} 9 1080p BluRay",
    "{t}.VII.1080p.WEB",
    "Beyond the {t} Sky 1080p WEB",
    "{t} Resurrection Day 720p HDTV",
    "Making of {t} 1080p",
    "Young {t}ling 1080p",
)
