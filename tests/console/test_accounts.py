"""`netsword user`: accounts are made by hand, with passwords that hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.user import app
from core.errors import ConfigError, ConflictError, NotFoundError
from storage.store import open_store


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    (tmp_path / "netsword.toml").write_text('contact = "a@b.example"\n', encoding="utf-8")
    monkeypatch.setenv("NETSWORD_CONFIG", str(tmp_path / "netsword.toml"))
    open_store(f"sqlite:///{tmp_path}/netsword.db", create=True).close()
    return CliRunner()


PASSWORD = "a long enough password\n"


def test_accounts_are_added_listed_and_shut_out(run: CliRunner, tmp_path: Path) -> None:
    done = run.invoke(app, ["add", "li", "--role", "analyst", "--password-stdin"], input=PASSWORD)
    assert done.exit_code == 0, done.output
    words = ["add", "甲", "--role", "rights_holder", "--holder", "甲影业", "--password-stdin"]
    assert run.invoke(app, words, input=PASSWORD).exit_code == 0
    assert run.invoke(app, ["disable", "li"]).exit_code == 0
    rows = [json.loads(line) for line in run.invoke(app, ["list", "--format", "jsonl"]).stdout.splitlines()]
    assert {row["name"]: (row["role"], row["holder"], row["disabled"]) for row in rows} == {
        "li": ("analyst", "", "yes"),
        "甲": ("rights_holder", "甲影业", "no"),
    }
    assert run.invoke(app, ["password", "li", "--password-stdin"], input=PASSWORD).exit_code == 0
    with open_store(f"sqlite:///{tmp_path}/netsword.db") as store:
        assert store.users.get("li").password_hash.startswith("$argon2id$")
        assert {entry.action for entry in store.audit.list()} == {"user.added", "user.disabled", "user.password"}


@pytest.mark.parametrize(
    ("words", "given", "error"),
    [
        (["add", "li", "--role", "analyst", "--password-stdin"], "short\n", ConfigError),
        (["add", "li", "--role", "analyst", "--password-stdin"], "", ConfigError),
        (["add", "li", "--role", "rights_holder", "--password-stdin"], PASSWORD, ConfigError),
        (["add", "li", "--role", "analyst", "--holder", "甲", "--password-stdin"], PASSWORD, ConfigError),
        (["add", " ", "--role", "analyst", "--password-stdin"], PASSWORD, ConfigError),
        (["disable", "nobody"], "", NotFoundError),
        (["password", "nobody", "--password-stdin"], PASSWORD, NotFoundError),
    ],
)
def test_what_is_refused(run: CliRunner, words: list[str], given: str, error: type[Exception]) -> None:
    assert isinstance(run.invoke(app, words, input=given).exception, error)


def test_names_are_taken_once(run: CliRunner) -> None:
    words = ["add", "li", "--role", "analyst", "--password-stdin"]
    run.invoke(app, words, input=PASSWORD)
    assert isinstance(run.invoke(app, words, input=PASSWORD).exception, ConflictError)
