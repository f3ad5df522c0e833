"""Evidence packs: checked offline, caught when one byte changes, stamped by an authority made with openssl."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError, StorageError
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.evidence_pack import MANIFEST, check, manifest_of, pack
from takedown.sending import send
from takedown.timestamp import load_roots, request, stamp, verify


@pytest.fixture
def packed(opened: Any, make: Any) -> Path:
    office = opened()
    office.hit()
    office.hit("https://pan.baidu.com/s/1Second", page="https://luntan.example/thread-2.html")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    path: Path = office.folder / "pack.zip"
    pack(office.desk, notice.notice_id, path, "小张", make.NOW)
    office.packed = path
    with pytest.raises(StorageError, match="not overwritten"):
        pack(office.desk, notice.notice_id, path, "小张", make.NOW)
    return path


def test_a_whole_pack_checks(packed: Path) -> None:
    checked = check(packed)
    assert checked.problems == ()
    assert checked.captures == 2
    names = set(zipfile.ZipFile(packed).namelist())
    assert {
        "README.txt",
        "captures.json",
        MANIFEST,
        "notice/notice.txt",
        "notice/case.json",
        "notice/events.json",
    } <= names
    assert sum(name.startswith("captures/") for name in names) == 2


def test_every_changed_byte_is_caught(packed: Path, tmp_path: Path) -> None:
    """One byte of the contents, of any file, wherever it is; seeds are fixed."""
    dice = random.Random(7)
    with zipfile.ZipFile(packed) as archive:
        contents = {info.filename: archive.read(info) for info in archive.infolist()}
    for name, content in contents.items():
        for _ in range(6):
            place = dice.randrange(len(content))
            other = bytes([content[place] ^ (1 << dice.randrange(8))])
            changed = {**contents, name: content[:place] + other + content[place + 1 :]}
            path = _write(tmp_path / "changed.zip", changed)
            checked = check(path)
            if name == MANIFEST:  # the manifest is what a time stamp or a noted digest protects
                assert checked.problems or checked.manifest_sha256 != check(packed).manifest_sha256
            else:
                assert checked.problems, (name, place)


def test_every_byte_of_the_zip_file(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    good = check(packed)
    dice = random.Random(11)
    for _ in range(200):
        place = dice.randrange(len(whole))
        path = tmp_path / "damaged.zip"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        checked = check(path)
        if not checked.problems:  # only where no content is: flags, dates, padding
            assert checked.manifest_sha256 == good.manifest_sha256
            assert _contents(path) == _contents(packed)


def test_files_added_or_left_out_are_caught(packed: Path, tmp_path: Path) -> None:
    contents = _contents(packed)
    for name in contents:
        assert check(
            _write(tmp_path / "less.zip", {key: value for key, value in contents.items() if key != name})
        ).problems
    assert check(_write(tmp_path / "more.zip", {**contents, "x.txt": b"x"})).problems == (
        "x.txt is not in the manifest",
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_pack_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(content)
    assert check(path).problems
    assert check(tmp_path / "nowhere.zip").problems


def test_a_pack_with_damaged_evidence_is_not_written(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    draft(office.desk, Wish(), "小张", make.NOW)
    (file,) = office.config.evidence_folder.iterdir()
    whole = bytearray(file.read_bytes())
    whole[-20] ^= 1
    file.write_bytes(whole)
    with pytest.raises(StorageError):
        pack(office.desk, 1, office.folder / "pack.zip", "小张", make.NOW)
    assert not list(office.folder.glob("pack*"))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is missing: it plays the authority")
def test_an_authority_stamps_a_pack(packed: Path, tmp_path: Path) -> None:
    pytest.importorskip("rfc3161_client", reason="the package rfc3161-client is missing")
    authority = Authority(tmp_path / "tsa")
    reply = authority.answer(request(packed))
    roots = load_roots(authority.root)
    other = load_roots(Authority(tmp_path / "other").root)
    with pytest.raises(InputError, match="does not verify"):
        stamp(packed, reply, other)
    moment = stamp(packed, reply, roots)
    checked = verify(packed, roots)
    assert (checked.problems, checked.stamped_at) == ((), moment)
    assert verify(packed, other).problems
    with pytest.raises(StorageError, match="already"):
        stamp(packed, reply, roots)
    changed = _contents(packed)
    changed[MANIFEST] = changed[MANIFEST].replace("小张".encode(), "小王".encode())
    path = _write(tmp_path / "changed.zip", changed)
    assert check(path).problems == ()  # a rewritten manifest agrees with itself ...
    assert any("other bytes" in problem for problem in verify(path).problems)  # ... but not with its stamp
    _openssl(
        "ts",
        "-verify",
        "-in",
        authority.reply,
        "-data",
        _spill(tmp_path / "m", manifest_of(packed)),
        "-CAfile",
        authority.root,
    )


class Authority:
    """A time stamp authority of our own, made with openssl."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.root, self.reply, self._folder = folder / "root.pem", folder / "reply.tsr", folder
        key, cert, request_ = folder / "tsa.key", folder / "tsa.pem", folder / "tsa.csr"
        (folder / "ext").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(
            "[tsa]\ndefault_tsa=t\n[t]\n"
            f"serial={folder}/serial\nsigner_cert={cert}\nsigner_key={key}\nsigner_digest=sha256\n"
            "default_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n"
            "ess_cert_id_alg=sha256\n"
        )
        _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "root.key", "-out", self.root,
                 "-subj", "/CN=Test root", "-days", "3650")  # fmt: skip
        _openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request_, "-subj", "/CN=Test TSA")
        _openssl("x509", "-req", "-in", request_, "-CA", self.root, "-CAkey", folder / "root.key", "-CAcreateserial",
                 "-out", cert, "-days", "3650", "-extfile", folder / "ext")  # fmt: skip

    def answer(self, asked: bytes) -> bytes:
        query = _spill(self._folder / "query.tsq", asked)
        _openssl("ts", "-reply", "-config", self._folder / "tsa.cnf", "-queryfile", query, "-out", self.reply)
        return self.reply.read_bytes()


def _openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def _spill(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _write(path: Path, contents: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path
