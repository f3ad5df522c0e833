"""The process behind `takedown.picture`: drives Chromium, which asks its parent for everything it would fetch."""

from __future__ import annotations

import json
import os
import sys
import time
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright._impl._api_structures import Clip
    from playwright.sync_api import BrowserContext, Page, Playwright, Route

FLAGS: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-dev-shm-usage", "--disable-domain-reliability", "--disable-extensions",
    "--disable-gpu", "--disable-sync", "--metrics-recording-only", "--no-first-run", "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--js-flags=--max-old-space-size=256",
)  # fmt: skip
# Never asked for: media is not evidence, and the rest are ways to talk to others.
_REFUSED: Final = frozenset({"media", "websocket", "eventsource", "ping", "manifest", "texttrack", "other"})
_SETTLE: Final = 2_500  # milliseconds that scripts get after the page has loaded


def main() -> None:
    """One job from standard input, one picture to standard output."""
    from playwright.sync_api import Error, sync_playwright

    job = _read()
    try:
        with sync_playwright() as started:
            _write(_take(started, job))
    except Error as error:
        _write({"failed": error.message.splitlines()[0][:300]})


def _take(started: Playwright, job: dict[str, Any]) -> dict[str, Any]:
    ends = time.monotonic() + job["seconds"]
    chromium = started.chromium.launch(
        executable_path=job["program"], args=list(FLAGS), chromium_sandbox=os.geteuid() != 0, timeout=30_000
    )
    context = chromium.new_context(
        viewport={"width": job["width"], "height": 900},
        java_script_enabled=job["scripts"],
        service_workers="block",
        accept_downloads=False,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    _route(context)
    page.on("dialog", lambda dialog: dialog.dismiss())
    context.on("page", lambda other: other.close())
    _visit(page, job, ends)
    size = context.new_cdp_session(page).send("Page.getLayoutMetrics")["cssContentSize"]
    tall = int(size["height"])
    clip: Clip = {"x": 0, "y": 0, "width": job["width"], "height": max(1, min(tall, job["height"]))}
    png = page.screenshot(
        full_page=True, clip=clip, animations="disabled", timeout=max(1.0, ends - time.monotonic()) * 1000
    )
    shown = {"url": page.url, "browser": f"Chromium {chromium.version}", "cut": tall > job["height"]}
    return {"png": b64encode(png).decode(), **shown}


def _visit(page: Page, job: dict[str, Any], ends: float) -> None:
    """Loads the page; one that never finishes is shown as far as it came."""
    from playwright.sync_api import TimeoutError as TooSlow

    room = max(1.0, (ends - time.monotonic()) * 0.6) * 1000
    try:
        page.goto(job["url"], wait_until="load", timeout=room)
        if job["scripts"]:
            page.wait_for_load_state("networkidle", timeout=_SETTLE)
    except TooSlow:
        return


def _route(context: BrowserContext) -> None:
    def answer(route: Route) -> None:
        request = route.request
        if request.method != "GET" or request.resource_type in _REFUSED:
            route.abort("aborted")
            return
        _write({"asked": request.url})
        told = _read()
        if not told:
            route.abort("aborted")  # a navigation that is aborted leaves the page as it is
            return
        headers = {**dict(told["headers"]), "content-type": told["content_type"]}
        route.fulfill(status=told["status"], headers=headers, body=b64decode(told["body"]))

    context.route("**/*", answer)


def _read() -> dict[str, Any]:
    line = sys.stdin.buffer.readline()
    if not line:
        raise SystemExit(1)
    told: dict[str, Any] = json.loads(line)
    return told


def _write(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
