"""A blog that hides its links: invisible letters, spelt-out dots, wide letters, encodings, and pages that jump."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import base64
from dataclasses import dataclass
from urllib.parse import quote

from cli.demo.mint import letters, share
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head, links
from cli.demo.sites.licensed import cover
from cli.demo.truth import Target

_ZERO = "\u200b"


@dataclass(frozen=True, slots=True)
class Post:
    """A post; `how` says what was done to the link."""

    slug: str
    title: str
    body: str
    target: Target | None
    work: str = ""
    how: str = ""
    why: str = ""


def _key(target: Target) -> str:
    return target.url.rsplit("/", 1)[1]


def _wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _percent_u(text: str) -> str:
    return "".join(f"%u{ord(letter):04x}" for letter in text)


def _split(address: str) -> str:
    """An invisible letter before each dot and inside the host's name."""
    return address.replace(".", _ZERO + ".").replace("baidu", f"bai{_ZERO}du")


_S = {name: share("baidu", f"blog/{name}") for name in ("zero", "wide", "dots", "unescape", "copy", "plain", "soft")}
_Q = {name: share("quark", f"blog/{name}") for name in ("hxxp", "blob", "go", "jump", "atob", "words", "clean")}
_A = {name: share("aliyun", f"blog/{name}") for name in ("refresh", "bracket")}
_EPUB = Target("document", "files.shihuang-cdn.example", "https://files.shihuang-cdn.example/books/雾港侦探手记.epub")
_EPUB_URL = Target("document", _EPUB.provider, quote(_EPUB.url, safe=":/"))

POSTS = (
    Post("zero", "异人之下 2025 全集", f"<p>{_split(_S['zero'].url)} 提取码：{_S['zero'].passcode}</p>", _S["zero"], "异人之下", "invisible letters"),
    Post("wide", "刺杀小说家 4K", f"<p>{_wide(_S['wide'].url)}　提取码：{_wide(_S['wide'].passcode)}</p>", _S["wide"], "刺杀小说家", "wide letters"),
    Post("hxxp", "侍神令 2021 1080P", f"<p>hxxps://pan[.]quark[.]cn/s/{_key(_Q['hxxp'])}</p>", _Q["hxxp"], "侍神令", "hxxp and [.]"),
    Post("dots", "八佰 国语 高清 2020", f"<p>pan点baidu点com/s/{_key(_S['dots'])} 密码 {_S['dots'].passcode}</p>", _S["dots"], "八佰", "dots as 点"),
    Post("blob", "姜子牙 2020 国语", f"<p>夸克（自行解码）：</p><pre>{_b64(_Q['blob'].url)}</pre>", _Q["blob"], "姜子牙", "base64"),
    Post("go", "中国机长 2019 蓝光", f'<p><a class="btn" href="/go?url={quote(_b64(_Q["go"].url), safe="")}" rel="nofollow">夸克下载</a></p>',
         _Q["go"], "中国机长", "a redirect wrapper with base64"),
    Post("jump", "我的姐姐 2021 张子枫", '<p><a href="/jump/8f3a">点此获取《我的姐姐》网盘</a></p>', _Q["jump"], "我的姐姐", "a page that jumps by script"),
    Post("refresh", "交换人生 2023 高清", '<p><a href="/out/77">交换人生 阿里云盘</a></p>', _A["refresh"], "交换人生", "a page that refreshes away"),
    Post("unescape", "无名 2023 4K 梁朝伟 王一博",
         f"<script>document.write(unescape('{_percent_u(_S['unescape'].url)}'));</script><p>提取码：{_S['unescape'].passcode}</p>",
         _S["unescape"], "无名", "unescape"),
    Post("atob", "唐人街探案③ 2021", f'<p><a href="#" onclick="window.open(atob(\'{_b64(_Q["atob"].url)}\'))">立即下载</a></p>', _Q["atob"], "唐人街探案3", "atob"),
    Post("copy", "新神榜：哪吒重生 国语", f'<button class="copy" data-clipboard-text="链接: {_S["copy"].url} 提取码: {_S["copy"].passcode}">复制链接</button>',
         _S["copy"], "新神榜:哪吒重生", "only in the clipboard text"),
    Post("bracket", "飞驰人生2 蓝光原盘", f"<p>www(dot)alipan(dot)com/s/{_key(_A['bracket'])}</p>", _A["bracket"], "飞驰人生2", "(dot)"),
    Post("words", "第２０条？不，是《第二十条》2024", f"<p>去掉中文：https://pan.删quark.我cn/s/{_key(_Q['words'])}</p>", _Q["words"], "第二十条", "words inside the address"),
    Post("epub", "雾港侦探手记 epub 全本", f'<p><a href="{_EPUB.url}">下载电子书</a></p>', _EPUB_URL, "雾港侦探手记", "an address with Chinese letters"),
    Post("soft", "自用脚本打包", f"<p>{_split(_S['soft'].url)} 提取码：{_S['soft'].passcode}</p>", _S["soft"], why="a free program"),
    Post("clean", "海底来信 2021 分享", f'<p><a href="/go?url={quote(_b64(_Q["clean"].url), safe="")}">夸克</a></p>', _Q["clean"], why="not listed"),
    Post("plain", "周末去哪儿看正版", "<p>{official}</p>", None, why="plain links to the licensed platform"),
    Post("diary", "搭建博客的一天", '<p>源码在 <a href="https://code.example/blog">这里</a>。最近又重温了《流浪地球2》，推荐去正版平台看。</p>', None, why="a diary"),
)  # fmt: skip


