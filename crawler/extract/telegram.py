"""Telegram's web preview of a channel: one post after the other, each with its own words and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.types import Account, Channel, Page, Sighting
from crawler.extract.carried_code import opened
from crawler.extract.document import Document, text_of
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.reading import LIST, Follow, Reading
from crawler.extract.telling import is_telling
from crawler.links import find_links
from crawler.links.found import Found
from crawler.links.passcode import mentions

_NAME: Final = re.compile(r"(?:名称|资源名称|片名|剧名|标题|资源)\s?[:：]\s?([^\n]{1,200})")
_FIELD: Final = re.compile(r"^\W{0,6}(?:描述|简介|链接|大小|标签|来自|频道|群组|投稿|分享|提取码)", re.M)
_BREAK: Final = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_ADDRESSES: Final = re.compile(
    r"(?:https?://|magnet:|ed2k:|thunder:)[^\s<>]{1,2000}|(?<![\w/.])(?:[\w-]{1,30}\.){1,3}(?:com|cn|net)/[^\s<>]{1,300}"
)
_LABELS: Final = re.compile(
    r"(?:百度|夸克|阿里|迅雷|天翼|移动|UC|115|123)?(?:网盘|云盘|云|链接|地址|下载|分享|资源)?(?:链接|地址)?\s?[:：]|"
    r"(?:提取|访问)码\s?[:：]?\s?\w{3,8}|百度网?盘?|夸克网?盘?|阿里云?盘?|迅雷|链接|点击|查看|打开|复制|磁力|https?|[a-z]+=\"[^\"]*\"?"
)
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_FILE_END: Final = re.compile(r"\.(?:txt|docx?|pdf|html?|zip)\Z", re.I)
_HASHTAG: Final = re.compile(r"#([^\s#]{1,40})")


class TelegramFamily:
    """A channel's preview (`t.me/s/CHANNEL`)."""

    name = "telegram"
    channel: Channel = "messaging"
    needs: tuple[str, ...] = ("tgme_widget_message", "tgme_channel_info")

    def recognises(self, page: Page) -> bool:
        return "tgme_widget_message" in page.text or "tgme_channel_info" in page.text

    def read(self, page: Page) -> Reading:
        document = Document(page)
        sightings: list[Sighting] = []
        title = document.first_text(".tgme_channel_info_header_title,.tgme_page_title") or document.page_title
        for node in document.select(".tgme_widget_message[data-post],.tgme_widget_message")[:2_000]:
            sightings.extend(_post(page, document, node, title))
        return Reading(self.name, distinct(sightings), tuple(_older(document)), title)


FAMILY: Final = TelegramFamily()


def _post(page: Page, document: Document, node: LexborNode, title: str) -> Iterator[Sighting]:
    channel = (node.attributes.get("data-post") or "").partition("/")[0] or _channel_of(document.url)
    account = Account("telegram", channel, title) if channel else None
    bodies = node.css(".tgme_widget_message_text")
    markup = "\n".join(part.html or "" for part in (*bodies[-1:], *node.css(".tgme_widget_message_inline_button")))
    lines = _lines(bodies[-1]) if bodies else ""
    documents = [text_of(each, 300) for each in node.css(".tgme_widget_message_document_title")[:20]]
    found = [each for each in find_links(markup, base=page.url, html=True) if each.link.kind != "page"]
    silent = documents and not is_telling(_ADDRESSES.sub(" ", lines))  # the file's name says what it is
    whole = words(
        *((("item", _FILE_END.sub("", documents[0])),) if silent else (("item", _title(lines)), ("post", lines))),
        *(("file_name", name) for name in documents),
        *(("hashtag", tag) for tag in _HASHTAG.findall(lines)[:20]),
    )  # fmt: skip
    codes = {each.code for each in mentions(lines)} if len(found) == 1 else set()
    own = [_own_line(markup, each.start) for each in found]
    if len({line for line in own if line}) < 2:
        own = _own_parts(markup, found) or own
    several = len({line for line in own if line}) > 1
    for each, line in zip(found, own, strict=True):
        said = words(("item", line), ("heading", _general(lines, own))) if several and line else whole
        shared = words(("share_text", _TAG.sub(" ", each.share_text)))
        link = opened(each.link, words(("context", f"提取码：{codes.copy().pop()}"))) if len(codes) == 1 else each.link
        yield replace(offer(page, "messaging", link, (*said, *shared), title), account=account)


def _general(lines: str, own: list[str]) -> str:
    """The title of a post that lists several works, unless it is the first of them."""
    title = _title(lines)
    return "" if any(line[:12] and line[:12] in title for line in own) else title


def _own_line(markup: str, at: int) -> str:
    """The words of the line a link stands in, when they name something: posts list several works, one a line."""
    start = max((markup.rfind(mark, 0, at) for mark in ("<br", "<p", "\n")), default=0)
    ends = [end for mark in ("<br", "</p", "\n") if (end := markup.find(mark, at)) >= 0]
    line = _TAG.sub(" ", markup[max(0, start) : min(ends, default=len(markup))][:4_000])
    line = _LABELS.sub(" ", _ADDRESSES.sub(" ", line))
    return folded(line) if is_telling(line) and not _FIELD.match(line.strip()) else ""


def _own_parts(markup: str, found: list[Found]) -> list[str]:
    """For each link of a post the last line above it that names something; [] when only one part of it does.

    Links without words of their own between are other places of the same work.
    """
    parts: list[str] = []
    reached = 0
    for each in found:
        said = markup[reached : each.start]
        said = said[: said.rfind("<")] if said.rfind("<") > said.rfind(">") else said
        lines = _TAG.sub(" ", _BREAK.sub("\n", said)).split("\n")
        named = [line for line in lines if is_telling(line) and not _FIELD.match(line)]
        parts.append(folded(_LABELS.sub(" ", named[-1])) if named else parts[-1] if parts else "")
        reached = max(reached, each.end)
    return parts if len(set(parts)) > 1 and parts[0] else []


def _lines(node: LexborNode) -> str:
    """A post's text with its line breaks."""
    markup = _BREAK.sub("\n", (node.html or "")[:60_000])
    body = LexborHTMLParser(markup).body
    return (body.text(deep=True) or "")[:8_000] if body is not None else ""


def _title(lines: str) -> str:
    """`名称：...`, else the first line."""
    named = _NAME.search(lines)
    if named:
        return folded(_FIELD.split(named.group(1))[0])
    first = next((line for line in lines.split("\n") if len(line.strip()) > 1), "")
    return folded(first)[:200]


def _channel_of(url: str) -> str:
    parts = [part for part in urlsplit(url).path.split("/") if part and part != "s"]
    return parts[0] if parts else ""


def _older(document: Document) -> Iterator[Follow]:
    """The page of earlier posts."""
    for link in document.outline.links:
        if (link.get("rel") or "").lower() == "prev" and link.get("href"):
            yield Follow(document.resolve(link["href"] or ""), LIST)
            return
    for node in document.select("a.tme_messages_more[href*=before]")[:1]:
        yield Follow(document.resolve(node.attributes.get("href") or ""), LIST)
