"""Odd writings of addresses and of pages that browsers understand all the same."""

from __future__ import annotations

from tests.hostile.case import TITLE, Case, document, page, plant, seen, share, unseen
from tests.hostile.jumps import jump

_SHARES = (
    "https://ｐａｎ．ｑｕａｒｋ．ｃｎ/s/{}", "https://pan。quark。cn/s/{}", "https://pan%2Equark%2Ecn/s/{}", "https://pan.quark.cn./s/{}",
    "https://pan.quark.cn:443/s/{}", "HTTPS://PAN.QUARK.CN/s/{}", "https:\\\\pan.quark.cn\\s\\{}", "https:/pan.quark.cn/s/{}",
    "https:pan.quark.cn/s/{}", "//pan.quark.cn/s/{}", "/\\pan.quark.cn/s/{}", "https://u:p@pan.quark.cn/s/{}",
    "https://pan.quark.cn/a/../s/{}", "https://pan.quark.cn/%73/{}", "https://pan.quark.cn/s/{}#/list/share",
    "https://pan.quark.cn/s/{}?entry=sjss", "http://pan.quark.cn/s/{}", "https://pan.qu\tark.cn/s/{}",
    "https://pan.qu&shy;ark.cn/s/{}", "https://pan.qu&#8203;ark.cn/s/{}",
)  # fmt: skip
# Of another host, whatever they look like.
_FORGED = (
    "https://pаn.quark.cn/s/{}", "https://pan.quark.cn.evil.example/s/{}", "https://pan.quark.cn@evil.example/s/{}",
    "https://evil.example/pan.quark.cn/s/{}",
)  # fmt: skip
_WAYS = (
    '<object data="{}" type="text/html"></object>', "<div onclick=\"location.href='{}'\">影片详情</div>",
    "<button onclick=\"window.open('{}')\">影片详情</button>", '<li data-href="{}">影片详情</li>',
    '<select onchange="location=this.value"><option value="{}">第1集</option></select>',
    '<svg><a xlink:href="{}"><text>影片</text></a></svg>', '<svg><a href="{}"><text>影片</text></a></svg>',
    '<div><template shadowrootmode="open"><a href="{}">影片</a></template></div>', '<map><area href="{}" alt="影片"></map>',
    '<meta http-equiv="refresh" content="30; URL={}">', "<script>top.location.assign('{}')</script>",
    "<script>document.location.href = '{}'</script>", '<embed src="{}" type="text/html">',
)  # fmt: skip
_WRITINGS = (
    "http://user:pw@HOST/w/{}.html", "/w/x/%2e%2e/{}.html", "http:\\\\HOST\\w\\{}.html", "http:/w/{}.html", "//HOST/w/{}.html",
    "http:///HOST/w/{}.html", "/w/x/../{}.html", "HTTP://HOST/w/{}.html", "&#32;/w/{}.html&#12;", "/w/\t{}.html",
)  # fmt: skip
_PRETENCES = (
    b"GIF89a",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"MZ",
    b"ID3",
    b"RIFF",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"BM",
)
_CHUNKED = ("Transfer-Encoding: chunked",)


def cases(place: str) -> tuple[Case, ...]:
    """All behaviours of this kind; the site answers at `place`."""
    return (*_shares(), *_leading(place), *_bases(place), *_pages(), *_shown(place), *_computed(), *_chunks())


def _key(name: str) -> str:
    return share(name).rpartition("/")[2]


def _shares() -> list[Case]:
    def offer(name: str, written: str) -> bytes:
        return page(f'<p>网盘：<a href="{written.format(_key(name))}">{TITLE} 1080P 国语中字</a></p>')

    made = [seen(f"host-{n}", offer(f"host-{n}", written)) for n, written in enumerate(_SHARES)]
    return made + [unseen(f"forged-{n}", offer(f"forged-{n}", written)) for n, written in enumerate(_FORGED)]


def _leading(place: str) -> list[Case]:
    made = []
    for number, way in enumerate(_WAYS):
        name, to = f"way-{number}", f"/w/way-{number}.html"
        made.append(seen(name, page(way.replace("{}", to)), (to, page(plant(name)))))
    for number, written in enumerate(_WRITINGS):
        name = f"written-{number}"
        href = written.replace("HOST", place).format(name)
        made.append(seen(name, page(f'<a href="{href}">影片</a>'), (f"/w/{name}.html", page(plant(name)))))
    name = "jump-with-user"
    made.append(seen(name, jump(f"http://a:b@{place}/w/{name}.html"), (f"/w/{name}.html", page(plant(name)))))
    onload = document("").replace(b"<body>", b"<body onload=\"location.href='/w/onload.html'\">")
    made.append(seen("onload", page(onload), ("/w/onload.html", page(plant("onload")))))
    return made


def _bases(place: str) -> list[Case]:
    heads = {
        "base-twice": '<base href="/w/base-twice/"><base href="/wrong/">',
        "base-of-script": '<base href="javascript:x"><base href="/w/base-of-script/">',
        "base-with-target": '<base target="_blank"><base href="/w/base-with-target/">',
        "base-with-user": f'<base href="http://u:p@{place}/w/base-with-user/">',
    }
    made = []
    for name, head in heads.items():
        to = f"/w/{name}/a.html"
        made.append(seen(name, page('<a href="a.html">影片</a>', head=head), (to, page(plant(name)))))
    late = page('<a href="a.html">影片</a><base href="/w/base-late/">')
    return [*made, seen("base-late", late, ("/w/base-late/a.html", page(plant("base-late"))))]


