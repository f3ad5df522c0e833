"""What a file is, by its content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import InputError
from watchlist.formats import recognise

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)

NOT_LISTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blanks": (b"\xef\xbb\xbf \r\n\t\n", "only blanks"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
    "gif": (b"GIF89a" + bytes(50), "GIF"),
    "tiff": (b"II*\0" + bytes(50), "TIFF"),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
    "heic": (b"\0\0\0\x18ftypheic", "HEIC"),
    "rar": (b"Rar!\x1a\x07\x01\0", "RAR"),
    "seven_zip": (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
    "gzip": (b"\x1f\x8b\x08\0", "gzip"),
    "rtf": (b"{\\rtf1\\ansi}", "rich text"),
    "sqlite": (b"SQLite format 3\0", "SQLite"),
    "parquet": (b"PAR1", "Parquet"),
    "program": (b"\x7fELF\x02", "program"),
    "sylk": (b"ID;PWXL;N;E\n", "SYLK"),
    "html": (b"<html><table><tr><td>title</td></tr></table></html>", "web page"),
    "html_after_comment": ("<!-- saved -->\n<!DOCTYPE html>".encode("utf-16"), "web page"),
    "html_with_mark": (b"\xef\xbb\xbf  <TABLE><tr>", "web page"),
    "html_with_declaration": (b'<?xml version="1.0"?>\n<html xmlns="x">', "web page"),
    "spreadsheet_2003": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "XML Spreadsheet",
    ),
    "xml": (b'<?xml version="1.0"?><works/>', "XML document"),
    "mhtml": (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
    "password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "remove the password"),
    "word_97": (COMPOUND + "WordDocument".encode("utf-16-le"), "Word"),
    "powerpoint_97": (COMPOUND + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
    "excel_95": (COMPOUND + b"\x42\0\x02\0\xa8\x03" + "Book".encode("utf-16-le"), "Excel 5.0 or 95"),
    "compound": (COMPOUND, "without a workbook"),
    "cut_zip": (b"PK\x03\x04" + bytes(100), "damaged"),
}
PACKAGES: dict[str, tuple[dict[str, bytes], str]] = {
    "plain": ({"list.csv": b"title\n"}, "unpack it"),
    "nothing": ({}, "unpack it"),
    "docx": ({"[Content_Types].xml": b"", "word/document.xml": b""}, "Word"),
    "pptx": ({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}, "PowerPoint"),
    "xlsb": ({"xl/workbook.bin": b""}, ".xlsb"),
    "xlsb_whole": ({"[Content_Types].xml": b"", "xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": b""}, ".xlsb"),
    "numbers": ({"Index/Document.iwa": b""}, "Numbers"),
    "odt": ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "not a spreadsheet"),
    "apk": ({"AndroidManifest.xml": b""}, "Android"),
}


@pytest.mark.parametrize("name", NOT_LISTS)
def test_what_is_no_list_is_named(name: str) -> None:
    data, words = NOT_LISTS[name]
    with pytest.raises(InputError, match=words):
        recognise(io.BytesIO(data))


@pytest.mark.parametrize("name", PACKAGES)
def test_packages(name: str) -> None:
    parts, words = PACKAGES[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)
    with pytest.raises(InputError, match=words):
        recognise(out)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"title\n", "text"),
        ("片名,年份\n".encode("utf-16"), "text"),
        ("片名\n".encode("gb18030"), "text"),
        (b" \n[{}]", "json"),
        ('{"title": "A"}'.encode("utf-16"), "json"),
        (b"\xef\xbb\xbf[", "json"),
        (b"PKU,title\n", "text"),
        (b'// a\n/* b */ [{"title": "A"}]', "json"),
        (b"// a caption\ntitle\n", "text"),
        (b"title\n<html>\n", "text"),
    ],
)
def test_lists(data: bytes, form: str) -> None:
    assert recognise(io.BytesIO(data)) == form


def test_workbooks_whatever_they_are_called(make: Any, read_here: Callable[[bytes], Any]) -> None:
    assert recognise(io.BytesIO(make.xlsx([["title"]]))) == "xlsx"
    assert read_here(make.shared([["片名"], ["流浪地球"]])).titles == ["流浪地球"]
