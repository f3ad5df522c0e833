"""Whether words can name a work, or only say "download", "link 2", "1080P", "episode 5"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_BOILERPLATE: Final = re.compile(
    # the next cell's passcode
    r"(?:网盘|云盘|百度|夸克|阿里|迅雷|天翼|移动|蓝奏|城通|微云)\s{1,3}(?=[a-z]{0,3}\d)[a-z\d]{4}(?=\s|\Z)|"
    r"(?:网盘|云盘?|115|123)?\s{0,3}[(（\[【]\s?(?=[a-z]{0,3}\d)(?=\d{0,3}[a-z])[a-z\d]{4}\s?[)）\]】]|"
    r"(?:https?|ftp|magnet|ed2k|thunder)(?:://|:\?)[!-~]{1,4000}|"
    r"(?:(?:提取|访问|分享|訪問)密?|(?<![\u3400-\u9fff]))[码碼][是为]?\s?[A-Za-z0-9]{3,8}(?![A-Za-z0-9])|"
    r"(?:提取|访问|分享|查看|阅读|訪問)?(?:密?[码碼]|密钥|密(?=\s?[:：])|pwd|passcode|code)(?:\s{0,2}[:：=]\s{0,2}|(?<=[码碼钥])\s)[A-Za-z0-9]{3,8}(?![A-Za-z0-9])|复制这段内容后?|打开|"
    r"操作更方便哦?|手机App|内容|请?输入|分享无限制|为您提供文件的网络备份、?同步和分享服务|"
    r"(?:下载|链接|地址|一键|长按|扫码|微信|公众号|关注|影片|视频|电影|电视剧|剧集|动漫|综艺|短剧|连续剧|点击|点此|"
    r"点我|这里|此处|立即|立刻|马上|前往|进入|打开|查看|查询|复制|获取|领取|"
    r"详情|更多|播放|观看|在线|免费|高速|极速|普通|本地|"
    r"备用|主线|线路|片源|来源|节点|资源|分享|转存|保存|直达|直链|直连|传送门|提取码?|访问码|密码|口令|验证码|解压|"
    r"网盘|云盘|度盘|百度云?|夸克|阿里云?|"
    r"迅雷云?|天翼云?|移动云?|和彩云|彩云|联通|蓝奏云?|城通|坚果云?|微云|腾讯|磁力|磁链|电驴|种子|文件|列表|目录|"
    r"全部|展开|收起|返回|上一[页集章篇]|"
    r"下一[页集章篇]|首页|末页|尾页|超清|高清|标清|流畅|蓝光|原盘|原画|标准|无损|高品质?|音质|品质|无水印|杜比|视界|全景声|国语|粤语|英语|日语|"
    r"韩语|国粤|双语|中英|中字|字幕|简体|"
    r"繁体|简中|繁中|内封|内嵌|无删减|未删减|完整版?|正片|全集|合集|单集|更新至?|更至|完结|已完结|连载中?|抢先版?|"
    r"预告片?|大小|格式|时间|日期|发布|上传|作者|"
    r"楼主|游客|回复|评论|收藏|人气|热度|浏览|用户|阅读|在线阅读|试读|继续|开始|免登录|客户端|手机|电脑|版本|安卓|"
    r"购买|下单|抢购|拼单|购物车|联系|客服|咨询|进店|安装|访问|离开|跳转|即将|正在|加载|稍候|稍等|苹果|官方|官网|网页|浏览器|失效|反馈|举报|"
    r"第[\d零一二三四五六七八九十百千两]{1,5}[集话話期回章季部节页讲课]|"
    r"[全共][\d零一二三四五六七八九十百]{1,4}[集话期回章季]|"
    r"密钥|整轨|分轨|正版|豆瓣|爱奇艺|优酷|腾讯视频|芒果|(?:另外?|[两这那])一?个|自己|本[站帖文]|目录|课件|讲义|课程|教程|全套|整套|资料|导论|绪论|前言|"
    r"\d{1,4}[集话期]|[都均也哦哈呀吧啦呢嘛喔的了和与或及在是为有请可您你我到用去]|[一-龥]盘|盘)",
    re.I,
)
_LATIN: Final = re.compile(
    r"(?<![a-z])(?:downloads?|links?|click|here|pan|drive|cloud|quark|baidu|aliyun|aliyunpan|alipan|xunlei|thunder|"
    r"uc|pikpak|mega|magnet|torrent|rapidgator|nitroflare|turbobit|katfile|1fichier|mediafire|dropbox|g(?:oogle)?\s?drive|google|"
    r"onedrive|terabox|pixeldrain|gofile|krakenfiles?|ddownload|filefactory|hitfile|keep2share|k2s|uploadgig|uploaded|workupload|"
    r"wetransfer|alfafile|filejoker|"
    r"watch|play|player|online|now|free|server|source|mirror|password|passcode|code|pwd|copy|open|view|more|"
    r"details?|read|get|go|http|https|www|com|cn|net|"
    r"html|the|and|for|from|file|files|name|size|date|seeders?|leechers?|peers?|hot|new|vip|hd|uhd|fhd|sd|bd|tv|dvd|"
    r"bdrip|brrip|webrip|web|dl|web-?dl|blu-?ray|"
    r"remux|hdtv|hdrip|dvdrip|x26[45]|h\.?26[45]|hevc|avc|av1|aac|ac3|dts|ddp?|flac|atmos|truehd|10bit|8bit|hdr10?|"
    r"sdr|dv|hq|imax|repack|proper|complete|"
    r"(?:21|10|7|4)\d{2}[pi]|4k|8k|\d{1,4}fps|mp4|mkv|avi|rmvb|m3u8|flv|ts|zip|rar|pdf|txt|epub|mobi|mp3|apk|apps?|ios|android|pc|"
    r"s\d{1,2}(?:e\d{1,4})?|ep?\d{1,4}|"
    r"gb|mb|tb|kb|gib|mib|chs|cht|eng|gb2312|utf|online|page|next|prev|previous|first|last|home|index|bt|ed2k|url|"
    r"line|part|cd|disc|m\d|node|cdn|(?<!\d)(?=[a-z]{0,3}\d)(?=\d{0,3}[a-z])[a-z\d]{4}(?!\d))(?![a-z])",
    re.I,
)
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7a3]")
_WORD: Final = re.compile(r"[^\W\d_]{3}")
# A title that is a number: in title marks, or with a year behind it.
_NUMBER: Final = re.compile(
    r"《\d{2,4}》|"
    r"(?<![\d.:：-])(?!(?:480|540|576|720|900|1080|1440|2160)\b)\d{3,4}\s{0,2}[(（\[ ]\s?(?:19|20)\d{2}(?![\d:./年-])"
)


# Lines of a work's page that speak of the work without naming it.
_LABELLED: Final = re.compile(
    r"\W{0,3}(?:年\s{0,4}[份代]|主\s{0,4}演|导\s{0,4}演|编\s{0,4}剧|类\s{0,4}[型别]|分\s{0,4}类|地\s{0,4}区|"
    r"资\s{0,2}源\s{0,2}[类格][型式]|文\s{0,2}件\s{0,2}[大类格][小型式]|来\s{0,2}源|"
    r"语\s{0,4}言|状\s{0,4}态|集\s{0,4}数|片\s{0,4}长|时\s{0,4}[长间]|上\s{0,4}映|首\s{0,4}播|更\s{0,4}新|"
    r"简\s{0,4}介|剧\s{0,4}情|评\s{0,4}分|豆\s{0,4}瓣|大\s{0,4}小|格\s{0,4}式|画\s{0,4}质|标\s{0,4}签|描\s{0,4}述|"
    r"解压密?码|制片国家|讲\s{0,2}师|主\s{0,2}讲|授课|适合|(?:作者|内容|课程)(?:简介|介绍|特色)|imdb|genre|director|cast|starring|language|country|size|format|rating|tags?|uploader|added)"
    r"(?:[^:：\n]{0,6}[:：]|\s{1,3}(?:19|20)\d\d\s*\Z)(?!.*(?:片名|名称|又名|别名|《))|\W{0,3}\S{0,6}\s?(?:发表于|发布于)",
    re.I,
)
# A file of a course or serial: behind its number stands the part's name, not the work's.
_LESSON: Final = re.compile(
    r"\W{0,4}第?\s?[\d一二三四五六七八九十]{1,4}\s?[讲课节].{0,60}\.(?:mp4|mp3|flv|ts|pdf|pptx?|docx?)\s*\Z", re.I
)
# Notes about the share, the site and its readers: what the clause around them says is no title. Each begins with a
# letter and not with a choice: a search then leaps from one of these letters to the next.
_NOTED: Final = (
    r"(?:由网友|网友(?:上传|分享|提供|投稿)|转自|来自(?:网络|互联网|网友)|来源于|仅供|学习交流|交流学习|版权归|侵权|"
    r"支持正版|正版平台|24小时(?:[内后之]|删)|温馨提示|免责|声明[：:]|如有(?:问题|侵|失)|有问题|链接?失效|已失效请|失效请|补链|私信|留言|评论区|"
    r"回复(?:可见|后?即可)|随手|点个?赞|感谢(?:楼主|分享|支持|大家|观看)|"
    r"谢谢(?:楼主|分享|支持|大家|观看)|自取|整理(?:不易|硬盘)|慢慢看|需要的|喜欢的|拿走|不谢|"
    r"先到先得|已(?:经)?(?:放|备|打包|整理|上传|准备|奉上|存)[好完上]|尽快|及时|抓紧|速存|别忘|浏览器|打不开|秒后|正在跳转|自动跳转|如题|分享给|有缘人|随缘|老规矩|看下面|如下[：:]?\Z|见下方?|"
    r"提取[密码]+[都均]|访问[密码]+[都均]|密[密码]*[都均]|码[密码]*[都均]|统一[是为])"
)
_NOTES: Final = re.compile(_NOTED)
_REMARK: Final = re.compile(rf"[^，,。；;！!？?\s|/：:]{{0,12}}{_NOTED}[^，,。；;！!？?\s|/]{{0,20}}")
# Whatever the words above are made of: two other characters are a name, without a closer look.
_COMMON: Final = frozenset(
    f"{_BOILERPLATE.pattern}0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ :：.-_/\t"
)


@lru_cache(maxsize=16_384)
def is_telling(text: str) -> bool:
    """Whether anything is left of the words that could name a work."""
    if "\n" in text:
        return any(is_telling(line) for line in text.split("\n")[:40] if line)
    if _LABELLED.match(text) or _LESSON.match(text):
        return False
    if "《" not in text and _NOTES.search(text, 0, 600):
        return _is_left(_REMARK.sub(" ", text[:600]))
    return _is_left(text)


def is_remark(text: str) -> bool:
    """Whether a line only remarks on the share, the site or its readers."""
    return "《" not in text and _NOTES.search(text, 0, 600) is not None and not is_telling(text)


def _is_left(text: str) -> bool:
    """Whether words remain when those that say how to get a work are taken away."""
    rare = set(text[:200]) - _COMMON
    if len(rare) > 1 and len(_HAN.findall("".join(rare))) > 1:
        return True
    rest = _BOILERPLATE.sub(" ", text[:600])
    if len(_HAN.findall(rest)) >= 2 or _WORD.search(_LATIN.sub(" ", rest)) is not None:
        return True
    return _NUMBER.search(text[:600]) is not None
