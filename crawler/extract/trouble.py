"""Why a page shows less than it should: a challenge, a log-in, something gone, something hidden."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.document import Document

_SHORT: Final = 1_500  # characters of visible text: what is longer is a page, whatever words it uses
_MANY_LINKS: Final = 60
_CHALLENGE: Final = re.compile(
    r"just a moment\.\.\.|cf-chl-|cf_chl_|_cf_chl|challenge-platform|checking your browser|attention required|"
    r"ddos protection|"
    r"系统安全验证|安全验证|人机验证|滑动验证|访问验证|行为验证|拖动滑块|verify_submit|请输入验证码|请完成验证|"
    r"验证您是(?:真人|人类)|are you (?:a )?(?:human|robot)|"
    r"unusual traffic|access denied|访问过于频繁|请求过于频繁|您的访问(?:异常|被拦截)|网站防火墙|安全防护|"
    r"waf[-_ ]?(?:block|verify)|"
    r"acw_sc__v2|__jsl_clearance|document\.cookie\s*=[^;]{0,200};[^<]{0,300}location\.(?:reload|href|replace)|"
    r"enable javascript and cookies",
    re.I,
)
_GONE: Final = re.compile(
    r"404 not found|page not found|not found|(?:页面|网页|内容|影片|视频|文章|帖子|主题|资源|小说|书籍|商品|宝贝|"
    r"链接|文件|数据)(?:已经?|可能)?(?:不存在|"
    r"找不到|未找到|没有找到|已(?:被)?(?:删除|下架|失效|移除|关闭|屏蔽))|"
    r"(?:已被|被)(?:作者|管理员|发布者|版主)?(?:删除|屏蔽|下架)|指定的(?:主题|帖子|页面|版块)不存在|没有找到(?:您|"
    r"你)?(?:要|想)|找不到(?:您|你)?(?:要|访问)|"
    r"获取数据失败|该(?:影片|视频|资源|内容|页面)(?:暂时)?(?:无法|不能)(?:播放|访问|查看)|因版权(?:原因|问题|"
    r"方要求)|应版权方要求|暂无(?:播放|下载)(?:资源|地址)|"
    r"no longer available|has been (?:removed|deleted)|does ?n[o']t exist|account suspended|this video is unavailable",
    re.I,
)
_GONE_TITLE: Final = re.compile(r"\b404\b|not found|不存在|找不到|出错了|错误提示|提示信息|error", re.I)
_LOGIN: Final = re.compile(
    r"(?:请|需要|必须)先?(?:登[录陆]|注册)(?:后|才)|(?:登[录陆])(?:后|才)(?:可|能)|您需要登录|尚未登录|无权(?:访问|"
    r"查看|浏览)|没有权限|权限不足|仅(?:限)?会员|"
    r"please (?:log|sign) in|"
    r"you must (?:be logged|log) in|login required|members only",
    re.I,
)
_LOCKED: Final = re.compile(r"=[\"']?locked[\"' >]|reply-?to-?view|hide-?box|ripro-?pay|erphpdown")
_LOCK_MARKS: Final = ("locked", "to-view", "toview", "hide-box", "hidebox", "ripro", "erphpdown")
_HIDDEN_WORDS: Final = (
    "隐藏",
    "可见",
    "支付",
    "付费",
    "购买",
    "公众号",
    "验证码",
    "口令",
    "此处内容",
    "权限",
    "hidden",
    "reply",
)
_HIDDEN: Final = re.compile(
    r"本帖隐藏的?内容需要|隐藏内容(?:需要|，)|回复(?:后)?(?:可见|才(?:能|"
    r"可)(?:查看|看到))|"
    r"评论(?:后)?(?:可见|查看|并刷新)|"
    r"如果您要查看本帖隐藏内容请|本主题需向作者支付|需(?:要)?(?:支付|购买|付费)[^<\n]{0,20}(?:查看|下载|阅读|可见)|"
    r"(?:付费|购买|支付)后(?:可见|查看|下载)|"
    r"关注(?:微信)?公众号[^<\n]{0,40}(?:验证码|密码|口令)|输入(?:验证码|密码|口令)[^<\n]{0,12}(?:查看|可见)|"
    r"此处内容(?:需要|已)|阅读权限|"
    r"reply to (?:see|view)|hidden content|you need to reply",
    re.I,
)


def trouble_of(document: Document, links: int) -> str:
    """The trouble of an HTML page that showed so many typed links; "" for none."""
    if document.page.status in (404, 410):
        return "gone"
    text = document.text
    short = len(text) <= _SHORT and len(document.anchors) <= _MANY_LINKS
    if short and not links:
        found = _of_short(document, text)
        if found:
            return found
    if not links and _is_hidden(document, text[:40_000]):
        return "hidden"
    if not text.strip() and not document.anchors and not links:
        return "broken" if not document.embeds and not document.scripts else ""
    return ""


def _is_hidden(document: Document, text: str) -> bool:
    marked = any(mark in document.source for mark in _LOCK_MARKS) and _LOCKED.search(document.source) is not None
    return marked or (any(word in text for word in _HIDDEN_WORDS) and _HIDDEN.search(text) is not None)


def _of_short(document: Document, text: str) -> str:
    if _CHALLENGE.search(document.source[:60_000]):
        return "challenge"
    if _GONE_TITLE.search(document.title) or _GONE.search(text):
        return "soft_404" if document.page.status == 200 else "gone"
    if _LOGIN.search(text) or ('type="password"' in document.source and len(text) < 600):
        return "login"
    return ""
