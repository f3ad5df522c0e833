"""A site's own search: the address that asks it for a title, as a template with places to fill."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

# The places of a template, and the encoding in which each writes the title.
PLACES: Final = {
    "title": "utf-8",
    "title_gbk": "gb18030",
    "title_gb18030": "gb18030",
    "title_big5": "big5",
    "title_sjis": "shift_jis",
}
PAGE: Final = "page"
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_FORM: Final = "#netsword-form:"  # a fragment never reaches a server: it carries what a form posts


@dataclass(frozen=True, slots=True)
class Search:
    """`url` and, for a site that wants a form posted, its `form` (`"keyword={title}&show=title"`)."""

    url: str
    form: str = ""

    @property
    def has_pages(self) -> bool:
        """Whether further pages of results can be asked for."""
        return "{" + PAGE + "}" in self.url + self.form

    def ask(self, title: str, page: int = 1) -> str:
        """The address that asks for a title; "" when the site's encoding cannot write it."""
        try:
            url = _filled(self.url, title, page)
            return url + _FORM + _filled(self.form, title, page) if self.form else url
        except UnicodeEncodeError:
            return ""


def with_form(url: str, form: str) -> str:
    """An address at which a form is posted; what its fragment was is lost."""
    return f"{url.partition('#')[0]}{_FORM}{form}"


def split_form(address: str) -> tuple[str, str]:
    """The address to ask and the form to post there ("" for a plain request)."""
    url, _, form = address.partition(_FORM)
    return url, form


def check(template: Search) -> Search:
    """The template, or ValueError saying what is wrong with it and what to write."""
    known = ", ".join("{" + name + "}" for name in (*PLACES, PAGE))
    found = _PLACE.findall(template.url + template.form)
    for name in found:
        if name not in PLACES and name != PAGE:
            raise ValueError(f"unknown place {{{name}}} in {template.url!r}; known are {known}")
    if not any(name in PLACES for name in found):
        raise ValueError(f'{template.url!r} has no place for the title; write "https://host/search?q={{title}}"')
    if "{" in _PLACE.sub("", template.url + template.form) or "}" in _PLACE.sub("", template.url + template.form):
        raise ValueError(f"a brace without its partner in {template.url!r}")
    parts = urlsplit(_PLACE.sub("x", template.url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(
            f'{template.url!r} is not an http(s) address; write "https://host/search?q={{title}}" or "auto"'
        )
    if _PLACE.search(urlsplit(template.url).netloc):
        raise ValueError(f"{template.url!r}: the host cannot be filled in")
    return template


def _filled(template: str, title: str, page: int) -> str:
    def value(match: re.Match[str]) -> str:
        encoding = PLACES.get(match[1])
        return str(page) if encoding is None else quote(title.encode(encoding), safe="")

    return _PLACE.sub(value, template)
