"""Elements: the parts a notice must have in law, each checked before anything is written and after."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import RootModel

from core.errors import InputError
from core.urls import host_of
from takedown.case import Case, Item, Language, one_line
from takedown.facts import DATA, Fact, checked, read_toml

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[^\s\x00-\x20\x7f<>\"]{3,16384}", re.I)


class ElementRow(Fact):
    """An element's names, and where a person fills in what is missing."""

    zh: str
    en: str
    fill_zh: str
    fill_en: str


class StatementRow(Fact):
    """A sentence with legal weight, in the languages it exists in."""

    zh: str = ""
    en: str = ""


class _Laws(Fact):
    law: tuple[StatementRow, ...]


class _Elements(RootModel[dict[str, ElementRow]]):
    pass


class _Statements(RootModel[dict[str, StatementRow]]):
    pass


ELEMENTS: Final[Mapping[str, ElementRow]] = _Elements.model_validate(read_toml(DATA / "elements.toml")).root
STATEMENTS: Final[Mapping[str, StatementRow]] = _Statements.model_validate(read_toml(DATA / "statements.toml")).root


_LAWS: Final = {
    name: row for row in checked(_Laws, read_toml(DATA / "laws.toml"), "laws.toml").law for name in (row.zh, row.en)
}


def law_in(law: str, language: Language) -> str:
    """The rule as readers of a language know it; one that is not in data/laws.toml as it is written."""
    row = _LAWS.get(law)
    return law if row is None else row.zh if language == "zh" else row.en


def statement(code: str, language: Language) -> str:
    """A sentence with legal weight."""
    row = STATEMENTS[code]
    return (row.zh or row.en) if language == "zh" else (row.en or row.zh)


def _holder_reachable(case: Case) -> bool:
    own = bool(case.holder.address and (case.holder.phone or case.holder.email))
    through = case.agent is not None and bool(case.agent.address and (case.agent.phone or case.agent.email))
    return own or through


def _real_identity(case: Case) -> bool:
    return bool(case.holder.identity) and (case.agent is None or bool(case.agent.identity))


def _agent_details(case: Case) -> bool:
    agent = case.agent
    return agent is None or all((agent.name, agent.identity, agent.address, agent.phone, agent.email))


def _proof(case: Case) -> bool:
    return bool(case.items) and all(_is_proved(item) for item in case.items)


def _is_proved(item: Item) -> bool:
    return item.proof is not None and bool(item.proof.file) and _SHA256.fullmatch(item.proof.sha256) is not None


def _site_ip(case: Case) -> bool:
    return bool(case.recipient.ip) or (bool(case.items) and all(item.proof and item.proof.ip for item in case.items))


def _domain_of_email(email: str) -> str:
    return email.rpartition("@")[2]


# What must be known before a notice is written: an element's code and its predicate.
FACTS: Final[Mapping[str, Callable[[Case], bool]]] = {
    "holder_name": lambda case: bool(case.holder.name.strip()),
    "holder_reachable": _holder_reachable,
    "real_identity": _real_identity,
    "holder_representative": lambda case: bool(case.holder.legal_representative),
    "holder_postal": lambda case: bool(case.holder.address and case.holder.postcode),
    "holder_contact": lambda case: bool(case.holder.contact and case.holder.phone and case.holder.email),
    "agent_authority": lambda case: case.agent is None or bool(case.authority.strip()),
    "agent_details": _agent_details,
    "recipient_name": lambda case: bool(case.recipient.name(case.language)),
    "site_domain": lambda case: bool(case.recipient.domain) or all(host_of(item.url) for item in case.items),
    "site_ip": _site_ip,
    "works": lambda case: bool(case.works) and all(work.title.strip() for work in case.works),
    "works_list": lambda case: bool(case.works),
    "ownership": lambda case: bool(case.works) and all(work.ownership or work.batch for work in case.works),
    "authorised_copy": lambda case: bool(case.works) and all(work.original_url for work in case.works),
    "locations": lambda case: bool(case.items) and all(_ADDRESS.fullmatch(item.url) for item in case.items),
    "material": lambda case: bool(case.items) and all(item.words.strip() and item.work.title for item in case.items),
    "proof": _proof,
    "submitter": lambda case: bool(case.signatory or case.sender.name) and bool(case.sender.email),
    "contact": lambda case: bool(case.sender.address and case.sender.phone and case.sender.email),
    "signature": lambda case: bool(case.signatory.strip()),
    "earlier_notice": lambda case: case.earlier is not None,
    "reason": lambda case: bool(case.reason.strip()),
    "reporter_domain": lambda case: "." in _domain_of_email(case.sender.email),
}

# What the written notice must say: an element's code and the words that show it.
WORDS: Final[Mapping[str, Callable[[Case], tuple[str, ...]]]] = {
    "holder_name": lambda case: (case.holder.name,),
    "works": lambda case: tuple(work.title for work in case.works),
    "locations": lambda case: tuple(item.url for item in case.items),
    "proof": lambda case: tuple(item.proof.sha256 for item in case.items if item.proof),
    "facts": lambda case: (statement("no_licence", case.language),),
    "demand": lambda case: (statement(f"demand_{case.recipient.service}", case.language),),
    "truth": lambda case: (statement("truth", case.language),),
    "wrong_notice": lambda case: (statement("wrong_notice", case.language),),
    "good_faith": lambda case: (statement("good_faith", case.language),),
    "accuracy": lambda case: (statement("accuracy", case.language),),
    "dsa_good_faith": lambda case: (statement("dsa_good_faith", case.language),),
    "signature": lambda case: (case.signatory,),
    "date": lambda case: (f"{case.made_on.year}", f"{case.made_on.day}"),
    "earlier_notice": lambda case: (case.earlier.number,) if case.earlier else (),
    "reason": lambda case: (case.reason,),
}


class IncompleteError(InputError):
    """A notice lacks elements that its form asks for: all of them, by name, in both languages."""

    def __init__(self, form: str, missing: tuple[str, ...]) -> None:
        self.form = form
        self.missing = missing
        super().__init__(f"{form}: {sentence(missing)}")


def sentence(missing: tuple[str, ...]) -> str:
    """What is missing and how to fill it in, in both languages."""
    zh = "；".join(f"{ELEMENTS[code].zh}（{ELEMENTS[code].fill_zh}）" for code in missing)
    en = "; ".join(f"{ELEMENTS[code].en} ({ELEMENTS[code].fill_en})" for code in missing)
    return f"the notice is incomplete, missing: {en} | 通知要件不全，缺少：{zh}"


def missing_facts(codes: tuple[str, ...], case: Case) -> tuple[str, ...]:
    """The elements whose facts are not known."""
    return tuple(code for code in codes if code in FACTS and not FACTS[code](case))


def missing_words(codes: tuple[str, ...], case: Case, text: str) -> tuple[str, ...]:
    """The elements that the written notice does not show, such as one a changed template left out."""
    squeezed = _squeeze(text)
    needed = ((code, WORDS[code](case)) for code in codes if code in WORDS)
    return tuple(code for code, words in needed if not all(_squeeze(part) in squeezed for part in words))


def _squeeze(text: str) -> str:
    """Without blanks and what is invisible, as letters leave them out."""
    return "".join(one_line(text, len(text) + 1).split())
