"""Redirects of every kind: chains, loops, odd targets, cookies as tickets."""

from __future__ import annotations

from tests.hostile.case import Case, page, plant, seen, unseen
from tests.hostile.server import Answer


def jump(to: str | bytes, status: str = "302 Found", *headers: str) -> bytes:
    """A redirect."""
    target = to if isinstance(to, bytes) else to.encode()
    lines = b"".join(header.encode() + b"\r\n" for header in headers)
    head = f"HTTP/1.1 {status}\r\n".encode() + lines
    return head + b"Location: " + target + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def _to_page(name: str, to: str, first: Answer) -> Case:
    """A case whose way leads to the page at `to`, which holds the plant."""
    return seen(name, first, (to, page(plant(name))))


def _chain(name: str, hops: int) -> Case:
    more: list[tuple[str, Answer]] = [(f"/j/{name}/{n}", jump(f"/j/{name}/{n + 1}")) for n in range(1, hops)]
    return seen(name, jump(f"/j/{name}/1"), *more, (f"/j/{name}/{hops}", page(plant(name))))


def _growing(path: str) -> bytes:
    return jump(path + "x")


def cases() -> tuple[Case, ...]:
    """All behaviours of this kind."""
    codes = ("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent")
    made = [_to_page(f"jump-{code[:3]}", f"/j/{code[:3]}", jump(f"/j/{code[:3]}", code)) for code in codes]
    odd = ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "//",
           "http://", "http:///x", "http://[", "http://[::1", "http://a b/", "\x00", "http://x:99999/", "http://x:-1/", "?", "",
           "http://%00/", "http://..", "mailto:x", "about:blank", "view-source:http://x/", "ws://x/", "//\\\\", "http://*/")  # fmt: skip
    made += [unseen(f"jump-odd-{number}", jump(to)) for number, to in enumerate(odd)]
    return (*made, *_ways(), *_loops())


def _ways() -> list[Case]:
    refresh = '<meta http-equiv="refresh" content="0; url=/j/meta">'
    quoted = '<meta http-equiv="Refresh" content="1;URL=\'/j/meta-quoted\'">'
    return [
        _to_page("jump-relative", "/case/j-relative", jump("j-relative")),
        _to_page("jump-fragment", "/j/fragment", jump("/j/fragment#top")),
        _to_page("jump-blanks", "/j/blanks", jump("  /j/blanks  ")),
        _to_page("jump-backslash", "/j/backslash", jump("\\j\\backslash")),
        _to_page("jump-lower-case", "/j/lower", jump("/j/lower").replace(b"Location", b"location")),
        _to_page("jump-not-ascii", "/j/%E6%BB%A1", jump("/j/满")),
        _to_page("jump-gbk", "/j/%C2%FA", jump("/j/满".encode("gbk"))),
        _to_page("jump-with-cookie", "/j/cookie", jump("/j/cookie", "302 Found", "Set-Cookie: a=1; path=/")),
        _to_page("jump-meta", "/j/meta", page("", head=refresh)),
        _to_page("jump-meta-quoted", "/j/meta-quoted", page("", head=quoted)),
        _to_page("jump-header", "/j/header", page("", "Refresh: 0; url=/j/header")),
        _to_page("jump-script", "/j/script.html", page('<script>location.href="/j/script.html";</script>')),
        _to_page(
            "jump-replace", "/j/replace.html", page('<script>window.location.replace("/j/replace.html")</script>')
        ),
        _to_page("jump-frame", "/j/frame.html", page('<iframe src="/j/frame.html"></iframe>')),
        _to_page("jump-frameset", "/j/set.html", page(b'<html><frameset><frame src="/j/set.html"></frameset></html>')),
        _chain("chain-9", 9),
        _chain("chain-15", 15),
        unseen("jump-long", jump("/j/" + "a" * 60_000)),
        unseen("jump-very-long", jump("/j/" + "a" * 5_000_000)),
        unseen("jump-twice", jump("/j/twice", "302 Found", "Location: /j/other")),
        unseen("jump-splitting", jump("/j/x%0d%0aSet-Cookie:a=b")),
    ]


def _loops() -> list[Case]:
    return [
        unseen("loop-self", jump("/case/loop-self")),
        unseen("loop-two", jump("/j/loop-two"), ("/j/loop-two", jump("/case/loop-two"))),
        unseen("loop-growing", jump("/grow/x"), ("/grow/*", _growing)),
        unseen("loop-meta", page("", head='<meta http-equiv="refresh" content="0">')),
        unseen("loop-numbers", jump("/count/1"), ("/count/*", lambda path: jump(f"/count/{int(path[7:]) + 1}"))),
    ]
