"""Word lists that anyone can extend: headings, kinds, common words, each in a file of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent


def load(name: str) -> frozenset[str]:
    """The words of a text file, separated by blanks; lines that begin with # are comments."""
    text = (_FOLDER / name).read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("# ") for word in line.split())


def load_table(name: str) -> dict[str, Any]:
    """The tables of a TOML file."""
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))
