"""What people decide is honoured by the next crawl, rematch and scan, as an operator and an analyst see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def page(*offers: tuple[str, str]) -> bytes:
    """A raw response: a page that offers titles at shares."""
    items = "".join(f'<li><a href="https://pan.quark.cn/s/{key:0>12}">{title}</a></li>' for title, key in offers)
    return answer(f"<html><head><title>资源</title></head><body><ul>{items}</ul></body></html>")


def answer(html: str) -> bytes:
    data = html.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + data


def states(desktop: Any) -> dict[str, str]:
    return {hit["link_url"][-1]: hit["state"] for hit in desktop.hits()}


def told(desktop: Any, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desktop.run(*words, "--format", "jsonl").stdout.splitlines()]


def test_a_rejected_wording_is_not_shown_again(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": page(("孤山夜行 1080p", "1"), ("孤山夜行 4K", "2"))})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("孤山夜行")
    desktop.run("crawl")
    assert states(desktop) == {"1": "new", "2": "new"}
    (first,) = [hit["hit_id"] for hit in desktop.hits() if hit["link_url"].endswith("1")]
    done = desktop.run(
        "review", str(first), "--reject", "--scope", "wording", "--reason", "试映片段", "--reviewer", "王"
    )
    assert "not shown again in this wording" in done.stderr

    web.pages["/"] = page(("孤山夜行 1080P", "3"), ("孤山夜行 4K", "4"))
    desktop.run("crawl")
    assert states(desktop) == {"1": "rejected", "2": "new", "4": "new"}
    (last, *_) = desktop.runs()
    assert last["counts"]["hits_rejected"] == 1
    desktop.run("rematch")
    assert "3" not in states(desktop)
    (desktop.folder / "p.html").write_bytes(
        page(("孤山夜行 1080p", "5"), ("孤山夜行 4K", "6")).partition(b"\r\n\r\n")[2]
    )
    assert [hit["link_url"][-1] for hit in told(desktop, "scan", "p.html")] == ["6"]

    (kept,) = told(desktop, "suppressions", "list")
    assert (kept["scope"], kept["reviewer"], kept["reason"], kept["hits"]) == ("wording", "王", "试映片段", 1)
    desktop.run("suppressions", "lift", str(kept["suppression_id"]), "--reason", "看错了")
    assert states(desktop)["1"] == "new"
    desktop.run("rematch")
    assert states(desktop)["3"] == "new"
    assert [hit["link_url"][-1] for hit in told(desktop, "hits", "--since", "today", "--limit", "1")]
    desktop.run("db", "verify")


def test_a_learned_name_finds_the_others(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": page(("孤杉夜行 1080p", "1"), ("GSYX行动计划 4K", "2"))})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("孤山夜行")
    desktop.run("crawl")
    assert states(desktop) == {"1": "new"}
    done = desktop.run("review", "1", "--confirm", "--alias", "--reason", "同音字")
    assert "“孤杉夜行” is an alias of 孤山夜行" in done.stderr
    refused = desktop.run("review", "1", "--confirm", "--alias-as", "英雄", "--reason", "x", expect=1)
    assert "flood" in refused.stderr
    desktop.run("review", "1", "--confirm", "--alias-as", "GSYX行动计划", "--reason", "群内暗号")
    desktop.run("rematch")
    assert states(desktop) == {"1": "confirmed", "2": "new"}
    assert [alias["alias"] for alias in told(desktop, "aliases", "list")] == ["GSYX行动计划", "孤杉夜行"]
    desktop.run("aliases", "forget", "2", "--reason", "误伤")
    assert [alias["alias"] for alias in told(desktop, "aliases", "list")] == ["孤杉夜行"]


def test_a_flood_is_told_once_and_grouped(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": page(*[(f"英雄.2002.1080p.BluRay.x264-G{n}", f"{n}") for n in range(70)])})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    (desktop.folder / "list.csv").write_text("title,year,kind\n英雄,2002,film\n", encoding="utf-8")
    desktop.run("db", "upgrade")
    warned = json.loads(desktop.run("watchlist", "import", "list.csv", "--format", "json").stdout)["warnings"]
    assert any("“英雄” will flood" in warning for warning in warned)
    desktop.run("crawl")
    (group,) = told(desktop, "hits", "--grouped")
    assert group["hits"] > 50
    (alert,) = told(desktop, "floods", "list")
    assert group["alert_id"] == alert["alert_id"]
    assert "the name “英雄” is found everywhere" in alert["what_to_do"]
    desktop.run("crawl")
    assert len(told(desktop, "floods", "list")) == 1
    desktop.run("floods", "acknowledge", str(alert["alert_id"]), "--reason", "补了年份")
    assert told(desktop, "floods", "list") == []
    assert told(desktop, "floods", "list", "--answered")[0]["answer"] == "补了年份"


def test_what_a_template_says_beside_every_link_is_learned(webs: Callable[..., Any], desktop: Any) -> None:
    """The first pages are judged again when the third has shown the habit; a later crawl knows it from the start."""
    titles = ("孤山夜行", "北方以北", "雪域神猎")

    def post(title: str, key: int) -> bytes:
        offer = f'<p>资源说明：本站收集整理的网盘资源</p><p><a href="https://pan.quark.cn/s/{key:0>12}">戳我</a></p>'
        return answer(f"<title>{title}</title><h1>{title}</h1><div>{offer}</div>")

    index = "".join(f'<a href="/{number}">{title}</a>' for number, title in enumerate(titles))
    web = webs({"/": answer(index), **{f"/{number}": post(title, number) for number, title in enumerate(titles)}})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works(*titles, "长街不归人")
    desktop.run("crawl")
    assert states(desktop) == {"0": "new", "1": "new", "2": "new"}
    assert desktop.runs()[-1]["counts"]["hits_new"] == 3
    web.pages |= {"/": answer(index + '<a href="/3">长街不归人</a>'), "/3": post("长街不归人", 3)}
    desktop.run("crawl")
    assert sorted(states(desktop)) == ["0", "1", "2", "3"]
    desktop.run("rematch")
    desktop.run("db", "verify")
