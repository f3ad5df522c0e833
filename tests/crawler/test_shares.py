"""Public pages of netdisk shares: what they hold becomes a hit, dead ones are noted, and no provider is pestered."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from core.types import Finding, Link, Match, PageRecord, Reason, Sighting, Text, Work
from crawler.shares import PATIENCE, Turns, is_poor
from storage.store import Store, open_store
from tests.crawler.test_crawl import SHARE, html, offer

FORUM = "https://forum.example/t/1"
DEAD = "<p>啊哦，你来晚了，分享的文件已经被取消了，下次要早点哟。</p>"


def share(web: Any, key: str, provider: str = "quark", code: str = "ab12") -> Link:
    return Link("netdisk", f"{provider}:{key}", f"{web.root}/s/{key}", provider, code)


def seen(store: Store, link: Link, words: Sequence[Text], *works: Work) -> None:
    """A page of the site `s` that shows a share with these words, which offer these works."""
    run = store.runs.list("s", limit=1)
    run_id = run[0].run_id if run else store.runs.start("s", datetime.now(UTC))
    matches = tuple(Match(work, 90.0, "m", (Reason("exact", 90.0, "it stands there"),), work.title) for work in works)
    url = f"{FORUM}-{link.ref}"
    finding = Finding(Sighting(url, link, tuple(words), site="s", channel="forum"), matches)
    store.pages.save([PageRecord(url, "s", run_id, "ok", datetime.now(UTC), findings=(finding,))])


BARE = (Text("anchor", "网盘下载"), Text("page_title", "资源分享"))


def desk(desktop: Any, *webs: Any, **more: Any) -> Store:
    """A configured folder and its open store; the shares' hosts are the webs."""
    allowed = [f"{web.address}:{web.port}" for web in webs]
    desktop.configure({"name": "s", "start_urls": ["https://forum.example/"]}, allow_private=allowed, **more)
    desktop.works("流浪地球2", "满江红")
    return open_store(f"sqlite:///{desktop.folder / 'netsword.db'}")


def looked(desktop: Any, *words: str) -> dict[str, dict[str, Any]]:
    out = desktop.run("shares", "--format", "jsonl", *words).stdout
    return {row["url"].rpartition("/")[2]: row for row in map(json.loads, out.splitlines())}


def test_names_on_a_page_tell_and_dead_shares_are_noted(webs: Callable[..., Any], desktop: Any) -> None:
    files = json.dumps({"list": [{"server_filename": "流浪地球2.2023.2160p.mkv"}, {"server_filename": "说明.txt"}]})
    web = webs(
        {
            "/s/titled": html("<p>保存到网盘</p>", title="满江红 4K 国语中字_免费高速下载|百度网盘-分享无限制"),
            "/s/listed": html(f"<script>window.data = {files}</script>", title="夸克网盘分享"),
            "/s/empty": html("<div id=app></div><script src=/a.js></script>", title="夸克网盘分享"),
            "/s/dead": html(DEAD, title="百度网盘-链接不存在"),
            "/s/alive": html("<p>请输入提取码</p>", title="百度网盘 请输入提取码"),
            "/s/lost": html(DEAD),
        }
    )
    with desk(desktop, web) as store:
        works = {work.title: work for work in store.works.all()}
        for key in ("titled", "listed", "empty", "lost"):
            seen(store, share(web, key), BARE)
        seen(store, share(web, "named"), (Text("anchor", "别的片子 2021 1080P"),))
        for key in ("dead", "alive"):
            seen(store, share(web, key), (Text("anchor", "满江红 4K"),), works["满江红"])
    rows = looked(desktop)
    assert {key: (row["verdict"], row["reason"], row["new_hits"], row["outcomes"]) for key, row in rows.items()} == {
        "titled": ("alive", "alive", 1, ""),
        "listed": ("alive", "alive", 1, ""),
        "empty": ("unknown", "changed", 0, ""),
        "dead": ("gone", "owner", 0, "removed"),
        "alive": ("alive", "alive", 0, ""),
        "lost": ("gone", "owner", 0, ""),
    }
    hits = {hit["link_url"].rpartition("/")[2]: hit for hit in desktop.hits()}
    assert {key: (hit["work_title"], hit["state"]) for key, hit in hits.items()} == {
        "titled": ("满江红", "new"),
        "listed": ("流浪地球2", "new"),
        "dead": ("满江红", "removed"),
        "alive": ("满江红", "new"),
    }
    told = hits["titled"]
    assert (told["page_url"], told["site"], told["channel"]) == (web.root + "/s/titled", "s", "cloud_storage")
    assert (
        told["passcode"] == "ab12" and told["matched_text"] == "满江红 4K 国语中字" and ".warc.gz#" in told["capture"]
    )
    assert not any("ab12" in path for path in web.asked), "a passcode is never sent"
    desktop.run("db", "verify")
    before = web.asked.copy()
    assert looked(desktop) == {} and web.asked == before, "each is looked at once"
    assert web.user_agents == {"netsword (+tests@netsword.example)"}


