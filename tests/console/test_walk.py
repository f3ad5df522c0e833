"""Every route and every identifier, walked by one rights holder with what belongs to another: nothing comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.app import ROUTERS
from core.types import Review
from storage.notices import NewNotice
from storage.office import Office
from storage.scope import ALL, Scope
from storage.tokens import TOKEN_SCOPES

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BEYOND = (2**63 - 1, 2**63, 2**64, 10**40)  # numbers that no database holds
BODIES: dict[str, Any] = {
    "/api/hits/{hit_id}/reviews": {"verdict": "confirm", "reason": "x", "version": 1},
    "/api/hits/{hit_id}/undo": {"version": 1},
    "/api/works/{work_id}": {"seen": "x", "aliases": "x"},
    "/api/lists/{upload_id}/headings": {"headings": {"x": "title"}},
    "/api/notices/{notice_id}/approve": {"digest": "0" * 64},
    "/api/notices/{notice_id}/refuse": {"reason": "x"},
    "/api/notices/{notice_id}/send": {"way": "export"},
    "/api/notices/{notice_id}/withdraw": {"reason": "x"},
    "/api/notices/{notice_id}/answer": {"reason": "x"},
    "/api/cases/{case_id}/draft": {},
    "/api/cases/{case_id}/hits": {"hits": [1]},
    "/api/cases/{case_id}/note": {"reason": "x"},
    "/api/cases/{case_id}/close": {"reason": "x"},
    "/api/cases/{case_id}/reopen": {"reason": "x"},
}
FORMS: dict[str, dict[str, str]] = {
    "/hits/{hit_id}/decision": {"choice": "confirm", "version": "1"},
    "/hits/{hit_id}/undo": {"version": "1"},
    "/lists/{upload_id}/headings": {"heading": "x", "field": "title"},
}


@pytest.fixture
def theirs(world: Any) -> dict[str, int]:
    """One of everything that belongs to the other, by the name of the parameter that leads to it."""
    office, user = Office(world.store), world.store.users.get("theirs")
    upload = office.uploads.add(world.their_name, world.secret, f"{world.secret}.csv", b"title\nx\n", "theirs", NOW)
    office.tokens.issue("nsw_theirs", user, world.secret, ["read"], NOW, None)
    return {
        "hit_id": world.theirs[0],
        "work_id": world.their_work,
        "capture_id": world.their_capture,
        "upload_id": upload,
        "token_id": office.tokens.of(user)[0].token_id,
        "filter_id": office.filters.keep(user, world.secret, "state=any", True, NOW),
        "session_id": foreign_session(office, user),
        "entry": 1,
        "notice_id": notice_of(world, world.their_name, world.theirs[1]),
        "case_id": 1,
        "step": 0,
        "kind": 0,
        "alert_id": 1,
        "suppression_id": 1,
        "alias_id": 1,
    }


def notice_of(world: Any, holder: str, hit: int) -> int:
    """A notice that was sent about a hit."""
    world.store.reviews.add(Review(hit, "confirm", "ana", "seen", NOW))
    new = NewNotice(f"n-{hit}", "dmca_512", f"host of {holder}", holder, "en", "s", "t", 24, (hit,))
    notice = world.store.notices.add(new, "ana", NOW)
    world.store.notices.approve(notice.notice_id, "app", notice.digest, NOW)
    world.store.notices.sent(notice.notice_id, "ana", "m", "", NOW)
    return int(notice.notice_id)


def foreign_session(office: Office, user: Any) -> int:
    now = datetime.now(UTC)
    office.sessions.open("theirs", user, now, now + timedelta(hours=1))
    return office.sessions.of(user, "", now)[0].session_id


def routes() -> list[tuple[str, str]]:
    return sorted(
        (method, route.path)  # type: ignore[attr-defined]
        for router in ROUTERS
        for route in router.routes
        for method in route.methods or ()  # type: ignore[attr-defined]
        if method != "HEAD"
    )


def words(world: Any) -> tuple[str, ...]:
    return (world.secret, world.their_name, "丙公司")


def test_every_identifier_of_every_route(
    browse: Callable[..., Any], world: Any, theirs: dict[str, int], token: Callable[..., Any]
) -> None:
    browser, bearer = browse("ours"), token("ours", *TOKEN_SCOPES)
    walked = set()
    for method, path in routes():
        names = re.findall(r"\{(\w+)\}", path)
        if not names or names == ["form"]:
            continue
        walked |= set(names)
        for number in (theirs[names[-1]], 0, -1, 10**17, *BEYOND):
            given = {**theirs, names[-1]: number}
            answer = ask(browser, bearer, method, path, path.format(**given))
            assert answer.status_code in (401, 403, 404, 422), (method, path, answer.status_code)
            assert not any(word in answer.text for word in words(world)), (method, path)
    assert walked == theirs.keys(), "an identifier that nobody walks: add one of it above"
    assert world.store.works.get(world.their_work).aliases == (f"{world.secret}别名",)
    assert Office(world.store).uploads.get(ALL, theirs["upload_id"]).state == "waiting"
    assert world.store.hits.get(world.theirs[0]).version == 1


def test_numbers_beyond_the_database_lead_nowhere(
    browse: Callable[..., Any], world: Any, theirs: dict[str, int], token: Callable[..., Any]
) -> None:
    """Whoever may see everything gets no further with them: each is refused, none is a fault of the house."""
    browser, bearer = browse("app"), token("app", *TOKEN_SCOPES)
    for method, path in routes():
        for name in re.findall(r"\{(\w+)\}", path):
            for number in BEYOND if name not in ("form", "kind", "step") else ():
                answer = ask(browser, bearer, method, path, path.format(**{**theirs, "form": "csv", name: number}))
                assert answer.status_code in (403, 404, 422), (method, path, name, number, answer.status_code)


@pytest.mark.parametrize("name", ["app", "ours"])
def test_numbers_in_questions_and_forms_may_be_anything(browse: Callable[..., Any], theirs: Any, name: str) -> None:
    browser = browse(name)
    for number in (*BEYOND, -1, "x"):
        for path in (
            "/queue?after={0}&work={0}&least={0}&done={0}",
            "/works?after={0}",
            "/notices?before={0}",
            "/progress?before={0}",
            "/audit?before={0}",
            "/dashboard?days={0}",
            "/infringers?days={0}",
            f"/hits/{theirs['hit_id']}/leave?sighting={{0}}",
            "/export.csv?work={0}&after={0}",
        ):
            assert browser.get(path.format(number)).status_code in (200, 403, 404, 422), (path, number)
        for path, form in (
            (f"/hits/{theirs['hit_id']}/decision", {"choice": "confirm", "version": number, "next": number}),
            (f"/hits/{theirs['hit_id']}/undo", {"version": number}),
            ("/queue/bulk/undo", {"entry": number}),
            ("/queue/bulk/decide", {"choice": "confirm", "expected": number, "last": number, "reason": "x"}),
            ("/notices", {"hit": number}),
            ("/account/tokens", {"name": "x", "scopes": "read", "days": number}),
        ):
            answer = browser.submit(path, **form)
            assert answer.status_code in (303, 403, 404, 409, 422), (path, number, answer.status_code)


def test_what_is_open_to_them_is_there(browse: Callable[..., Any], world: Any, theirs: dict[str, int]) -> None:
    """The same identifiers lead somewhere for those whose they are: the walk above does not pass for want of rows."""
    browser = browse("theirs")
    for path in ("/hits/{hit_id}", "/hits/{hit_id}/captures/{capture_id}", "/works/{work_id}", "/lists/{upload_id}"):
        assert browser.get(path.format(**theirs)).status_code == 200, path


def test_every_list_names_nobody_else(
    browse: Callable[..., Any], world: Any, theirs: dict[str, int], token: Callable[..., Any]
) -> None:
    browser, bearer = browse("ours"), token("ours", *TOKEN_SCOPES)
    for method, path in routes():
        if method != "GET" or re.search(r"\{(?!form)", path):
            continue
        for form in ("csv", "jsonl", "xlsx") if "{form}" in path else ("",):
            for language in ("zh", "en"):
                headers = bearer if path.startswith("/api/") else {}
                answer = browser.get(path.format(form=form), headers={**headers, "accept-language": language})
                assert not any(word in answer.text for word in words(world)), path


def test_notices_of_others_are_not_shown(browse: Callable[..., Any], world: Any, token: Callable[..., Any]) -> None:
    for holder, hit in ((world.our_name, world.ours[0]), (world.their_name, world.theirs[0])):
        notice_of(world, holder, hit)
    text = browse("ours").get("/progress").text
    assert f"host of {world.our_name}" in text and world.their_name not in text
    shown = browse().get("/api/notices", headers=token("ours", "read")).json()
    assert [line["holder"] for line in shown] == [world.our_name] and shown[0]["hits"] == 1
    assert len(Office(world.store).progress.notices(ALL)) == 2
    assert Office(world.store).progress.notices(Scope("")) == []


def ask(browser: Any, bearer: dict[str, str], method: str, path: str, address: str) -> Any:
    if path.startswith("/api/"):
        body = BODIES.get(path)
        return browser.request(method, address, headers=bearer, json=body, follow_redirects=False)
    if method == "GET":
        return browser.get(address, follow_redirects=False)
    return browser.submit(address, **FORMS.get(path, {}))
