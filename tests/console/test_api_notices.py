"""A program takes a hit to a sent notice, by the rules that hold for people: rights, scopes, two persons, one text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from starlette.testclient import TestClient

from console.app import create_app
from core.config import Config
from storage.office import Office
from storage.store import Store
from tests.console.notifying import Inbox

Ask = Callable[..., Any]


@pytest.fixture
def ask(office: tuple[Config, Store, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Asks the API in somebody's name with one scope; the machine has no browser, so no pictures are made."""
    monkeypatch.setenv("PATH", "")
    config, store, _ = office
    with TestClient(create_app(config, store), "http://127.0.0.1") as client:

        def send(name: str, scope: str, method: str, path: str, body: Any = None, language: str = "en") -> Any:
            secret = f"nsw_{name}_{scope}"
            tokens, now = Office(store).tokens, datetime.now(UTC)
            if tokens.find(secret, now) is None:
                tokens.issue(secret, store.users.get(name), "t", [scope], now, None)
            headers = {"authorization": f"Bearer {secret}", "accept-language": language}
            return client.request(method, f"/api{path}", json=body, headers=headers)

        yield send


def test_from_a_hit_to_its_removal(office: tuple[Config, Store, int], ask: Ask, inbox: Inbox) -> None:
    _, store, hit_id = office
    drafted = ask("ana", "draft", "POST", "/notices", {"hits": [hit_id]})
    assert drafted.status_code == 201 and drafted.json()["troubles"] == []
    (head,) = drafted.json()["notices"]
    path = f"/notices/{head['notice_id']}"
    known = ask("app", "read", "GET", path).json()
    assert "统一社会信用代码" in known["text"] and known["unseen"] == 1 and known["links"][0]["hit_id"] == hit_id
    assert len(known["elements"]) >= 5 and all(element["there"] for element in known["elements"])
    looked = ask("ana", "draft", "POST", f"{path}/look").json()
    assert looked["unseen"] == 0 and looked["links"][0]["look"]["verdict"] == "alive"

    digest = {"digest": known["digest"]}
    approved = ask("app", "approve", "POST", f"{path}/approve", digest)
    assert (approved.json()["state"], approved.json()["approved_by"]) == ("approved", "app")
    assert ask("ana", "send", "POST", f"{path}/send", {}).status_code == 403
    sent = ask("app", "send", "POST", f"{path}/send", {})
    assert (sent.status_code, sent.json()["state"]) == (200, "sent")
    (received,) = inbox.messages
    assert message_from_bytes(received, policy=policy.default)["To"] == "copyright@quark.example"
    assert received in [file.content for file in store.notices.files(head["notice_id"])]
    assert ask("app", "send", "POST", f"{path}/send", {}).status_code == 409 and len(inbox.messages) == 1

    gone = {"reason": "the platform wrote that it is gone", "hit": hit_id, "kind": "removed"}
    assert ask("ana", "draft", "POST", f"{path}/answer", gone | {"hit": 999}).status_code == 422
    assert ask("ana", "draft", "POST", f"{path}/answer", gone).status_code == 200
    assert store.hits.get(hit_id).state == "removed"
    whole = ask("aud", "read", "GET", path).json()
    assert whole["watch"]["removed"] == 1 and whole["outcomes"][0]["observer"] == "ana"
    assert [step["kind"] for step in whole["steps"]] == ["drafted", "approved", "sending", "sent"]
    packed = ask("aud", "read", "GET", f"{path}/evidence.zip")
    assert zipfile.ZipFile(io.BytesIO(packed.content)).testzip() is None
    assert ask("aud", "read", "GET", f"{path}/as/txt").text == known["text"]
    letter = ask("app", "send", "POST", f"{path}/withdraw", {"reason": "the wrong film"}).json()
    assert letter["about_id"] == head["notice_id"] and letter["state"] == "draft"
    steps = {entry.action for entry in store.audit.list(limit=50)}
    noted = {"drafted", "seen", "looked", "approved", "sent", "answered", "packed", "withdrawn"}
    assert {f"notice.{step}" for step in noted} <= steps


