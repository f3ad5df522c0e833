"""The options of a benchmark that are numbers."""

from __future__ import annotations

import argparse


def numbers(description: str | None, **defaults: int) -> argparse.Namespace:
    """What the command line says; each number has a default and is called by its name: `pages=400` is `--pages`."""
    parser = argparse.ArgumentParser(description=description)
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=default, help="default %(default)s")
    return parser.parse_args()
