"""The reading of an upload in a process of its own: whatever the file does, the caller gets works or a sentence."""

from __future__ import annotations

import json
import logging
import math
import os
import selectors
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from watchlist.fields import FieldName
from watchlist.listing import Limits
from watchlist.sentences import refuse
from watchlist.wire import decode

BLOCK: Final = 1 << 16
LONGEST_LINE: Final = 8_000_000
KEPT_STDERR: Final = 4_000

_ROOT: Final = Path(__file__).resolve().parent.parent
_LOG = logging.getLogger(__name__)
_CURE: Final = "copy the list into a new workbook (or save it as CSV, UTF-8) and upload that"


def read_apart(
    file: IO[bytes], size: int, limits: Limits, chosen: Mapping[str, FieldName | None]
) -> Iterator[list[Any]]:
    """The messages of the reading process, until it is done; refuses when it dies, hangs or grows too large."""
    seconds = limits.time_for(size)
    patience = seconds * 4 + 10  # of the clock, without a row: for a machine that is busy with other things
    told = (json.dumps(asdict(limits)), str(math.ceil(seconds)), json.dumps(dict(chosen), ensure_ascii=False))
    command = [sys.executable, "-P", "-m", "watchlist.child", *told]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=complaints, env=_environment())
        try:
            last = ""
            for message in _messages(process, patience):
                last = message[0]
                yield message
            if last not in ("done", "refused"):
                _raise_death(process.wait(), complaints)
        except TimeoutError:
            raise refuse(
                "reading the file takes longer than {seconds} seconds: " + _CURE, seconds=round(patience)
            ) from None
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


def _environment() -> dict[str, str]:
    """The caller's, with our packages to be found wherever the caller stands."""
    paths = [str(_ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}


def _messages(process: subprocess.Popen[bytes], patience: float) -> Iterator[list[Any]]:
    assert process.stdout is not None
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(patience):
                raise TimeoutError
            block = os.read(process.stdout.fileno(), BLOCK)
            if not block:
                return
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                yield decode(line.decode("ascii"))
            if len(rest) > LONGEST_LINE:
                raise refuse("a row of the list is too large: " + _CURE)


def _raise_death(code: int, complaints: IO[bytes]) -> None:
    complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, complaints.tell() - KEPT_STDERR))
    words = complaints.read().decode("utf-8", "replace")
    _LOG.error("reading an upload ended with code %s: %s", code, words.strip()[-KEPT_STDERR:].replace("\n", " | "))
    if code == -signal.SIGXCPU:
        raise refuse("reading the file takes longer than a list may: " + _CURE)
    if "MemoryError" in words or "memory allocation" in words or code in (-signal.SIGKILL, -signal.SIGABRT):
        raise refuse("the file needs more memory than a list may: it spans far more cells than it fills; " + _CURE)
    raise refuse(
        "the file made its reader stop (code {code}), so it is damaged or not what it seems: " + _CURE, code=code
    )
