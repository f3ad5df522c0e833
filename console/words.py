"""The interface's words in Chinese and English: one catalogue file, read as it is, and the choice of language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from babel.core import negotiate_locale
from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
CATALOGUE: Final = Path(__file__).parent / "locale" / "zh.po"
OF_LISTS: Final = CATALOGUE.with_name("zh_lists.po")
ZONES: Final = ("Asia/Shanghai", "UTC", "Asia/Hong_Kong", "Asia/Tokyo", "Europe/London", "Europe/Berlin",
                "America/New_York", "America/Los_Angeles")  # fmt: skip


# What sentences about lists begin and end with, and how Chinese writes it.
_AROUND: Final = (("", "", " ({place})", "（{place}）"), ("row {row}: ", "第 {row} 行：", "", ""))


class Words:
    """All sentences: written in English in the code, looked up for Chinese."""

    def __init__(self, chinese: Mapping[str, str]) -> None:
        self._chinese = dict(chinese)

    def say(self, language: Language, sentence: str) -> str:
        """The sentence in a language; one that is not in the catalogue stays English."""
        if language != "zh":
            return sentence
        if sentence in self._chinese:
            return self._chinese[sentence]
        for begins, before, ends, behind in _AROUND:
            core = sentence.removeprefix(begins).removesuffix(ends)
            if core != sentence and core in self._chinese:
                return before + self._chinese[core] + behind
        return sentence


def mark(sentence: str) -> str:
    """The sentence itself: says to the collector of sentences that readers will see it in their language."""
    return sentence


def load() -> Words:
    """The catalogues: the console's own, and that of sentences about lists."""
    return Words(_read(CATALOGUE) | _read(OF_LISTS))


def _read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="zh", abort_invalid=True)
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and isinstance(m.id, str)}


def choose(cookie: str, accepted: str) -> Language:
    """The reader's language: chosen, or the browser's."""
    if cookie in LANGUAGES:
        return "zh" if cookie == "zh" else "en"
    wanted = [part.split(";")[0].strip().split("-")[0].lower() for part in accepted[:200].split(",")]
    return "zh" if negotiate_locale(wanted, LANGUAGES) == "zh" else "en"


def zone_of(cookie: str, language: Language) -> str:
    """The time zone in which times are shown."""
    return cookie if cookie in ZONES else "Asia/Shanghai" if language == "zh" else "UTC"
