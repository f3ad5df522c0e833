"""Word lists and character tables of the matchers: data files that need no programmer."""

from __future__ import annotations

from importlib.resources import files


def read(name: str) -> list[str]:
    """The lines of a data file without comments and empty lines."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
