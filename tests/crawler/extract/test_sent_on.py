"""Scripts and forms that send a visitor on, and what scripts fetch by the names of their variables."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import read

HOST = "http://a.example"
SENT = [
    "<script>var to='/w/7.html';location.href=to</script>",
    "<script>const to='/w/7.html'; window.location.replace(to);</script>",
    "<script>window['location']['href']='/w/7.html'</script>",
    '<iframe id=f></iframe><script>document.getElementById("f").setAttribute("src","/w/7.html")</script>',
    '<form id=f action="/w/7.html"></form><script>document.getElementById("f").submit()</script>',
    "<script>var api='/w/7.html';fetch(api).then(r=>r.text())</script>",
    "<script>fetch('../w/7.html').then(r=>r.text())</script>",
    "<div id=box></div><script>$('#box').load('/w/7.html #list')</script>",
    "<script>document.write(String.fromCharCode.apply(null,["
    + ",".join(str(ord(letter)) for letter in "<a href='/w/7.html'>x</a>")
    + "]))</script>",
    "<script>document.write(["
    + ",".join(str(ord(letter)) for letter in "<a href='/w/7.html'>x</a>")
    + "].map(function(c){return String.fromCharCode(c)}).join(''))</script>",
    "<script>document.write(['<a href=','w','7.html>x</a>'].join('/'))</script>",
    '<script src="data:text/javascript,location.href=%27/w/7.html%27"></script>',
]
SENT += [
    "<script>var f=document.createElement('iframe');f.src='/w/7.html';document.body.appendChild(f)</script>",
    "<script>var f=document.createElement('iframe');f.setAttribute('src','/w/7.html');d.append(f)</script>",
    f'<a href="/go.php?url={HOST}/w/7.html">播放</a>',
    '<a href="/jump/?target=aHR0cDovL2EuZXhhbXBsZS93LzcuaHRtbA==">播放</a>',
]
STAYED = [
    "<script>var to='/w/7.html';if(location.href==to){}</script>",
    "<script>var to=make();location.href=to</script>",
    "<script>var api='/user/7';fetch(api)</script>",
]


def _follow(body: str) -> list[str]:
    page = Page(f"{HOST}/x/1.html", text=f"<html><body>{body}</body></html>")
    return [follow.url.removeprefix(HOST) for follow in read(page).follow]


@pytest.mark.parametrize("body", SENT)
def test_the_way_is_found(body: str) -> None:
    assert "/w/7.html" in _follow(body)


@pytest.mark.parametrize("body", STAYED)
def test_what_leads_nowhere_is_left(body: str) -> None:
    assert _follow(body) == []
