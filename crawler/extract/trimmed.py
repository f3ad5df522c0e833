"""A work's name without what platforms put around it: "放映厅：", "24小时不停播", "影视大全", "TV版", "full movie"."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.telling import is_telling

_PREFIX: Final = re.compile(
    r"(?:[\s:：|｜·丨~\-—【】\[\]]|(?:4K|高清|超清|蓝光)?修复|正在|放映厅?|(?:电)?影院|播放|直播|重温|回顾|经典|一起看|陪你们?看|陪看|带你看|"
    r"今日|今晚|推荐|热播剧?|最新|更新|追剧|轮播|影视|高清|超清|蓝光|完整版?|全集|未删减|免费看?|电影|电视剧|连续剧|剧集)*"
)
_SUFFIX: Final = re.compile(
    r"(?:[\s:：|｜·丨~\-—【】\[\]]|(?:24|二十四)小时|24h|全天|不停播?|不间断|连续|连播|轮播|循环|播放中?|播放器|直播中?|放送|全片|正片|"
    r"完整版?|全集|合集|高清|超清|蓝光|抢先看|免费看?|免费观看|在线看|在线观看|观看|追剧|看剧|小说|阅读器?|听书|有声|影视|大全|视频|"
    r"(?:TV|电视|纯净|极速|去广告|无广告|破解|手机|安卓|会员|官方|最新|免费|国语|粤语)版?|app|"
    r"full\s(?:movie|episodes?)|HD|\bep(?:isode|\.)?\s?\d{1,3}|v\d{1,3}(?:\.\d{1,4}){1,3})+\Z",
    re.I,
)
_LONGEST: Final = 120


def trimmed(name: str) -> str:
    """The name without such words on both sides; "" when nothing was there or nothing that names a work is left."""
    if not 2 < len(name) <= _LONGEST:
        return ""
    start = _PREFIX.match(name)
    kept = _SUFFIX.sub("", name[start.end() if start else 0 :]).strip()
    return kept if kept != name and len(kept) > 2 and is_telling(kept) else ""
