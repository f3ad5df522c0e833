"""Pictures: hostile pages reach nobody, scripts do not run, and what cannot be shown ends in time."""

from __future__ import annotations

import shutil
import socket
import struct
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from core.types import Page
from storage.evidence import EvidenceWriter
from takedown import picture
from takedown.picture import Answer, Frame, NoBrowserError, PictureError, of_capture, render, take

HAS_BROWSER = any(map(shutil.which, picture.BROWSERS))
needs_browser = pytest.mark.skipif(not HAS_BROWSER, reason="needs Chromium (apt install chromium)")
URL = "https://bbs.example/thread-1.html"


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.visits: list[bytes] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self.visits.append(b"connected")
            client.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the first row's bytes of an eight bit PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    data, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    return width, height, zlib.decompress(data)


HOSTILE = """<!doctype html><html><head><meta charset=utf-8>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{port}/refresh">
<link rel=preconnect href="http://127.0.0.1:{port}"><link rel=dns-prefetch href="//127.0.0.1:{port}">
<link rel=prefetch href="http://127.0.0.1:{port}/p"><link rel=stylesheet href="http://127.0.0.1:{port}/s.css">
<link rel=icon href="http://127.0.0.1:{port}/i.ico"><link rel=manifest href="http://127.0.0.1:{port}/m">
<style>@import url(http://127.0.0.1:{port}/c.css); @font-face {{ font-family: f; src: url(http://127.0.0.1:{port}/f) }}
body {{ font-family: f; background: url(http://127.0.0.1:{port}/b.png); background-color: rgb(0,128,0); margin: 0 }}
</style></head><body>
<script>document.body.style.backgroundColor = "red"; new WebSocket("ws://127.0.0.1:{port}/");</script>
<img src="http://127.0.0.1:{port}/x.png" onerror="document.body.style.backgroundColor='red'">
<iframe src="http://127.0.0.1:{port}/frame"></iframe><iframe src="file:///etc/passwd"></iframe>
<object data="http://127.0.0.1:{port}/o"></object><embed src="http://127.0.0.1:{port}/e">
<video autoplay src="http://127.0.0.1:{port}/v.mp4"></video><audio autoplay src="http://127.0.0.1:{port}/a"></audio>
<form action="http://127.0.0.1:{port}/form"><input autofocus onfocus="this.form.submit()"></form>
<svg><image href="http://127.0.0.1:{port}/svg.png"/><use href="http://127.0.0.1:{port}/u#a"/></svg>
<h1>远山的灯 全集</h1></body></html>"""


@needs_browser
def test_a_hostile_page_is_drawn_and_reaches_nobody(listener: Listener) -> None:
    page = HOSTILE.replace("{port}", str(listener.port)).replace("{{", "{").replace("}}", "}").encode()
    taken = render(page, URL, "text/html; charset=utf-8")
    assert taken.url == URL
    assert listener.visits == []
    width, height, data = pixels(taken.png)
    assert width == 1280 and height >= 900 and not taken.cut
    assert data[1 : 1 + 3] == bytes((0, 128, 0)), "drawn, and no script changed it"


@needs_browser
def test_what_is_long_is_cut_and_what_is_no_page_is_shown_as_text(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path)
    tall = writer.write(Page(URL, body=b"<p style='height:90000px'>a</p>", content_type="text/html"))
    listing = writer.write(Page("magnet:?xt=1", body="电影,http://a.example/1.m3u8".encode("gb18030"), content_type=""))
    writer.close()
    shown = of_capture(tmp_path, tall, Frame(height=1500))
    assert shown.cut and pixels(shown.png)[:2] == (1280, 1500)
    assert pixels(of_capture(tmp_path, listing).png)[0] == 1280


RED = b"<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'><rect width='99' height='99' fill='red'/></svg>"


@needs_browser
def test_the_browser_gets_what_it_asks_for_from_the_caller_alone(listener: Listener) -> None:
    asked: list[str] = []

    def ask(url: str) -> Answer | None:
        asked.append(url)
        if url == URL:
            other = f"http://127.0.0.1:{listener.port}/"
            return Answer(
                f"<body style='margin:0'><img style='display:block' src='/red.svg'><img src='{other}'>".encode()
            )
        return Answer(RED, "image/svg+xml") if "red" in url else None

    taken = take(URL, ask, Frame(scripts=True))
    assert asked[0] == URL and "https://bbs.example/red.svg" in asked
    assert pixels(taken.png)[2][1:4] == b"\xff\x00\x00"
    assert listener.visits == []


@needs_browser
def test_a_page_that_never_ends_is_ended_with_all_its_processes() -> None:
    before = {process.pid for process in psutil.process_iter()}
    endless = Answer(b"<body><script>for(;;){}</script>")

    with pytest.raises(PictureError):
        take(URL, lambda url: endless if url == URL else None, Frame(scripts=True, seconds=0.1))
    ours = [p for p in psutil.process_iter(["name", "cmdline"]) if p.pid not in before and _is_ours(p)]
    assert psutil.wait_procs(ours, timeout=20)[1] == []


def _is_ours(process: Any) -> bool:
    return any("netsword-picture-" in word for word in process.info["cmdline"] or ())


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoBrowserError, match="apt install chromium"):
        render(b"<p>a</p>", URL)
