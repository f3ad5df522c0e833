"""Locks between processes: the kernel holds them, so those of a killed process are free at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.config import Config
from core.errors import BusyError, StorageError


def lock_folder(config: Config) -> Path:
    """Where the locks lie; it is made when it is missing."""
    folder = config.evidence_folder / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{folder}: cannot be made: {error.strerror}; check [storage] evidence") from error
    return folder


@contextmanager
def looking_alone(config: Config) -> Iterator[None]:
    """Nobody else looks at noticed links meanwhile: two at once would record each outcome twice."""
    path = lock_folder(config) / ".recheck.lock"  # no site's name begins with a dot
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError("another recheck is at work; this one left the links alone") from None
    except OSError as error:
        raise StorageError(f"{path}: cannot be locked: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()
