"""A Scrapy response as a page: text decoded, headers kept, nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.http import Headers, Response

from core.config import Site
from core.types import Page, QueuedRequest
from crawler.bodies import NAMED, NOT_TEXT, PICTURES, cut_of
from crawler.desk import ROW
from crawler.extract.alist import posted
from crawler.extract.charset import Decoded, decode
from crawler.extract.tvbox_address import key_of
from crawler.extract.tvbox_cipher import is_covered
from crawler.packed import unpacked
from crawler.receiving import CONNECTION

MAX_LIST = 50_000_000  # the protocol's own limit for one sitemap, unpacked
MAX_HEADERS = 200
MAX_HEADER = 8_192


def page_of(response: Response, site: Site) -> Page:
    """The page of a response; `text` is empty when the body is no text."""
    content_type = _text(response.headers.get("Content-Type") or b"")
    body = b"" if response.meta.get(NOT_TEXT) else unpacked(response.url, response.body, MAX_LIST)
    is_picture = NAMED in response.meta and body.startswith(PICTURES)
    if is_picture and not is_covered("", body):
        response.meta[NOT_TEXT], body = True, b""  # a picture and nothing else
    decoded = Decoded("", "") if is_picture else decode(body, content_type)
    row: QueuedRequest = response.meta[ROW]
    return Page(
        url=row.request.url if posted(row.request.url)[1] else response.url,
        body=body,
        text=decoded.text,
        site=site.name,
        channel=None if site.channel == "auto" else site.channel,
        status=response.status,
        content_type=content_type,
        encoding=decoded.encoding,
        truncated=bool(cut_of(response)),
        fetched_at=datetime.now(UTC),
        headers=pairs(response.headers),
        context=(*row.request.context, *key_of(row.request.url)),
        ip=str(response.ip_address or ""),
        asked=pairs(response.request.headers) if response.request is not None else (),
        connection=response.meta.get(CONNECTION),
        posted=response.request.body if response.request is not None else b"",
    )


def pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Header fields as they are kept: so many, and each so long."""
    fields = [(_text(name), _text(value)) for name, values in headers.items() for value in values]
    return tuple((name, value[:MAX_HEADER]) for name, value in fields[:MAX_HEADERS])


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace") if value.isascii() is False else value.decode("ascii")