def _pages() -> list[Case]:
    made = []
    for number, start in enumerate(_PRETENCES):
        name = f"pretends-{number}"
        made.append(seen(name, page(start + document(plant(name)))))
    name = "drawn"
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg"><a xlink:href="{share(name)}"><text>{TITLE} 1080P</text></a></svg>'
    )
    return [
        *made,
        seen("pretends-late", page(b"GIF89a/*" + b" " * 3_000 + b"*/" + document(plant("pretends-late")))),
        seen(name, page(drawing)),
        seen("drawing", page(drawing.replace(share(name), share("drawing")).encode(), kind="image/svg+xml")),
    ]


def _shown(place: str) -> list[Case]:
    """Words as styles show them, a form that is posted, a number in place of the site's host."""
    letters = "满<span style='display:none'>乱码</span>江<b style='font-size:0'>x</b>红 1080P"
    drawn = f"<style>.t::before{{content:'{TITLE} 1080P'}}</style>"
    form = '<form method="post" action="/w/posted.php"><input type="hidden" name="id" value="7"><button>立即下载</button></form>'
    port = place.rpartition(":")[2]
    script = f"$('<a>',{{href:'{share('scripted')}',text:'{TITLE} 1080P'}}).appendTo('#box')"
    return [
        seen("hidden-letters", page(f'<a href="{share("hidden-letters")}">{letters}</a>')),
        seen("drawn-words", page(f'{drawn}<p class="t"><a href="{share("drawn-words")}">下载</a></p>')),
        seen("scripted", page(f"<div id=box></div><script>{script}</script>")),
        seen("posted", page(form), ("/w/posted.php", page(plant("posted")))),
        seen(
            "number-for-host",
            page(f'<a href="http://2130706433:{port}/w/number.html">影片</a>'),
            ("/w/number.html", page(plant("number-for-host"))),
        ),
    ]


def _computed() -> list[Case]:
    """Words and addresses that scripts and styles put together; `URL`, `KEY` and `LETTERS` are the case's own."""
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in TITLE)
    numbers = "".join(f"\\{ord(letter):x} " for letter in TITLE)
    loop = "forEach(x=>document.write('<a href=\"'+x.u+'\">'+x.t+'</a>'))"
    bodies = {
        "escaped": f'<script>[{{t:"{escaped} 1080P",u:"URL"}}].{loop}</script>',
        "keys": f"<script>[{{t:'{TITLE} 4K',u:'KEY'}}].map(x=>show('https://pan.quark.cn/s/'+x.u,x.t))</script>",
        "key-in-attribute": f'<a data-k="KEY">{TITLE} 4K</a><script>for(const a of links)a.href="//pan.quark.cn/s/"+a.dataset.k</script>',
        "key-in-call": f"<h2>{TITLE}</h2><a onclick=\"go('KEY')\">下载</a><script>function go(k){{open(`https://pan.quark.cn/s/${{k}}`)}}</script>",
        "letters-joined": f"<script>var w={list(TITLE)!r};document.write('<a href=\"URL\">'+w.join('')+' 1080P</a>')</script>",
        "words-in-bytes": f"<script>document.write('<h2>'+decodeURIComponent(escape('{TITLE}'))+'</h2><a href=\"URL\">下载</a>')</script>",
        "only-heading": f"<h2>《{TITLE}》</h2><b id=go>下载</b><script>document.getElementById('go').onclick=()=>open('URL')</script>",
        "drawn-in-numbers": f'<style>#n::after{{content:"{numbers}"}}</style><h2 id=n>电影：</h2><a href="URL">下载</a>',
        "drawn-attribute": f'<style>[data-n]::before{{content:attr(data-n)}}</style><h2 data-n="{TITLE}"></h2><a href="URL">下载</a>',
        "drawn-variable": f'<style>.v::after{{content:var(--t)}}</style><h2 class=v style="--t:\'{TITLE}\'"></h2><a href="URL">下载</a>',
        "few-words-drawn": f'<h2><svg width=90 height=20><text y=9>{TITLE}</text></svg></h2><a href="URL">下载</a>',
    }
    made = []
    for name, body in bodies.items():
        made.append(seen(name, page(body.replace("URL", share(name)).replace("KEY", _key(name)))))
    plain = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p><![CDATA[{TITLE} {share("plain-text")}]]></p></body></html>'
    made.append(seen("plain-text", page(plain.encode(), kind="application/xhtml+xml")))
    return made


def _chunks() -> list[Case]:
    def parts(name: str) -> tuple[bytes, bytes]:
        body = document(plant(name))
        return body[:150], body[150:]

    def sent(name: str, form: bytes, end: bytes) -> bytes:
        wire = b"".join(form % (len(part), part) for part in parts(name)) + end
        return page(wire, *_CHUNKED, length=False)

    forms = {
        "chunks-extended": (b'%x;a="v\\"w";b\r\n%s\r\n', b"0;last\r\n\r\n"),
        "chunks-padded": (b"%x   \r\n%s\r\n", b"0\r\n\r\n"),
        "chunks-of-lf": (b"%x\n%s\n", b"0\n\n"),
        "chunks-of-zeros": (b"%020x\r\n%s\r\n", b"000\r\n\r\n"),
    }
    return [seen(name, sent(name, form, end)) for name, (form, end) in forms.items()]
