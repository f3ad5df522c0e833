"""Logs: plain lines on a terminal, one JSON object an event otherwise. Always on standard error."""

from __future__ import annotations

import logging
import sys
import time

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

_TALKATIVE = ("scrapy", "twisted", "filelock", "asyncio", "alembic")


def configure(*, verbose: bool = False, terminal: bool | None = None) -> None:
    """Sends all logs to standard error; a terminal sees warnings only, unless it asked for more."""
    terminal = sys.stderr.isatty() if terminal is None else terminal
    handler = logging.StreamHandler(sys.stderr)
    if terminal:
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    else:
        formatter = JsonFormatter(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level"},
            json_ensure_ascii=False,
            reserved_attrs=[*RESERVED_ATTRS, "item"],  # Scrapy's, the whole page: megabytes a line on a full disk
        )
        formatter.converter = time.gmtime
        formatter.default_time_format = "%Y-%m-%dT%H:%M:%SZ"
        formatter.default_msec_format = ""
        handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO if verbose or not terminal else logging.WARNING)
    if not verbose:
        handler.addFilter(lambda record: record.levelno >= logging.WARNING or not record.name.startswith(_TALKATIVE))
