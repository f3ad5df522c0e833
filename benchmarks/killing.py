"""A verb of the command line, killed with -9 at random moments until it gets through."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

PYTHON: Final = (sys.executable, "-m", "cli.main")


def run(folder: Path, *words: str) -> str:
    """What the verb wrote to standard output. RuntimeError: it failed, with its last words."""
    done = subprocess.run([*PYTHON, *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-3_000:]}")
    return done.stdout


def is_verified(folder: Path) -> bool:
    """Whether `netsword db verify` finds nothing wrong."""
    return not subprocess.run([*PYTHON, "db", "verify"], cwd=folder, capture_output=True, check=False).returncode


def kill_until_done(
    words: Sequence[str],
    folder: Path,
    chance: random.Random,
    span: tuple[float, float],
    left: int,
    killed: Callable[[], bool] = lambda: False,
) -> int:
    """Runs the verb until it gets through, killed after a random time within `span` (seconds) at most `left` times.

    Gives the number of kills. `killed` is asked after each: whether the work was done all the same. RuntimeError: the
    verb failed by itself.
    """
    kills = 0
    while True:
        with (folder / "log").open("w") as log:
            process = subprocess.Popen([*PYTHON, *words], cwd=folder, stdout=log, stderr=log)
        try:
            code = process.wait(timeout=chance.uniform(*span) if kills < left else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            if killed():
                return kills
            continue
        if code:
            raise RuntimeError(f"{' '.join(words)} ended with {code}: {(folder / 'log').read_text()[-3_000:]}")
        return kills
