"""Files are written whole or not at all; a full disk is told in one line."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.output import Format, emit
from core.errors import StorageError

ROWS = [{"title": "满江红", "year": 2023}, {"title": "流浪地球", "year": 2019}]


def breaking_off(error: BaseException) -> Iterator[dict[str, Any]]:
    yield from ROWS
    raise error


@pytest.mark.parametrize("format_", list(Format))
def test_a_file_takes_its_name_when_it_is_whole(format_: Format, tmp_path: Path) -> None:
    path = tmp_path / "hits"
    path.write_text("the last ones")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(StorageError, match=r"hits: No space left"):
        emit(breaking_off(full), ["title", "year"], format_, path)
    with pytest.raises(KeyboardInterrupt):
        emit(breaking_off(KeyboardInterrupt()), ["title", "year"], format_, path)
    assert [each.name for each in tmp_path.iterdir()] == ["hits"]
    assert path.read_text() == "the last ones"
    emit(ROWS, ["title", "year"], format_, path)
    assert [each.name for each in tmp_path.iterdir()] == ["hits"]
    assert path.read_bytes().startswith(b"PK") or "满江红" in path.read_text(encoding="utf-8")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"nowhere/hits: No such file"):
        emit(ROWS, ["title"], Format.csv, tmp_path / "nowhere" / "hits")


def test_pipes_and_links_are_written_to(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.touch()
    link.symlink_to(target)
    emit(ROWS, ["title"], Format.jsonl, link)
    assert link.is_symlink() and "满江红" in target.read_text(encoding="utf-8")
    emit(ROWS, ["title"], Format.jsonl, Path(os.devnull))


def test_standard_output_on_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            timeout=60,
        )
    assert (done.returncode, done.stderr.decode()) == (1, "netsword: No space left on device\n")