def _shell(title: str, body: str) -> str:
    recent = links([(f"/archives/{post.slug}.html", post.title) for post in POSTS[:5]])
    return (
        head(f"{title} – 拾荒笔记")
        + '<body class="single"><header><a href="/">拾荒笔记</a></header><main>'
        + body
        + f"</main><aside><h3>近期文章</h3><ul>{recent}</ul></aside><footer>拾荒笔记 · 由 WordPress 强力驱动</footer></body></html>"
    )


def _jumps(site: Site) -> None:
    jump = f"<script>var t=3;setTimeout(function(){{location.href='{_Q['jump'].url}'}},3000);</script><p>正在跳转，请稍候……</p>"
    site.html("/jump/8f3a", head("正在跳转") + f"<body>{jump}</body></html>")
    meta = f'<meta http-equiv="refresh" content="2; url={_A["refresh"].url}">\n'
    site.html("/out/77", head("即将离开本站", meta=meta) + "<body><p>即将离开本站</p></body></html>")
    for name in ("go", "clean"):
        path = f"/go?url={quote(_b64(_Q[name].url), safe='')}"
        site.redirect(path, _Q[name].url)


def build(port: int) -> Site:
    site = Site("shihuang", "shihuang.example", port, "cloud_storage", named_channel=True)
    furnish(site)
    official = f'<a href="http://lexiang.example:{port}{cover("流浪地球2")}">乐享视频《流浪地球2》</a>'
    for page, chunk in ((1, POSTS[:9]), (2, POSTS[9:])):
        rows = "".join(
            f'<article class="post"><h2><a href="/archives/{post.slug}.html" rel="bookmark">{post.title}</a></h2><p class="date">2025年3月{place + 1}日</p></article>\n'
            for place, post in enumerate(chunk)
        )
        site.html(
            "/" if page == 1 else "/page/2",
            _shell("首页", rows + '<nav class="pagination"><a href="/">1</a> <a href="/page/2">2</a></nav>'),
        )
    for post in POSTS:
        path = f"/archives/{post.slug}.html"
        body = post.body.replace("{official}", official)
        site.html(
            path,
            _shell(
                post.title,
                f'<article><h1 class="entry-title">{post.title}</h1><div class="entry-content">{body}</div></article>',
            ),
        )
        if post.target is None:
            site.spare(path, post.why)
        elif post.work:
            site.plant(path, post.work, post.target, post.how)
        else:
            site.spare(post.target, post.why)
    _jumps(site)
    site.text("/feed-key.txt", letters("blog", 16))
    return site
