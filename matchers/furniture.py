"""Words that surround links and name nothing: addresses, codes, buttons, notes about a download."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?:[a-z0-9]{2,10}:?[\\/]{2}|magnet:\?|www\.)[^\s，。；、《》（）()\u3400-\u9fff]+"
    r"|(?<![a-z0-9])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|cn|net|org|top|cc|io|me|app|xyz|vip|info|tv|co)\b[^\s\u3400-\u9fff]*",
    re.IGNORECASE,
)
_CODE: Final = re.compile(
    r"(?:提取|访问|分享|解压|验证|邀请|查看)?(?:密码|密碼|码|碼|口令)(?:是|为)?\s*[:：=]\s*[^\s，。；、]{1,24}"
    r"|\b(?:pwd|passcode|password|code)\s*[:：=]\s*\S{1,24}",
    re.IGNORECASE,
)
_POSTED: Final = re.compile(
    r"(?:发表于|发布于|更新于|更新时间|发布时间|回复于|最后编辑)\s*[:：]?\s*[\d\-/年月日:： ]{4,24}"
)
_DRESSED: Final = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")

# What buttons, lines and notes are made of. A text that holds nothing else is no title.
GENERIC: Final = (
    "点击", "立即", "马上", "免费", "在线", "观看", "播放", "下载", "地址", "链接", "网盘", "云盘", "百度", "夸克", "阿里", "迅雷", "天翼",
    "移动云", "蓝奏", "优享", "城通", "磁力", "种子", "电驴", "资源", "分享", "备用", "本地", "打包", "保存", "转存", "复制", "打开",
    "电子书", "全本", "全集", "全套", "完整版", "高清", "超清", "蓝光", "标清", "原画", "流畅", "线路", "切换", "卡顿", "解析", "通道", "极速",
    "播放器", "播放源", "免会员", "会员", "免广告", "去广告", "无广告", "每集", "左右", "大小", "格式", "时长", "字幕", "语言", "画质", "清晰度",
    "安卓版", "安卓", "苹果", "手机", "电脑", "客户端", "应用", "安装", "版本", "包名", "开发者", "软件", "请", "如果", "如", "失效", "联系",
    "补链", "留言", "回复", "扫码", "关注", "公众号", "加群", "收藏", "更新", "连载", "完结", "已完结", "章节", "目录", "正文", "正片", "预览",
    "发货", "自动", "秒发", "拍下", "楼主", "浏览", "查看", "下一集", "上一集", "选集", "剧集", "详情", "简介", "主演", "导演", "更多", "返回",
    "首页", "热门", "推荐", "最新", "排行", "免", "的", "了", "和", "与", "及", "或", "到", "在", "从", "用", "可", "需", "无", "有", "共", "全",
    "第", "集", "季", "部", "话", "章", "卷", "期", "版", "源", "站", "区", "年", "月", "日", "vip", "app", "apk", "txt", "epub", "pdf", "mp4",
    "mkv", "m3u8", "tv", "hd", "line", "download", "play", "online", "watch", "free", "here", "click", "link", "file", "index", "video",
)  # fmt: skip
_GENERIC: Final = re.compile("|".join(sorted(map(re.escape, GENERIC), key=len, reverse=True)), re.IGNORECASE)
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN_NAME: Final = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_MACHINE_NAME: Final = re.compile(r"^(?:[a-z]+\.){2,}\w+|^[0-9a-f_-]{8,}$|^[a-z]*\d[\w-]*$", re.IGNORECASE)


def without_furniture(text: str) -> str:
    """The text without addresses, access codes and the dates of posts; "" when nothing else stood there."""
    if not ("://" in text or "." in text or ":" in text or "：" in text or "／" in text or "于" in text):
        return text
    plain = _DRESSED.sub("", text)
    for furniture in (_ADDRESS, _CODE, _POSTED):
        plain = furniture.sub(" ", plain)
    return plain.strip()


def names_something(words: str) -> bool:
    """Whether words that no listed work explains can be the title of another one."""
    if _MACHINE_NAME.search(words.strip()):
        return False
    rest = _GENERIC.sub(" ", words)
    return len(_HAN.findall(rest)) >= 2 or (not _HAN.search(words) and bool(_LATIN_NAME.search(rest)))
