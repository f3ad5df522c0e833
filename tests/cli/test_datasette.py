"""The database in Datasette: read-only, described, with questions that run, and without its secrets."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from cli.datasette import metadata
from storage.store import open_store

NOW = "2026-11-22T08:30:00Z"


def ask(url: str) -> dict:
    with urlopen(url, timeout=20) as answer:
        return json.loads(answer.read())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "netsword.toml").write_text('contact = "a@b.example"\n', encoding="utf-8")
    with open_store(f"sqlite:///{tmp_path}/netsword.db", create=True) as store, store.database.write() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO users (name, role, password_hash, holder, disabled, created_at) "
            f"VALUES ('li', 'analyst', '$argon2id$secret', '', 0, '{NOW}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO tokens (digest, user_id, name, scopes, created_at, revoked) "
            f"VALUES ('secret-digest', 1, 'n', '[]', '{NOW}', 0)"
        )
    return tmp_path


def test_every_question_runs(folder: Path) -> None:
    connection = sqlite3.connect(folder / "netsword.db")
    queries = metadata("netsword")["databases"]["netsword"]["queries"]
    assert len(queries) >= 5
    for name, query in queries.items():
        values = {"title": "地球", "least": 1, "days": 14}
        connection.execute(query["sql"], values).fetchall()
        assert query["title"] and query["description"].endswith("."), name
    connection.close()


def test_it_shows_everything_but_secrets(folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "NETSWORD_CONFIG": str(folder / "netsword.toml")}
    words = [sys.executable, "-m", "cli.main", "datasette", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=Path(__file__).parents[2], env=environment, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}/netsword"
    try:
        for _ in range(300):
            try:
                ask(f"{base}.json")
                break
            except (URLError, ConnectionError):
                assert process.poll() is None, (folder / "log").read_text()
                time.sleep(0.1)
        for sql in ("SELECT * FROM users", "SELECT * FROM tokens", "SELECT group_concat(digest) FROM tokens",
                    "SELECT password_hash || '' AS x FROM users"):  # fmt: skip
            rows = ask(f"{base}.json?" + urlencode({"sql": sql, "_shape": "array"}))
            assert "secret" not in json.dumps(rows), sql
        assert ask(f"{base}/users.json?_shape=array")[0]["name"] == "li"
        assert ask(f"{base}/reviewers.json?_shape=array") == []
        with pytest.raises(HTTPError):
            ask(f"{base}.json?" + urlencode({"sql": "DELETE FROM users"}))
        with urlopen(f"{base}/v_hits", timeout=20) as answer:
            assert "the resolved, canonical link" in answer.read().decode()
    finally:
        process.terminate()
        assert process.wait(20) == 0
    with pytest.raises(URLError):
        ask(f"{base}.json")


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "netsword.toml").write_text('contact = "a@b.example"\n', encoding="utf-8")
    environment = {**os.environ, "NETSWORD_CONFIG": str(tmp_path / "netsword.toml")}
    words = [sys.executable, "-m", "cli.main", "datasette"]
    done = subprocess.run(words, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True)
    assert done.returncode != 0 and "netsword init" in done.stderr
