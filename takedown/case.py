"""A case: everything that a notice says, before it is written in any form."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from core.errors import InputError
from core.types import Licence
from takedown.recipients import Recipient

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

# Line breaks, control and bidi characters could forge a line of the notice.
_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)


def one_line(text: str, limit: int = 300) -> str:
    """Words from outside as one visible line of bounded length."""
    plain = " ".join(_INVISIBLE.sub(" ", text).split())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Party:
    """The rights holder or its agent, with what forms ask for."""

    name: str
    identity: str = ""
    legal_representative: str = ""
    address: str = ""
    postcode: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    fax: str = ""
    country: str = ""
    name_en: str = ""
    address_en: str = ""
    contact_en: str = ""

    def called(self, language: Language) -> str:
        """Its name as a letter in that language calls it: in English with the name it is registered under."""
        return with_original(self.name_en, self.name) if language == "en" else self.name

    def in_english(self) -> Party:
        """The party as English letters speak of it, where it is known."""
        contact = with_original(self.contact_en, self.contact)
        return replace(self, address=self.address_en or self.address, contact=contact)


def with_original(english: str, original: str) -> str:
    """An English name with the original one behind it; the original alone where there is no other."""
    return f"{english} ({original})" if english and english != original else original


@dataclass(frozen=True, slots=True)
class CaseWork:
    """A work of the case and what shows that it is the holder's."""

    title: str
    aliases: tuple[str, ...] = ()
    year: int | None = None
    kind: str = ""
    holder: str = ""
    batch: str = ""
    protected_from: date | None = None
    protected_until: date | None = None
    release_date: date | None = None
    licences: tuple[Licence, ...] = ()
    original_url: str = ""
    ownership: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The kept capture of a page: file, record, digest and time."""

    file: str
    record_id: str
    sha256: str
    url: str
    captured_at: datetime
    ip: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One infringing location: the work it offers, where, and the proof. `seen_on` is "" where it must not be named."""

    hit_id: int
    work: CaseWork
    url: str
    link_kind: str
    seen_on: str = ""
    passcode: str = ""
    words: str = ""
    account: str = ""
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    proof: Proof | None = None
    target: str = ""  # the magnet or eD2k link that the location offers


@dataclass(frozen=True, slots=True)
class Earlier:
    """The notice that this one speaks of: a withdrawal's."""

    number: str
    form: str
    subject: str
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What the recipient owes, and where that is written."""

    zh: str
    en: str
    source: str
    source_en: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Who tells whom what about which works and locations."""

    number: str
    form: str
    language: Language
    made_at: datetime
    recipient: Recipient
    holder: Party
    signatory: str
    agent: Party | None = None
    authority: str = ""
    works: tuple[CaseWork, ...] = ()
    items: tuple[Item, ...] = ()
    duties: tuple[Duty, ...] = ()
    earlier: Earlier | None = None
    reason: str = ""

    @property
    def sender(self) -> Party:
        """Who writes: the agent where there is one."""
        return self.agent or self.holder

    @property
    def made_on(self) -> date:
        """The notice's date (UTC)."""
        return self.made_at.astimezone(UTC).date()


def as_json(case: Case) -> bytes:
    """The case as it is kept beside the notice: readable, the same bytes for the same case."""
    facts: dict[str, Any] = {**asdict_shallow(case), "recipient": case.recipient.model_dump(mode="json")}
    return (json.dumps(facts, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def case_of(content: bytes) -> Case:
    """The case that was kept (`as_json`). InputError when it is none."""
    try:
        return TypeAdapter(Case).validate_json(content)
    except ValidationError as error:
        raise InputError(f"case.json cannot be read: {error.error_count()} values are not understood") from error


def asdict_shallow(case: Case) -> dict[str, Any]:
    """The case's fields as dictionaries, without the recipient (which is a fact of its own)."""
    names = [name for name in case.__dataclass_fields__ if name != "recipient"]
    return {name: _deep(getattr(case, name)) for name in names}


def _deep(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_deep(item) for item in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a case")
