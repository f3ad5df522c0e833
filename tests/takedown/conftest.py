"""Fixtures of the takedown tests: an office with a store of its own."""

from __future__ import annotations

import importlib.util
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.store import open_store


def _beside(name: str) -> Any:
    """A module that stands beside this file."""
    spec = importlib.util.spec_from_file_location(f"takedown_{name}", Path(__file__).parent / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"takedown_{name}"] = module
    spec.loader.exec_module(module)
    return module


_FACTORY = _beside("factory")
_LOOPBACK = _beside("loopback")


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


@pytest.fixture(autouse=True)
def nobody_resolves(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks a name server: names other than this machine's have no address."""
    real = socket.getaddrinfo

    def local(host: Any, *args: Any, **options: Any) -> Any:
        if host in ("127.0.0.1", "localhost", "::1", None):
            return real(host, *args, **options)
        raise socket.gaierror(f"the tests have no name server to ask for {host}")

    monkeypatch.setattr(socket, "getaddrinfo", local)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens webs on this machine that are closed after the test."""
    webs: list[Any] = []

    def opener(**options: Any) -> Any:
        webs.append(_LOOPBACK.Web(tmp_path, **options))
        return webs[-1]

    yield opener
    for one in webs:
        one.close()
