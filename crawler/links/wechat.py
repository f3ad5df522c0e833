"""WeChat articles: one identity for the many addresses of an article."""

from __future__ import annotations

import re

from core.types import Link
from core.urls import host_of, query_values, tidy

_SHORT = re.compile(r"/s/([\w-]{16,32})", re.A)


def article_of(url: str) -> Link | None:
    """The article that a WeChat address shows; None for other addresses and for temporary ones."""
    url = tidy(url)
    if host_of(url) != "mp.weixin.qq.com":
        return None
    values = dict(query_values(url))
    account, message = values.get("__biz", ""), values.get("mid", "") or values.get("appmsgid", "")
    if account and message:
        index = values.get("idx", "") or values.get("itemidx", "") or "1"
        return _link(f"https://mp.weixin.qq.com/s?__biz={account}&idx={index}&mid={message}")
    if short := _SHORT.search(url):
        return _link(f"https://mp.weixin.qq.com/s/{short[1]}")
    return None


def _link(url: str) -> Link:
    return Link("article", url, url, "wechat")
