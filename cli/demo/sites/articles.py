"""Articles of public accounts: shares with codes in plain text, a reply keyword, and reviews."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape

from cli.demo.mint import digits, letters, share
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head
from cli.demo.truth import Target

_ACCOUNTS = {
    "追剧小屋": ("gh_7c1de0a92b34", "zhuijuxiaowu"),
    "银幕手记": ("gh_02ab94ff6c1d", "yinmushouji"),
    "法条每日读": ("gh_9ee1c07755aa", "fatiaomeiri"),
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its account, heading and body; `long` ones have the address with account and number in the query."""

    key: str
    account: str
    title: str
    body: str
    truths: tuple[tuple[str, Target], ...] = ()
    spares: tuple[tuple[Target, str], ...] = ()
    work: str = ""
    why: str = ""
    source: str = ""
    long: bool = False

    @property
    def path(self) -> str:
        if not self.long:
            return "/s/" + letters(f"article/{self.key}", 22)
        biz = base64.b64encode(digits(f"biz/{self.account}", 10).encode()).decode()
        return f"/s?__biz={biz}&mid={digits(self.key, 10)}&idx=1&sn={letters(self.key, 32, '0123456789abcdef')}"


_RACE = share("baidu", "articles/race")
_LAKE = share("quark", "articles/lake")
_LAW = share("aliyun", "articles/law")
_NOTES = share("baidu", "articles/notes")
_GIRLS = share("quark", "articles/girls")
_BOOK = share("xunlei", "articles/book")

ARTICLES = (
    Article("race", "追剧小屋", "今晚看这部！韩寒新片高清来了",
            f"<p>《飞驰人生2》4K臻彩 内嵌中字</p><p>链接: {_RACE.url} 提取码: {_RACE.passcode} </p><p>复制这段内容后打开百度网盘手机App</p>",
            (("飞驰人生2", _RACE),)),
    Article("lake", "追剧小屋", "交换人｜生｜(2023) 夸克网盘 高码率",
            f"<section><span>夸克网盘分享</span></section><section>「交.换.人.生.2023.4K」</section><p>{_LAKE.url}点击链接保存</p>",
            (("交换人生", _LAKE),), long=True),
    Article("peony", "追剧小屋", "国色芳华全集已更新，速存！",
            "<p>杨紫李现新剧全32集已整理好。</p><p>关注本公众号，后台回复“国色芳华”即可获取全集网盘资源！</p>", work="国色芳华", long=True),
    Article("law-film", "追剧小屋", "张艺谋《第二十条》1080P", "<p>点左下角“阅读原文”直接保存，手慢无。</p>",
            (("第二十条", _LAW),), source=_LAW.url),
    Article("sisters", "追剧小屋", "周末片单：两部催泪剧一次打包",
            f"<p>① 六姊妹 全集：{_GIRLS.url}</p><p>② 青灯照长河 全本txt：{_BOOK.with_code}</p>",
            (("六姊妹", _GIRLS), ("青灯照长河", _BOOK))),
    Article("review", "银幕手记", "影评｜《热辣滚烫》：她为自己赢了一次", "<p>贾玲的转变令人动容。影片正在全国影院热映。</p>", why="a film review"),
    Article("box", "银幕手记", "票房快讯：《满江红》突破45亿", "<p>据灯塔专业版，《满江红》累计票房已突破45亿。</p>", why="news about the box office"),
    Article("notes", "法条每日读", "《民法典》第二十条逐字解读（附讲义）",
            f"<p>第二十条规定：不满八周岁的未成年人为无民事行为能力人。</p><p>讲义PDF：{_NOTES.url} 提取码：{_NOTES.passcode}</p>",
            spares=((_NOTES, "notes on article 20 of a law"),), long=True),
)  # fmt: skip


def _page(article: Article, base: str) -> str:
    user, number = _ACCOUNTS[article.account]
    source = (
        f'<a id="js_view_source" href="{article.source}" class="media_tool_meta">阅读原文</a>' if article.source else ""
    )
    meta = (
        f'<meta property="og:title" content="{escape(article.title)}" /><meta property="og:type" content="article" />\n'
    )
    return f"""{head(article.title, meta=meta)}<body id="activity-detail" class="zh_CN">
<div id="page-content"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">{escape(article.title)}</h1>
<div id="meta_content"><span class="rich_media_meta_text" id="js_author_name">小编</span><a href="javascript:void(0);" id="js_name">{article.account}</a>
<div id="js_profile_qrcode"><strong class="profile_nickname">{article.account}</strong><p class="profile_meta"><label>微信号</label><span class="profile_meta_value">{number}</span></p></div>
<em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">{article.body}<p><img data-src="/static/cover.png" data-type="png" /></p></div>
{source}</div></div>
<script type="text/javascript">
var biz = "" || "{base64.b64encode(digits(f"biz/{article.account}", 10).encode()).decode()}";
var user_name = "{user}";
var nickname = htmlDecode("{article.account}");
var ct = "17{digits(article.key, 8)}";
var msg_title = '{article.title}'.html(false);
var msg_source_url = '{article.source}';
var msg_link = "{base}{article.path.replace("&", chr(92) + "x26amp;")}";
</script></body></html>"""


def build(port: int) -> Site:
    site = Site("gongzhong", "gongzhong.example", port, "wechat", start=["/mp/profile"])
    furnish(site)
    rows = "".join(
        f'<div class="weui_media_bd"><h4 class="weui_media_title"><a href="{escape(article.path)}">{escape(article.title)}</a></h4></div>\n'
        for article in ARTICLES
    )
    gone = "/s/" + letters("article/gone", 22)
    site.html(
        "/mp/profile",
        head("历史消息") + f'<body><div class="msg_list">{rows}<a href="{gone}">昨日资源</a></div></body></html>',
    )
    site.html(
        gone,
        head("")
        + '<body><div class="weui-msg"><h2 class="weui-msg__title">该内容已被发布者删除</h2></div></body></html>',
    )
    for article in ARTICLES:
        site.html(article.path, _page(article, site.base))
        for work, target in article.truths:
            site.plant(article.path, work, target, "in the words of an article")
        if article.work:
            site.plant(
                article.path, article.work, Target("article", site.host, site.url(article.path)), "a reply keyword"
            )
        for target, why in article.spares:
            site.spare(target, why)
        if article.why:
            site.spare(article.path, article.why)
    return site
