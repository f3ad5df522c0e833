"""Evidence packs: one zip with a notice, the captures behind it and a manifest, that a stranger can check offline."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from core.errors import InputError, StorageError
from core.types import Capture
from storage.evidence import find
from storage.warc import payload
from takedown.desk import Desk

MANIFEST: Final = "manifest.json"
TOKEN: Final = "manifest.json.tsr"
CAPTURES: Final = "captures.json"
README: Final = "README.txt"
MAX_FILES: Final = 100_000
MAX_BYTES: Final = 4_000_000_000
MAX_RECORD: Final = 64_000_000
# What reading a damaged zip file raises.
UNREADABLE: Final = (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError)
_CHUNK: Final = 1 << 20
_README: Final = Path(__file__).parent / "templates" / "evidence_readme.txt"


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a pack came to: no problems means that nothing was changed, added or left out."""

    problems: tuple[str, ...]
    manifest_sha256: str = ""
    files: int = 0
    captures: int = 0
    stamped_at: datetime | None = None


def pack(desk: Desk, notice_id: int, path: Path, by: str, now: datetime) -> str:
    """Writes the pack of a notice; gives the SHA-256 of its manifest, which a time stamp then covers."""
    if path.exists():
        raise StorageError(f"{path} is there already: evidence is not overwritten")
    notice = desk.store.notices.get(notice_id)
    part = path.with_name(path.name + ".part")
    entries: list[dict[str, Any]] = []
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _contents(desk, notice_id):
                _add(archive, name, content)
                entries.append({"name": name, "size": len(content), "sha256": sha256(content).hexdigest()})
            manifest = {
                "notice": notice.number,
                "made_at": _time(now),
                "made_by": by,
                "software": f"netsword {version('netsword')}",
                "clock": "system clock of the machine, UTC",
                "digest": "sha256",
                "files": entries,
            }
            written = _json(manifest)
            _add(archive, MANIFEST, written)
        part.rename(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return sha256(written).hexdigest()


def _contents(desk: Desk, notice_id: int) -> Iterator[tuple[str, bytes]]:
    notices = desk.store.notices
    notice = notices.get(notice_id)
    yield README, _README.read_bytes()
    yield "notice/notice.txt", notice.text.encode()
    for file in notices.files(notice_id):
        yield f"notice/{file.name}", file.content
    yield "notice/events.json", _json([_plain(event) for event in notices.events(notice_id)])
    yield "notice/outcomes.json", _json([_plain(outcome) for outcome in desk.store.outcomes.of_notice(notice_id)])
    captures: dict[str, Capture] = {}
    proofs: list[dict[str, Any]] = []
    for hit_id in notices.hit_ids(notice_id):
        hit = desk.store.hits.get(hit_id)
        for capture in desk.store.captures.of(hit_id):
            captures[capture.record_id] = capture
            proofs.append({"hit_id": hit_id, "work": hit.work_title, "link": hit.link_url, **_proof(capture)})
    yield CAPTURES, _json(proofs)
    for capture in captures.values():
        yield _record_name(capture.record_id), _member(desk.config.evidence_folder, capture)


def _proof(capture: Capture) -> dict[str, Any]:
    return {
        "page": capture.url,
        "captured_at": _time(capture.captured_at),
        "record_id": capture.record_id,
        "sha256": capture.sha256,
        "truncated": capture.truncated,
        "file": _record_name(capture.record_id),
        "kept_in": capture.file,
    }


def _record_name(record_id: str) -> str:
    plain = "".join(char if char.isalnum() or char == "-" else "-" for char in record_id.removeprefix("urn:uuid:"))
    return f"captures/{plain}.warc.gz"


def _member(folder: Path, capture: Capture) -> bytes:
    """The capture's WARC record, as it is kept; refused when it is not what was captured."""
    try:
        with find(folder, capture.file).open("rb") as stream:
            stream.seek(capture.offset)
            member = stream.read(capture.length)
        body = payload(member, capture.record_id)
    except (OSError, ValueError) as error:
        raise StorageError(f"Evidence {capture.file}, record {capture.record_id}: {error}") from error
    if sha256(body).hexdigest() != capture.sha256:
        raise StorageError(f"Evidence {capture.file}, record {capture.record_id}: not the page that was captured")
    return member


def check(path: Path) -> Checked:
    """Checks a pack offline: every file against the manifest, every capture against its digest."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _check(archive)
    except UNREADABLE as error:
        return Checked((f"{path}: no readable pack: {error}",))


def _check(archive: zipfile.ZipFile) -> Checked:
    problems = list(_check_frame(archive))
    if problems:
        return Checked(tuple(problems))
    written = archive.read(MANIFEST)
    try:
        listed = {str(entry["name"]): str(entry["sha256"]) for entry in json.loads(written)["files"]}
    except (ValueError, KeyError, TypeError) as error:
        return Checked((f"{MANIFEST} cannot be read: {error}",))
    there = {info.filename for info in archive.infolist()} - {MANIFEST, TOKEN}
    problems += [f"{name} is missing" for name in sorted(listed.keys() - there)]
    problems += [f"{name} is not in the manifest" for name in sorted(there - listed.keys())]
    for name in sorted(listed.keys() & there):
        if _digest(archive, name) != listed[name]:
            problems.append(f"{name} was changed: its SHA-256 is not that of the manifest")
    captures, wrong = _check_captures(archive, listed)
    problems += wrong
    return Checked(tuple(problems), sha256(written).hexdigest(), len(listed), captures)


def _check_frame(archive: zipfile.ZipFile) -> Iterator[str]:
    """Sizes and names, before anything is unpacked."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(names) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES:
        yield "the pack is larger than any that netsword writes"
    if len(set(names)) != len(names):
        yield "two files have one name"
    if MANIFEST not in names or CAPTURES not in names:
        yield f"{MANIFEST} or {CAPTURES} is missing"
    elif any(info.file_size > MAX_RECORD for info in infos if info.filename in (MANIFEST, CAPTURES, TOKEN)):
        yield f"{MANIFEST} or {CAPTURES} is too large"


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
        wanted = {(str(proof["file"]), str(proof["record_id"]), str(proof["sha256"])) for proof in proofs}
    except (KeyError, TypeError, *UNREADABLE) as error:
        return 0, [f"{CAPTURES} cannot be read: {error}"]
    problems: list[str] = []
    for name, record_id, digest in sorted(wanted):
        if name not in listed:
            problems.append(f"{name} is missing")
            continue
        try:
            body = payload(archive.read(name), record_id)
        except (KeyError, *UNREADABLE) as error:
            problems.append(f"{name}: {error}")
            continue
        if sha256(body).hexdigest() != digest:
            problems.append(f"{name}: the page is not the one that was captured")
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
        _add(archive, TOKEN, token)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same contents give the same bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}
    return {name: _time(value) if isinstance(value, datetime) else value for name, value in values.items()}


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
