"""What every verb needs: the configuration and an open store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.config import Config, load_config
from storage.store import Store, open_store


@contextmanager
def opened(config: Config | None = None) -> Iterator[tuple[Config, Store]]:
    """The configuration and its store, closed afterwards."""
    config = config or load_config()
    store = open_store(config.database_url)
    try:
        yield config, store
    finally:
        store.close()
