"""The command line as a whole: help is quick to load, errors are one line, --config goes anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer.main
from rich.text import Text

from cli.main import VERBS, Verb, take_config
from core.errors import ConfigError


def netsword(*words: str, cwd: Path, changed: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("NETSWORD_")} | (changed or {})
    command = [sys.executable, "-m", "cli.main", *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_help_names_every_verb(tmp_path: Path) -> None:
    done = netsword("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(verb.name in done.stdout for verb in VERBS)


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_verb_has_help(verb: str, tmp_path: Path) -> None:
    done = netsword(verb, "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Usage: netsword" in done.stdout
    assert "--install-completion" not in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_no_word_of_a_help_is_taken_for_markup(verb: Verb) -> None:
    commands = [typer.main.get_command(import_module(verb.module).app)]
    for command in commands:
        commands.extend(getattr(command, "commands", {}).values())
        told = [command.help or "", *(getattr(parameter, "help", None) or "" for parameter in command.params)]
        assert not [text for text in told if Text.from_markup(text).plain != text], command.name


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    heavy = "{'scrapy', 'sqlalchemy', 'pydantic', 'fastapi', 'opencc'}"
    code = f"import sys, cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.strip() == "[]"


def test_config_goes_before_and_after_the_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["--config", "x.toml", "hits", "--state", "new"], ["hits", "--state", "new", "--config=x.toml"]):
        monkeypatch.setenv("NETSWORD_CONFIG", "")
        assert take_config(words) == ["hits", "--state", "new"]
        assert os.environ["NETSWORD_CONFIG"] == "x.toml"
    with pytest.raises(ConfigError):
        take_config(["hits", "--config"])


@pytest.mark.parametrize(
    "words", [["nonsense"], ["hits", "--nonsense"], ["hits", "--state", "odd"], ["hits"], ["crawl", "x"]]
)
def test_wrong_use_is_code_2_and_no_traceback(words: list[str], tmp_path: Path) -> None:
    done = netsword(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr and "Traceback" not in done.stderr and not done.stdout


@pytest.mark.parametrize(
    ("words", "changed", "says"),
    [
        (["hits"], {"NETSWORD_STORAGE__DATABASE": "mysql://x"}, "SQLite or PostgreSQL"),
        (
            ["crawl"],
            {"NETSWORD_SITE": '[{"name": "a", "start_urls": ["http://a.example/"], "spider": "no-such"}]'},
            "[[site]] 'a': 'spider': no such family",
        ),
    ],
)
def test_a_configuration_that_cannot_work_is_code_2_before_anything_runs(
    words: list[str], changed: dict[str, str], says: str, tmp_path: Path
) -> None:
    assert netsword("init", "--contact", "a@b.example", cwd=tmp_path).returncode == 0
    done = netsword(*words, cwd=tmp_path, changed=changed)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    assert netsword("init", cwd=tmp_path).returncode == 0
    done = netsword("hits", "--format", "csv", "-o", "no/such/folder.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "netsword: no/such/folder.csv: No such file or directory\n"


def test_rows_of_a_list_that_are_not_looked_for_are_told(tmp_path: Path) -> None:
    (tmp_path / "works.csv").write_text("title,year\n红海行动,2018\n战狼2,soon\n", encoding="utf-8")
    done = netsword("match", "--watchlist", "works.csv", cwd=tmp_path)
    assert done.returncode == 0 and "1 of 2 rows were refused" in done.stderr


def test_a_file_in_which_nothing_can_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "film.mkv").write_bytes(b"\x1a\x45\xdf\xa3" + bytes(2_000))
    (tmp_path / "list.txt").write_text("https://pan.quark.cn/s/0123456789ab", encoding="utf-8")
    done = netsword("scan", "film.mkv", "list.txt", "--links", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.count("\n") == 1
    assert done.stderr.count("\n") == 1 and "film.mkv: no text and no torrent" in done.stderr
