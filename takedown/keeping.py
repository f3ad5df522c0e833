"""Keeping a fresh look: answers, redirects, the picture and the facts of the fetch go into the evidence folder."""

from __future__ import annotations

import json
import platform
import ssl
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Final

from core.types import Page
from storage.evidence import EvidenceWriter
from storage.fresh import FreshFile, Role
from takedown.clock import clock_source
from takedown.dialling import HinderedError
from takedown.fetch import MAX_HOPS, Fetched, Fetcher
from takedown.picture import LIVE, Answer, NoBrowserError, PictureError, take

PARTS: Final = 60
PART_BYTES: Final = 3_000_000
PART_SECONDS: Final = 8.0
PICTURE: Final = "urn:view:"
FACTS: Final = "urn:netsword:fetch:"


class Keeper:
    """Writes one look into the WARC file that is open; `files` says what was kept."""

    def __init__(self, writer: EvidenceWriter, fetcher: Fetcher, by: str) -> None:
        self._writer = writer
        self._fetcher = fetcher
        self._by = by
        self._files: list[FreshFile] = []
        self._steps: list[dict[str, Any]] = []
        self._picture: dict[str, str] = {}

    @property
    def files(self) -> tuple[FreshFile, ...]:
        """What was kept so far."""
        return tuple(self._files)

    def keep(self, hops: Iterable[Fetched], last: Role = "page") -> None:
        """Every answer from the address to where it led."""
        answers = list(hops)
        for number, fetched in enumerate(answers, 1):
            self._put(last if number == len(answers) else "redirect", fetched)

    def keep_shown_on(self, url: str) -> None:
        """The page that shows the link; that it cannot be had is noted, and hinders nothing."""
        if not url:
            return
        try:
            self.keep(self._fetcher.follow(url), "shown_on")
        except HinderedError as error:
            self._steps.append({"role": "shown_on", "url": url, "hindered": str(error)})

    def keep_picture(self, shown: Fetched) -> None:
        """A picture of the page with scripts running, as a visitor sees it; everything it needs is kept with it."""
        parts: dict[str, Fetched] = {}

        def ask(url: str) -> Answer | None:
            if url.partition("#")[0] == shown.page.url.partition("#")[0]:
                return _answer(shown)
            for _ in range(MAX_HOPS):
                fetched = parts.get(url) or self._part(url, len(parts))
                if fetched is None:
                    return None
                parts[url] = fetched
                if not fetched.target:
                    return _answer(fetched)
                url = fetched.target
            return None

        try:
            picture = take(shown.page.url, ask, LIVE)
        except (NoBrowserError, PictureError) as error:
            self._picture = {"missing": str(error)}
            return
        for fetched in parts.values():
            self._put("part", fetched)
        self._picture = {"browser": picture.browser, "url": picture.url}
        page = Page(f"{PICTURE}{shown.page.url}", picture.png, content_type="image/png", fetched_at=datetime.now(UTC))
        self._files.append(FreshFile("picture", self._writer.write(page)))

    def keep_facts(self, asked: str) -> None:
        """How it was fetched: by whom, with what, whose clock, which resolver and address, which certificates."""
        facts = {
            "asked": asked,
            "operator": self._by,
            "software": f"netsword {version('netsword')}",
            "python": platform.python_version(),
            "system": platform.platform(),
            "tls_library": ssl.OPENSSL_VERSION,
            "clock": clock_source(),
            "user_agent": self._fetcher.agent,
            "browser_state": "no cookies, no cache, no log-in: every look begins with nothing",
            "steps": self._steps,
            "picture": self._picture,
        }
        body = (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
        page = Page(f"{FACTS}{asked}", body, content_type="application/json", fetched_at=datetime.now(UTC))
        self._files.append(FreshFile("facts", self._writer.write(page)))

    def _part(self, url: str, known: int) -> Fetched | None:
        if known >= PARTS:
            return None
        try:
            return self._fetcher.get(url, pictures=True, limit=PART_BYTES, seconds=PART_SECONDS)
        except HinderedError:
            return None

    def _put(self, role: Role, fetched: Fetched) -> None:
        capture = self._writer.write(fetched.page)
        self._files.append(FreshFile(role, capture))
        self._steps.append(
            {
                "role": role,
                "url": fetched.page.url,
                "status": fetched.page.status,
                "at": f"{capture.captured_at:%Y-%m-%dT%H:%M:%SZ}",
                "record_id": capture.record_id,
                "sha256": capture.sha256,
                "truncated": fetched.page.truncated,
                "address": fetched.resolved.address,
                "addresses": list(fetched.resolved.all),
                "resolver": fetched.resolved.resolver,
                "redirects_to": fetched.target,
                "tls": _tls(fetched),
            }
        )


def _tls(fetched: Fetched) -> dict[str, Any] | None:
    if fetched.tls is None:
        return None
    return {
        "protocol": fetched.tls.protocol,
        "cipher": fetched.tls.cipher,
        "trusted": not fetched.tls.distrust,
        "distrust": fetched.tls.distrust,
        "chain": [b64encode(certificate).decode() for certificate in fetched.tls.chain],
    }


def _answer(fetched: Fetched) -> Answer:
    page = fetched.page
    return Answer(page.body, page.content_type, page.status, (("Access-Control-Allow-Origin", "*"),))
