"""One form for all writings of an address; rubbish never raises."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import urls

CANONICAL = {
    "HTTP://WWW.Example.COM:80/a/../b?b=2&a=1&utm_source=x#frag": "http://www.example.com/b?a=1&b=2",
    "https://example.com:443": "https://example.com/",
    "http://2130706433/a": "http://127.0.0.1/a",
    "http://0x7f.1:8080/a": "http://127.0.0.1:8080/a",
    "http://１９２.0150.1/": "http://192.104.0.1/",
    "http://10.1.2.3/a": "http://10.1.2.3/a",
    "http://163.com/a": "http://163.com/a",
    "http://4294967296/a": "http://4294967296/a",
    "http://www.7k/a": "http://www.7k/a",
    "https://example.com:8443/": "https://example.com:8443/",
    "https:\\/\\/example.com\\/a\\/b": "https://example.com/a/b",
    "https://example.com\\a\\b": "https://example.com/a/b",
    "  https://example.com/a b\t\n": "https://example.com/a%20b",
    "https://example.com/?a=1&amp;b=2": "https://example.com/?a=1&b=2",
    "https://example.com/?x&copy=1": "https://example.com/?x&copy=1",
    "http://例え.jp/ページ": "http://xn--r8jz45g.jp/%E3%83%9A%E3%83%BC%E3%82%B8",
    "https://example.com/%7euser/%e4%b8%ad": "https://example.com/~user/%E4%B8%AD",
    "https://example.com/s.php?q=%C7%EC": "https://example.com/s.php?q=%C7%EC",
    "https://example.com/a;jsessionid=0A1B2C?PHPSESSID=q1&sid=0123456789abcdef0123&tid=5": "https://example.com/a?tid=5",
    "https://example.com/play?sid=1&nid=2": "https://example.com/play?nid=2&sid=1",
    "https://example.com/forum.php?mod=viewthread&tid=1&extra=page%3D1&fromuid=7": "https://example.com/forum.php?mod=viewthread&tid=1",
    "https://example.com/index.php?/vod/detail/id/5": "https://example.com/index.php?/vod/detail/id/5",
    "https://example.com/api.php/provide/vod/?ac=list&from=qq": "https://example.com/api.php/provide/vod/?ac=list&from=qq",
    "https://example.com/s/1?from=timeline": "https://example.com/s/1",
    "https://jx.example/?uid=1&url=https://v.qq.com/x?b=1&a=2": "https://jx.example/?uid=1&url=https://v.qq.com/x?b=1&a=2",
    "https://caiyun.139.com/m/i?2aBcDeFgHiJkL": "https://caiyun.139.com/m/i?2aBcDeFgHiJkL",
    "https://yun.139.com/shareweb/#/w/i/2aBcDeFgHiJkL": "https://yun.139.com/shareweb/#/w/i/2aBcDeFgHiJkL",
    "https://mega.nz/file/aBcDeFgH#QwErTy": "https://mega.nz/file/aBcDeFgH#QwErTy",
    "https://user:secret@example.com/": "https://example.com/",
    "ftp://user:pw@Example.com:21/a": "ftp://user:pw@example.com/a",
    "http://[2001:DB8::1]:8080/x": "http://[2001:db8::1]:8080/x",
    "magnet:?xt=urn:btih:ABC&dn=B#c": "magnet:?xt=urn:btih:ABC&dn=B#c",
    "ed2k://|file|A B.mkv|1|F|/": "ed2k://|file|A B.mkv|1|F|/",
    "http://": "",
    "http://a..b/": "",
    "http://exa mple/": "",
    "http://example.com:99999/": "",
    "": "",
}
JOINED = [
    ("http://a.example/x/", "http:/b.html", "http://a.example/b.html"),
    ("http://a.example/x/", "http:b.html", "http://a.example/x/b.html"),
    ("http://a.example/x/", "https:\\\\b.example\\s\\c", "https://b.example/s/c"),
    ("http://a.example/x/", "https://///b.example/s/c", "https://b.example/s/c"),
    ("http://a.example/x/", "https://b.example/a/../s/./c", "https://b.example/s/c"),
    ("http://a.example/x/", "https://b.example/a/%2E%2e/%73/c?u=%73", "https://b.example/s/c?u=%73"),
    ("http://a.example/x/", "https://b.example/%E6%BB%A1//.c", "https://b.example/%E6%BB%A1//.c"),
    ("https://example.com/x/y", "../z?q#f", "https://example.com/z?q#f"),
    ("https://example.com/x/y", "//other.example/c", "https://other.example/c"),
    ("", "//other.example/c", "https://other.example/c"),
    ("https://example.com/", "\\\\other.example\\c", "https://other.example/c"),
    ("https://example.com/x", "http:/other.example/c", "http://other.example/c"),
    ("https://example.com/x", "http:\\\\other.example\\d", "http://other.example/d"),
    ("https://example.com/x", " magnet:?xt=1 ", "magnet:?xt=1"),
    ("https://example.com/x", "java\nscript:void(0)", ""),
    ("https://example.com/x", "#", ""),
    ("https://example.com/x", "", ""),
    ("https://example.com/x", "mailto:a@b.example", ""),
    ("https://example.com/x", "data:text/html,a", ""),
    ("", "/relative", ""),
    ("nonsense", "relative", ""),
    ("https://[bad", "relative", ""),
]


@pytest.mark.parametrize(("written", "expected"), CANONICAL.items())
def test_canonical(written: str, expected: str) -> None:
    assert urls.canonical(written) == expected
    assert urls.canonical(expected) == expected


@pytest.mark.parametrize(("base", "href", "expected"), JOINED)
def test_join(base: str, href: str, expected: str) -> None:
    assert urls.join(base, href) == expected


SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "http://",
                "https://",
                "//",
                "/",
                "\\",
                "?",
                "#",
                "&",
                "=",
                "%",
                "%41",
                "%e4",
                "..",
                ".",
                ":",
                "@",
                "[",
                "]",
                "a.com",
                "utm_x=1",
                "&amp;",
                "&#x41;",
                ";sid=1",
                "中",
                "\u200b",
                "\x00",
                " ",
                "\ud800",
                "magnet:?",
                "ftp://",
                "xn--",
                "::1",
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=12,
).map("".join)


@given(SCRAPS)
@example("http://a/?a=%26#/%")
@example("http://ß.de/")
def test_canonical_is_idempotent_and_never_raises(text: str) -> None:
    once = urls.canonical(text)
    assert urls.canonical(once) == once


@given(SCRAPS, SCRAPS)
def test_nothing_raises(base: str, href: str) -> None:
    for joined in (urls.join(base, href), urls.join(f"https://a.com/{base}", href)):
        assert isinstance(joined, str)
        host = urls.host_of(joined)
        assert isinstance(urls.registrable_domain(host), str)
        urls.query_values(joined), urls.path_of(joined), urls.same_site(base, href)


def test_long_addresses_are_refused() -> None:
    assert urls.canonical("https://example.com/" + "a" * urls.MAX_LENGTH) == ""
    assert urls.join("https://example.com/", "a" * (urls.MAX_LENGTH + 1)) == ""


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://User@WWW.Example.com:8080/x", "www.example.com"),
        ("//Example.com?x", "example.com"),
        ("https://[::1]:80/", "::1"),
        ("http://肥猫.com/", "xn--z7x900a.com"),
        ("magnet:?xt=1", ""),
        ("", ""),
        ("https:///x", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert urls.host_of(url) == host


def test_sites() -> None:
    assert urls.registrable_domain("a.b.example.com.cn") == "example.com.cn"
    assert urls.registrable_domain("alice.github.io") == "alice.github.io"
    assert urls.registrable_domain("10.1.2.3") == "10.1.2.3"
    assert urls.registrable_domain("localhost") == "localhost"
    assert urls.same_site("https://www.example.com/x", "m.example.com")
    assert not urls.same_site("https://a.github.io/", "https://b.github.io/")
    assert not urls.same_site("", "")
    assert urls.is_http("HTTPS://a") and not urls.is_http("ftp://a")
