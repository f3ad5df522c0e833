"""A work's name without what platforms put around it: "放映厅：", "24小时不停播", "影视大全", "TV版", "full movie"."""

from __future__ import annotations

import re
from typing import Final

from core.folding import fold
from crawler.extract.telling import is_telling

# What rooms, channels, apps and uploads put around a name, on whichever side: words small enough to make up any of
# their compounds, as in 免费+全集+看, 全文+离线+阅读+器, 高清+影视+盒子.
_AROUND: Final = (
    r"[\s:：|｜·丨~\-—_.【】\[\]()「」]|(?:24|二十四)小?时|24h|全天|(?:永)?不停播?|(?:不|无)间断|无限|连续|连播|连看|轮播|循环|"
    r"(?:正|热)?在(?:放映|播放|直播|看)?中?|老片|放映[厅室]?|(?:电)?影[院库音]|[专包]场|剧场|频道|直播间?|播放[中器]?|放送|重温|回顾|修复|推荐|更新|"
    r"全[片集套本文]|正片|完整版?|合集|大结局|高清|超清|蓝光|4K|1080P|追剧|看剧|福利|影视|电影|电视剧?|连续剧|剧集|短剧|视频|免费|最新|热播剧?|经典|"
    r"[未无]删减|离线|在线|抢先|极速|纯净|官方|正版|会员|手机|安卓|苹果|android|iphone|ios|app|apk|download|(?<![a-z])for(?![a-z])"
)
_PREFIX: Final = re.compile(
    rf"(?:{_AROUND}|一起[看追听读]|陪你们?看|陪看|带你看|今[日晚天]|watch(?![a-z])|[爱快畅乐想][看追听读]|天天[看追听读](?=\w{{3}}))*(?:[看听追读](?=\w{{3}}))?",
    re.I,
)
_SUFFIX: Final = re.compile(
    rf"(?:{_AROUND}|[看读听追播载]|在线观看|观看|阅读?器?|小说|书城|有声书?|广播剧|听书|全话|漫画|动漫|大全|txt|epub|收听|"
    r"(?:免|无|去)(?:登录|激活|广告|会员|弹窗|付费|费)|内购|单机|修改|下载器?|客户端|软件|官网|首页|安装包?|缓存|投屏|随身|不停|去广告|安卓版|"
    r"(?<=[剧影视书说画放看读听追集费])[宝吧站网党君社馆库机神通]|神器|助手|无限[资金][源币]|盒子|永久|直装|完整硬盘|"
    r"(?:TV|破解|解锁|会员|国语|粤语|绿色|中文|豪华|学习|汉化|专业|加速|清爽|精简)版?|版|part\s?\d{1,3}|"
    r"\d[\d.]{0,8}\s?[万w]?\s?(?:人|次|热度)|欢迎点播|"
    r"full\s(?:movie|episodes?)|(?<![a-z])(?:free|streaming|movies?|episodes?|full)(?![a-z])|HD|\bep(?:isode|\.)?\s?\d{1,3}|(?<![\d.])v?\d{1,3}(?:\.\d{1,4}){1,3})+\Z",
    re.I,
)
_LONGEST: Final = 120
_SHORTEST: Final = 3


def trimmed(name: str) -> str:
    """The name without such words on both sides; "" when nothing was there or nothing that names a work is left.

    What is left of a name of two characters counts where the words were glued to it: with a blank between, readers of
    titles see it themselves.
    """
    if not 2 < len(name) <= _LONGEST:
        return ""
    plain = fold(name)
    start = _PREFIX.match(plain)
    kept = _SUFFIX.sub("", plain[start.end() if start else 0 :]).strip()
    if kept == plain or not is_telling(kept):
        return ""
    return kept if len(kept) >= _SHORTEST or _is_glued(plain, kept) else ""


def _is_glued(plain: str, kept: str) -> bool:
    """Whether more letters touch what is left of a name."""
    before, _, after = plain.partition(kept)
    return before[-1:].isalnum() or after[:1].isalnum()
