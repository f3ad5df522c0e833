"""One site of the demo's web: its pages as bytes, and the truth about its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cli.demo.truth import Innocent, Target, Truth

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire. `gzipped` when the client accepts that; `wait` makes a slow page."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[Header, ...] = ()
    wait: float = 0.0
    gzipped: bool = False


@dataclass(slots=True)
class Site:
    """A host with pages by path (query included), what an operator configures, and what is true."""

    name: str
    host: str
    port: int
    channel: str
    named_channel: bool = False
    start: list[str] = field(default_factory=lambda: ["/"])
    pages: dict[str, Reply] = field(default_factory=dict)
    answer: Callable[[str], Reply | None] | None = None
    truth: list[Truth] = field(default_factory=list)
    innocents: list[Innocent] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    def url(self, path: str) -> str:
        """The absolute address of a path, or the address itself."""
        return self.base + path if path.startswith("/") else path

    def html(self, path: str, text: str, charset: str = "utf-8", header: str | None = None) -> None:
        """Add a page. `header` is the declared charset where it is not the real one, "" for none."""
        declared = charset if header is None else header
        kind = f"text/html; charset={declared}" if declared else "text/html"
        self.pages[path] = Reply(text.encode(charset), kind)

    def put(self, path: str, reply: Reply) -> None:
        self.pages[path] = reply

    def text(self, path: str, text: str, content_type: str = "text/plain; charset=utf-8") -> None:
        self.pages[path] = Reply(text.encode(), content_type)

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.pages[path] = Reply(b"", status=status, headers=(("Location", target),))

    def plant(self, path: str, work: str, target: Target, note: str = "", also: tuple[str, ...] = ()) -> None:
        """Say that the page offers the work at the target."""
        self.truth.append(
            Truth(
                site=self.name, page_url=self.url(path), work=work, link_kind=target.kind, provider=target.provider,
                link_url=target.url, passcode=target.passcode, channel=self.channel, note=note, also=also,
            )
        )  # fmt: skip

    def spare(self, where: str | Target, why: str) -> None:
        """Say that a page (path) or link (address) must not become a hit."""
        url = where.url if isinstance(where, Target) else self.url(where)
        self.innocents.append(Innocent(self.name, url, why))

    def config(self) -> dict[str, object]:
        """The `[[site]]` entry that an operator would write."""
        entry: dict[str, object] = {"name": self.name, "start_urls": [self.url(path) for path in self.start]}
        if self.named_channel:
            entry["channel"] = self.channel
        return entry
