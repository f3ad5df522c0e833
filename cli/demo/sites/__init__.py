"""Every site of the demo's web, in the order in which they are configured."""

from __future__ import annotations

from cli.demo.site import Site
from cli.demo.sites import (
    apps,
    articles,
    blog,
    box,
    channel,
    collection,
    forum,
    jiexi,
    licensed,
    magnets,
    news,
    novels,
    shop,
    shorts,
    videos,
)

SITES = (
    videos.build,
    collection.build,
    forum.build,
    jiexi.build,
    magnets.build,
    novels.build,
    articles.build,
    shop.build,
    licensed.build,
    news.build,
    box.build,
    apps.build,
    shorts.build,
    channel.build,
    blog.build,
)


def build_all(port: int) -> list[Site]:
    """All sites as they stand on that port."""
    return [build(port) for build in SITES]
