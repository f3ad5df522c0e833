"""The reading process: its limits, its death, its use from threads."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from core.errors import InputError
from watchlist import Limits, read_bytes, read_list

LIST = "片名,年份\n流浪地球,2019\n坏年,20199\n流浪地球,2019\n".encode()


def test_works_errors_and_warnings_arrive() -> None:
    reading = read_bytes(LIST, "list.xlsx", holder="中影", batch="第1批")
    (work,) = reading.works
    assert (work.title, work.holder, work.batch, work.row) == ("流浪地球", "中影", "第1批", 1)
    assert [(error.row, error.column, error.value) for error in reading.rejected] == [(2, "年份", "20199")]
    assert (reading.rows, reading.merged, reading.refused, reading.encoding) == (3, 1, 1, "utf-8")
    assert reading.columns == (("片名", "title"), ("年份", "year"))
    assert any("repeats row 1" in warning for warning in reading.warnings)


EMPTY = "the list is empty: it holds no works"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("片名,年份\n".encode(), EMPTY),
        (b"[]", EMPTY),
        (b"%PDF-1.4", "PDF"),
        (b"", "empty"),
    ],
)
def test_refusals_arrive(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_bytes(data)


def test_paths(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(LIST)
    assert read_list(tmp_path / "list.csv").rows == 3
    os.mkfifo(tmp_path / "pipe")
    for name, words in (
        ("none.csv", "no file"),
        (".", "not a file"),
        ("pipe", "not a file"),
        ("\0", "cannot be opened"),
    ):
        with pytest.raises(InputError, match=words):
            read_list(tmp_path / name)


def test_too_large() -> None:
    with pytest.raises(InputError, match="split the list"):
        read_bytes(LIST, limits=Limits(file_bytes=10))


def test_from_many_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: read_bytes(f"title\n好片{number}\n".encode()).works[0].title, range(8)))
    assert found == [f"好片{number}" for number in range(8)]


def test_too_slow(tmp_path: Path) -> None:
    names = "|".join(f"别名{number}号作品" for number in range(99))
    rows = "\n".join(f"好片{number},{names}" for number in range(9_900))  # they cost more time than they earn
    with pytest.raises(InputError, match="takes longer than"):
        read_bytes(f"片名,又名\n{rows}\n".encode(), limits=Limits(seconds=0.05, seconds_per_mb=0))
    assert not [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]


def test_too_little_memory(caplog: pytest.LogCaptureFixture) -> None:
    rows = "\n".join(f"好片{number}" for number in range(2000))
    with caplog.at_level(logging.ERROR), pytest.raises(InputError, match=r"reader stop|more memory"):
        read_bytes(f"片名\n{rows}\n".encode(), limits=Limits(memory_bytes=40_000_000))


def test_killed_while_reading(tmp_path: Path) -> None:
    rows = "\n".join(f"好片{number},{2000 + number % 20}" for number in range(300_000))
    (tmp_path / "list.csv").write_text(f"片名,年份\n{rows}\n", "utf-8")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read_list, tmp_path / "list.csv")
        while not (children := [each for each in psutil.Process().children() if "watchlist.child" in each.cmdline()]):
            time.sleep(0.01)
        children[0].send_signal(signal.SIGKILL)
        with pytest.raises(InputError, match="more memory than a list may"):
            reading.result()


def test_the_process_limits_itself() -> None:
    code = (
        "import resource, watchlist.child as child; child.limit(300_000_000, 7);"
        "print(*(resource.getrlimit(kind)[0] for kind in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["300000000", "7", "0"]


def test_rows_that_were_read_earn_time() -> None:
    code = (
        "import resource, watchlist.child as child; child.limit(10**12, 7); said = []\n"
        "for seconds in (5, 500, 1):\n"
        "    child.earn(seconds); said.append(resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
        "print(*said)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["12", "67", "67"]


def test_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    (tmp_path / "watchlist.py").write_text("raise SystemExit('the wrong watchlist')")
    monkeypatch.chdir(tmp_path)
    assert read_bytes(LIST).rows == 3
