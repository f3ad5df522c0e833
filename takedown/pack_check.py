"""Checking evidence packs offline: every byte of the zip, every file, every capture, the web archive."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final

from core.errors import InputError, StorageError
from storage.warc import connection_in, payload
from takedown.pack_frame import (
    MANIFEST,
    MANIFEST_SUM,
    MAX_BYTES,
    MAX_FILES,
    OUTSIDE,
    TOKEN,
    TOKEN_SUM,
    UNREADABLE,
    add,
    add_sum,
    agrees,
    is_canonical,
)
from takedown.wacz import WACZ, faults

CAPTURES: Final = "captures.json"
MAX_RECORD: Final = 64_000_000
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a pack came to: no problems means that nothing was changed, added or left out."""

    problems: tuple[str, ...]
    manifest_sha256: str = ""
    files: int = 0
    captures: int = 0
    stamped_at: datetime | None = None


def check(path: Path) -> Checked:
    """Checks a pack offline: its frame, every file against the manifest, every capture against its digest."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _check(path, archive)
    except UNREADABLE as error:
        return Checked((f"{path}: no readable pack: {error}",))


def _check(path: Path, archive: zipfile.ZipFile) -> Checked:
    problems = list(_check_frame(archive))
    if problems:
        return Checked(tuple(problems))
    written = archive.read(MANIFEST)
    try:
        listed = {str(entry["name"]): str(entry["sha256"]) for entry in json.loads(written)["files"]}
    except (ValueError, KeyError, TypeError) as error:
        return Checked((f"{MANIFEST} cannot be read: {error}",))
    there = {info.filename for info in archive.infolist()} - set(OUTSIDE)
    problems += [f"{name} is missing" for name in sorted(listed.keys() - there)]
    problems += [f"{name} is not in the manifest" for name in sorted(there - listed.keys())]
    for name in sorted(listed.keys() & there):
        if _digest(archive, name) != listed[name]:
            problems.append(f"{name} was changed: its SHA-256 is not that of the manifest")
    captures, wrong = _check_captures(archive, listed)
    problems += [*wrong, *_check_sums(archive), *_check_wacz(archive, listed)]
    if not problems and not is_canonical(path, archive):
        problems.append("bytes of the zip file that belong to no file were changed")
    return Checked(tuple(problems), sha256(written).hexdigest(), len(listed), captures)


def _check_frame(archive: zipfile.ZipFile) -> Iterator[str]:
    """Sizes and names, before anything is unpacked."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    needed = (MANIFEST, MANIFEST_SUM, CAPTURES)
    if len(names) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES:
        yield "the pack is larger than any that netsword writes"
    if len(set(names)) != len(names):
        yield "two files have one name"
    yield from (f"{name} is missing" for name in needed if name not in names)
    if any(info.file_size > MAX_RECORD for info in infos if info.filename in (*needed, *OUTSIDE)):
        yield f"{MANIFEST} or {CAPTURES} is too large"


def _check_sums(archive: zipfile.ZipFile) -> Iterator[str]:
    """The sums of the manifest and of its time stamp."""
    names = archive.namelist()
    if not agrees(archive, MANIFEST_SUM, MANIFEST):
        yield f"{MANIFEST} was changed: its SHA-256 is not that of {MANIFEST_SUM}"
    if (TOKEN in names) != (TOKEN_SUM in names):
        yield f"{TOKEN} or {TOKEN_SUM} is missing"
    elif TOKEN in names and not agrees(archive, TOKEN_SUM, TOKEN):
        yield f"{TOKEN} was changed: its SHA-256 is not that of {TOKEN_SUM}"


def _check_wacz(archive: zipfile.ZipFile, listed: Mapping[str, str]) -> list[str]:
    if WACZ not in listed:
        return []
    try:
        return [f"{WACZ}: {fault}" for fault in faults(BytesIO(archive.read(WACZ)))]
    except (KeyError, *UNREADABLE) as error:
        return [f"{WACZ}: {error}"]


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    whole = sha256()
    try:
        with archive.open(name) as stream:
            while portion := stream.read(_CHUNK):
                whole.update(portion)
    except UNREADABLE:
        return ""
    return whole.hexdigest()


def _check_captures(archive: zipfile.ZipFile, listed: Mapping[str, str]) -> tuple[int, list[str]]:
    try:
        proofs = json.loads(archive.read(CAPTURES))
        wanted = {
            (str(proof["file"]), str(proof["record_id"]), str(proof["sha256"])): proof.get("connection")
            for proof in proofs
        }
    except (KeyError, TypeError, *UNREADABLE) as error:
        return 0, [f"{CAPTURES} cannot be read: {error}"]
    problems: list[str] = []
    for (name, record_id, digest), connection in sorted(wanted.items(), key=lambda item: item[0]):
        if name not in listed:
            problems.append(f"{name} is missing")
            continue
        try:
            kept = archive.read(name)
            body, shown = payload(kept, record_id), connection_in(kept, record_id)
        except (KeyError, *UNREADABLE) as error:
            problems.append(f"{name}: {error}")
            continue
        if sha256(body).hexdigest() != digest:
            problems.append(f"{name}: the page is not the one that was captured")
        if shown != connection:
            problems.append(f"{name}: the connection is not the one of {CAPTURES}")
    return len(wanted), problems


def manifest_of(path: Path) -> bytes:
    """The manifest's bytes, for a time stamp."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(MANIFEST)
    except (KeyError, *UNREADABLE) as error:
        raise InputError(f"{path}: no evidence pack: {error}") from error


def token_of(path: Path) -> bytes | None:
    """The time stamp's bytes; None where the pack has none."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(TOKEN) if TOKEN in archive.namelist() else None


def add_token(path: Path, token: bytes) -> None:
    """Puts a time stamp's reply into the pack, as it was received."""
    if token_of(path) is not None:
        raise StorageError(f"{path} has a time stamp already")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        add(archive, TOKEN, token)
        add_sum(archive, TOKEN_SUM, TOKEN, token)
