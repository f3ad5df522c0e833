"""Addressees: for which confirmed hits nobody to write to is known yet, and what the operator has to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from storage.hits import HitQuery
from takedown.desk import Desk
from takedown.recipients import FILE, Recipient


@dataclass(frozen=True, slots=True)
class Missing:
    """A recipient of confirmed hits that cannot be written to: how many hits, and what is not known."""

    code: str
    name: str
    service: str
    hits: int
    lacks: tuple[str, ...]

    @property
    def stanza(self) -> str:
        """The lines to put into recipients.toml: what is unknown is left empty, never guessed."""
        rows = [f"[[recipient]]  # {self.hits} confirmed hits", f"code = {json.dumps(self.code)}"]
        if "name" in self.lacks:
            name = json.dumps(self.name, ensure_ascii=False)
            rows += [
                f"zh = {name}", f"en = {name}", f"service = {json.dumps(self.service)}", f"hosts = [{name}]",
                f"domain = {name}",
            ]  # fmt: skip
        rows += ['email = ""  # or the address of its form:', 'page = ""', 'licence = ""  # ICP filing', 'address = ""']
        return "\n".join(rows) + "\n"


def missing(desk: Desk) -> Iterator[Missing]:
    """Recipients of confirmed hits without an address, those of most hits first."""
    known = {recipient.code for recipient in desk.recipients.all}
    counts: dict[str, int] = {}
    found: dict[str, Recipient] = {}
    for hit in desk.store.hits.query(HitQuery(state="confirmed")):
        recipient = desk.recipients.of_hit(hit)
        counts[recipient.code] = counts.get(recipient.code, 0) + 1
        found[recipient.code] = recipient
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        lacks = [
            name for name, there in (("name", code in known), ("email or page", _address(found[code]))) if not there
        ]
        if lacks:
            yield Missing(code, found[code].name("zh"), found[code].service, count, tuple(lacks))


def header() -> str:
    """The first lines of the stanzas."""
    return f"# For {FILE} beside netsword.toml: fill in what is empty, then draft again.\n"


def _address(recipient: Recipient) -> bool:
    return bool(recipient.email or recipient.page)