@pytest.mark.parametrize(("language", "words"), [("en", "somebody else must approve it"), ("zh", "须由他人批准")])
def test_whoever_drafted_does_not_approve(
    office: tuple[Config, Store, int], ask: Ask, language: str, words: str
) -> None:
    (head,) = ask("app", "draft", "POST", "/notices", {"hits": [office[2]]}).json()["notices"]
    path, digest = f"/notices/{head['notice_id']}/approve", {"digest": head["digest"]}
    refused = ask("app", "approve", "POST", path, digest, language)
    assert refused.status_code == 409 and words in refused.json()["detail"] and " | " not in refused.json()["detail"]
    assert ask("ana", "approve", "POST", path, digest).status_code == 403, "an analyst is no approver"
    assert ask("app", "send", "POST", path, digest).status_code == 403, "a token for sending approves nothing"
    assert office[1].notices.get(head["notice_id"]).state == "draft"


def test_what_was_not_read_or_not_approved_goes_no_further(office: tuple[Config, Store, int], ask: Ask) -> None:
    (head,) = ask("ana", "draft", "POST", "/notices", {}).json()["notices"]
    path = f"/notices/{head['notice_id']}"
    other = ask("app", "approve", "POST", f"{path}/approve", {"digest": "0" * 64}, "zh")
    assert other.status_code == 409 and "通知" in ask("app", "send", "POST", f"{path}/send", {}, "zh").json()["detail"]
    assert other.json()["detail"] != "This is not the text that was shown: read it again"
    for reason in ("", "  ", None):
        assert ask("app", "approve", "POST", f"{path}/refuse", {"reason": reason}).status_code == 422
    assert ask("app", "approve", "POST", f"{path}/refuse", {"reason": "a trailer"}).json()["state"] == "withdrawn"
    assert ask("ana", "read", "GET", "/notices?state=withdrawn").json()[0]["notice_id"] == head["notice_id"]
    assert ask("ana", "read", "GET", "/notices?state=sent").json() == []


def test_what_cannot_be_listed_is_said(office: tuple[Config, Store, int], ask: Ask) -> None:
    ask("ana", "draft", "POST", "/notices", {})
    again = ask("ana", "draft", "POST", "/notices", {"hits": [office[2]]}, "zh")
    assert again.status_code == 409 and "起草" in again.json()["detail"]
    for body, status in (
        ({"hits": [99]}, 404), ({"form": "no_such_form"}, 404), ({"recipient": "nobody"}, 404), ({"hits": [0]}, 422),
        ({"hit": 1}, 422),
    ):  # fmt: skip
        answer = ask("ana", "draft", "POST", "/notices", body)
        assert answer.status_code == status and answer.json()["detail"], body
    warned = ask("ana", "draft", "POST", "/notices/warnings", {"recipient": "quark"})
    assert warned.status_code == 201 and warned.json()["notices"][0]["hits"] == 0


def test_rights_holders_and_auditors_change_nothing(office: tuple[Config, Store, int], ask: Ask) -> None:
    (head,) = ask("ana", "draft", "POST", "/notices", {}).json()["notices"]
    path = f"/notices/{head['notice_id']}"
    steps = (
        ("draft", "POST", "/notices", {}), ("draft", "POST", f"{path}/look", None),
        ("approve", "POST", f"{path}/approve", {"digest": head["digest"]}), ("send", "POST", f"{path}/send", {}),
        ("approve", "POST", f"{path}/refuse", {"reason": "x"}), ("send", "POST", f"{path}/withdraw", {"reason": "x"}),
        ("draft", "POST", f"{path}/answer", {"reason": "x"}),
    )  # fmt: skip
    for name in ("ours", "aud"):
        for scope, method, address, body in steps:
            assert ask(name, scope, method, address, body).status_code == 403, (name, address)
    for address in (path, f"{path}/as/txt", f"{path}/evidence.zip"):
        assert ask("ours", "read", "GET", address).status_code == 403
        assert ask("aud", "read", "GET", address).status_code == 200
    assert ask("ours", "read", "GET", "/notices").json() == [], "drafts are not theirs to see"
    assert office[1].notices.get(head["notice_id"]).state == "draft"
