"""Forms with nothing to fill in: what their buttons ask for, as a browser would send it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document
from crawler.extract.promise import promise
from crawler.extract.reading import LIST, Follow

_MOST_FORMS: Final = 20
_MOST_FIELDS: Final = 20
_MOST_BUTTONS: Final = 5  # of one form
_LONGEST_WAITING: Final = 400  # characters of a page
_TURNS: Final = re.compile(r"[下后]一?页|更多|next|more|older|›|»|>>", re.I)
_LEADS: Final = re.compile(
    r"下载|播放|观看|在线看|进入|打开|查看|获取|提取|访问|前往|继续|立即|点击|线路|download|play|watch|view|enter|open|"
    r"continue|visit|get|go\b",
    re.I,
)
_DEEDS: Final = re.compile(
    r"登[录陆入]|注册|退出|投票|[点顶]赞|收藏|删除|举报|购[买物]|支付|充值|订阅|关注|搜索|评论|log\s?(?:in|out)|sign|regist|vote|"
    r"delet|remov|report|buy|pay|cart|subscri|search|comment|reply",
    re.I,
)
_UNFILLED: Final = ("hidden", "submit", "button", "image", "reset")


def pressed(document: Document) -> Iterator[Follow]:
    """What buttons of the page's forms lead to, sent as a browser would; those that do something are left alone."""
    if "<form" not in document.source and "<FORM" not in document.source:
        return
    for form in document.select("form")[:_MOST_FORMS]:
        fields = form.css("input, select, textarea, button")[:_MOST_FIELDS]
        if any(field.tag != "button" and _type(field) not in _UNFILLED for field in fields):
            continue
        sent = [pair for field in fields if _type(field) == "hidden" and (pair := _pair(field))]
        buttons = [field for field in fields if _presses(field)][:_MOST_BUTTONS]
        for button in buttons or [form]:
            words = button if len(buttons) > 1 else form
            label = f"{words.text(deep=True) or ''} {button.attributes.get('value') or ''}".strip()[:500]
            follow = _turned(document, form, button, sent, label)
            if follow is not None:
                yield follow


def _turned(
    document: Document, form: LexborNode, button: LexborNode, sent: list[tuple[str, str]], label: str
) -> Follow | None:
    """What a button asks for. A form without a button only counts when it turns the page."""
    method = (button.attributes.get("formmethod") or form.attributes.get("method") or "get").strip().lower()
    written = button.attributes.get("formaction") or form.attributes.get("action") or ""
    action = document.resolve(written or document.url).partition("#")[0]
    own = None if button is form else _pair(button)
    data = urlencode([*sent, own] if own else sent)
    if not action or not (method == "get" or (method == "post" and data)):
        return None
    plain = action.partition("?")[0]
    url = action if method == "post" else f"{plain}?{data}" if data else plain
    posted = data if method == "post" else ""
    if data and _TURNS.search(label):
        return Follow(url, LIST, form=posted)
    if button is form and ".submit()" in document.source and len(document.text) <= _LONGEST_WAITING:
        return Follow(url, promise(url), form=posted)  # a page that only sends its visitor on
    if button is form or not _LEADS.search(label) or _DEEDS.search(label) or _DEEDS.search(action):
        return None
    return Follow(url, promise(url, label[:24]), form=posted)


def _type(field: LexborNode) -> str:
    return (field.attributes.get("type") or "").strip().lower()


def _presses(field: LexborNode) -> bool:
    """Whether pressing it sends the form."""
    return _type(field) in ("submit", "image") or (field.tag == "button" and _type(field) not in ("button", "reset"))


def _pair(field: LexborNode) -> tuple[str, str] | None:
    name = field.attributes.get("name")
    return (name, field.attributes.get("value") or "") if name else None
