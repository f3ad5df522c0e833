"""Pictures of pages: Chromium shows what was kept, or what a guarded fetch brings; it reaches no network itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from charset_normalizer import from_bytes

from core.errors import ConfigError, NetswordError
from core.types import Capture
from storage.evidence import read_page

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CURE: Final = "install one (apt install chromium) and the extra: pip install 'netsword[browser]'"
LARGEST: Final = 30_000_000  # bytes of a picture
BODY_LIMIT: Final = 10_000_000  # bytes of what is shown
_ROOT: Final = Path(__file__).resolve().parent.parent
_PICTURES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp")
_PAGES: Final = ("text/html", "application/xhtml+xml")
_MARKUP: Final = re.compile(rb"<(?:!doctype html|html|head|body|meta|title|div|p|a|table|h[1-6])[\s>]", re.I)
# What a kept page may do when it is shown: nothing but to be drawn.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; sandbox"
)


class NoBrowserError(ConfigError):
    """There is no browser here that could make a picture."""


class PictureError(NetswordError):
    """The browser made no picture of this page."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser gets for an address it asks for."""

    body: bytes
    content_type: str = "text/html"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """How a picture is taken: pixels (a longer page is cut at `height`), whether scripts run, and for how long."""

    width: int = 1280
    height: int = 6000
    scripts: bool = False
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, the address that was shown in the end, the browser that drew it, and whether the page was longer."""

    png: bytes
    url: str
    browser: str
    cut: bool = False


Ask = Callable[[str], Answer | None]
KEPT: Final = Frame()
LIVE: Final = Frame(scripts=True, seconds=60.0)


def browser() -> str:
    """The browser's program; NoBrowserError says what to install."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None or find_spec("playwright") is None:
        raise NoBrowserError(f"pictures of pages need Chromium: {CURE}")
    return found


def of_capture(folder: Path, capture: Capture, frame: Frame = KEPT) -> Picture:
    """The page that a capture keeps, as a visitor would see it without scripts, pictures and frames from elsewhere."""
    page = read_page(folder, capture)
    return render(page.body, page.url, page.content_type, frame)


def render(body: bytes, url: str, content_type: str = "text/html", frame: Frame = KEPT) -> Picture:
    """A page drawn offline from its bytes: every other address it asks for is refused, no script runs."""
    place = url if url.startswith(("http://", "https://")) else "https://page.invalid/"
    kept = _shown(body[:BODY_LIMIT], content_type)

    def ask(wanted: str) -> Answer | None:
        return kept if wanted.partition("#")[0] == place.partition("#")[0] else None

    return take(place, ask, frame)


def take(url: str, ask: Ask, frame: Frame) -> Picture:
    """A picture of an address. The browser has no network: whatever it needs it gets from `ask` (None refuses)."""
    program = browser()
    with tempfile.TemporaryDirectory(prefix="netsword-picture-", ignore_cleanup_errors=True) as folder:
        job = {"url": url, "program": program, **asdict(frame)}
        with _darkroom(Path(folder), frame.seconds + 15) as process:
            _tell(process, job)
            return _follow(process, ask)


def _shown(body: bytes, content_type: str) -> Answer:
    """HTML and pictures as they are; everything else as text, in UTF-8 where no charset is named."""
    kind = content_type.partition(";")[0].strip().lower()
    policy = (("Content-Security-Policy", _POLICY),)
    if kind in _PICTURES:
        return Answer(body, content_type, headers=policy)
    if kind in _PAGES or (not kind and _MARKUP.search(body[:1000])):
        named = content_type if kind else "text/html"
        if _names_charset(named, body):
            return Answer(body, named, headers=policy)
        shown = body.decode(_charset(body), "replace").encode("utf-8", "replace")
        return Answer(shown, f"{named}; charset=utf-8", headers=policy)
    text = body.decode(_charset(body), "replace")
    return Answer(text.encode("utf-8", "replace"), "text/plain; charset=utf-8", headers=policy)


def _names_charset(content_type: str, body: bytes) -> bool:
    """Whether header or page say how the page is written."""
    return "charset" in content_type.lower() or b"charset" in body[:4096].lower() or b"encoding=" in body[:200].lower()


def _charset(body: bytes) -> str:
    """How a page that does not say so is written."""
    best = from_bytes(body[:200_000]).best()
    return best.encoding if best is not None else "utf-8"


@contextmanager
def _darkroom(folder: Path, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    """The process that drives the browser; it and all it started end with the block, or when the time is up."""
    paths = [str(_ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "FONTCONFIG_PATH") if name in os.environ}
    environment = {**kept, "PYTHONPATH": os.pathsep.join(paths), "TMPDIR": str(folder), "HOME": str(folder)}
    with (folder / "complaints").open("wb") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "takedown.darkroom"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, env=environment, start_new_session=True,
        )  # fmt: skip
    watchdog = threading.Timer(seconds, _end, (process,))
    watchdog.start()
    try:
        yield process
    except (BrokenPipeError, EOFError, ValueError) as error:
        raise PictureError(f"the browser made no picture within {seconds:.0f} seconds, or it died") from error
    finally:
        watchdog.cancel()
        _end(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            _close(stream)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the driver and its group; the browser ends when its driver's pipe closes."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _close(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return


def _follow(process: subprocess.Popen[bytes], ask: Ask) -> Picture:
    """Answers what the browser asks for until the picture is there."""
    assert process.stdout is not None
    while True:
        line = process.stdout.readline(LARGEST * 2)
        if not line:
            raise EOFError
        message = json.loads(line)
        if "asked" in message:
            answer = ask(str(message["asked"]))
            _tell(process, {} if answer is None else {**asdict(answer), "body": b64encode(answer.body).decode()})
        elif "failed" in message:
            raise PictureError(f"the browser made no picture: {message['failed']}")
        else:
            png = b64decode(message["png"])
            return Picture(png, str(message["url"]), str(message["browser"]), bool(message["cut"]))


def _tell(process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()
