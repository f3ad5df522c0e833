"""Signing in: throttled, renewed, revocable; nothing is known before it and nothing is left after it."""

from __future__ import annotations

import re
import resource
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.protection import local_path
from console.secret import session_secret
from core.config import Config, Console
from core.errors import ConfigError


def attempt(browser: Any, name: str, password: str, **form: Any) -> Any:
    given = {"csrf": browser.token("/login"), "name": name, "password": password} | form
    return browser.post("/login", data=given, follow_redirects=False)


def test_the_right_password_opens_the_queue(browse: Callable[..., Any]) -> None:
    browser = browse("ana")
    assert browser.get("/").url.path == "/queue"
    assert browse("ours").get("/").url.path == "/dashboard"


def test_wrong_passwords_tell_nothing_and_are_throttled(browse: Callable[..., Any], world: Any) -> None:
    browser = browse()
    known, unknown = attempt(browser, "op", "wrong"), attempt(browser, "nobody", "wrong")
    assert known.status_code == unknown.status_code == 401
    assert "Name or password is wrong" in known.text and "Name or password is wrong" in unknown.text
    for _ in range(4):
        attempt(browser, "op", "wrong")
    assert attempt(browser, "op", world.password).status_code == 429
    assert attempt(browser, "ana", world.password).status_code == 303
    refused = [entry for entry in world.store.audit.list(limit=1000) if entry.action == "login.refused"]
    assert len(refused) == 6 and all("wrong" not in str(entry) for entry in refused)


def test_the_session_is_renewed_and_ends_with_signing_out(browse: Callable[..., Any]) -> None:
    browser = browse()
    browser.get("/login")
    before = browser.cookies["netsword"]
    attempt(browser, "op", "correct horse battery")
    stolen = browser.cookies["netsword"]
    assert stolen != before
    assert browser.submit("/logout").status_code == 303
    thief = browse()
    thief.cookies.set("netsword", stolen)
    assert thief.get("/queue", follow_redirects=False).status_code == 303


@pytest.mark.parametrize("cause", ["disable", "password", "end_sessions"])
def test_sessions_end_when_the_account_changes(browse: Callable[..., Any], world: Any, hasher: Any, cause: str) -> None:
    browser = browse("ana")
    users = world.store.users
    if cause == "disable":
        users.disable("ana")
    elif cause == "password":
        users.set_password("ana", hasher.hash("another password"))
    else:
        users.end_sessions("ana")
    assert browser.get("/queue", follow_redirects=False).headers["location"].startswith("/login")


def test_a_disabled_account_cannot_sign_in(browse: Callable[..., Any], world: Any) -> None:
    world.store.users.disable("ana")
    assert attempt(browse(), "ana", world.password).status_code == 401


def test_a_forged_cookie_is_nothing(browse: Callable[..., Any]) -> None:
    browser = browse()
    for cookie in ("x", "eyJzaWQiOiAieCJ9.x.y", "e30=.aaaa.bbbb"):
        browser.cookies.set("netsword", cookie)
        assert browser.get("/queue", follow_redirects=False).status_code == 303


def test_the_cookie_is_for_this_site_only(browse: Callable[..., Any], world: Any) -> None:
    answer = attempt(browse(), "op", world.password)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "",
    ],
)
def test_signing_in_leads_nowhere_else(browse: Callable[..., Any], world: Any, path: str) -> None:
    assert local_path(path) == "/"
    assert attempt(browse(), "op", world.password, next=path).headers["location"] == "/"


def test_a_new_password_needs_the_old_one(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    assert browser.submit("/account/password", old="wrong", new="a long new password").status_code == 422
    assert browser.submit("/account/password", old=world.password, new="short").status_code == 422
    assert browser.submit("/account/password", old=world.password, new="a long new password").status_code == 303
    assert browser.get("/queue", follow_redirects=False).status_code == 303
    assert attempt(browser, "ana", "a long new password").status_code == 303


def test_signing_out_everywhere(browse: Callable[..., Any]) -> None:
    one, other = browse("ana"), browse("ana")
    assert one.submit("/account/everywhere").status_code == 303
    assert other.get("/queue", follow_redirects=False).status_code == 303


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    config = Config(storage={"database": f"sqlite:///{tmp_path}/netsword.db"}, folder=tmp_path)  # type: ignore[arg-type]
    secret = session_secret(config)
    kept = tmp_path / ".netsword-console-secret"
    assert session_secret(config) == secret and len(secret) >= 32
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.chmod(0o644)
    with pytest.raises(ConfigError, match="can be read by others"):
        session_secret(config)


def test_a_key_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    config = Config(storage={"database": f"sqlite:///{tmp_path}/netsword.db"}, folder=tmp_path)  # type: ignore[arg-type]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # as on a full disk
    try:
        with pytest.raises(ConfigError, match="cannot be written"):
            session_secret(config)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())
    assert len(session_secret(config)) >= 32


def test_a_weak_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="32 characters"):
        session_secret(Config(console=Console(secret="short"), folder=tmp_path))


def test_ones_own_sessions_are_shown_and_ended(browse: Callable[..., Any]) -> None:
    one, other, stranger = browse("ana"), browse("ana"), browse("op")
    text = one.get("/account").text
    found = re.findall(r"/account/sessions/(\d+)/end", text)
    assert len(found) == 1 and "testclient" in text and "this one" in text
    assert stranger.submit(f"/account/sessions/{found[0]}/end").status_code == 404
    assert other.get("/account", follow_redirects=False).status_code == 200
    assert one.submit(f"/account/sessions/{found[0]}/end").status_code == 303
    assert other.get("/account", follow_redirects=False).status_code == 303
    assert one.get("/account", follow_redirects=False).status_code == 200


def test_a_session_that_lies_idle_ends(browse: Callable[..., Any], world: Any) -> None:
    browser = browse("ana")
    assert browser.get("/account", follow_redirects=False).status_code == 200
    ago = (datetime.now(UTC) - timedelta(minutes=121)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with world.store.database.write() as connection:
        connection.exec_driver_sql("UPDATE sessions SET seen_at = ?", (ago,))
    assert browser.get("/account", follow_redirects=False).status_code == 303
    again = browse("ana")
    ago = (datetime.now(UTC) - timedelta(minutes=100)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with world.store.database.write() as connection:
        connection.exec_driver_sql("UPDATE sessions SET seen_at = ?", (ago,))
    assert again.get("/account", follow_redirects=False).status_code == 200
    with world.store.database.read() as connection:
        assert connection.exec_driver_sql("SELECT max(seen_at) FROM sessions").scalar() > ago
