"""A form: how a case is written for one kind of recipient, and the elements it must have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from core.errors import ConfigError
from takedown.case import Case, Language, with_original
from takedown.elements import ELEMENTS, IncompleteError, missing_facts, missing_words
from takedown.facts import Fact, bundled
from takedown.templates import Templates


class ElementOf(Fact):
    """An element that a form asks for, and the rule it comes from."""

    code: str
    law: str


class FormFacts(Fact):
    """What data/forms/<name>.toml says of a form."""

    zh: str
    en: str
    basis_zh: str
    basis_en: str
    languages: tuple[Language, ...]
    element: tuple[ElementOf, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a notice, byte for byte."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A written notice: subject, the text that is approved, and files that go with it."""

    subject: str
    text: str
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Form:
    """One way to write a notice. `write` gives the text; `media_type` other than text/plain goes out as a file."""

    name: str
    write: Callable[[Case, Templates], str]
    media_type: str = "text/plain"
    file_name: str = ""
    html: str = ""  # template of an HTML version; letter.html serves every text
    lists_hits: bool = True  # False: the form speaks of works alone, such as a warning
    check: Callable[[Case, str], None] | None = None  # what machines ask for beyond the elements

    @cached_property
    def facts(self) -> FormFacts:
        """Names, legal basis and elements, from data."""
        facts: FormFacts = bundled(f"forms/{self.name}", FormFacts)
        return facts

    @property
    def elements(self) -> tuple[str, ...]:
        """The codes of what it asks for."""
        return tuple(element.code for element in self.facts.element)

    def title(self, language: str) -> str:
        """Its name."""
        return self.facts.zh if language == "zh" else self.facts.en

    def language_for(self, asked: Language | None) -> Language:
        """The language it is written in; an error where the form does not exist in the one asked for."""
        if asked is None:
            return self.facts.languages[0]
        if asked not in self.facts.languages:
            raise ConfigError(f"the form {self.name} exists in {' and '.join(self.facts.languages)} only")
        return asked

    def missing(self, case: Case) -> tuple[str, ...]:
        """The elements that the case lacks for this form."""
        return missing_facts(self.elements, case)

    def render(self, case: Case, templates: Templates) -> Letter:
        """The written notice; refused with every missing element by name."""
        missing = self.missing(case)
        if missing:
            raise IncompleteError(self.name, missing)
        text = self.write(case, templates)
        missing = self._unwritten(case, text)
        if missing:
            raise IncompleteError(self.name, missing)
        if self.check is not None:
            self.check(case, text)
        return Letter(subject_of(case, self.title(case.language)), text, self._documents(case, templates, text))

    def checklist(self, case: Case, text: str) -> list[tuple[str, str, str, bool]]:
        """Every element in both languages with its source, and whether it is there: for the approver."""
        lacking = {*self.missing(case), *self._unwritten(case, text)}
        return [(ELEMENTS[e.code].zh, ELEMENTS[e.code].en, e.law, e.code not in lacking) for e in self.facts.element]

    @property
    def is_letter(self) -> bool:
        """Whether people read it as it is, written by a template that operators may change."""
        return self.media_type == "text/plain" and not self.file_name

    def _unwritten(self, case: Case, text: str) -> tuple[str, ...]:
        return missing_words(self.elements, case, text) if self.is_letter else ()

    def _documents(self, case: Case, templates: Templates, text: str) -> tuple[Document, ...]:
        if self.is_letter:
            page = templates.fill(self.html or "letter.html", case, text=text, title=self.title(case.language))
            return (Document(f"{case.number}.html", "text/html", page.encode()),)
        name = self.file_name or f"{case.number}.txt"
        return (Document(name, self.media_type, text.encode()),)


def subject_of(case: Case, title: str) -> str:
    """The subject of the letter."""
    titles = [work.title for work in case.works]
    if case.language == "zh":
        named = "".join(f"《{name}》" for name in titles[:2]) + ("等" if len(titles) > 2 else "")
        return f"{title} {named} {case.number}"
    titles = [with_original(work.title_en, work.title) for work in case.works]
    named = ", ".join(titles[:2]) + (" and others" if len(titles) > 2 else "")
    return f"{title}: {named} [{case.number}]"


def letter(name: str) -> Callable[[Case, Templates], str]:
    """Writes by the template `<name>.<language>.txt`."""

    def write(case: Case, templates: Templates) -> str:
        return templates.fill(f"{name}.{case.language}.txt", case)

    return write
