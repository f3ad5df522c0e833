"""Pages that are made to stall, blind or mislead whoever reads them."""

from __future__ import annotations

import json

from tests.hostile.case import Case, document, page, plant, seen, share, unseen

_DEEP = 100_000


def _around(name: str, before: str, after: str = "") -> Case:
    """The plant between two pieces of a page."""
    return seen(name, page(before + plant(name) + after))


def cases() -> tuple[Case, ...]:
    """All behaviours of this kind."""
    return (*_nested(), *_unclosed(), *_words(), *_kinds(), *_leading())


def _nested() -> list[Case]:
    return [
        _around("million-divs", plant("million-divs"), "<div>" * 1_000_000),
        _around("deep-divs-around", "<div>" * _DEEP),
        _around("deep-spans", "<span>" * _DEEP),
        _around("deep-bold", "<b>" * _DEEP),
        _around("bold-and-paragraphs", "<b><p>" * 20_000),
        _around("anchors-and-divs", "<a href='#'><div>" * 20_000, "</div></a>" * 20_000),
        _around("deep-tables", "<table><tr><td>" * 20_000),
        _around("table-of-text", "<table>" + "x<b>" * 30_000),
        _around("deep-lists", "<ul><li>" * 30_000),
        _around("definition-lists", "<dl><dt>" * 30_000),
        _around("headings-unclosed", "<h1><h2><h3>" * 20_000),
        _around("buttons", "<button>" * 50_000),
        _around("options", "<select>" + "<option>x<optgroup>" * 40_000 + "</select>"),
        _around("svg-deep", "<svg><g>" * 20_000, ""),
        _around("math-deep", "<math><mi>" * 20_000),
        _around("templates-deep", plant("templates-deep"), "<template>" * 20_000),
        _around("framesets-late", plant("framesets-late"), "<frameset>" * 20_000),
        _around("nobr", "<nobr>" * 20_000),
        _around("applets", "<object><applet><marquee>" * 10_000),
        _around("rubies", "<ruby><rt><rp>" * 20_000),
        _around("attributes-many", "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">"),
        _around("attributes-same", "<div " + "a=1 " * 200_000 + ">"),
        _around("attribute-long", f'<div data-x="{"x" * 6_000_000}">'),
        _around("tag-name-long", f"<{'x' * 2_000_000}>"),
        _around("base64-long", f'<img src="data:image/png;base64,{"QUJD" * 1_500_000}">'),
        _around("comment-long", f"<!--{'- ' * 2_000_000}-->"),
        _around("comments-many", "<!--x-->" * 200_000),
        _around("end-tags", "</p></div></br></table>" * 50_000),
        _around("anchors-many", "".join(f'<a href="#{n}">{n}</a>' for n in range(60_000))),
        _around("forms-many", "<form><input name=a>" * 40_000),
        _around("hidden-in-the-last", "".join(f'<a href="/nowhere?{n}">x</a>' for n in range(20_000))),
        _around("text-in-one-line", "词" * 1_500_000),
        _around("text-of-letters", "a" * 3_000_000),
        _around("entities-many", "&amp;&#x41;&notanentity;" * 200_000),
        _around("numbers-many", "1234567890 " * 200_000),
        _around("almost-magnets", "magnet:?xt=urn:btih:" * 40_000),
        _around("almost-shares", "https://pan.quark.cn/s/ https://pan.baidu.com/s/1" * 20_000),
        _around("almost-codes", "提取码：" * 100_000),
        _around("almost-addresses", "http://" * 200_000),
        _around("opening-brackets", "《" * 300_000),
        _around("script-of-brackets", f"<script>var a={'[' * 200_000}</script>"),
        _around("script-of-braces", f"<script>var a={'{' * 200_000}</script>"),
        _around("script-escapes", "<script>var a='" + "\\x41" * 300_000 + "'</script>"),
        _around(
            "script-packed-badly",
            "<script>eval(function(p,a,c,k,e,d){}('" + "0 " * 100_000 + "',62,9999999,''.split('|')))</script>",
        ),
        _around("script-strings", "<script>var a='x'" + "+'y'" * 200_000 + "</script>"),
        _around("script-base64", f"<script>var u=atob('{'aHR0c' * 300_000}')</script>"),
        _around("json-in-script", "<script type='application/ld+json'>" + '{"a":' * 100_000 + "</script>"),
        _around("style-long", "<style>" + "a{b:c}" * 400_000 + "</style>"),
        _around("headings-many", "<h2>x</h2>" * 50_000),
        _around("table-rows", "<table>" + "<tr><td>x<td>y</tr>" * 40_000 + "</table>"),
        _around("iframes-many", "<iframe src='/i'></iframe>" * 5_000),
        _around("metas-many", "<meta name=a content=b>" * 50_000),
    ]


def _unclosed() -> list[Case]:
    return [
        _around("unclosed-everything", "<div><p><table><tr><td><ul><li><b><i><a>"),
        _around("unclosed-quote", '<img alt="x src=y>' + '">'),
        _around("unclosed-comment-behind", "", "<!-- the end"),
        _around("unclosed-script-behind", "", "<script>var a = '"),
        _around("unclosed-title-behind", "", "<title>"),
        _around("tag-cut-off", "", '<a href="http://'),
        _around("odd-nesting", "<b><i></b><p></i></p>" * 100),
        _around("doctype-odd", "<!DOCTYPE [<!ENTITY a 'b'>]>"),
        _around("processing", "<?php echo 1 ?><%= x %>"),
        _around("cdata", "<![CDATA[ x ]]>"),
        _around("conditional", "<!--[if IE]><p>x</p><![endif]-->"),
        _around("control-characters", "\x01\x02\x0b\x0c\x7f\x1b[31m"),
        _around("upper-case", "<DIV CLASS=X>"),
        seen("slashes-in-tags", page(f'<p><a/href="{share("slashes-in-tags")}"/class=x>满江红 1080P</a/></p>')),
        seen("no-quotes", page(f"<p><a href={share('no-quotes')}>满江红 1080P</a>")),
        seen("entities-in-address", page(f'<p><a href="{share("entities-in-address").replace(":", "&#58;").replace("/", "&#x2f;")}">满江红 1080P</a>')),
        seen("blanks-in-address", page(f'<p><a href=" \n{share("blanks-in-address")[:20]}\n{share("blanks-in-address")[20:]} ">满江红 1080P</a>')),
        seen("capitals-in-scheme", page(f'<p><a href="{share("capitals-in-scheme").replace("https", "HtTpS")}">满江红 1080P</a>')),
    ]  # fmt: skip


def _words() -> list[Case]:
    """Text in encodings that lie, and characters that hide."""

    def coded(name: str, charset: str, says: str, *, mark: bytes = b"") -> Case:
        body = (
            "<html><head><title>资源分享</title></head><body><h1>影片下载 高清资源 最新上映</h1>"
            + plant(name)
            + "</body></html>"
        )
        return seen(name, page(mark + body.encode(charset), kind=f"text/html; charset={says}" if says else "text/html"))

    lies = ("hex", "zlib", "bz2", "rot13", "idna", "undefined", "punycode", "utf-7", "x-user-defined", "replacement",
            "unicode_escape", "utf-16", "none", "a" * 300, "utf-8; charset=gbk", "'utf-8'")  # fmt: skip
    made = [coded(f"charset-{number}", "utf-8", says) for number, says in enumerate(lies)]
    made += [
        coded("gbk-as-utf-8", "gbk", "utf-8"),
        coded("gbk-as-nothing", "gbk", ""),
        coded("gb18030-as-gb2312", "gb18030", "gb2312"),
        coded("utf-8-as-gbk", "utf-8", "gbk"),
        coded("utf-8-as-latin", "utf-8", "iso-8859-1"),
        coded("utf-16-marked", "utf-16", ""),
        coded("utf-16-unmarked", "utf-16-le", "utf-16le"),
        coded("utf-32-marked", "utf-32", ""),
        coded("utf-8-marked-says-gbk", "utf-8-sig", "gbk"),
        coded("big5", "big5", "big5") if False else coded("gbk-says-gbk", "gbk", "gbk"),
        seen("nuls", page(document(plant("nuls")).replace("满".encode(), b"\0" + "满".encode() + b"\0"))),
        seen("nuls-in-tags", page(document(plant("nuls-in-tags")) + b"\0" * 100)),
        seen("overlong", page(document(plant("overlong")) + b"\xc0\xaf\xc1\x81\xe0\x80\xaf\xf8\x80\x80\x80\x80")),
        seen("surrogates", page(document(plant("surrogates")) + b"\xed\xa0\x80\xed\xbf\xbf")),
        seen("half-character", page(document(plant("half-character")) + "满".encode()[:2])),
        seen("utf-7-script", page(plant("utf-7-script") + "+ADw-script+AD4-alert(1)+ADw-/script+AD4-")),
        seen("zero-width", page(plant("zero-width", "满\u200b江\u2060红"))),
        seen("bidi", page(plant("bidi", "\u202d满江红\u202c"))),
        seen("combining", page(plant("combining") + "<p>" + "z" + "\u0335" * 50_000)),
        seen("noncharacters", page(plant("noncharacters") + "\ufffe\uffff\U0010ffff")),
        seen("private-use", page(plant("private-use") + "\ue000" * 1_000)),
    ]
    return made


def _kinds() -> list[Case]:
    """Content that is not what its type says."""
    html = {"text/html;": 0, "TEXT/HTML": 1, "text/html, text/plain": 2, "application/xhtml+xml": 3, "text": 4, "*/*": 5, "": 6,
            "text/x-unheard": 7, "unheard/type": 8, "text/html; charset": 9}  # fmt: skip
    made = [seen(f"type-{n}", page(document(plant(f"type-{n}")), kind=kind)) for kind, n in html.items()]
    png, name = b"\x89PNG\r\n\x1a\n" + bytes(200_000), "page-as-plain-text"
    listed = f"满江红 1080P {share(name)} 提取码：ab12\n"
    deep = "[" * 200_000 + "]" * 200_000
    return [
        *made,
        seen(name, page(listed.encode(), kind="text/plain; charset=utf-8")),
        seen("type-none", page(plant("type-none")).replace(b"Content-Type: text/html; charset=utf-8\r\n", b"")),
        unseen("page-as-image", page(document(plant("page-as-image")), kind="image/png")),
        unseen("image-as-page", page(png)),
        unseen("pdf-as-page", page(b"%PDF-1.7\n" + bytes(100_000))),
        unseen("zip-as-page", page(b"PK\x03\x04" + bytes(300_000))),
        unseen("apk", page(b"PK\x03\x04" + bytes(300_000), kind="application/vnd.android.package-archive")),
        unseen("film-as-page", page(b"\x00\x00\x00\x18ftypmp42" + bytes(3_000_000))),
        unseen("random-as-page", page(bytes((n * 7919 + n // 251) % 256 for n in range(1_000_000)))),
        unseen("zeros-as-page", page(bytes(3_000_000))),
        unseen("json-deep", page(deep.encode(), kind="application/json")),
        unseen("json-numbers", page(b"[" + b"9" * 1_000_000 + b"]", kind="application/json")),
        unseen(
            "json-keys",
            page(json.dumps({f"k{n}": {"a": []} for n in range(100_000)}).encode(), kind="application/json"),
        ),
        unseen("empty", page(b"")),
        unseen("only-blanks", page(b" \n" * 100_000)),
    ]


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]><urlset><url><loc>http://127.0.0.1/&k;</loc></url></urlset>"
)
_OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&x;</title><link>/case/feed-entity</link></item></channel></rss>"
)


def _leading() -> list[Case]:
    """Documents for machines, made for harm."""
    deep = "<rss><channel>" + "<item>" * 100_000
    locs = "".join(f"<url><loc>/nowhere/{n}.jpg</loc></url>" for n in range(60_000))
    return [
        unseen("xml-laughs", page(_LAUGHS.encode(), kind="application/xml")),
        unseen("xml-outside", page(_OUTSIDE.encode(), kind="application/rss+xml")),
        unseen("xml-deep", page(deep.encode(), kind="application/rss+xml")),
        unseen(
            "xml-quadratic",
            page(
                b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "'
                + b"x" * 100_000
                + b'">]><rss>'
                + b"&x;" * 20_000
                + b"</rss>",
                kind="text/xml",
            ),
        ),
        unseen("sitemap-large", page(f"<urlset>{locs}</urlset>".encode(), kind="application/xml")),
        unseen(
            "playlist-endless",
            page(b"#EXTM3U\n" + b"#EXTINF:-1,x\nhttp://cdn.example/x.ts\n" * 50_000, kind="audio/x-mpegurl"),
        ),
    ]
