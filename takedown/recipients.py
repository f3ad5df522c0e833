"""Recipients: whom a notice about a link goes to, as data that operators complete."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from core.errors import NotFoundError
from core.types import Hit
from core.urls import host_of, registrable_domain
from takedown.facts import DATA, Fact, FactsError, checked, read_toml, rows_of

Service = Literal["content", "storage", "search", "e_commerce", "app_store", "hosting", "registrar"]
Basis = Literal["law", "promise", "target"]
FILE: Final = "recipients.toml"

# Kinds whose own address is no place of a copy, or a licensed one: the page that offers them is what infringes.
PAGE_KINDS: Final = frozenset({"magnet", "ed2k", "deep_link", "embed", "hotlink"})
_SERVICE_OF_KIND: Final[dict[str, Service]] = {"app": "app_store", "listing": "e_commerce", "netdisk": "storage"}


class Recipient(Fact):
    """Somebody who can take a copy down."""

    code: str = Field(pattern=r"^[\w.:-]{1,80}$")
    zh: str = ""
    en: str = ""
    service: Service = "content"
    hosts: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()  # sites of others that it hosts, delivers or registered: it is told only when asked to
    providers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ("cn_art14", "ncac_sample", "dmca_512")
    languages: tuple[Literal["zh", "en"], ...] = ("zh", "en")
    hours: Annotated[int, Field(ge=0, le=8760)] = 24
    hours_basis: Basis = "target"
    working_days: Annotated[int, Field(ge=0, le=250)] = 0  # instead of hours, where working days are counted
    calendar: str = "cn"
    per_day: Annotated[int, Field(ge=1)] = 20
    max_items: Annotated[int, Field(ge=1, le=10_000)] = 200
    email: str = Field(default="", pattern=r"^$|^[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,200}$")
    page: str = ""
    contact: str = ""
    phone: str = ""
    fax: str = ""
    address: str = ""
    postcode: str = ""
    domain: str = ""
    licence: str = ""
    ip: str = ""
    note: str = ""

    def name(self, language: str) -> str:
        """Its name as a letter in that language addresses it."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def answers_for(self, host: str) -> int:
        """How long the name of this recipient is that covers the host; 0 when none does."""
        return _longest(self.hosts, host)

    def has_to_do_with(self, host: str) -> bool:
        """Whether the host is its own, or a site that it hosts, delivers or registered."""
        return bool(self.answers_for(host) or _longest(self.serves, host))


def _longest(names: Iterable[str], host: str) -> int:
    return max((len(name) for name in names if host == name or host.endswith("." + name)), default=0)


class Recipients:
    """All recipients: the bundled ones, completed by the operator's file."""

    def __init__(self, known: Iterable[Recipient]) -> None:
        self.all: Final = tuple(known)
        self._by_code = {recipient.code: recipient for recipient in self.all}
        self._by_provider = {name: recipient for recipient in self.all for name in recipient.providers}

    def get(self, code: str) -> Recipient:
        """The recipient of this code; `site:<host>` is the site itself where nobody else is known."""
        found = self._by_code.get(code)
        if found is not None:
            return found
        if code.startswith("site:") and len(code) > len("site:"):
            return _site(code.removeprefix("site:"), "content")
        raise NotFoundError(f"no recipient {code!r}: `netsword notice recipients` lists them; add it to {FILE}")

    def of_host(self, host: str) -> Recipient | None:
        """Who answers for a host: the longest name wins."""
        best = max(self.all, key=lambda recipient: recipient.answers_for(host), default=None)
        return best if best is not None and best.answers_for(host) else None

    def of_hit(self, hit: Hit) -> Recipient:
        """Who can take this hit's copy down: the netdisk, the platform, or the site itself."""
        if hit.link_kind == "netdisk" and hit.provider in self._by_provider:
            return self._by_provider[hit.provider]
        host = host_of(place_of(hit))
        return self.of_host(host) or _site(host, _SERVICE_OF_KIND.get(hit.link_kind, "content"))


def place_of(hit: Hit) -> str:
    """The address where the copy is offered: the link's own, or the page's where the link is none (a magnet)."""
    own = hit.link_url if hit.link_url[:8].lower().startswith(("http://", "https://", "ftp://")) else ""
    return hit.page_url if hit.link_kind in PAGE_KINDS or not own else own


def location_of(hit: Hit, recipient: Recipient) -> str:
    """The address that a notice to this recipient lists for the hit; "" when it has nothing to do with it."""
    if recipient.service == "search":
        return hit.page_url
    place = place_of(hit)
    if hit.link_kind == "netdisk" and hit.provider in recipient.providers:
        return place
    for url in (place, hit.page_url):
        host = host_of(url)
        if recipient.has_to_do_with(host) or recipient.code == f"site:{registrable_domain(host)}":
            return url
    return ""


def _site(host: str, service: Service) -> Recipient:
    name = registrable_domain(host)
    return Recipient(code=f"site:{name}", zh=name, en=name, service=service, hosts=(name,), domain=name)


def load_recipients(folder: Path | None = None) -> Recipients:
    """The bundled recipients with the operator's recipients.toml (beside netsword.toml) laid over them."""
    path = DATA / FILE
    defaults, rows = _parts(path)
    known = {row["code"]: {**defaults, **row} for row in rows}
    if folder is not None and (folder / FILE).is_file():
        own = folder / FILE
        own_defaults, _ = _parts(own)
        for row in rows_of(own, "recipient"):
            code = row.get("code")
            if not isinstance(code, str):
                raise FactsError(f"{own}: a [[recipient]] has no code")
            known[code] = {**known.get(code, {**defaults, **own_defaults}), **row}
        path = own
    return Recipients(checked(Recipient, row, f"{path}: [[recipient]] {code!r}") for code, row in known.items())


def _parts(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    tables = read_toml(path)
    unknown = set(tables) - {"defaults", "recipient"}
    if unknown:
        raise FactsError(f"{path}: unknown table {sorted(unknown)[0]!r}; write [defaults] and [[recipient]]")
    return tables.get("defaults", {}), rows_of(path, "recipient")
