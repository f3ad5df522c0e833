"""What holds for every input: no error, round trips, one form for one thing, work that grows with the text only."""

from __future__ import annotations

import base64
import re
import string
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.types import LINK_KINDS
from crawler.links import NETDISKS, classify, find_links
from crawler.links.obfuscation import decode_script
from crawler.links.plain import Plain, rewrite

KEYS = st.text(alphabet="0123456789abcdef", min_size=12, max_size=12).filter(lambda key: len(set(key)) > 2)
ADDRESSES = KEYS.map(lambda key: f"https://pan.quark.cn/s/{key}")
PIECES = st.sampled_from(
    [
        "http://", "https://", "magnet:?xt=urn:btih:", "pan.baidu.com/s/1", "提取码：", "ed2k://|file|",
        "thunder://QUFo", "%3A%2F%2F", "\\/", "&amp;", "&#104;", "atob('", "unescape('%u",
        "eval(function(p,a,c,k,e,d){}('", "#", "?url=", "aHR0cHM6Ly9", "。", "[.]", "\u200b", "😀", "а", "://",
        "\\u63d0", "bdlink=", "0123456789abcdef", "intent://", "yuedu://", "\ud83d", "\x00", "｜", "链接",
    ]
)  # fmt: skip
SCRAPS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14).map("".join)


@given(SCRAPS)
@example("https://[")
@example("http://[::1")
@example("magnet:?xt=urn:btih:" + "a" * 32)
def test_any_text_is_read_without_error(text: str) -> None:
    for one in find_links(text, base="https://site.example/a", html=True):
        assert one.link.kind in LINK_KINDS
        assert one.link.ref and one.link.url
        assert 0 <= one.start < one.end <= len(text)


@given(
    SCRAPS,
    st.sampled_from(["", "https://site.example/a/b?c=d", "nonsense", "http://["]),
    st.sampled_from(["anchor", "embed", "player"]),
)
def test_any_address_is_classified_without_error(url: str, base: str, role: str) -> None:
    link = classify(url, base=base, text=url, role=role)  # type: ignore[arg-type]
    assert link is None or (link.kind in LINK_KINDS and link.ref != "")


@given(SCRAPS)
def test_any_script_is_decoded_without_error(text: str) -> None:
    assert isinstance(decode_script(text), str)


@given(ADDRESSES)
def test_a_link_is_the_same_link_after_it_was_read(url: str) -> None:
    link = classify(url)
    assert link is not None
    again = classify(link.url)
    assert again is not None and again.ref == link.ref and again.url == link.url


@given(ADDRESSES, st.sampled_from(["utf-8", "gb18030"]))
def test_thunder_round_trip(url: str, encoding: str) -> None:
    payload = base64.b64encode(f"AA{url}/示例.mkv?ZZ".encode(encoding)).decode()
    link = classify(f"thunder://{payload}")
    assert link is not None and link.url == url


def _twice(url: str) -> str:
    return quote(quote(url, safe=""), safe="")


WRAPPERS = {
    "plain": lambda url: url,
    "percent": lambda url: quote(url, safe=""),
    "twice": _twice,
    "base64": lambda url: base64.b64encode(url.encode()).decode(),
    "unpadded": lambda url: base64.urlsafe_b64encode(url.encode()).decode().rstrip("="),
    "percent of base64": lambda url: quote(base64.b64encode(url.encode()).decode(), safe=""),
    "hex": lambda url: url.encode().hex(),
}


@given(
    ADDRESSES,
    st.sampled_from(sorted(WRAPPERS)),
    st.sampled_from(["/go.html?url=", "/link?target=", "/r?a=1&u=", "/out#"]),
)
def test_wrapped_addresses_come_out(url: str, name: str, path: str) -> None:
    link = classify(f"https://site.example{path}{WRAPPERS[name](url)}")
    assert link is not None and link.url == url


FULL_WIDTH = {ord(char): chr(ord(char) + 0xFEE0) for char in string.ascii_letters + "./:"}
DISGUISES = {
    "full dots": lambda url: url.removeprefix("https://").replace(".", "。"),
    "bracketed dots": lambda url: url.replace("http", "hxxp").replace(".", "[.]"),
    "dot words": lambda url: url.removeprefix("https://").replace(".", "(dot)"),
    "blanks": lambda url: url.removeprefix("https://").replace(".", " . "),
    "zero width": lambda url: url.replace(".", "\u200b.").replace("quark", "qu\u200cark"),
    "full width": lambda url: url.translate(FULL_WIDTH),
    "inserted": lambda url: url.replace("quark", "qu删ark").replace("pan", "p😀an"),
    "base64": lambda url: base64.b64encode(url.encode()).decode(),
    "percent": lambda url: quote(url, safe=""),
    "reversed": lambda url: url[::-1],
    "entities": lambda url: "".join(f"&#{ord(char)};" for char in url),
    "unescape": lambda url: f"unescape('{quote(url, safe='')}')",
    "char codes": lambda url: f"String.fromCharCode({','.join(str(ord(char)) for char in url)})",
}  # fmt: skip


@given(
    ADDRESSES,
    st.sampled_from(sorted(DISGUISES)),
    st.sampled_from(["资源 {} 提取码：a1b2", "{}", "看这里：{}\n谢谢", "《示例》{} 更新"]),
)
def test_disguised_addresses_are_found(url: str, name: str, text: str) -> None:
    written = text.format(DISGUISES[name](url))
    found = find_links(written)
    assert [one.link.url for one in found] == [url]
    assert found[0].link.obfuscated


@given(st.text(max_size=60), st.sampled_from("abx中\u200b"))
def test_rewritten_text_knows_where_it_came_from(text: str, mark: str) -> None:
    plain = rewrite(
        rewrite(Plain(text), re.compile(re.escape(mark)), lambda match: ""), re.compile("c"), lambda match: "CC"
    )
    for place, char in enumerate(plain.text):
        if char != "C":
            assert text[plain.origin(place)] == char


@pytest.mark.parametrize(
    "unit",
    [
        "http", "http://", "https://a.", "magnet:?xt", "magnet:?xt=urn:btih:", "a.a.a.", "a.com/",
        "pan.baidu.com/s/", "提取码", "pan。", "p a n ", "ed2k://|file|", "thunder://QUFo", "aHR0cHM6", "%3A%2F%2F",
        "&#104;", "atob('", "eval(function(p,a,c,k,e,d)", "}('", "\\x68", "://", "?url=http", "#1#", "bdlink=",
        "百度 s/1", "「", "名称：", "hxxp", "[.]", "//:ptth", "0123456789abcdef", "磁力 0", "\u200b.", "ａ", "/s/1",
        "<iframe ", "$$$", "(",
    ],
)  # fmt: skip
def test_hostile_repetition_is_read_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    find_links(text, html=True)  # a quadratic reading would take minutes: the run's own timeout is the bound


def test_registered_names_are_the_names_of_their_files() -> None:
    files = {disk.name: disk for disk in NETDISKS}
    assert len(files) == len(NETDISKS)
    spelled = {"115": "pan115", "123pan": "pan123", "1fichier": "onefichier"}
    for name in files:
        __import__(f"crawler.links.{spelled.get(name, name)}")