def test_a_share_that_is_back_is_open_again(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/s/one": html(DEAD)})
    with desk(desktop, web) as store:
        (work,) = (work for work in store.works.all() if work.title == "满江红")
        seen(store, share(web, "one"), (Text("anchor", "满江红 4K"),), work)
        assert looked(desktop)["one"]["outcomes"] == "removed"
        with store.database.write() as connection:
            connection.exec_driver_sql("UPDATE share_looks SET looked_at = '2020-01-01T00:00:00Z'")
        web.pages["/s/one"] = html("<p>保存到网盘</p>", title="满江红 4K_百度网盘")
        assert looked(desktop)["one"]["outcomes"] == "restored"
        assert [outcome.kind for outcome in store.outcomes.of(1)] == ["removed", "restored"]
    assert [hit["state"] for hit in desktop.hits()] == ["restored"]
    desktop.run("db", "verify")


def test_a_provider_that_does_not_answer_is_asked_once(webs: Callable[..., Any], desktop: Any) -> None:
    rules = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /\n"
    wall = webs({"*": html("<h1>Forbidden</h1>", status="403 Forbidden")})
    forbids = webs({"/robots.txt": rules, "*": html("x", title="满江红")}, "127.0.0.2")
    hangs_up = webs({"*": b""}, "127.0.0.3")
    private = webs({"*": html("x", title="满江红")}, "127.0.0.4")
    with desk(desktop, wall, forbids, hangs_up) as store:
        for web in (wall, forbids, hangs_up, private):
            for number in range(6):
                seen(store, share(web, f"{web.address}-{number}"), BARE)
        assert looked(desktop) == {}
        assert sum(count for path, count in wall.asked.items() if path != "/robots.txt") == PATIENCE
        assert set(forbids.asked) == {"/robots.txt"}
        assert sum(count for path, count in hangs_up.asked.items() if path != "/robots.txt") <= 2, "once, tried twice"
        assert not private.asked, "the guard holds"
        wall.pages["*"] = html("<p>保存到网盘</p>", title="满江红 4K_百度网盘")
        assert len(looked(desktop, "--limit", "24")) == 6, "what nobody could look at comes again"


def test_as_many_as_the_site_s_table_says(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"*": html("<p>保存到网盘</p>", title="某课程_百度网盘")})
    with desk(desktop, web, share_pages=3) as store:
        for number in range(6):
            seen(store, share(web, str(number)), BARE)
    config = desktop.folder / "netsword.toml"
    config.write_text(config.read_text() + "share_pages = 1\n")
    assert len(looked(desktop)) == 1


@pytest.mark.parametrize("wanted", [0, 5])
def test_a_crawl_looks_only_where_it_was_told_to(wanted: int, webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": html("".join(f'<a href="/{n}">{n}</a>' for n in range(3))), "*": offer("满江红")})
    provider = webs({"*": html(DEAD)}, "127.0.0.2")
    (desktop.folder / "hosts").write_text("127.0.0.2 pan.quark.cn\n")
    desktop.configure(
        {"name": "s", "start_urls": [web.root + "/"]},
        allow_private=[f"{web.address}:{web.port}"],
        hosts_file="hosts",
        share_pages=wanted,
    )
    desktop.works("满江红")
    done = desktop.run("crawl")
    assert ("shares: 0 of 1 looked at" in done.stderr) == bool(wanted)
    assert not provider.asked and desktop.runs()[0]["status"] == "ok"
    assert [(hit["link_url"], hit["state"]) for hit in desktop.hits()] == [(SHARE, "new")]


def test_turns_are_taken_provider_by_provider() -> None:
    turns = Turns([f"https://{host}.example/{n}" for host in "ab" for n in range(3)])
    urls = turns.urls()
    first, second = next(urls), next(urls)
    assert (first, second) == ("https://a.example/0", "https://b.example/0") and next(urls) is None
    turns.answered(second, came=False, told=False)
    turns.answered(first, came=True, told=False)
    assert next(urls) == "https://a.example/1"
    turns.answered("https://a.example/1", came=True, told=True)
    assert next(urls) == "https://a.example/2"
    turns.answered("https://a.example/2", came=True, told=False)
    assert list(urls) == []


@pytest.mark.parametrize(
    ("texts", "poor"),
    [
        (BARE, True),
        ((), True),
        ((Text("context", "流浪地球2"), Text("page_title", "流浪地球2")), True),
        ((Text("anchor", "流浪地球2"),), False),
        ((Text("anchor", "下载"), Text("row", "流浪地球2 4K 12GB")), False),
    ],
)
def test_poor_words(texts: tuple[Text, ...], poor: bool) -> None:
    assert is_poor(texts) == poor
