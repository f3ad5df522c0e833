"""A market of second-hand and virtual goods: copies that are delivered by netdisk, and honest merchandise."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from cli.demo.mint import digits
from cli.demo.site import Site
from cli.demo.sites.furniture import furnish, head, links
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class Offer:
    """A listing; `works` are what it sells copies of, `why` says that it is honest."""

    title: str
    price: str
    seller: str
    words: str
    works: tuple[str, ...] = ()
    why: str = ""

    @property
    def number(self) -> str:
        return digits(self.title, 12)


_AUTO = "虚拟商品，拍下自动发货网盘链接，不退不换。"
OFFERS = (
    Offer("流浪地球2 4K高清 网盘发货 自动发货", "1.99", "影迷小铺", _AUTO, ("流浪地球2",)),
    Offer("满 江 红 张艺谋 高清资源 秒发 百度网盘", "2.50", "资源老王", _AUTO, ("满江红",)),
    Offer("人人都会的水彩课 视频教程 全套60讲 百度网盘发货", "9.90", "学习资料库", _AUTO, ("人人都会的水彩课",)),
    Offer("青灯照长河 全集 txt epub 电子版 无需物流", "0.99", "书虫电子书", _AUTO, ("青灯照长河",)),
    Offer("唐探3+你好李焕英 高清国语 电zi版 24h内发货", "3.00", "资源老王", _AUTO, ("唐人街探案3", "你好,李焕英")),
    Offer("姜子牙 国语1080P 资源 拍下发网盘", "1.50", "影迷小铺", _AUTO, ("姜子牙",)),
    Offer(
        "流浪地球2 正版蓝光碟 BD50 铁盒收藏版 全新未拆",
        "268.00",
        "正版影像馆",
        "正版引进，顺丰包邮。",
        why="a licensed disc",
    ),
    Offer("满江红 电影海报 装饰画 带框", "35.00", "海报屋", "尺寸40x60，快递发货。", why="a poster"),
    Offer("新神榜哪吒重生 正版授权 手办 摆件", "199.00", "潮玩集市", "正版授权，带防伪码。", why="merchandise"),
    Offer("姜子牙 电影原声带 CD 正版", "68.00", "正版影像馆", "全新未拆，快递发货。", why="the soundtrack on disc"),
    Offer("青灯照长河 全三册 顾临川 正版实体书", "89.00", "北岸书店", "出版社直发，快递包邮。", why="a printed book"),
    Offer("二手书 雾港侦探手记 九成新 有笔记", "18.00", "旧书摊", "自用闲置，包邮。", why="a second-hand printed book"),
    Offer("热辣滚烫 同款拳击手套 成人训练", "79.00", "运动仓库", "现货，快递发货。", why="goods that borrow the title"),
    Offer("山茶花开的第七年 全集 高清 网盘发货", "1.00", "影迷小铺", _AUTO, why="not listed"),
    Offer("水彩颜料24色 固体 学生用", "29.00", "画材店", "现货，快递发货。", why="paint"),
)


def _path(offer: Offer) -> str:
    return f"/item?id={offer.number}"


def _shell(title: str, body: str, meta: str = "") -> str:
    return (
        head(f"{title}_闲品集市", meta=meta)
        + '<body><div class="site-nav"><a href="/">闲品</a> <a href="/list/1.html">影音</a> <a href="/list/2.html">书籍周边</a> <a href="/login">登录</a></div>'
        + body
        + '<div class="footer">闲品集市 用户协议 侵权投诉入口</div></body></html>'
    )


def _item(offer: Offer, place: int) -> str:
    data = {
        "@context": "https://schema.org", "@type": "Product", "name": offer.title, "image": "/static/cover.png",
        "offers": {"@type": "Offer", "price": offer.price, "priceCurrency": "CNY", "seller": {"@type": "Person", "name": offer.seller}},
    }  # fmt: skip
    meta = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>\n' if place % 2 else ""
    near = [OFFERS[(place + step) % len(OFFERS)] for step in (1, 2, 3)]
    return _shell(
        offer.title,
        f'<div class="item"><img src="/static/cover.png" alt="{escape(offer.title)}"><h1 class="title">{escape(offer.title)}</h1>'
        f'<p class="price">¥<em>{offer.price}</em></p><p class="seller">卖家：<a href="/user/{len(offer.seller)}{offer.price[0]}.html">{offer.seller}</a></p>'
        f'<div class="desc">{escape(offer.words)}</div><button>立即购买</button></div>'
        f'<div class="near"><h3>看了又看</h3><ul>{links([(_path(other), other.title) for other in near])}</ul></div>',
        meta,
    )


def _listing(title: str, offers: tuple[Offer, ...]) -> str:
    cards = "".join(
        f'<div class="card"><a href="{_path(offer)}"><img src="/static/cover.png" alt=""></a><a class="name" href="{_path(offer)}">{escape(offer.title)}</a>'
        f'<span class="price">¥{offer.price}</span><span class="nick">{offer.seller}</span></div>\n'
        for offer in offers
    )
    return _shell(title, f'<div class="grid">{cards}</div>')


def build(port: int) -> Site:
    site = Site("xianpin", "xianpin.example", port, "e_commerce", named_channel=True)
    furnish(site)
    site.html("/", _shell("首页", f"<ul>{links([('/list/1.html', '影音资源'), ('/list/2.html', '书籍周边')])}</ul>"))
    site.html("/list/1.html", _listing("影音", OFFERS[:8]))
    site.html("/list/2.html", _listing("书籍周边", OFFERS[8:]))
    site.html("/login", _shell("登录", '<form method="post"><input name="phone"><input name="code"></form>'))
    for place, offer in enumerate(OFFERS):
        path = _path(offer)
        site.html(path, _item(offer, place))
        for work in offer.works:
            site.plant(
                path, work, Target("listing", site.host, site.url(path)), f"{offer.price} yuan, seller {offer.seller}"
            )
        if offer.why:
            site.spare(path, offer.why)
    return site
