"""Pages: templates with the reader's language, time zone and rights."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from babel.dates import format_datetime, get_timezone
from babel.numbers import format_decimal
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console import entries, names
from console.gate import csrf_token
from console.highlight import marked, words_of
from console.services import services
from console.words import Language, choose, zone_of
from core.types import Reason
from matchers.wording import sentence
from storage import causes

FOLDER: Final = Path(__file__).parent
LOCALES: Final[dict[str, str]] = {"zh": "zh_Hans_CN", "en": "en_GB"}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    environment.globals |= {
        "marked": marked,
        "log": entries,
        "causes": causes,
        "names": names,
        "query": query,
        "visible": visible,
        "words_of": words_of,
    }
    return environment


def language_of(request: Request) -> Language:
    """The reader's language."""
    return choose(request.cookies.get("language", ""), request.headers.get("accept-language", ""))


def say(request: Request, text: str) -> str:
    """A sentence in the reader's language. A sentence that remembers its template is translated with its values."""
    language, words = language_of(request), services(request).words
    template, values = getattr(text, "template", None), getattr(text, "values", None)
    if isinstance(template, str) and isinstance(values, dict):
        shown = {name: _place(str(value)) if language == "zh" else value for name, value in values.items()}
        return words.say(language, template).format(**shown)
    return words.say(language, text)


def _place(value: str) -> str:
    """`line 3`, as the reading of lists names a place, in Chinese."""
    return re.sub(r"^line (\d+)$", r"文件第 \1 行", value)


def render(request: Request, template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
    """A page or a piece of one."""
    language = language_of(request)
    zone = zone_of(request.cookies.get("zone", ""), language)
    globals_ = {
        "_": partial(say, request),
        "language": language,
        "zone": zone,
        "person": getattr(request.state, "person", None),
        "csrf": csrf_token(request),
        "here": request.url.path,
        "is_piece": is_piece(request),
        "time": partial(_time, language, zone),
        "number": partial(_number, language),
        "reason": partial(_reason, request),
    }
    return HTMLResponse(_environment().get_template(template).render(**globals_, **context), status)


def is_piece(request: Request) -> bool:
    """Whether htmx asks for a piece of a page."""
    return request.headers.get("hx-request") == "true"


def query(params: dict[str, str] | tuple[tuple[str, str], ...], **changed: object) -> str:
    """A query string: the parameters with some changed; empty ones are left out."""
    merged = dict(params) | {name: "" if value is None else str(value) for name, value in changed.items()}
    return urlencode({name: value for name, value in merged.items() if value})


def visible(text: str) -> str:
    """A text from outside on one line, with what nobody sees written out."""
    return "".join(char if char.isprintable() or char in "\n\t" else f"‹U+{ord(char):04X}›" for char in text)


def _time(language: Language, zone: str, moment: datetime | date | None, form: str = "yyyy-MM-dd HH:mm") -> str:
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return format_datetime(moment, form, tzinfo=get_timezone(zone), locale=LOCALES[language])


def _number(language: Language, value: float) -> str:
    return format_decimal(round(value, 1), locale=LOCALES[language])


def _reason(request: Request, reason: Reason) -> str:
    """The reason in the reader's language; evidence that is a code is called by its name."""
    known = names.KINDS | names.WORK_KINDS
    evidence = say(request, known[reason.evidence]) if reason.evidence in known else visible(reason.evidence)
    said = sentence(reason.feature, language_of(request), evidence)
    return reason.detail if said == reason.feature else said
