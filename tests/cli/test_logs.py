"""Logs: one JSON object an event, without what Scrapy would add."""

from __future__ import annotations

import json
import logging

import pytest

from cli.logs import configure


def test_an_event_in_the_log_does_not_hold_the_page_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        configure(terminal=False)
        logging.getLogger("crawler").error("not stored", extra={"item": {"body": "满江红"}, "site": "a"})
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    (line,) = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["level"], event["message"], event["site"], "item" in event) == ("ERROR", "not stored", "a", False)
