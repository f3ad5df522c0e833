"""The two sides of a notice: the rights holder, and the agent who may act for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from unicodedata import normalize

from core.config import Complainant
from core.types import Work
from takedown.case import CaseWork, Language, Party, with_original
from takedown.facts import Fact, checked, rows_of

FILE: Final = "parties.toml"


class PartyRow(Fact):
    """`[[holder]]` of parties.toml; `[[agent]]` completes [complainant] with what forms ask for besides."""

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


class WorkRow(Fact):
    """`[[work]]` of parties.toml: the papers that show whose a work is, and where it is shown lawfully."""

    title: str
    title_en: str = ""
    ownership: tuple[str, ...] = ()
    original_url: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who gives the notice."""

    holder: Party
    agent: Party | None
    authority: str
    signatory: str


def same_name(one: str, other: str) -> bool:
    """Whether two names are one: width, case and blanks apart."""
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())


class Parties:
    """What is known of holders, the complainant and their papers."""

    def __init__(self, complainant: Complainant, folder: Path) -> None:
        self._complainant = complainant
        path = folder / FILE
        self._known = [
            checked(PartyRow, row, f"{path}: [[{key}]]") for key in ("holder", "agent") for row in rows_of(path, key)
        ]
        self._works = [checked(WorkRow, row, f"{path}: [[work]]") for row in rows_of(path, "work")]

    def holder_name(self, work_holder: str) -> str:
        """The holder a work belongs to: where the list names none, the complainant who acts for nobody else."""
        return work_holder.strip() or ("" if self._complainant.authority else self._own_name())

    def sides(self, holder: str, language: Language = "zh") -> Sides:
        """Holder and agent of a notice in a language: the complainant is the agent unless it is the holder itself."""
        sides = self._sides(holder)
        if language != "en":
            return sides
        signatory = with_original(self._complainant.name_en, sides.signatory)
        agent = sides.agent.in_english() if sides.agent else None
        return Sides(sides.holder.in_english(), agent, sides.authority, signatory)

    def _sides(self, holder: str) -> Sides:
        own = self._complete(self._complainant_party())
        authority, signatory = self._complainant.authority, self._complainant.name or own.contact
        if not holder:
            return Sides(Party(""), own if own.name else None, authority, signatory)
        if same_name(holder, own.name):
            return Sides(own, None, "", signatory)
        return Sides(self._complete(Party(holder)), own, authority, signatory)

    def work(self, work: Work) -> CaseWork:
        """A work as a notice speaks of it."""
        row = next((row for row in self._works if same_name(row.title, work.title)), None)
        official = work.official_domains[0] if work.official_domains else ""
        url = official if "://" in official or not official else f"https://{official}/"
        return CaseWork(
            title=work.title,
            aliases=work.aliases,
            year=work.year,
            kind=work.kind or "",
            holder=work.holder,
            batch=work.batch,
            protected_from=work.protected_from,
            protected_until=work.protected_until,
            release_date=work.release_date,
            licences=work.licences,
            original_url=(row.original_url if row else "") or url,
            ownership=row.ownership if row else (),
            identifiers=work.identifiers,
            title_en=row.title_en if row else "",
        )

    def _own_name(self) -> str:
        return (self._complainant.organisation or self._complainant.name).strip()

    def _complainant_party(self) -> Party:
        own = self._complainant
        party = Party(self._own_name(), own.identity, "", own.address, "", own.name, own.phone, own.email)
        name = own.organisation_en if own.organisation else own.name_en
        return replace(party, name_en=name, address_en=own.address_en, contact_en=own.name_en)

    def _complete(self, party: Party) -> Party:
        row = next((row for row in self._known if same_name(row.name, party.name)), None)
        if row is None:
            return party
        values = {name: getattr(party, name) or value for name, value in row if name != "name"}
        return replace(party, **values)
