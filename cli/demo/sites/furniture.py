"""What many pages carry besides their subject: pictures, styles, robots.txt, heads and feet."""

from __future__ import annotations

import base64
from html import escape

from cli.demo.site import Reply, Site

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def furnish(site: Site, *disallow: str) -> None:
    """Add the files that browsers ask for by themselves, and robots.txt."""
    for path in ("/favicon.ico", "/static/logo.png", "/static/cover.png"):
        site.put(path, Reply(PNG, "image/png"))
    site.text("/static/site.css", "body{margin:0;font:14px/1.6 sans-serif}.hide{display:none}\n", "text/css")
    lines = (
        ["User-agent: *", *(f"Disallow: {path}" for path in disallow)] if disallow else ["User-agent: *", "Allow: /"]
    )
    site.text("/robots.txt", "\n".join(lines) + "\n")


def head(title: str, charset: str = "utf-8", meta: str = "") -> str:
    """The head of a plain page."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="{charset}">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{meta}'
        '<link rel="stylesheet" href="/static/site.css">\n<link rel="icon" href="/favicon.ico">\n</head>\n'
    )


def links(pairs: list[tuple[str, str]], tag: str = "li") -> str:
    """A row of links: (path, words)."""
    return "".join(f'<{tag}><a href="{escape(path)}">{escape(words)}</a></{tag}>\n' for path, words in pairs)
