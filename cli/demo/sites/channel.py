"""The web preview of a messaging channel that posts shares."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from cli.demo.mint import hexes, magnet, share
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head
from cli.demo.truth import Target

_NAME = "yunpan_share_demo"


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its HTML, its truths and its innocent links."""

    number: int
    html: str
    truths: tuple[tuple[str, Target], ...] = ()
    spares: tuple[tuple[Target, str], ...] = ()


def _post(name: str, words: str, targets: list[Target], tags: str, size: str = "12.4GB") -> str:
    lines = "<br/>".join(
        f'链接：<a href="{escape(target.with_code)}" target="_blank" rel="noopener">{escape(target.with_code)}</a>'
        for target in targets
    )
    return f"<b>名称：{name}</b><br/><br/>描述：{words}<br/><br/>{lines}<br/><br/>📁 大小：{size}<br/>🏷 标签：{tags}"


_STORM = share("quark", "channel/storm")
_NORTH = [share("aliyun", "channel/north"), share("baidu", "channel/north")]
_BEARS = share("uc", "channel/bears")
_CAMELLIA = share("quark", "channel/camellia")
_MAGNET = magnet(hexes("channel/jiang", 40))
_TWO = (share("quark", "channel/two/1"), share("quark", "channel/two/2"))
_BATMAN = share("123pan", "channel/batman")
_WIND = share("quark", "channel/wind")
_SINGER = share("baidu", "channel/singer")
_DEEP = share("tianyi", "channel/deep")

MESSAGES = (
    Message(101, _post("沙尘暴 (2025) 4K 更新06集", "段奕宏 陈建斌 主演", [_STORM], "#沙尘暴 #国剧 #quark"), (("沙尘暴", _STORM),)),
    Message(102, _post("北上 (2025) 全38集 1080P", "白鹿 欧豪 大运河", _NORTH, "#北上 #电视剧"), tuple(("北上", target) for target in _NORTH)),
    Message(103, _post("熊·出·没·逆转时空 (2024) 国语", "动画电影", [_BEARS], "#动画"), (("熊出没·逆转时空", _BEARS),)),
    Message(104, _post("山茶花开的第七年 (2022)", "都市爱情", [_CAMELLIA], "#国剧"), spares=((_CAMELLIA, "not listed"),)),
    Message(105, f"姜子牙 Jiang Ziya (2020) 2160p WEB-DL<br/><code>{_MAGNET.url}</code>", (("姜子牙", _MAGNET),)),
    Message(106, f"① 你好李焕英 (2021)：<a href=\"{_TWO[0].url}\">夸克</a><br/>② 第二十条 (2024)：<a href=\"{_TWO[1].url}\">夸克</a>",
            (("你好,李焕英", _TWO[0]), ("第二十条", _TWO[1]))),
    Message(107, _post("新蝙蝠侠 The Batman (2022) 4K HDR", "罗伯特·帕丁森", [_BATMAN], "#电影"), (("新蝙蝠侠", _BATMAN),)),
    Message(108, _post("飞驰人生 原声带 (2019) FLAC", "电影原声", [_WIND], "#音乐 #原声"), spares=((_WIND, "a soundtrack"),)),
    Message(109, _post("云上的歌者 (2024) 全10期", "音乐综艺", [_SINGER], "#综艺"), (("云上的歌者", _SINGER),)),
    Message(110, "频道公告：求片请加讨论组，资源失效请留言。"),
    Message(111, f"深海 Deep Sea (2023) 1080P 国语<br/>{_DEEP.url}（访问码：{_DEEP.passcode}）", (("深海", _DEEP),)),
)  # fmt: skip


def _message(message: Message) -> str:
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="{_NAME}/{message.number}">'
        f'<div class="tgme_widget_message_user"><a href="/{_NAME}"><i class="tgme_widget_message_user_photo"></i></a></div><div class="tgme_widget_message_bubble">'
        f'<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="/{_NAME}"><span dir="auto">云盘资源分享</span></a></div>'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{message.html}</div>'
        f'<div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span><a class="tgme_widget_message_date" href="/{_NAME}/{message.number}">'
        f'<time datetime="2025-03-{message.number - 90:02d}T12:00:00+00:00">12:00</time></a></div></div></div></div>\n'
    )


def _page(messages: tuple[Message, ...], before: int) -> str:
    more = (
        f'<a href="/s/{_NAME}?before={before}" class="tme_messages_more js-messages_more" data-before="{before}"></a>'
        if before
        else ""
    )
    meta = '<meta property="og:title" content="云盘资源分享">\n<meta property="og:site_name" content="Telegram">\n'
    return (
        head("云盘资源分享 – Telegram", meta=meta)
        + '<body class="widget_frame_base"><header class="tgme_header"><div class="tgme_channel_info_header_title"><span dir="auto">云盘资源分享</span></div></header>'
        + f'<main class="tgme_main"><section class="tgme_channel_history js-message_history">{more}{"".join(map(_message, messages))}</section></main></body></html>'
    )


def build(port: int) -> Site:
    site = Site("pindao", "pindao.test", port, "messaging", start=[f"/s/{_NAME}"])
    furnish(site)
    pages = ((f"/s/{_NAME}", MESSAGES[5:], 106), (f"/s/{_NAME}?before=106", MESSAGES[:5], 0))
    for path, messages, before in pages:
        site.html(path, _page(messages, before))
        for message in messages:
            for work, target in message.truths:
                site.plant(path, work, target, f"message {message.number}")
            for target, why in message.spares:
                site.spare(target, why)
    for message in MESSAGES:
        site.html(
            f"/{_NAME}/{message.number}",
            head("云盘资源分享", meta='<meta property="og:site_name" content="Telegram">\n')
            + f"<body>{_message(message)}</body></html>",
        )
    site.html(f"/{_NAME}", head("Telegram: Contact") + f'<body><a href="/s/{_NAME}">Preview channel</a></body></html>')
    return site
