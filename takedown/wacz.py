"""WACZ files: captures as a web archive that any player of the format opens (specification 1.1.1), and its checks."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from typing import IO, Any, Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from core.types import Capture
from storage.warc import info_record
from takedown.pack_frame import add

WACZ: Final = "evidence.wacz"
ARCHIVE: Final = "archive/evidence.warc.gz"
INDEX: Final = "indexes/index.cdx"
PAGES: Final = "pages/pages.jsonl"
PACKAGE: Final = "datapackage.json"
PACKAGE_SUM: Final = "datapackage-digest.json"
SPECIFICATION: Final = "1.1.1"
_RESOURCES: Final = ("archive/", "indexes/", "pages/")
_SHA256: Final = re.compile(r"sha256:[0-9a-f]{64}")
_LARGEST: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One capture with its gzip members: the record, and its request where there is one. `title` makes it a page."""

    capture: Capture
    members: tuple[bytes, ...]
    status: int
    media_type: str
    title: str = ""


def write(leaves: Sequence[Leaf], title: str, now: datetime) -> bytes:
    """The WACZ file of captures."""
    warc, lines = BytesIO(), []
    warc.write(info_record("evidence.warc.gz", f"netsword {version('netsword')}", now))
    for leaf in leaves:
        lines.append(_line(leaf, warc.tell()))
        for member in leaf.members:
            warc.write(member)
    index = "".join(f"{line}\n" for line in sorted(lines)).encode()
    resources = {ARCHIVE: warc.getvalue(), INDEX: index, PAGES: _pages(leaves)}
    package = _json(
        {
            "profile": "data-package",
            "wacz_version": SPECIFICATION,
            "title": title,
            "created": _moment(now),
            "software": f"netsword {version('netsword')}",
            "resources": [_resource(name, content) for name, content in resources.items()],
        }
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in resources.items():
            add(archive, name, content)
        add(archive, PACKAGE, package)
        add(archive, PACKAGE_SUM, _json({"path": PACKAGE, "hash": _hash(package)}))
    return out.getvalue()


def _line(leaf: Leaf, offset: int) -> str:
    """A line of the index: sortable address, time, and where the record stands."""
    capture = leaf.capture
    facts = {
        "url": capture.url,
        "mime": leaf.media_type.partition(";")[0].strip() or "application/octet-stream",
        "status": str(leaf.status or 200),
        "digest": f"sha256:{capture.sha256}",
        "length": str(len(leaf.members[0])),
        "offset": str(offset),
        "filename": ARCHIVE.rpartition("/")[2],
    }
    return f"{sortable(capture.url)} {capture.captured_at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(facts)}"


def sortable(url: str) -> str:
    """An address with its host turned round, as indexes sort it (SURT)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return re.sub(r"\s+", "%20", url.lower())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return re.sub(r"\s+", "%20", url.lower())
    host = parts.hostname.removeprefix("www.")
    turned = host if re.fullmatch(r"[\d.]+|.*:.*", host) else ",".join(reversed(host.split(".")))
    at = f":{port}" if port and port != {"http": 80, "https": 443}[parts.scheme] else ""
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return re.sub(r"\s+", "%20", f"{turned}{at}){parts.path.rstrip('/') or '/'}{query}".lower())


def _pages(leaves: Iterable[Leaf]) -> bytes:
    rows: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for leaf in leaves:
        if leaf.title:
            capture = leaf.capture
            record = capture.record_id.removeprefix("urn:uuid:")
            rows.append({"id": record, "url": capture.url, "ts": _moment(capture.captured_at), "title": leaf.title})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def faults(stream: IO[bytes]) -> list[str]:
    """What is wrong with a WACZ file by its specification; nothing when it is sound."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return list(_faults(archive))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        return [f"it cannot be read: {error}"]


def _faults(archive: zipfile.ZipFile) -> Iterator[str]:
    names = set(archive.namelist())
    missing = {PACKAGE, PAGES} - names
    yield from (f"{name} is missing" for name in sorted(missing))
    for folder in _RESOURCES:
        if not any(name.startswith(folder) for name in names):
            yield f"nothing stands in {folder}"
    if missing or sum(info.file_size for info in archive.infolist()) > _LARGEST:
        return
    if any(info.compress_type != zipfile.ZIP_STORED for info in archive.infolist() if info.filename.startswith("arch")):
        yield "files in archive/ must be stored, not compressed"
    try:
        package = json.loads(archive.read(PACKAGE))
        listed = {str(row["path"]): row for row in package["resources"]}
    except (ValueError, KeyError, TypeError) as error:
        yield f"{PACKAGE} cannot be read: {error}"
        return
    yield from _package_faults(archive, package, names)
    yield from _resource_faults(archive, listed, names)
    yield from _index_faults(archive)


def _package_faults(archive: zipfile.ZipFile, package: dict[str, Any], names: set[str]) -> Iterator[str]:
    if package.get("profile") != "data-package":
        yield f"{PACKAGE}: profile must be data-package"
    if not str(package.get("wacz_version", "")).startswith("1."):
        yield f"{PACKAGE}: wacz_version is missing or unknown"
    if PACKAGE_SUM in names:
        told = json.loads(archive.read(PACKAGE_SUM))
        if told.get("path") != PACKAGE or told.get("hash") != _hash(archive.read(PACKAGE)):
            yield f"{PACKAGE_SUM} is not that of {PACKAGE}"
    first = archive.read(PAGES).splitlines()[:1]
    if not first or json.loads(first[0]).get("format") != "json-pages-1.0":
        yield f"{PAGES} does not begin with its format"


def _resource_faults(archive: zipfile.ZipFile, listed: dict[str, Any], names: set[str]) -> Iterator[str]:
    there = {name for name in names if name.startswith(_RESOURCES)}
    yield from (f"{name} is not among the resources" for name in sorted(there - listed.keys()))
    yield from (f"{name} is missing" for name in sorted(listed.keys() - names))
    for name in sorted(listed.keys() & names):
        content, row = archive.read(name), listed[name]
        if not _SHA256.fullmatch(str(row.get("hash"))) or row["hash"] != _hash(content):
            yield f"{name}: its hash is not that of {PACKAGE}"
        if row.get("bytes") != len(content):
            yield f"{name}: its length is not that of {PACKAGE}"


def _index_faults(archive: zipfile.ZipFile) -> Iterator[str]:
    """Every line points to a record of its address; lines are in order."""
    lines = archive.read(INDEX).decode().splitlines() if INDEX in archive.namelist() else []
    if lines != sorted(lines):
        yield f"{INDEX} is not in order"
    warcs = {name: archive.read(name) for name in archive.namelist() if name.startswith("archive/")}
    for number, line in enumerate(lines, 1):
        try:
            facts = json.loads(line.split(" ", 2)[2])
            member = warcs[f"archive/{facts['filename']}"][int(facts["offset"]) :][: int(facts["length"])]
            record = next(iter(ArchiveIterator(BytesIO(member))), None)
            if record is None or sha256(record.content_stream().read()).hexdigest() != facts["digest"][7:]:
                yield f"{INDEX}, line {number}: no such record stands there"
        except (ValueError, KeyError, IndexError, TypeError, ArchiveLoadFailed, zlib.error, EOFError) as error:
            yield f"{INDEX}, line {number}: {error}"


def _resource(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name.rpartition("/")[2], "path": name, "hash": _hash(content), "bytes": len(content)}


def _hash(content: bytes) -> str:
    return f"sha256:{sha256(content).hexdigest()}"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
