"""Fixtures of the takedown tests: an office with a store of its own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.store import open_store

_PATH = Path(__file__).parent / "factory.py"
_SPEC = importlib.util.spec_from_file_location("takedown_factory", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
_FACTORY = importlib.util.module_from_spec(_SPEC)
sys.modules["takedown_factory"] = _FACTORY
_SPEC.loader.exec_module(_FACTORY)


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The builders."""
    blank = tmp_path_factory.mktemp("blank") / "netsword.db"
    open_store(f"sqlite:///{blank}", create=True).close()
    _FACTORY.Office.blank = blank
    return _FACTORY


@pytest.fixture
def opened(tmp_path: Path, make: Any) -> Iterator[Callable[..., Any]]:
    """Opens offices that are closed after the test."""
    offices: list[Any] = []

    def opener(*args: Any, **options: Any) -> Any:
        offices.append(make.Office.open(tmp_path, *args, **options))
        return offices[-1]

    yield opener
    for office in offices:
        office.store.close()
