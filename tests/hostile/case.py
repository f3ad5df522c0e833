"""One hostile behaviour, and what a browser's user would see of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from tests.hostile.server import Answer

TITLE = "满江红"


@dataclass(frozen=True)
class Case:
    """`seen`: the links that a reader of the page would see; `more`: answers of further paths that belong to it."""

    name: str
    answer: Answer
    seen: tuple[str, ...] = ()
    more: tuple[tuple[str, Answer], ...] = ()

    @property
    def path(self) -> str:
        return f"/case/{self.name}"


def share(name: str) -> str:
    """The address of the planted link of that name."""
    return f"https://pan.quark.cn/s/{blake2b(name.encode(), digest_size=6).hexdigest()}"


def plant(name: str, title: str = TITLE) -> str:
    """A piece of a page that offers the watched work."""
    return f'<p>网盘下载：<a href="{share(name)}">{title}.2023.1080P 国语中字</a> 提取码：ab12</p>'


def document(body: str, head: str = "") -> bytes:
    """A page as bytes, without what HTTP puts before it."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>资源分享</title>{head}</head><body>{body}</body></html>'
    ).encode()


def page(
    body: str | bytes,
    *headers: str,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    head: str = "",
    length: bool = True,
) -> bytes:
    """A raw response with the page."""
    data = document(body, head) if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "Connection: close"]
    if length:
        lines.append(f"Content-Length: {len(data)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def seen(name: str, answer: Answer, *more: tuple[str, Answer]) -> Case:
    """A case whose planted link, named as the case is, a browser shows."""
    return Case(name, answer, (share(name),), more)


def unseen(name: str, answer: Answer, *more: tuple[str, Answer]) -> Case:
    """A case of which a browser shows nothing that counts."""
    return Case(name, answer, (), more)
