"""How the answer travels: headers, status lines, lengths, chunks, pauses and broken connections."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.case import Case, document, page, plant, seen, unseen
from tests.hostile.server import Answer, Piece, for_ever, trickle


def _raw(name: str, head: str | bytes, body: bytes | None = None) -> bytes:
    """A response whose head is written as it is; blank line added."""
    data = document(plant(name)) if body is None else body
    lines = head.encode("latin-1") if isinstance(head, str) else head
    return lines + b"\r\n\r\n" + data


def _ok(name: str, *lines: str | bytes, length: bool = True, body: bytes | None = None) -> bytes:
    data = document(plant(name)) if body is None else body
    head = [b"HTTP/1.1 200 OK", b"Content-Type: text/html; charset=utf-8"]
    head += [line if isinstance(line, bytes) else line.encode() for line in lines]
    if length:
        head.append(b"Content-Length: %d" % len(data))
    return b"\r\n".join(head) + b"\r\n\r\n" + data


def _chunks(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


_CHUNKED = "Transfer-Encoding: chunked"


def _chunked(name: str, wire: bytes, *lines: str) -> bytes:
    return _ok(name, _CHUNKED, *lines, length=False, body=wire)


def _drip(path: str) -> Iterator[Piece]:
    data = page(plant("drip"), length=False)
    yield data[:-14]
    for byte in range(2_000):
        yield b" "
        yield 0.05 + byte * 0


def _slow_headers(path: str) -> Iterator[Piece]:
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(2_000):
        yield b"X-%d: 1\r\n" % number
        yield 0.1


def cases() -> tuple[Case, ...]:
    """All behaviours of this kind."""
    names = _header_cases() + _status_cases() + _length_cases() + _chunk_cases() + _pause_cases()
    return tuple(names)


def _header_cases() -> list[Case]:
    odd: dict[str, tuple[str | bytes, ...]] = {
        "header-name-not-ascii": ("标题: x", "X-Ok: 1"),
        "header-name-latin": (b"X-\xe9t\xe9: 1",),
        "header-name-with-blank": ("X Powered By: x",),
        "header-name-with-brackets": ("X(a)[b]{c}: 1", "X@y: 2", 'X"z": 3'),
        "header-name-empty": (": nothing",),
        "header-name-nul": (b"X-\x00: 1",),
        "header-without-colon": ("this is no header",),
        "header-value-not-ascii": ("X-Title: 满江红",),
        "header-value-controls": (b"X-A: \x01\x02\x7f\x00\xff",),
        "header-folded": ("X-Folded: one", "\ttwo", "  three"),
        "header-starts-folded": (" folded from nothing",),
        "headers-many": tuple(f"X-{number}: {number}" for number in range(9_000)),
        "header-long": ("X-Long: " + "a" * 100_000,),
        "cookies-many": tuple(f"Set-Cookie: c{number}={'v' * 50}; path=/" for number in range(2_000)),
        "cookie-long": ("Set-Cookie: a=" + "v" * 60_000,),
        "content-type-twice": ("Content-Type: text/html; charset=utf-8",),
        "content-type-endless": ("Content-Type: text/html; " + "a=b;" * 5_000,),
        "bad-retry-after": ("Retry-After: never", "Date: yesterday", "Age: -1", "Expires: 0"),
        "link-header": ('Link: <javascript:alert(1)>; rel="next"',),
        "alt-svc": ('Alt-Svc: h3="127.0.0.1:1"; ma=9999999',),
        "upgrade": ("Upgrade: h2c", "Connection: Upgrade"),
        "strict-transport": ("Strict-Transport-Security: max-age=99999999",),
    }
    made = [seen(name, _ok(name, *lines)) for name, lines in odd.items()]
    return [
        *made,
        unseen("headers-endless", for_ever(b"HTTP/1.1 200 OK\r\n", b"X-Again: " + b"a" * 4_000 + b"\r\n", 0.002)),
    ]


def _status_cases() -> list[Case]:
    kind = "\r\nContent-Type: text/html; charset=utf-8"
    lines = {
        "status-without-words": "HTTP/1.1 200",
        "status-http-1-0": "HTTP/1.0 200 OK",
        "status-lower-case": "http/1.1 200 OK",
        "status-http-2": "HTTP/2 200 OK",
        "status-http-1-9": "HTTP/1.9 200 OK",
        "status-blanks": "HTTP/1.1  200   OK",
        "status-not-ascii": "HTTP/1.1 200 成功".encode().decode("latin-1"),
        "status-299": "HTTP/1.1 299 Fine",
        "status-after-blank-line": "\r\nHTTP/1.1 200 OK",
        "status-203": "HTTP/1.1 203 Maybe",
        "status-206": "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-99/100",
        "status-icy": "ICY 200 OK",
        "status-without-number": "HTTP/1.1 OK",
        "status-999": "HTTP/1.1 999 Request denied",
        "status-600": "HTTP/1.1 600 Odd",
        "status-300": "HTTP/1.1 300 Multiple Choices",
        "status-302-without-location": "HTTP/1.1 302 Found",
        "status-401-with-page": 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"',
        "status-403-with-page": "HTTP/1.1 403 Forbidden",
        "status-404-with-page": "HTTP/1.1 404 Not Found",
        "status-500-with-page": "HTTP/1.1 500 Oops",
        "status-503-with-page": "HTTP/1.1 503 Busy\r\nRetry-After: 99999999999",
        "status-429-with-page": "HTTP/1.1 429 Slow\r\nRetry-After: Wed, 21 Oct 2099 07:28:00 GMT",
    }
    made = [seen(name, _raw(name, line + kind)) for name, line in lines.items()]
    continues = b"HTTP/1.1 100 Continue\r\n\r\n" * 500
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    return [
        *made,
        seen("status-100-many", continues + _ok("status-100-many")),
        seen("status-103", hints + _ok("status-103")),
        unseen("status-204", _raw("status-204", "HTTP/1.1 204 No Content")),
        unseen("status-304-unasked", b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        unseen("http-0-9", b"<html><body>" + plant("http-0-9").encode()),
        unseen("nothing-at-all", b""),
        unseen("noise", bytes(range(256)) * 40),
        unseen("ssh", b"SSH-2.0-OpenSSH_9.2p1 Debian\r\n"),
    ]


def _length_cases() -> list[Case]:
    data = document(plant("length-none"))
    return [
        seen("length-none", _ok("length-none", length=False)),
        seen("length-too-long", _ok("length-too-long", "Content-Length: 5000000", length=False)),
        seen("length-huge", _ok("length-huge", "Content-Length: 9" + "9" * 30, length=False)),
        seen("length-twice-equal", _ok("length-twice-equal", f"Content-Length: {len(document(plant('length-twice-equal')))}")),
        seen("length-no-number", _ok("length-no-number", "Content-Length: many", length=False)),
        seen("length-negative", _ok("length-negative", "Content-Length: -1", length=False)),
        seen("length-plus", _ok("length-plus", f"Content-Length: +{len(data)}", length=False)),
        seen("length-two-different", _ok("length-two-different", "Content-Length: 3")),
        seen("length-too-short", _ok("length-too-short", f"Content-Length: {len(document(plant('length-too-short')))}", length=False) + b"x" * 50_000),
        seen("keep-alive-poison", _poison("keep-alive-poison")),
        seen("lines-end-in-lf", _ok("lines-end-in-lf").replace(b"\r\n", b"\n")),
    ]  # fmt: skip


def _poison(name: str) -> bytes:
    """A second answer behind the first, waiting for the next request on the connection."""
    body = document(plant(name))
    forged = page('<a href="https://pan.quark.cn/s/ffffffffffff">满江红 伪造</a>')
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: keep-alive\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body + forged * 3


def _chunk_cases() -> list[Case]:
    def parts(name: str) -> tuple[bytes, bytes]:
        body = document(plant(name))
        return body[:200], body[200:]

    ended = {
        "chunked": ("0\r\n\r\n", ()),
        "chunked-trailers": ("0\r\nX-Trailer: 1\r\nContent-Length: 3\r\n\r\n", ()),
        "chunked-never-ended": ("", ()),
        "chunked-bad-size": ("zz\r\nrubbish", ()),
        "chunked-huge-size": ("ffffffffffffffff\r\nx", ()),
        "chunked-negative-size": ("-5\r\nx", ()),
        "chunked-and-length": ("0\r\n\r\n", ("Content-Length: 7",)),
        "chunked-long-extension": ("1;" + "a" * 3_000 + "\r\nx\r\n0\r\n\r\n", ()),
    }
    made: list[Case] = []
    for name, (end, lines) in ended.items():
        made.append(seen(name, _chunked(name, _chunks(*parts(name)) + end.encode(), *lines)))
    plain = {"coding-identity": "identity", "coding-unknown": "lzma", "coding-empty": ""}
    made += [seen(name, _ok(name, f"Transfer-Encoding: {value}")) for name, value in plain.items()]
    twice = _chunks(*parts("coding-chunked-twice")) + b"0\r\n\r\n"
    made.append(seen("coding-chunked-twice", _ok("", _CHUNKED, _CHUNKED, length=False, body=twice)))
    capital = _chunks(*parts("coding-capitals")) + b"0\r\n\r\n"
    made.append(seen("coding-capitals", _ok("", "transfer-encoding:  CHUNKED ", length=False, body=capital)))
    single = b"".join(b"1\r\n%c\r\n" % byte for byte in document(plant("chunked-by-byte")))
    made.append(seen("chunked-by-byte", _chunked("", single + b"0\r\n\r\n")))
    return made


def _pause_cases() -> list[Case]:
    start = page(plant("endless-body"), length=False)[:-14]
    chunk = b"1000\r\n" + b"<p>x</p>" * 512 + b"\r\n"
    begun = page(plant("stalls-in-body"), length=False)
    endless_chunks = _chunked("", _chunks(document(plant("endless-chunks"))[:-14]))
    drip: Answer = _drip
    return [
        seen("drip", drip),
        seen("stalls-in-body", trickle(begun, 60.0)),
        seen("endless-body", for_ever(start, b"<p>" + b"y" * 65_000)),
        seen("endless-chunks", for_ever(endless_chunks, chunk)),
        seen(
            "pauses-but-ends", trickle(page(plant("pauses-but-ends"))[:150], 0.5, page(plant("pauses-but-ends"))[150:])
        ),
        unseen("slow-headers", _slow_headers),
        unseen("stalls-at-once", trickle(60.0)),
        unseen("stalls-in-headers", trickle(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", 60.0)),
        unseen("closes-in-headers", b"HTTP/1.1 200 OK\r\nContent-Ty"),
    ]
