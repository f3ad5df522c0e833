"""Every route has a rule about who may use it, and every rule is tried by everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI

from console.app import ROUTERS
from console.protection import HEADERS

SIGNED_IN = {"operator", "analyst", "approver", "auditor", "rights_holder"}
REVIEWERS = {"operator", "analyst", "approver"}
UPLOADERS = REVIEWERS | {"rights_holder"}
NOTIFIERS = REVIEWERS | {"auditor"}
ANYBODY = SIGNED_IN | {""}
TOKEN = {"token"}

# A new route that is not here fails: think about who may use it first.
RULES: dict[tuple[str, str], set[str]] = {
    ("GET", "/login"): ANYBODY,
    ("POST", "/login"): ANYBODY,
    ("POST", "/logout"): SIGNED_IN,
    ("POST", "/reading"): ANYBODY,
    ("GET", "/account"): SIGNED_IN,
    ("POST", "/account/password"): SIGNED_IN,
    ("POST", "/account/everywhere"): SIGNED_IN,
    ("POST", "/account/sessions/{session_id}/end"): SIGNED_IN,
    ("POST", "/account/tokens"): SIGNED_IN,
    ("POST", "/account/tokens/{token_id}/revoke"): SIGNED_IN,
    ("GET", "/"): SIGNED_IN,
    ("GET", "/queue"): SIGNED_IN,
    ("GET", "/queue/works"): SIGNED_IN,
    ("POST", "/queue/bulk"): REVIEWERS,
    ("POST", "/queue/bulk/decide"): REVIEWERS,
    ("POST", "/queue/bulk/undo"): REVIEWERS,
    ("POST", "/filters"): SIGNED_IN,
    ("POST", "/filters/{filter_id}/remove"): SIGNED_IN,
    ("POST", "/hits/{hit_id}/take"): REVIEWERS,
    ("GET", "/hits/{hit_id}"): SIGNED_IN,
    ("GET", "/hits/{hit_id}/pane"): SIGNED_IN,
    ("POST", "/hits/{hit_id}/decision"): REVIEWERS,
    ("POST", "/hits/{hit_id}/undo"): REVIEWERS,
    ("GET", "/hits/{hit_id}/captures/{capture_id}"): SIGNED_IN,
    ("GET", "/hits/{hit_id}/captures/{capture_id}/file"): SIGNED_IN,
    ("GET", "/hits/{hit_id}/captures/{capture_id}/picture.png"): SIGNED_IN,
    ("GET", "/hits/{hit_id}/leave"): SIGNED_IN,
    ("GET", "/works"): SIGNED_IN,
    ("GET", "/works/{work_id}"): SIGNED_IN,
    ("POST", "/works/{work_id}"): UPLOADERS,
    ("POST", "/works/batch"): UPLOADERS,
    ("GET", "/lists"): UPLOADERS,
    ("GET", "/lists/template.xlsx"): UPLOADERS,
    ("POST", "/lists"): UPLOADERS,
    ("GET", "/lists/{upload_id}"): UPLOADERS,
    ("POST", "/lists/{upload_id}/headings"): UPLOADERS,
    ("POST", "/lists/{upload_id}/import"): UPLOADERS,
    ("POST", "/lists/{upload_id}/discard"): UPLOADERS,
    ("GET", "/cases"): NOTIFIERS,
    ("POST", "/cases"): REVIEWERS,
    ("GET", "/cases/{case_id}"): NOTIFIERS,
    ("GET", "/cases/{case_id}/evidence.zip"): NOTIFIERS,
    ("POST", "/cases/{case_id}/draft"): REVIEWERS,
    ("POST", "/cases/{case_id}/{step}"): REVIEWERS,
    ("GET", "/notices"): NOTIFIERS,
    ("POST", "/notices"): REVIEWERS,
    ("POST", "/notices/warnings"): REVIEWERS,
    ("GET", "/scorecards"): NOTIFIERS,
    ("GET", "/infringers"): NOTIFIERS,
    ("GET", "/notices/{notice_id}"): NOTIFIERS,
    ("GET", "/notices/{notice_id}/as/{kind}"): NOTIFIERS,
    ("GET", "/notices/{notice_id}/evidence.zip"): NOTIFIERS,
    ("POST", "/notices/{notice_id}/look"): REVIEWERS,
    ("POST", "/notices/{notice_id}/answer"): REVIEWERS,
    ("POST", "/notices/{notice_id}/approve"): {"approver"},
    ("POST", "/notices/{notice_id}/refuse"): {"approver"},
    ("POST", "/notices/{notice_id}/send"): {"approver", "operator"},
    ("POST", "/notices/{notice_id}/withdraw"): {"approver", "operator"},
    ("GET", "/dashboard"): SIGNED_IN,
    ("GET", "/progress"): SIGNED_IN,
    ("GET", "/learned"): REVIEWERS | {"auditor"},
    ("POST", "/floods/{alert_id}/acknowledge"): REVIEWERS,
    ("POST", "/suppressions/{suppression_id}/lift"): REVIEWERS,
    ("POST", "/aliases/{alias_id}/forget"): REVIEWERS,
    ("POST", "/hits/{hit_id}/alias"): REVIEWERS,
    ("GET", "/runs"): REVIEWERS | {"auditor"},
    ("GET", "/export.{form}"): SIGNED_IN,
    ("GET", "/audit"): {"operator", "auditor"},
    ("GET", "/api/openapi.json"): TOKEN,
    ("GET", "/api/me"): TOKEN,
    ("GET", "/api/hits"): TOKEN,
    ("GET", "/api/hits/{hit_id}"): TOKEN,
    ("POST", "/api/hits/{hit_id}/reviews"): TOKEN,
    ("GET", "/api/works"): TOKEN,
    ("POST", "/api/lists"): TOKEN,
    ("GET", "/api/hits/{hit_id}/dossier"): TOKEN,
    ("POST", "/api/hits/{hit_id}/claim"): TOKEN,
    ("DELETE", "/api/claim"): TOKEN,
    ("POST", "/api/hits/{hit_id}/undo"): TOKEN,
    ("POST", "/api/decisions/preview"): TOKEN,
    ("POST", "/api/decisions"): TOKEN,
    ("DELETE", "/api/decisions/{entry}"): TOKEN,
    ("GET", "/api/floods"): TOKEN,
    ("GET", "/api/filters"): TOKEN,
    ("POST", "/api/filters"): TOKEN,
    ("DELETE", "/api/filters/{filter_id}"): TOKEN,
    ("GET", "/api/works/{work_id}"): TOKEN,
    ("PATCH", "/api/works/{work_id}"): TOKEN,
    ("GET", "/api/lists"): TOKEN,
    ("GET", "/api/lists/{upload_id}"): TOKEN,
    ("POST", "/api/lists/{upload_id}/import"): TOKEN,
    ("DELETE", "/api/lists/{upload_id}"): TOKEN,
    ("PUT", "/api/lists/{upload_id}/headings"): TOKEN,
    ("GET", "/api/figures"): TOKEN,
    ("GET", "/api/runs"): TOKEN,
    ("GET", "/api/suppressions"): TOKEN,
    ("POST", "/api/suppressions/{suppression_id}/lift"): TOKEN,
    ("GET", "/api/aliases"): TOKEN,
    ("POST", "/api/hits/{hit_id}/alias"): TOKEN,
    ("POST", "/api/aliases/{alias_id}/forget"): TOKEN,
    ("GET", "/api/flood-alerts"): TOKEN,
    ("POST", "/api/flood-alerts/{alert_id}/acknowledge"): TOKEN,
    ("GET", "/api/hits/{hit_id}/captures/{capture_id}/file"): TOKEN,
    ("GET", "/api/notices"): TOKEN,
    ("POST", "/api/notices"): TOKEN,
    ("POST", "/api/notices/warnings"): TOKEN,
    ("GET", "/api/notices/{notice_id}"): TOKEN,
    ("POST", "/api/notices/{notice_id}/look"): TOKEN,
    ("POST", "/api/notices/{notice_id}/approve"): TOKEN,
    ("POST", "/api/notices/{notice_id}/refuse"): TOKEN,
    ("POST", "/api/notices/{notice_id}/send"): TOKEN,
    ("POST", "/api/notices/{notice_id}/withdraw"): TOKEN,
    ("POST", "/api/notices/{notice_id}/answer"): TOKEN,
    ("GET", "/api/notices/{notice_id}/as/{kind}"): TOKEN,
    ("GET", "/api/notices/{notice_id}/evidence.zip"): TOKEN,
    ("GET", "/api/cases"): TOKEN,
    ("POST", "/api/cases"): TOKEN,
    ("GET", "/api/cases/{case_id}"): TOKEN,
    ("POST", "/api/cases/{case_id}/draft"): TOKEN,
    ("POST", "/api/cases/{case_id}/hits"): TOKEN,
    ("POST", "/api/cases/{case_id}/note"): TOKEN,
    ("POST", "/api/cases/{case_id}/close"): TOKEN,
    ("POST", "/api/cases/{case_id}/reopen"): TOKEN,
    ("GET", "/api/cases/{case_id}/evidence.zip"): TOKEN,
    ("GET", "/api/scorecards"): TOKEN,
    ("GET", "/api/infringers"): TOKEN,
    ("GET", "/api/hits/{hit_id}/captures/{capture_id}/text"): TOKEN,
    ("GET", "/api/hits/{hit_id}/captures/{capture_id}/picture.png"): TOKEN,
    ("GET", "/api/audit"): TOKEN,
}
NAMES = {"operator": "op", "analyst": "ana", "approver": "app", "auditor": "aud", "rights_holder": "ours", "": ""}
PAGES = sorted(path for method, path in RULES if method == "GET")
FORMS = sorted(path for method, path in RULES if method == "POST" and not path.startswith("/api/"))


def routes() -> set[tuple[str, str]]:
    return {(method, route.path) for router in ROUTERS for route in router.routes for method in route.methods or ()}  # type: ignore[attr-defined]


def address(path: str, world: Any, *, theirs: bool = False) -> str:
    """A path with ids that exist."""
    values = {
        "hit_id": (world.theirs if theirs else world.ours)[0],
        "work_id": world.their_work if theirs else world.our_work,
        "capture_id": world.their_capture if theirs else world.our_capture,
        "upload_id": 1,
        "token_id": 1,
        "filter_id": 1,
        "alert_id": 1,
        "suppression_id": 1,
        "alias_id": 1,
        "session_id": 1,
        "form": "csv",
        "notice_id": 1,
        "case_id": 1,
        "step": "note",
        "kind": "txt",
    }
    return path.format(**values)


def test_every_route_has_a_rule(app: FastAPI) -> None:
    assert routes() == set(RULES)
    mounted = [getattr(route, "path", None) for route in app.routes]
    assert [path for path in mounted if path] == ["/static"]


@pytest.mark.parametrize("role", sorted(NAMES))
def test_pages_open_for_those_who_may(browse: Callable[..., Any], world: Any, role: str) -> None:
    browser = browse(NAMES[role])
    for path in PAGES:
        allowed = RULES["GET", path]
        answer = browser.get(address(path, world), follow_redirects=False)
        if allowed == TOKEN:
            assert answer.status_code == 401, path
        elif role in allowed:
            missing = path == "/lists/{upload_id}" or "{notice_id}" in path or "{case_id}" in path
            assert answer.status_code in (200, 303) or (missing and answer.status_code == 404), path
            assert not answer.headers.get("location", "").startswith("/login"), path
        elif role:
            assert answer.status_code == 403, path
        else:
            assert answer.status_code == 303 and answer.headers["location"].startswith("/login?next="), path


@pytest.mark.parametrize("role", sorted(NAMES))
def test_forms_are_refused_to_those_who_may_not(browse: Callable[..., Any], world: Any, role: str) -> None:
    browser = browse(NAMES[role])
    for path in FORMS:
        if role in RULES["POST", path]:
            continue
        token = browser.token("/login" if not role else "/account")
        form = {"csrf": token, "choice": "confirm", "version": "1", "expected": "1", "last": "9"}
        files = {"file": ("a.csv", b"title\nx\n")} if path == "/lists" else None
        answer = browser.post(address(path, world), data=form, files=files, follow_redirects=False)
        assert answer.status_code == (403 if role else 303), (path, answer.text[-300:])
    assert world.store.reviews.of(world.ours[0]) == []


def test_forms_without_their_token_are_refused(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("op")
    other = browse("ana").token()
    for path in FORMS:
        for form in ({}, {"csrf": ""}, {"csrf": "x" * 32}, {"csrf": other}):
            form = form | {"choice": "confirm", "version": "1", "expected": "1", "last": "9"}
            files = {"file": ("a.csv", b"title\nx\n")} if path == "/lists" else None
            answer = browser.post(address(path, world), data=form, files=files, follow_redirects=False)
            assert answer.status_code == 403, path
    assert browser.get("/account").status_code == 200


def test_forms_from_other_sites_are_refused(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("op")
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "same-site"},
    ):
        for path in FORMS:
            answer = browser.post(address(path, world), data={"csrf": "x"}, headers=headers, follow_redirects=False)
            assert answer.status_code == 403, path


def test_nothing_is_changed_by_get(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("op")
    before = [(hit.hit_id, hit.state, hit.version) for hit in world.store.hits.query()]
    for path in FORMS:
        answer = browser.get(address(path, world), follow_redirects=False)
        assert answer.status_code in (200, 303, 404, 405), path
    assert [(hit.hit_id, hit.state, hit.version) for hit in world.store.hits.query()] == before


@pytest.mark.parametrize("path", [*PAGES, "/static/console.css", "/nothing", "/hits/999999", "/hits/x"])
def test_every_answer_has_the_security_headers(browse: Callable[..., Any], world: Any, path: str) -> None:
    answer = browse("op").get(address(path, world), follow_redirects=False)
    for name in HEADERS:
        assert name in answer.headers, name
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy or "script-src 'self';" in policy
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "<script>" not in answer.text and " style=" not in answer.text and " onclick=" not in answer.text
        assert "unsafe" not in policy
    assert "http://" not in answer.text.replace("http://127.0.0.1", "")


def test_only_known_names_are_answered(browse: Callable[..., Any]) -> None:
    browser = browse("op")
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example", ""):
        assert browser.get("/queue", headers={"host": host}).status_code == 400
    for host in ("localhost:8400", "127.0.0.1", "[::1]:8400"):
        assert browser.get("/login", headers={"host": host}, follow_redirects=False).status_code in (200, 303)


def test_large_bodies_are_refused(browse: Callable[..., Any]) -> None:
    browser = browse("op")
    answer = browser.submit("/lists", files={"file": ("a.csv", b"x" * 33_000_000)})
    assert answer.status_code == 413
