"""WACZ: what is written is sound by the specification, and each fault is found."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from core.types import Page
from storage.evidence import EvidenceWriter, members
from takedown.wacz import Leaf, faults, sortable, write

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def made(tmp_path: Path) -> bytes:
    writer = EvidenceWriter(tmp_path)
    about: dict[str, Any] = {"headers": (("Content-Type", "text/html"),), "fetched_at": NOW, "ip": "203.0.113.7"}
    about["asked"] = (("User-Agent", "netsword"),)
    urls = [f"https://b{number}.example/流/{number}?b=2&a=1" for number in (2, 1)]
    kept = [writer.write(Page(url, body=url.encode(), **about)) for url in urls]
    kept.append(
        writer.write(Page("urn:view:https://b1.example/", b"\x89PNG", content_type="image/png", fetched_at=NOW))
    )
    writer.close()
    leaves = [Leaf(one, members(tmp_path, one), 200, "text/html", "远山的灯") for one in kept]
    assert [len(leaf.members) for leaf in leaves] == [2, 2, 1]
    return write(leaves, "NS-1", NOW)


def test_what_is_written_is_sound_and_whole(made: bytes) -> None:
    assert faults(BytesIO(made)) == []
    archive = zipfile.ZipFile(BytesIO(made))
    kinds = [record.rec_type for record in ArchiveIterator(BytesIO(archive.read("archive/evidence.warc.gz")))]
    assert kinds == ["warcinfo", "response", "request", "response", "request", "resource"]
    lines = archive.read("indexes/index.cdx").decode().splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "example,b1)/流/1?a=1&b=2", "example,b2)/流/2?a=1&b=2", "urn:view:https://b1.example/",
    ]  # fmt: skip
    pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()]
    assert pages[0]["format"] == "json-pages-1.0" and pages[1]["ts"] == "2026-03-02T08:30:00Z"


Change = Callable[[dict[str, bytes]], None]


def _without(name: str) -> Change:
    return lambda files: files.pop(name) and None


def _package(change: Callable[[dict[str, object]], object]) -> Change:
    def apply(files: dict[str, bytes]) -> None:
        package = json.loads(files["datapackage.json"])
        change(package)
        files["datapackage.json"] = json.dumps(package).encode()
        files.pop("datapackage-digest.json")

    return apply


CHANGES: dict[str, Change] = {
    "datapackage.json is missing": _without("datapackage.json"),
    "pages/pages.jsonl is missing": _without("pages/pages.jsonl"),
    "nothing stands in indexes/": _without("indexes/index.cdx"),
    "nothing stands in archive/": _without("archive/evidence.warc.gz"),
    "x.warc.gz is not among": lambda files: files.update({"archive/x.warc.gz": b""}),
    "its hash is not": lambda files: files.update({"indexes/index.cdx": files["indexes/index.cdx"] + b"\n"}),
    "profile must be": _package(lambda package: package.pop("profile")),
    "wacz_version": _package(lambda package: package.pop("wacz_version")),
    "datapackage.json cannot be read": _package(lambda package: package.pop("resources")),
    "its length is not": _package(lambda package: package["resources"][0].update(bytes=1)),  # type: ignore[index]
    "datapackage-digest.json is not": lambda files: files.update(
        {"datapackage.json": files["datapackage.json"] + b" "}
    ),
    "does not begin with its format": lambda files: files.update({"pages/pages.jsonl": b"{}\n"}),
    "no such record stands there": lambda files: files.update(
        {"indexes/index.cdx": files["indexes/index.cdx"].replace(b'"digest": "sha256:', b'"digest": "sha256:0')}
    ),
}


@pytest.mark.parametrize("words", CHANGES)
def test_each_fault_is_found(words: str, made: bytes) -> None:
    archive = zipfile.ZipFile(BytesIO(made))
    files = {name: archive.read(name) for name in archive.namelist()}
    CHANGES[words](files)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for name, content in files.items():
            changed.writestr(name, content)
    assert any(words in fault for fault in faults(BytesIO(out.getvalue()))), faults(BytesIO(out.getvalue()))


def test_a_compressed_archive_and_no_archive_at_all(made: bytes) -> None:
    archive = zipfile.ZipFile(BytesIO(made))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            changed.writestr(name, archive.read(name))
    assert faults(BytesIO(out.getvalue())) == ["files in archive/ must be stored, not compressed"]
    assert faults(BytesIO(b"no zip"))[0].startswith("it cannot be read")


@pytest.mark.parametrize(
    ("url", "key"),
    [("http://www.A.example:80/B/", "example,a)/b"), ("https://a.example", "example,a)/"),
     ("https://1.2.3.4:8443/x", "1.2.3.4:8443)/x"), ("http://[::1", "http://[::1")],
)  # fmt: skip
def test_sortable_addresses(url: str, key: str) -> None:
    assert sortable(url) == key
