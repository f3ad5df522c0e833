"""A work's name without what platforms put around it: "放映厅：", "24小时不停播", "影视大全", "TV版", "full movie"."""

from __future__ import annotations

import re
from typing import Final

from core.folding import fold
from crawler.extract.telling import is_telling

# What rooms, channels, apps and uploads put around a name, on whichever side.
_AROUND: Final = (
    r"[\s:：|｜·丨~\-—_【】\[\]「」]|(?:24|二十四)小?时|24h|全天|(?:永)?不停播?|(?:不|无)间断|无限|连续|连播|连看|轮播|循环|"
    r"(?:正|热)?在(?:放映|播放|直播|看)?中?|老片|放映[厅室]?|(?:电)?影院|[专包]场|剧场|频道|直播间?|播放[中器]?|放送|重温|回顾|修复|推荐|更新|"
    r"全[片集]|正片|完整版?|合集|大结局|高清|超清|蓝光|4K|1080P|追剧[党宝]?|看剧|福利|影视|电影|电视剧|连续剧|剧集|视频|免费看?|最新|热播剧?|经典|未删减|无删减"
)
_PREFIX: Final = re.compile(
    rf"(?:{_AROUND}|一起[看追听]|陪你们?看|陪看|带你看|今[日晚天])*(?:[看听追读](?=\w{{3}}))?",
    re.I,
)
_SUFFIX: Final = re.compile(
    rf"(?:{_AROUND}|抢先看|免费[观看追]+|在线[看听读]?|在线观看|观看|阅读器?|小说|听书|有声|大全|离线|全文|全本|txt|"
    r"(?:免登录|免激活|去广告|无广告|内购|单机|修改|下载|无限[资金][源币]|盒子|永久激活|直装|完整硬盘)|(?:TV|电视|纯净|极速|去广告|无广告|破解|手机|安卓|会员|官方|最新|免费|国语|粤语|离线|在线|绿色|中文|豪华|学习|汉化|专业)版?|版|app|part\s?\d{1,3}|"
    r"\d[\d.]{0,8}\s?[万w]?\s?(?:人|次|热度)|欢迎点播|"
    r"full\s(?:movie|episodes?)|HD|\bep(?:isode|\.)?\s?\d{1,3}|v\d{1,3}(?:\.\d{1,4}){1,3})+\Z",
    re.I,
)
_LONGEST: Final = 120


def trimmed(name: str) -> str:
    """The name without such words on both sides; "" when nothing was there or nothing that names a work is left."""
    if not 2 < len(name) <= _LONGEST:
        return ""
    plain = fold(name)
    start = _PREFIX.match(plain)
    kept = _SUFFIX.sub("", plain[start.end() if start else 0 :]).strip()
    return kept if kept != plain and len(kept) > 2 and is_telling(kept) else ""
