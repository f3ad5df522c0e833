"""The frame of evidence packs: a zip whose every byte follows from its contents, so that none can change unseen."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

MANIFEST: Final = "manifest.json"
MANIFEST_SUM: Final = "manifest.json.sha256"
TOKEN: Final = "manifest.json.tsr"
TOKEN_SUM: Final = "manifest.json.tsr.sha256"
OUTSIDE: Final = (MANIFEST, MANIFEST_SUM, TOKEN, TOKEN_SUM)  # what the manifest itself cannot list
MAX_FILES: Final = 60_000
MAX_BYTES: Final = 4_000_000_000
# What reading a damaged zip file raises.
UNREADABLE: Final = (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError)
_CHUNK: Final = 1 << 20
_DAY: Final = (1980, 1, 1, 0, 0, 0)


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Puts a file into a pack: stored as it is, with no date, owner or comment of its own."""
    archive.writestr(_info(name), content)


def add_sum(archive: zipfile.ZipFile, name: str, of: str, content: bytes) -> None:
    """The SHA-256 of a file, as `sha256sum -c` reads it."""
    add(archive, name, f"{sha256(content).hexdigest()}  {of}\n".encode())


def agrees(archive: zipfile.ZipFile, name: str, of: str) -> bool:
    """Whether the sum beside a file is that file's."""
    return archive.read(name) == f"{sha256(archive.read(of)).hexdigest()}  {of}\n".encode()


def is_canonical(path: Path, archive: zipfile.ZipFile) -> bool:
    """Whether the pack is, byte for byte, what its contents make: nothing hides between, before or behind them."""
    with tempfile.TemporaryFile() as again:
        with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as made:
            for info in archive.infolist():
                with archive.open(info) as content, made.open(_info(info.filename, info.file_size), "w") as copy:
                    while portion := content.read(_CHUNK):
                        copy.write(portion)
        with path.open("rb") as kept:
            return _same(kept, again)


def _same(one: IO[bytes], other: IO[bytes]) -> bool:
    one.seek(0)
    other.seek(0)
    while True:
        left, right = one.read(_CHUNK), other.read(_CHUNK)
        if left != right:
            return False
        if not left:
            return True


def _info(name: str, size: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_STORED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.file_size = size
    return info
