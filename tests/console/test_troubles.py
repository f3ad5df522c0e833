"""What goes wrong: a page that says whose turn it is, and for programs a problem document (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event


@pytest.mark.parametrize("path", ["/notices", "/cases", "/scorecards", "/infringers"])
def test_a_file_of_the_operator_that_is_broken_is_named(browse: Callable[..., Any], world: Any, path: str) -> None:
    name = "operators.toml" if path == "/infringers" else "recipients.toml"
    (world.config.folder / name).write_text("[[recipient]\n", encoding="utf-8")
    for language, words in (("en", "is not understood"), ("zh", "无法读懂")):
        answer = browse("ana", language).get(path)
        assert answer.status_code == 503
        assert words in answer.text and f"{name}: not valid TOML" in answer.text
        assert "busy" not in answer.text and "繁忙" not in answer.text


def test_a_program_gets_a_problem_document(
    browse: Callable[..., Any], world: Any, token: Callable[..., dict[str, str]]
) -> None:
    api, headers, hit = browse(), token("ana", "read", "review"), world.ours[0]
    stale = {"verdict": "confirm", "reason": "whole film", "version": 7}
    (world.config.folder / "recipients.toml").write_text("[[recipient]\n", encoding="utf-8")
    answers = {
        401: api.get("/api/me"),
        403: api.post("/api/lists", files={"file": ("a.csv", b"title")}, headers=headers),
        404: api.get("/api/hits/999999", headers=headers),
        405: api.put("/api/me", headers=headers),
        409: api.post(f"/api/hits/{hit}/reviews", json=stale, headers=headers),
        422: api.get("/api/hits?kind=x", headers=headers),
        503: api.get("/api/scorecards", headers=headers),
    }
    for status, answer in answers.items():
        said = answer.json()
        assert answer.status_code == said["status"] == status, said
        assert answer.headers["content-type"] == "application/problem+json"
        assert said["type"] == "about:blank" and said["title"] and isinstance(said["detail"], str) and said["detail"]
    assert answers[401].headers["www-authenticate"] == "Bearer"
    assert answers[422].json()["errors"][0]["loc"] == ["query", "kind"]
    assert "recipients.toml" in answers[503].json()["detail"]
    assert api.get("/api/no-such", headers={"accept-language": "zh"}).headers["content-language"] == "zh"


def test_a_full_disk_is_not_called_busy(
    browse: Callable[..., Any], world: Any, token: Callable[..., dict[str, str]]
) -> None:
    """A limit on the pages of the file stands for the disk."""
    api, headers, page = browse(), token("op", "upload"), browse("op", "zh")
    rows = "title\n" + "".join(f"第{number}部作品的名称\n" for number in range(3_000))
    form = page.token("/lists")
    engine = world.store.database.engine
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    answer = api.post("/api/lists", files={"file": ("a.csv", rows)}, data={"wait": "true"}, headers=headers)
    assert answer.status_code == 503
    assert "The disk is full or may not be written" in answer.json()["detail"]
    shown = page.post("/lists", data={"csrf": form}, files={"file": ("a.csv", rows)}, follow_redirects=False)
    assert shown.status_code == 503
    assert "磁盘已满或不可写入" in shown.text and "繁忙" not in shown.text and "稍后再试" not in shown.text
    assert page.get("/lists").status_code == 200, "reading goes on"
