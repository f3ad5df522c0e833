"""Evidence packs: checked offline, caught when one byte changes, stamped by an authority made with openssl."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import ssl
import subprocess
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError, StorageError
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.evidence_pack import pack, pack_hits
from takedown.fresh import hit_places, look_at
from takedown.pack_check import check, manifest_of
from takedown.pack_frame import MANIFEST, MANIFEST_SUM, TOKEN, add
from takedown.pdf import can_print
from takedown.picture import BROWSERS
from takedown.sending import send
from takedown.timestamp import load_roots, request, stamp, verify


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a pack that was made once stays."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture
def packed(opened: Any, make: Any, shelf: Path, tmp_path: Path) -> Path:
    kept = shelf / "pack.zip"
    if not kept.exists():
        shutil.copy(_packed(opened(), make), kept)
    return Path(shutil.copy(kept, tmp_path / "copy.zip"))


def _packed(office: Any, make: Any) -> Path:
    office.hit()
    office.hit("https://pan.baidu.com/s/1Second", page="https://luntan.example/thread-2.html")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    path: Path = office.folder / "pack.zip"
    pack(office.desk, notice.notice_id, path, "小张", make.NOW)
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
    assert {"evidence.wacz", "looks.json", "cover.zh.html", "cover.en.html", MANIFEST_SUM} <= names


def test_a_stranger_checks_the_sums_with_what_every_system_has(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "out")
    done = subprocess.run(["sha256sum", "-c", MANIFEST_SUM], cwd=tmp_path / "out", capture_output=True, check=False)
    assert done.returncode == 0
    listed = json.loads((tmp_path / "out" / MANIFEST).read_text())["files"]
    for entry in listed:
        assert hashlib.sha256((tmp_path / "out" / entry["name"]).read_bytes()).hexdigest() == entry["sha256"]


def test_the_covers_say_what_is_inside(packed: Path) -> None:
    contents = _contents(packed)
    proofs = json.loads(contents["captures.json"])
    for language, words in (("zh", "网络侵权取证材料"), ("en", "Evidence of online infringement")):
        page = contents[f"cover.{language}.html"].decode()
        assert words in page and all(proof["sha256"] in page for proof in proofs)
        assert "远山的灯" in page and "小张" in page and "UTC" in page


@pytest.mark.skipif(not can_print(), reason="PDF files need Pango (apt install libpango-1.0-0 libpangoft2-1.0-0)")
def test_the_covers_are_printed_with_chinese_fonts(packed: Path) -> None:
    contents = _contents(packed)
    for language in ("zh", "en"):
        printed = contents[f"cover.{language}.pdf"]
        streams = [piece.partition(b"endstream")[0] for piece in printed.split(b"stream\r\n")[1:]]
        streams += [piece.partition(b"\nendstream")[0] for piece in printed.split(b"stream\n")[1:]]
        words = b"".join(zlib.decompressobj().decompress(piece) for piece in streams if piece[:1] == b"\x78")
        assert printed.startswith(b"%PDF-") and b"CJK" in words


def test_a_fresh_look_is_in_the_pack_with_its_certificates(opened: Any, make: Any, web: Any) -> None:
    office, site = opened(), web(tls=True)
    site.pages["/s/1"] = (200, {"Content-Type": "text/html"}, "<h1>远山的灯 全集</h1>".encode())
    office.write("hosts", "127.0.0.1 pan.baidu.com\n")
    crawl = {"delay": 0, "hosts_file": "hosts", "allow_private": (f"127.0.0.1:{site.port}",)}
    values = office.config.model_dump() | {"contact": "desk@holder.example", "folder": office.folder}
    office.config = type(office.config)(**{**values, "crawl": crawl})
    hit_id = office.hit(f"https://pan.baidu.com:{site.port}/s/1")
    look_at(office.desk, list(hit_places(office.desk, (hit_id,), make.NOW)), "小张", make.NOW)
    path = office.folder / "hit.zip"
    pack_hits(office.desk, [hit_id], path, "小张", make.NOW)
    assert check(path).problems == ()
    contents = _contents(path)
    (pem,) = (content for name, content in contents.items() if name.startswith("certificates/"))
    assert ssl.PEM_cert_to_DER_cert(pem.decode()) == site.certificate
    fact = json.loads(contents["fetches/0001.json"])
    assert fact["steps"][0]["address"] == "127.0.0.1" and fact["operator"] == "小张"
    assert "CN=pan.example" in contents["cover.zh.html"].decode()
    if any(map(shutil.which, BROWSERS)):
        assert contents["pictures/0001.png"].startswith(b"\x89PNG")
    lines = zipfile.ZipFile(BytesIO(contents["evidence.wacz"])).read("indexes/index.cdx").decode().splitlines()
    assert any(line.startswith(f"com,baidu,pan:{site.port})/s/1 ") for line in lines)


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
            assert check(path).problems, (name, place)


def test_every_byte_of_the_zip_file(packed: Path, tmp_path: Path) -> None:
    """Whatever byte it is: contents, names, flags, dates, lengths, padding."""
    whole = packed.read_bytes()
    dice = random.Random(11)
    headers = len(whole) - 3_000  # the central directory stands there
    places = [dice.randrange(len(whole)) for _ in range(60)] + [dice.randrange(headers, len(whole)) for _ in range(60)]
    path = tmp_path / "damaged.zip"
    for place in [*range(30), *places]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert check(path).problems, place
    for hidden in (whole + b"x", b"x" + whole):
        path.write_bytes(hidden)
        assert check(path).problems


def test_files_added_or_left_out_are_caught(packed: Path, tmp_path: Path) -> None:
    contents = _contents(packed)
    for name in contents:
        assert check(
            _write(tmp_path / "less.zip", {key: value for key, value in contents.items() if key != name})
        ).problems
    assert "x.txt is not in the manifest" in check(_write(tmp_path / "more.zip", {**contents, "x.txt": b"x"})).problems


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
    stamped = _contents(packed)
    for name in (TOKEN, f"{TOKEN}.sha256"):
        for place in range(0, len(stamped[name]), 97):
            content = bytearray(stamped[name])
            content[place] ^= 1
            assert verify(_write(tmp_path / "token.zip", {**stamped, name: bytes(content)})).problems, (name, place)
    assert verify(packed, other).problems
    with pytest.raises(StorageError, match="already"):
        stamp(packed, reply, roots)
    changed = _contents(packed)
    changed[MANIFEST] = changed[MANIFEST].replace("小张".encode(), "小王".encode())
    digest = hashlib.sha256(changed[MANIFEST]).hexdigest()
    changed[MANIFEST_SUM] = f"{digest}  {MANIFEST}\n".encode()
    path = _write(tmp_path / "changed.zip", changed)
    assert check(path).problems == ()  # a rewritten manifest with its sum agrees with itself ...
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
            add(archive, name, content)
    return path
