"""What people posted on the demo's forum: subjects, words, links, and what is true of them."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from cli.demo.mint import ed2k, hexes, magnet, share
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread: the words of its first post (HTML), the truths (work, target) and the innocent links."""

    number: int
    subject: str
    post: str
    truths: tuple[tuple[str, Target], ...] = ()
    spares: tuple[tuple[Target, str], ...] = ()
    why: str = ""
    replies: tuple[str, ...] = field(default=("感谢楼主分享！", "<i>顶一个，收藏了</i>"))


def _anchor(target: Target, words: str = "") -> str:
    return f'<a href="{target.url}" target="_blank">{words or target.url}</a>'


_S = {n: share("baidu", f"forum/{n}") for n in (3001, 3002, 3007, 3012, 3014, 3015, 3019, 3020, 3023)}
_QUARK = share("quark", "forum/3003")
_ALI = share("aliyun", "forum/3003")
_PACK = share("quark", "forum/pack")
_XUNLEI = share("xunlei", "forum/3005")
_TIANYI = share("tianyi", "forum/3006")
_UC = share("uc", "forum/3009")
_BEARS = hexes("forum/3009/btih", 40)
_115 = share("115", "forum/3011")
_PARTS = share("quark", "forum/3010")
_SOUND = share("quark", "forum/3013")
_CAPTAIN = ed2k(
    "3016", "%E4%B8%AD%E5%9B%BD%E6%9C%BA%E9%95%BF.2019.1080p.BD%E5%9B%BD%E8%AF%AD%E4%B8%AD%E5%AD%97.mkv", 2361452211
)
_MONSTER = Target("media", "", "http://down.pdftp.example:8080/2019/哥斯拉2怪兽之王.2019.BD1080P.mkv")
_THUNDER = "thunder://" + base64.b64encode(f"AA{_MONSTER.url}ZZ".encode("gbk")).decode()
_GALA, _OLD_GALA = share("123pan", "forum/3021"), share("123pan", "forum/3022")
_KINGDOM = share("mobile", "forum/3024")
_WALLS = share("weiyun", "forum/sign")
_PAINT = share("lanzou", "forum/3025")

