"""Pages are kept so that a stranger can check them, and a kill leaves only whole records."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from core.errors import StorageError
from core.types import Capture, Page
from storage.evidence import EvidenceWriter, find, read, repair

ROOT = Path(__file__).parents[2]
WARCIO = Path(sys.executable).with_name("warcio")


def page(body: bytes = b"<html>", **fields) -> Page:
    return Page("https://a.example/1", body, **fields)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def records(path: Path) -> list:
    """Type, address, status line, header fields and body of every record."""
    with path.open("rb") as stream:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.http_headers and record.http_headers.statusline,
                dict(record.http_headers.headers) if record.http_headers else {},
                record.content_stream().read(),
                dict(record.rec_headers.headers),
            )
            for record in ArchiveIterator(stream, check_digests="raise")
        ]


def check(path: Path) -> None:
    ended = subprocess.run([WARCIO, "check", "-v", path], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "fail" not in ended.stdout


@pytest.fixture
def written(tmp_path: Path, make) -> tuple[Path, list[Capture]]:
    """A finished file with three pages."""
    writer = EvidenceWriter(tmp_path)
    captures = [writer.write(page(f"<p>第{number}页".encode(), fetched_at=make.now)) for number in range(3)]
    writer.close()
    return files(tmp_path)[0], captures


def test_a_page_is_kept_as_received(tmp_path: Path, make) -> None:
    writer = EvidenceWriter(tmp_path / "new" / "folder")
    headers = (("Content-Type", "text/html; charset=gbk"), ("content-ENCODING", "gzip"), ("Content-Length", "12"))
    body = "流浪地球2".encode("gbk")
    capture = writer.write(page(body, status=404, headers=headers, truncated=True, fetched_at=make.now))
    writer.close()
    (path,) = files(tmp_path / "new" / "folder")
    check(path)
    info, response = records(path)
    assert (info[0], info[5]["WARC-Filename"]) == ("warcinfo", path.name)
    assert b"software: netsword" in info[4]
    assert response[:3] == ("response", "https://a.example/1", "404 Not Found")
    assert response[3] == {
        "Content-Type": "text/html; charset=gbk",
        "X-Archive-Orig-content-ENCODING": "gzip",
        "X-Archive-Orig-Content-Length": "12",
        "Content-Length": str(len(body)),
    }
    assert response[4] == body
    assert response[5]["WARC-Truncated"] == "unspecified"
    assert response[5]["WARC-Date"] == "2026-11-22T08:30:00Z"
    assert response[5]["WARC-Record-ID"] == f"<{capture.record_id}>"
    assert response[5]["WARC-Payload-Digest"] == f"sha256:{capture.sha256}"
    assert (capture.url, capture.captured_at, capture.truncated) == ("https://a.example/1", make.now, True)
    assert path.name.startswith("netsword-2")
    assert path.name.endswith(f"-{os.getpid()}-1.warc.gz")


def test_every_record_is_a_member_of_its_own(written) -> None:
    path, captures = written
    content = path.read_bytes()
    for capture in captures:
        member = gzip.decompress(content[capture.offset : capture.offset + capture.length])
        assert member.startswith(b"WARC/1.1\r\n")
        assert member.endswith(b"\r\n\r\n")
        assert member.count(b"WARC/1.1") == 1


def test_captures_are_read_back_while_the_file_is_open_and_after(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path)
    bodies = [b"", b"\x00\xff" * 1000, b"WARC/1.1\r\nWARC-Type: response\r\n\r\n", b"x" * 3_000_000]
    captures = [writer.write(page(body)) for body in bodies]
    writer.sync()
    assert [read(tmp_path, capture) for capture in captures] == bodies
    writer.close()
    assert [read(tmp_path, capture) for capture in captures] == bodies


hostile = st.text(st.characters() | st.sampled_from("\r\n\x00: \ud800中"), max_size=30)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    url=hostile | hostile.map("https://a.example/".__add__),
    headers=st.lists(st.tuples(hostile, hostile | st.just("a\r\n\r\nWARC/1.1\r\nWARC-Type: response")), max_size=5),
    status=st.integers(0, 999),
    body=st.binary(max_size=200),
)
def test_hostile_fields_cannot_forge_records(tmp_path_factory, url, headers, status, body) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    writer = EvidenceWriter(folder)
    capture = writer.write(Page(url, body, status=status, headers=tuple(headers)))
    writer.close()
    (path,) = files(folder)
    kept = records(path)
    assert [record[0] for record in kept] == ["warcinfo", "response" if url.startswith("https://") else "resource"]
    assert kept[1][4] == read(folder, capture) == body
    if url.startswith("https://"):
        assert kept[1][2].startswith(f"{status} ")
        assert len(kept[1][3]) <= len(headers) + 1


def test_a_thousand_headers_are_bounded(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path)
    capture = writer.write(page(headers=tuple((f"X-{number}", "v" * 100_000) for number in range(1000))))
    writer.close()
    assert capture.length < 100_000
    assert len(records(files(tmp_path)[0])[1][3]) == 501


def test_full_files_are_followed_by_further_ones(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path, max_bytes=3000)
    captures = [writer.write(page(os.urandom(1000))) for _ in range(5)]
    writer.close()
    paths = files(tmp_path)
    assert len(paths) == 5
    assert all(path.stat().st_size <= 3000 for path in paths)
    for path in paths:
        assert records(path)[0][0] == "warcinfo"
    for capture in captures:
        read(tmp_path, capture)


def test_a_page_larger_than_a_file_has_one_of_its_own(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path, max_bytes=10)
    capture = writer.write(page(os.urandom(1000)))
    writer.close()
    assert len(read(tmp_path, capture)) == 1000


def test_writers_of_one_process_do_not_share_a_file(tmp_path: Path) -> None:
    writers = [EvidenceWriter(tmp_path) for _ in range(3)]
    captures = [writer.write(page(bytes([number]))) for number, writer in enumerate(writers)]
    for writer in writers:
        writer.close()
        writer.close()
    assert len({capture.file for capture in captures}) == 3
    assert [read(tmp_path, capture) for capture in captures] == [b"\x00", b"\x01", b"\x02"]


def test_a_run_without_pages_leaves_no_file(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path / "evidence")
    writer.sync()
    writer.close()
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sha256": "0" * 64}, "not the one that was captured"),
        ({"record_id": "urn:uuid:other"}, "another record"),
        ({"offset": 1}, "damaged"),
        ({"length": 40}, "damaged|another"),
        ({"offset": 10**9}, "another record"),
        ({"file": "netsword-x.warc.gz"}, "missing"),
        ({"file": "../netsword-x.warc.gz"}, "no name"),
        ({"file": "/etc/passwd"}, "no name"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(written, change: dict, says: str) -> None:
    path, captures = written
    with pytest.raises(StorageError, match=says):
        read(path.parent, replace(captures[1], **change))


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_changed_byte_is_noticed(written, where: float) -> None:
    path, captures = written
    content = bytearray(path.read_bytes())
    content[captures[1].offset + int(captures[1].length * where)] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"damaged|another|not the one"):
        read(path.parent, captures[1])
    assert read(path.parent, captures[2]) == "<p>第2页".encode()


@pytest.mark.parametrize(
    "tail", [b"", b"\x00" * 500, b"\x1f\x8b", bytes(range(150, 250)), b"\x1f\x8b\x08\x00" * 20], ids=range(5)
)
def test_torn_tails_are_cut_off(written, tail: bytes) -> None:
    path, _ = written
    whole = path.read_bytes()
    path.rename(path.with_name(path.name + ".open"))
    with find(path.parent, path.name).open("ab") as stream:
        stream.write(tail)
    (said,) = repair(path.parent)
    assert path.name in said
    assert path.read_bytes() == whole
    check(path)
    assert repair(path.parent) == []


def test_any_cut_leaves_the_records_before_it(written) -> None:
    path, captures = written
    whole = path.read_bytes()
    path.unlink()
    ends = [capture.offset + capture.length for capture in captures]
    for cut in range(0, len(whole), 17):
        path.with_name(path.name + ".open").write_bytes(whole[:cut])
        repair(path.parent)
        if cut < captures[0].offset:
            assert not files(path.parent)
            continue
        assert path.stat().st_size == max([captures[0].offset, *(end for end in ends if end <= cut)])
        path.unlink()


def test_a_file_damaged_in_the_middle_is_left_alone(written) -> None:
    path, captures = written
    content = bytearray(path.read_bytes())
    content[captures[0].offset + 30] ^= 0xFF
    path.unlink()
    unfinished = path.with_name(path.name + ".open")
    unfinished.write_bytes(content)
    (said,) = repair(path.parent)
    assert "left as it is" in said
    assert unfinished.read_bytes() == content
    assert read(path.parent, captures[2]) == "<p>第2页".encode()


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path)
    writer.write(page())
    assert repair(tmp_path) == []
    writer.write(page())
    writer.close()
    check(files(tmp_path)[0])


KILLED = """
import sys
from pathlib import Path
from core.types import Page
from storage.evidence import EvidenceWriter
writer = EvidenceWriter(Path(sys.argv[1]))
while True:
    capture = writer.write(Page("https://a.example/", b"page " * 2000))
    writer.sync()
    print(capture.offset, flush=True)
"""


def test_a_killed_writer_leaves_whole_records(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        synced = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
    assert repair(tmp_path)
    (path,) = files(tmp_path)
    check(path)
    assert len(records(path)) > len(synced)


FULL = """
import os, resource, signal, sys
from pathlib import Path
from core.errors import StorageError
from core.types import Page
from storage.evidence import EvidenceWriter, read
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
writer = EvidenceWriter(folder)
first = writer.write(Page("https://a.example/", b"small"))
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
try:
    writer.write(Page("https://a.example/", os.urandom(50_000)))
except StorageError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
last = writer.write(Page("https://a.example/", b"after"))
writer.close()
assert read(folder, first) == b"small"
assert read(folder, last) == b"after"
"""


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the write stops in the middle of a record."""
    command = [sys.executable, "-c", FULL, tmp_path]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "cannot be read or written: File too large" in ended.stdout
    (path,) = files(tmp_path)
    check(path)
