"""A rights holder sees nothing of another one: not by page, id, filter, search, export, figure or API."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from console.filters import NAMES
from storage.office import Office
from storage.scope import ALL, Scope
from storage.wanted import Wanted

BY_ID = (
    "/hits/{hit}",
    "/hits/{hit}/pane",
    "/hits/{hit}/leave",
    "/hits/{hit}/leave?sighting={hit}",
    "/hits/{hit}/captures/{capture}",
    "/hits/{hit}/captures/{capture}/file",
    "/hits/{ours}/captures/{capture}",
    "/hits/{ours}/captures/{capture}/file",
    "/hits/{hit}/captures/{capture}/picture.png",
    "/hits/{ours}/captures/{capture}/picture.png",
    "/works/{work}",
    "/lists/{upload}",
    "/queue?work={work}",
)
FORMS = (
    ("/works/{work}", {"aliases": "x"}),
    ("/lists/{upload}/headings", {"heading": "x", "field": "title"}),
    ("/lists/{upload}/import", {}),
    ("/filters/{filter}/remove", {}),
    ("/lists/{upload}/discard", {}),
    ("/account/tokens/{token}/revoke", {}),
)


@pytest.fixture
def ids(world: Any) -> dict[str, int]:
    """What belongs to the others."""
    office = Office(world.store)
    upload = office.uploads.add(world.their_name, world.secret, f"{world.secret}.csv", b"title\nx\n", "theirs", NOW)
    office.tokens.issue("nsw_theirs", world.store.users.get("theirs"), world.secret, ["read"], NOW, None)
    return {
        "hit": world.theirs[0],
        "ours": world.ours[0],
        "capture": world.their_capture,
        "work": world.their_work,
        "upload": upload,
        "filter": office.filters.keep(world.store.users.get("theirs"), world.secret, "state=any", True, NOW),
        "token": 1,
    }


NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_foreign_ids_do_not_exist(browse: Callable[..., Any], world: Any, ids: dict[str, int]) -> None:
    ours, theirs = browse("ours"), browse("theirs")
    for path in BY_ID:
        answer = ours.get(path.format(**ids))
        assert answer.status_code == 404 and world.secret not in answer.text, path
        if "{ours}" not in path:
            assert theirs.get(path.format(**ids)).status_code == 200, path


def test_foreign_ids_cannot_be_changed(browse: Callable[..., Any], world: Any, ids: dict[str, int]) -> None:
    browser = browse("ours")
    for path, form in FORMS:
        answer = browser.submit(path.format(**ids), **form)
        assert answer.status_code == 404 and world.secret not in answer.text, path
    assert world.store.works.get(world.their_work).aliases == (f"{world.secret}别名",)
    assert Office(world.store).uploads.get(ALL, ids["upload"]).state == "waiting"


def test_pages_name_nobody_else(browse: Callable[..., Any], world: Any, ids: dict[str, int]) -> None:
    browser = browse("ours")
    for path in (
        "/queue",
        "/queue?state=any",
        "/queue/works",
        "/works",
        "/lists",
        "/dashboard",
        "/progress",
        "/account",
        "/export.csv",
    ):
        text = browser.get(path).text
        assert world.secret not in text and world.their_name not in text, path
        assert "丙公司" not in text, path
    assert "流浪地球2" in browser.get("/queue").text
    assert world.secret in browse("theirs").get("/queue").text


def test_figures_count_only_ones_own(world: Any) -> None:
    office, since, until = Office(world.store), NOW.date() - timedelta(days=3), NOW.date()
    for scope, expected in (
        (Scope(world.our_name), 16),
        (Scope(world.their_name), 12),
        (Scope(""), 0),
        (Scope("x"), 0),
    ):
        assert sum(office.dashboard.by_state(scope).values()) == expected
        assert office.queue.count(scope, Wanted()).number == expected
        assert sum(office.dashboard.by_day(scope, since, until).values()) == expected
        for name in ("channel", "site", "kind", "work"):
            assert sum(tally.number for tally in office.dashboard.by(scope, name, since, until)) == expected
        for by in ("work", "site"):
            assert sum(flood.hits for flood in office.queue.floods(scope, Wanted(), by)) == expected
        assert len(list(office.queue.stream(scope, Wanted(), 1000))) == expected
    assert office.queue.count(ALL, Wanted()).number == 31


def test_five_hundred_crafted_requests(browse: Callable[..., Any], world: Any, ids: dict[str, int]) -> None:
    browser = browse("ours")
    chance = random.Random(2026)
    values = [
        world.their_name, world.secret, f"{world.secret}之城", str(world.their_work), str(world.theirs[3]), "any",
        "' OR 1=1 --", "open", "%", "_", "*", "../" * 4, "\x00", "-1", "99999999999999999999", "words", "quark",
        "pandao", "0",
        "%E4%B9%99%E6%96%B9", "batch", "100", "2026-01-01", "newest", '{"holder":"' + world.their_name + '"}', "null",
    ]  # fmt: skip
    roots = (
        "/queue",
        "/queue/works",
        "/works",
        "/export.csv",
        "/export.jsonl",
        "/dashboard",
        "/lists",
        "/audit",
        "/runs",
    )
    for _ in range(500):
        path = chance.choice(roots)
        if chance.random() < 0.3:
            path = chance.choice(BY_ID).format(**ids | {"ours": chance.choice(world.ours)}).partition("?")[0]
        names = chance.sample(
            [*NAMES, "after", "holder", "scope", "role", "user", "days", "sighting"], k=chance.randint(0, 5)
        )
        query = urlencode({name: chance.choice(values) for name in names})
        headers = chance.choice(({}, {"hx-request": "true"}, {"x-forwarded-user": "op"}, {"x-role": "operator"}))
        answer = browser.get(f"{path}?{query}", headers=headers, follow_redirects=False)
        typed = any(quote(value) in query for value in (world.secret, world.their_name))
        found = answer.text.replace(quote(world.secret), "")
        assert answer.status_code in (200, 303, 403, 404, 422, 429), (path, query)
        assert (
            f"{world.secret}昵称" not in found
            and "第0集" not in found
            and f'href="/hits/{world.theirs[0]}' not in found
        ), query
        assert typed or world.secret not in found, (path, query)


def test_the_api_sees_the_same(browse: Callable[..., Any], world: Any, ids: dict[str, int]) -> None:
    Office(world.store).tokens.issue(
        "nsw_ours", world.store.users.get("ours"), "t", ["read", "review", "upload"], NOW, None
    )
    browser = browse()
    headers = {"authorization": "Bearer nsw_ours"}
    assert browser.get(f"/api/hits/{world.ours[0]}", headers=headers).status_code == 200
    assert browser.get(f"/api/hits/{world.theirs[0]}", headers=headers).status_code == 404
    for path in (
        "/api/hits",
        f"/api/hits?holder={world.their_name}",
        f"/api/hits?work={world.their_work}",
        "/api/works",
    ):
        answer = browser.get(path, headers=headers)
        assert answer.status_code == 200 and world.secret not in answer.text
    body = {"verdict": "confirm", "reason": "x"}
    assert browser.post(f"/api/hits/{world.ours[0]}/reviews", json=body, headers=headers).status_code == 403


def test_a_list_is_its_senders_whatever_it_says(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ours")
    rows = f"作品名称,年份,权利人\n新作品一,2026,{world.their_name}\n{world.secret}之城,2024,{world.their_name}\n"
    answer = browser.submit("/lists", holder=world.their_name, files={"file": ("名单.csv", rows.encode("gb18030"))})
    path = answer.headers["location"]
    assert world.their_name not in browser.get(path).text
    assert browser.submit(path + "/import").status_code == 303
    mine = {work.title: work.holder for work in world.store.works.all(world.our_name)}
    assert mine["新作品一"] == world.our_name and mine[f"{world.secret}之城"] == world.our_name
    assert world.store.works.get(world.their_work).holder == world.their_name
    assert browse("theirs").get(path).status_code == 404


def test_an_account_without_a_holder_sees_nothing(browse: Callable[..., Any], world: Any, hasher: Any) -> None:
    world.store.users.add("nobody", "rights_holder", hasher.hash(world.password), NOW, "")
    browser = browse("nobody")
    text = browser.get("/queue?state=any").text + browser.get("/works").text + browser.get("/export.csv").text
    assert world.secret not in text and "流浪地球2" not in text
