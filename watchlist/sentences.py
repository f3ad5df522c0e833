"""Sentences for people: English text that remembers its template and values, so that a page can say it in Chinese."""

from __future__ import annotations

import re
from typing import Final

from core.errors import InputError

SHOWN: Final = 80  # characters of a value that a message repeats

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Sentence(str):
    """A finished English sentence; `template` and `values` are what a translation needs."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, str]

    def __new__(cls, template: str, values: dict[str, str]) -> Sentence:
        sentence = super().__new__(cls, template.format(**values))
        sentence.template = template
        sentence.values = values
        return sentence


class CellError(ValueError):
    """A value that cannot be taken as it is; the first argument is the sentence that says why and what to do."""

    @property
    def sentence(self) -> Sentence:
        sentence = self.args[0]
        assert isinstance(sentence, Sentence)
        return sentence


def say(template: str, **values: object) -> Sentence:
    """The sentence, with values made short and visible."""
    return Sentence(template, {name: show(value) for name, value in values.items()})


def show(value: object) -> str:
    """A value as a message may repeat it: one line, short, invisible characters written out."""
    text = str(value)
    short = text[:SHOWN] + "…" if len(text) > SHOWN else text
    return _UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", short)


def refuse(template: str, **values: object) -> InputError:
    """The error for a file that cannot be used at all."""
    return InputError(say(template, **values))


def wrong(template: str, **values: object) -> CellError:
    """The error for one cell."""
    return CellError(say(template, **values))
