"""Evidence: pages as they were received, in WARC files that anybody can check."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from io import FileIO
from pathlib import Path
from typing import Final

from core.errors import StorageError
from core.types import Capture, Page
from storage.warc import (
    connection_record,
    first_member,
    holds_record,
    info_record,
    kind_beside,
    new_record_id,
    page_of,
    page_record,
    request_record,
    whole_length,
)

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

MAX_BYTES: Final = 1_000_000_000
SUFFIX: Final = ".warc.gz"
BESIDE_BYTES: Final = 1 << 20  # of request and connection, behind a record
OPEN: Final = ".open"  # ends the name of a file that is being written


class EvidenceWriter:
    """Writes one WARC file after another into a folder, one gzip member a record. The first page opens the first.

    Call `sync` before the transaction that stores what a record proves.
    """

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._stream: FileIO | None = None
        self._name = ""
        self._count = 0
        self._offset = 0

    def write(self, page: Page) -> Capture:
        """Keeps a page; gives the place where it is kept."""
        captured_at = (page.fetched_at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        record_id = new_record_id()
        member, digest = page_record(page, captured_at, record_id)
        with _troubles(self._folder):
            if self._stream is not None and self._offset + len(member) > self._max_bytes:
                self.close()
            stream = self._stream or self._open()
            offset = self._append(stream, member)
            if page.asked:
                self._append(stream, request_record(page, captured_at, record_id))
            if page.connection is not None:
                self._append(stream, connection_record(page.connection, page, captured_at, record_id))
        return Capture(self._name, record_id, offset, len(member), digest, page.url, captured_at, page.truncated)

    def sync(self) -> None:
        """All that was written survives a power cut from now on."""
        if self._stream is not None:
            with _troubles(self._folder):
                os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Ends the file; its name loses the mark of an open one."""
        if self._stream is None:
            return
        with _troubles(self._folder):
            os.fsync(self._stream.fileno())
            (self._folder / (self._name + OPEN)).rename(self._folder / self._name)
            self._stream.close()
            _sync_folder(self._folder)
        self._stream = None

    def _open(self) -> FileIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        now = datetime.now(UTC)
        stream = None
        while stream is None:
            self._count += 1
            self._name = f"netsword-{now:%Y%m%dT%H%M%SZ}-{os.getpid()}-{self._count}{SUFFIX}"
            if not (self._folder / self._name).exists():
                stream = _create(self._folder / (self._name + OPEN))
        _sync_folder(self._folder)
        self._stream, self._offset = stream, 0
        self._append(stream, info_record(self._name, f"netsword {version('netsword')}", now))
        return stream

    def _append(self, stream: FileIO, member: bytes) -> int:
        """Writes a whole record, or leaves the file as it was."""
        offset = self._offset
        try:
            written = 0
            while written < len(member):
                written += stream.write(memoryview(member)[written:]) or 0
        except OSError:
            stream.truncate(offset)
            stream.seek(offset)
            raise
        self._offset += len(member)
        return offset


def read(folder: Path, capture: Capture) -> bytes:
    """The body that a capture keeps; StorageError when the file is missing, or is not what was written."""
    return read_page(folder, capture).body


def read_page(folder: Path, capture: Capture) -> Page:
    """The page that a capture keeps, with its status and header fields; StorageError as with `read`."""
    path = find(folder, capture.file)
    with _troubles(folder), path.open("rb") as stream:
        stream.seek(capture.offset)
        member = stream.read(capture.length)
    try:
        page = page_of(member, capture.record_id)
    except ValueError as error:
        raise StorageError(f"Evidence {path}, record {capture.record_id}: {error}") from error
    if sha256(page.body).hexdigest() != capture.sha256:
        raise StorageError(f"Evidence {path}, record {capture.record_id}: the page is not the one that was captured")
    return replace(page, url=capture.url, fetched_at=capture.captured_at, truncated=capture.truncated)


def members(folder: Path, capture: Capture) -> tuple[bytes, ...]:
    """The gzip members of a capture as they are kept: its record, and beside it request and connection where they are.

    StorageError as with `read`.
    """
    read_page(folder, capture)
    path = find(folder, capture.file)
    with _troubles(folder), path.open("rb") as stream:
        stream.seek(capture.offset)
        found = [stream.read(capture.length)]
        rest = stream.read(BESIDE_BYTES)
    kinds: set[str] = set()
    while (kind := kind_beside(member := first_member(rest), capture.record_id)) and kind not in kinds:
        kinds.add(kind)
        found.append(member)
        rest = rest[len(member) :]
    return tuple(found)


def find(folder: Path, file: str) -> Path:
    """The path of an evidence file, finished or still being written."""
    if Path(file).name != file or not file.endswith(SUFFIX):
        raise StorageError(f"{file!r} is no name of an evidence file")
    for path in (folder / file, folder / (file + OPEN)):
        if path.is_file():
            return path
    raise StorageError(f"The evidence file {folder / file} is missing")


def repair(folder: Path) -> list[str]:
    """Finishes files that a killed run left open: a torn last record is cut off. Says what was done."""
    done: list[str] = []
    for path in sorted(folder.glob(f"*{SUFFIX}{OPEN}")):
        with _troubles(folder), path.open("r+b") as stream:
            if _lock(stream.fileno()):
                whole = whole_length(stream)
                stream.seek(whole)
                done.append(_finish(path, whole, stream.read()))
    return done


def _finish(path: Path, whole: int, torn: bytes) -> str:
    if holds_record(torn):
        return f"{path.name}: damaged at byte {whole}, with whole records behind it; left as it is"
    if whole == 0:
        path.unlink()
        return f"{path.name}: held no whole record and was removed"
    final = path.with_suffix("")
    os.truncate(path, whole)
    path.rename(final)
    _sync_folder(path.parent)
    return f"{final.name}: finished" + (f", {len(torn)} torn bytes cut off" if torn else "")


def _create(path: Path) -> FileIO | None:
    """A new file that is locked for as long as this process lives; None where there is one of that name."""
    try:
        stream = path.open("xb", buffering=0)
    except FileExistsError:
        return None
    _lock(stream.fileno())
    return stream


def _lock(descriptor: int) -> bool:
    """Locks a file until it is closed, or the process ends; False when another process writes it."""
    if sys.platform != "win32":
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _sync_folder(folder: Path) -> None:
    """A new name survives a power cut from now on."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _troubles(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"Evidence in {folder} cannot be read or written: {error.strerror}") from error
