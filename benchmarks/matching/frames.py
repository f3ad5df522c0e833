"""Frames: what stands around a title, read from the tables beside this file, and how a title is put in."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Final

_GROUP_LETTERS: Final = "abcdefghiklmnoprstuvwxyz"


def tables_in(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """A file's frames by table and key; keys outside of a table stand under "". One frame a line."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"": {}}
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    for key, value in tomllib.loads(text).items():
        if isinstance(value, str):
            found[""][key] = _lines(value)
        else:
            found[key] = {label: _lines(frames) for label, frames in value.items()}
    return found


def frames_in(name: str) -> dict[str, tuple[str, ...]]:
    """A file's frames by key, for files without tables."""
    return tables_in(name)[""]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.replace("\\n", "\n") for line in text.strip("\n").splitlines())


def fill(frame: str, rng: random.Random, title: str, other: str = "") -> str:
    """A frame with a title, a made-up group's name and a number."""
    group = "".join(rng.choice(_GROUP_LETTERS) for _ in range(rng.randint(4, 8)))
    if rng.random() < 0.5:
        group = group.upper()
    return frame.format(t=title, u=other, g=group, n=rng.randint(11, 40))
