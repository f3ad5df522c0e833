"""Pages that are the copy themselves: a page, a reading, an article, a listing, a video, an app, a source, a stream."""

from __future__ import annotations

from core.types import Link, LinkKind
from core.urls import canonical, host_of
from crawler.links.app_store import app_of
from crawler.links.shop import item_of
from crawler.links.short_video import video_of
from crawler.links.wechat import article_of


def page_link(url: str) -> Link:
    """A page that offers a work and names no other link."""
    return _link("page", url)


def reading_link(url: str) -> Link:
    """A book's or comic's contents page on a site that shows it: one link a book and site."""
    return _link("reading", url)


def article_link(url: str) -> Link:
    """An article; of a WeChat article its stable identity (account, message, index)."""
    return article_of(url) or _link("article", url)


def listing_link(url: str) -> Link:
    """An item of a shop, by the shop's item number where we know the shop."""
    return item_of(url) or _link("listing", url)


def video_link(url: str) -> Link:
    """A video of a short-video or video-sharing platform, by its number where we know the platform."""
    return video_of(url) or _link("video", url)


def app_link(url: str) -> Link:
    """An app's page in a store, by store and package where we know the store."""
    return app_of(url) or _link("app", url)


def source_link(url: str) -> Link:
    """A site or list that a reader, box or player takes its content from."""
    return _link("source", url)


def live_link(url: str) -> Link:
    """A stream or channel."""
    return _link("live", url)


def _link(kind: LinkKind, url: str) -> Link:
    address = canonical(url) or url.strip()
    return Link(kind, address, canonical(url, as_written=True) or address, host_of(address))
