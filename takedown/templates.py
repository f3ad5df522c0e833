"""Templates of notices: sandboxed, strict about names, escaped in HTML; the operator's own folder comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.types import Licence
from core.urls import host_of
from takedown.case import Case, one_line
from takedown.duties import list_of
from takedown.elements import statement
from takedown.facts import Fact, FactsError, bundled

Names = dict[str, dict[str, str]]


class Words(Fact):
    """Names of kinds as letters write them, by language."""

    work: Names
    link: Names
    service: Names

    def of(self, language: str) -> dict[str, dict[str, str]]:
        """The names in one language."""
        return {"work": self.work[language], "link": self.link[language], "service": self.service[language]}


BUNDLED: Final = Path(__file__).parent / "templates"


_WINDOW: Final = {
    "zh": ("{}至{}", "自{}起", "至{}止", "期限不限"),
    "en": ("{} to {}", "from {}", "until {}", "without limit"),
}


def day(value: date | datetime | None, language: str) -> str:
    """A day as a letter writes it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(UTC).date()
    return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else f"{value.day} {value:%B} {value.year}"


def window(licence: Licence, language: str) -> str:
    """From when until when a licence runs."""
    starts, ends = day(licence.starts, language), day(licence.ends, language)
    between, since, until, always = _WINDOW[language]
    if starts and ends:
        return between.format(starts, ends)
    return since.format(starts) if starts else until.format(ends) if ends else always


_BEIJING: Final = timezone(timedelta(hours=8))


def moment(value: datetime | None) -> str:
    """A moment in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if value else ""


def beijing(value: datetime | None) -> str:
    """A moment as Chinese offices write it: Beijing time."""
    return f"{value.astimezone(_BEIJING):%Y年%-m月%-d日 %H:%M}" if value else ""


def batch(written: str) -> str:
    """A batch of the early-warning list in English, with the name it has in Chinese."""
    year, number = list_of(written)
    if not year or not number:
        return written
    return f"National Copyright Administration, {year}, batch {number} ({written})"


def sites(case: Case) -> list[dict[str, str]]:
    """The infringing sites of the case by domain, each with its address where one is known."""
    found: dict[str, str] = {}
    for item in case.items:
        domain = case.recipient.domain or host_of(item.url)
        found[domain] = found.get(domain) or (item.proof.ip if item.proof else "") or case.recipient.ip
    return [{"domain": domain, "ip": ip} for domain, ip in found.items()]


class Templates:
    """Fills templates with a case."""

    def __init__(self, folder: Path | None = None) -> None:
        own = [FileSystemLoader(folder / "templates")] if folder is not None else []
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([*own, FileSystemLoader(BUNDLED)]),
            undefined=StrictUndefined,
            autoescape=select_autoescape(["html", "xml"]),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(
            line=lambda value, limit=300: one_line(str(value), limit),
            day=day,
            window=window,
            moment=moment,
            beijing=beijing,
            batch=batch,
        )

    def service_name(self, service: str, language: str) -> str:
        """What a kind of service is called."""
        return str(bundled("words", Words).service[language][service])

    def write(self, name: str, **facts: Any) -> str:
        """The template's text for facts that are no case: a reminder, a complaint."""
        try:
            return self._environment.get_template(name).render(**facts)
        except TemplateError as error:
            raise FactsError(f"template {name}: {error.message or type(error).__name__}") from error

    def fill(self, name: str, case: Case, **more: Any) -> str:
        """The template's text for the case; a template that cannot be filled is refused by name."""
        return self.write(
            name,
            case=case,
            words=bundled("words", Words).of(case.language),
            say=lambda code: statement(code, case.language),
            sites=sites,
            demand=statement(f"demand_{case.recipient.service}", case.language),
            **more,
        )