THREADS = (
    Thread(3001, "[科幻] 流.浪.地.球.2 4K HDR 国语中字 百度网盘",
           f"画质很好，先到先得。<br />\n链接：{_S[3001].url}<br />\n提取码：{_S[3001].passcode}<br />\n复制这段内容后打开百度网盘手机App，操作更方便哦",
           (("流浪地球2", _S[3001]),),
           replies=(f'<div class="quote"><blockquote>楼主 发表于 昨天<br />链接：{_S[3001].url} 提取码：{_S[3001].passcode}</blockquote></div>能用，谢谢',)),
    Thread(3002, "【百度网盘】滿江紅 2023 1080P 无水印", f"直接点：{_anchor(Target('', '', _S[3002].with_code), '百度网盘下载')}",
           (("满江红", _S[3002]),)),
    Thread(3003, "2024春节档 夸克/阿里 分享",
           f"<strong>热辣滚烫</strong> 2024 WEB-DL：{_anchor(_QUARK)}<br />\n<strong>飞驰人生2</strong> 2024 4K：{_anchor(_ALI)}<br />",
           (("热辣滚烫", _QUARK), ("飞驰人生2", _ALI))),
    Thread(3004, "《海底来信》完整版 回复可见", "资源如下：<div class=\"locked\">游客，如果您要查看本帖隐藏内容请<a href=\"forum.php?mod=post&amp;action=reply&amp;tid=3004\">回复</a></div>",
           why="a locked thread about an unlisted film, without a link"),
    Thread(3005, "交换人生 2023 雷佳音 4K高码 迅雷云盘", f"迅雷云盘：{_XUNLEI.with_code}#<br />看完记得回来点赞", (("交换人生", _XUNLEI),)),
    Thread(3006, "[国产剧] 六-姊-妹 全38集 2025 天翼云盘", f"{_TIANYI.url}（访问码：{_TIANYI.passcode}）<br />每集2G左右", (("六姊妹", _TIANYI),)),
    Thread(3007, "《无名》观后感：梁朝伟的眼神（影评）",
           "昨晚在影院二刷，谈谈剪辑和叙事。程耳导演的风格一以贯之……<br />总评：8分。",
           spares=((_WALLS, "the signature's wallpapers under a review"),), why="a film review"),
    Thread(3008, "求《国色芳华》网盘资源", "哪位大佬有？求发一份，急。", why="a request, no offer",
           replies=("同求", "版权剧，去芒果TV看吧")),
    Thread(3009, "熊出没伴我熊芯 2023 国语1080P UC网盘+磁力",
           f"UC：{_anchor(_UC, 'UC网盘')}<br />磁力：<div class=\"blockcode\"><ol><li>magnet:?xt=urn:btih:{_BEARS}&amp;dn=Boonie.Bears.Guardian.Code.2023</li></ol></div>",
           (("熊出没·伴我“熊芯”", _UC), ("熊出没·伴我“熊芯”", magnet(_BEARS)))),
    Thread(3010, "唐人街探案 1+2 两部合集 蓝光", f"夸克：{_PARTS.url}", spares=((_PARTS, "parts 1 and 2, only part 3 is listed"),)),
    Thread(3011, "唐探3 2021 国语 115网盘", f"https://115cdn.com/s/{_115.url.rsplit('/', 1)[1]}?password={_115.passcode}#<br />唐探3.2021.mkv",
           (("唐人街探案3", _115),)),
    Thread(3012, "《深海》电影 4K壁纸 头像 剧照 打包", f"{_S[3012].url} 提取码:{_S[3012].passcode}", spares=((_S[3012], "wallpapers of the film"),)),
    Thread(3013, "《满江红》电影原声带 OST FLAC 无损", f"夸克网盘：{_SOUND.url}", spares=((_SOUND, "the soundtrack of the film"),)),
    Thread(3014, "落日邮局 2012 修复版", f"链接: {_S[3014].url} 提取码: {_S[3014].passcode}", spares=((_S[3014], "its protection ended in 2018"),)),
    Thread(3015, "[国产剧] 山茶花开的第七年 全24集", f"{_S[3015].with_code}", spares=((_S[3015], "not listed"),)),
    Thread(3016, "中国机长 电驴下载", f"<a href=\"{_CAPTAIN.url}\">中国机长.2019.1080p.BD国语中字.mkv</a>", (("中国机长", _CAPTAIN),)),
    Thread(3017, "怪兽片合集之：哥斯拉2 怪兽之王 2019 迅雷下载", f"右键迅雷：<a href=\"{_THUNDER}\">哥斯拉2怪兽之王.BD1080P</a>",
           (("哥斯拉2:怪兽之王", _MONSTER),)),
    Thread(3018, "2024贺岁三部打包 热辣滚烫 / 第二十条 / 熊出没·逆转时空", f"一个链接全都有：{_PACK.url}",
           (("热辣滚烫", _PACK), ("第二十条", _PACK), ("熊出没·逆转时空", _PACK))),
    Thread(3019, "[软件] 本地播放器 绿色版 v3.2", f"下载：{_S[3019].url} 密码：{_S[3019].passcode}", spares=((_S[3019], "a free program"),)),
    Thread(3020, "北上 2025 白鹿 欧豪 全集 1080P",
           f"解压密码：panda88<br />{_S[3020].url}<br />提取码：{_S[3020].passcode}", (("北上", _S[3020]),)),
    Thread(3021, "2023央视春晚 完整版 4K 录制", f"123云盘：{_GALA.url}?提取码:{_GALA.passcode}",
           (("中央广播电视总台2023年春节联欢晚会相关节目", _GALA),)),
    Thread(3022, "2019年央视春晚 完整版", f"123云盘：{_OLD_GALA.url}?提取码:{_OLD_GALA.passcode}", spares=((_OLD_GALA, "the gala of another year"),)),
    Thread(3023, "[法律] 民法总则第二十条 释义讲座 录音整理", f"资料：{_S[3023].with_code}", spares=((_S[3023], "a lecture on article 20 of a law"),)),
    Thread(3024, "神奇动物3 邓布利多之谜 2022 中英字幕 移动云盘", f"{_KINGDOM.url}<br />提取码：{_KINGDOM.passcode}",
           (("神奇动物3:邓布利多之谜", _KINGDOM),)),
    Thread(3025, "【课程】人人都会的水彩课 全60讲 视频+课件", f"蓝奏云：<a href=\"{_PAINT.url}\">点击下载</a> 密码:{_PAINT.passcode}",
           (("人人都会的水彩课", _PAINT),)),
)  # fmt: skip

SIGNATURE = f"个人签名：摄影爱好者，原创风光壁纸合集 {_WALLS.url}"
