"""What a page that is itself an offer calls the thing it offers: an app's page, an item's page."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, text_of
from crawler.extract.labels import names_of
from crawler.extract.telling import is_telling

_NAMED: Final = ",".join(
    f"[{attribute}*={word}]"
    for attribute in ("class", "id")
    for word in ("name", "Name", "title", "Title", "tit", "subject")
)
# One word of an element's classes that calls it the thing's name; what is called a shop's or a person's is not asked.
_NAME: Final = re.compile(
    r"(?:^|\s)(?!\S{0,30}(?:shop|seller|store|user|nick|dev|company|author|card|rel|recom|mall|site|logo|nav|sub))"
    r"(?:\S{0,20}?(?:app|apk|soft|software|game|goods?|products?|prod|pro|items?|sku|ware|detail|info|main|page|content|"
    r"course|book)s?[-_]{0,2}\S{0,10}?)?(?:name|title|tit|subject)(?=\s|\Z)",
    re.I,
)
_LABELLED: Final = re.compile(
    r"(?:^|\n)[ ]?(?:(?:商品|产品|宝贝|软件|应用|资源|课程|书籍|套餐)(?:名称|标题)?|名称|标题|product|item)"
    r"\s?[:：]\s{0,2}([^\n]{2,200})",
    re.I,
)
_READ: Final = 20_000
_MOST_NODES: Final = 60
_LONGEST: Final = 200


def name_of(document: Document) -> str:
    """The main heading, else what is marked as the name, else Open Graph's, else what stands behind a label; or ""."""
    match = _LABELLED.search(document.text[:_READ])
    labelled = " ".join(match.group(1).split()) if match else ""
    heading, title = document.heading, document.page_title
    if labelled and heading not in title and title not in heading:
        return labelled  # the heading names the form: "确认订单"
    return heading or _marked(document) or document.meta.get("og:title", "") or labelled


def _marked(document: Document) -> str:
    for node in document.select(_NAMED)[:_MOST_NODES]:
        if _NAME.search(names_of(node.attributes)) and is_telling(text := _said(node)):
            return text
    return ""


def _said(node: LexborNode) -> str:
    text = text_of(node, _LONGEST + 1)
    return text if len(text) <= _LONGEST else ""
