"""What the demo says about its pages really stands on them."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from cli.demo.check import same_target
from cli.demo.sites import build_all
from cli.demo.truth import Truth
from cli.demo.web import DemoWeb

_IS_PAGE = {"reading", "listing", "article", "video"}
_HOPS = re.compile(r'href="(/(?:jump|out)/[^"]+)"')
_HREF = re.compile(r'(?:href|src)="([^"#]+)"')
_BLOB = re.compile(r"[A-Za-z0-9+_-][A-Za-z0-9+/_-]{15,}={0,2}")
_BASE32 = re.compile(r"\b[A-Z2-7]{32}\b")
_HIDDEN = re.compile("[\u200b\u200d\ufeff]")


def _unblobbed(blob: str) -> str:
    try:
        data = base64.b64decode(blob + "=" * (-len(blob) % 4), altchars=b"-_" if "-" in blob or "_" in blob else None)
    except (binascii.Error, ValueError):
        return ""
    return data.decode("gbk", errors="ignore")


def _readings(text: str) -> str:
    """The text in every form in which a patient person could read it."""
    plain = unescape(text)
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", plain)).replace("\\/", "/").replace("\\u002F", "/")
    forms = [plain, unquote(plain), unquote(unquote(plain))]
    forms.append(re.sub(r"%u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), plain))
    forms += [unquote(_unblobbed(blob)) for form in (plain, forms[1]) for blob in _BLOB.findall(form)]
    forms += [base64.b32decode(code).hex() for code in _BASE32.findall(plain)]
    return "\n".join(forms)


def _stands(truth: Truth, text: str) -> bool:
    if truth.link_kind == "netdisk":
        return re.split(r"[/?]", truth.link_url)[-1] in text
    if truth.link_kind == "ed2k":
        return truth.link_url.split("|")[4] in text
    if truth.link_kind == "magnet":
        return truth.link_url.rsplit(":", 1)[1] in text.lower()
    if truth.link_kind == "torrent":
        return urlsplit(truth.link_url).path in text
    return unquote(truth.link_url).partition("//")[2] in text or unquote(urlsplit(truth.link_url).path) in text


def test_every_planted_link_stands_on_its_page(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    missing = []
    for truth in web.truth:
        answer = fetch(truth.page_url)
        assert answer.status == 200, truth
        if truth.link_kind in _IS_PAGE:
            if not same_target(truth, truth.page_url):
                missing.append(truth)
            continue
        text = answer.text
        text += "".join(fetch(urljoin(truth.page_url, path)).text for path in _HOPS.findall(text))
        readings = _readings(text)
        if not _stands(truth, readings) or (truth.passcode and truth.passcode not in readings):
            missing.append(truth)
    assert missing == []


def test_every_innocent_page_is_served(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    local = [one for one in web.innocents if urlsplit(one.url).hostname in web.hosts]
    assert len(local) > 60
    assert [one for one in local if fetch(one.url).status != 200] == []


def test_no_innocent_link_is_a_truth(web: DemoWeb) -> None:
    planted = {truth.link_url for truth in web.truth}
    plain_official = {url for url in planted if "example" not in url and "test:" not in url}
    assert not {one.url for one in web.innocents} & (planted - plain_official)


def test_each_work_and_link_is_planted_once(web: DemoWeb) -> None:
    pairs = [(truth.work, truth.link_url) for truth in web.truth]
    assert len(pairs) == len(set(pairs)) > 120


def test_the_same_link_on_two_sites_may_have_either_channel(web: DemoWeb) -> None:
    assert any(truth.channel == "video|collection_api" for truth in web.truth)


def test_the_truth_is_always_the_same() -> None:
    one, other = build_all(8123), build_all(8123)
    assert [site.pages for site in one] == [site.pages for site in other]
    assert [site.truth for site in one] == [site.truth for site in other]
    assert [site.innocents for site in one] == [site.innocents for site in other]


def test_links_lead_from_the_start_to_every_planted_page(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    # Paging of the API and the files of the box are named in data, not in links.
    by_data = {"caiji", "hezi"}
    for site in web.sites:
        if site["name"] in by_data:
            continue
        todo = [str(url) for url in site["start_urls"]]  # type: ignore[attr-defined]
        seen = set(todo)
        host = urlsplit(todo[0]).netloc
        while todo:
            page = todo.pop()
            for link in _HREF.findall(fetch(page).text):
                url = urljoin(page, unescape(link)).partition("#")[0]
                if urlsplit(url).netloc == host and "/calendar" not in url and url not in seen:
                    seen.add(url)
                    todo.append(url)
        wanted = {truth.page_url for truth in web.truth if truth.site == site["name"]}
        assert wanted <= seen, site["name"]


def test_forum_is_gbk_and_one_page_lies(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    threads = [truth.page_url for truth in web.truth if truth.site == "pandao"]
    claims = set()
    for url in threads:
        answer = fetch(url)
        assert "盘岛论坛" in answer.body.decode("gbk")
        with pytest.raises(UnicodeDecodeError):
            answer.body.decode()
        claims.add(answer.headers["content-type"].partition("charset=")[2])
    assert claims == {"gbk", "", "utf-8"}
    assert sum("charset=utf-8" in fetch(url).text for url in set(threads)) == 1


def test_torrent_files_have_the_hash_of_their_magnets(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    import hashlib

    torrents = [truth for truth in web.truth if truth.link_kind == "torrent"]
    for truth in torrents:
        body = fetch(truth.link_url).body
        info = body[body.index(b"4:info") + 6 : -1]
        name = urlsplit(truth.link_url).path.rsplit("/", 1)[1]
        assert hashlib.sha1(info, usedforsecurity=False).hexdigest() + ".torrent" == name
    assert torrents


def test_api_pages_and_its_twin_have_the_same_items(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    base = f"http://caiji.example:{web.port}/api.php/provide/vod/"
    pages = [fetch(f"{base}?ac=videolist&pg={number}").text for number in (1, 2, 3)]
    twin = "".join(fetch(f"{base}at/xml/?ac=videolist&pg={number}").text for number in (1, 2, 3))
    assert pages[2].lstrip().startswith("<b>Notice</b>")
    for number in re.findall(r'"vod_id": (\d+)', "".join(pages)):
        assert f"<id>{number}</id>" in twin
    assert '"list": []' in fetch(f"{base}?ac=videolist&pg=9").text
    assert "vod_play_url" not in fetch(base).text


def test_shapes_of_the_web(web: DemoWeb) -> None:
    assert len(web.sites) >= 12
    assert {site["name"] for site in web.sites} == {host_site for host_site in {one.site for one in web.innocents}}
    assert set(web.hosts.values()) == {"127.0.0.1"}
    assert all(host.endswith((".example", ".test")) for host in web.hosts)
    assert len({truth.link_kind for truth in web.truth}) >= 12
