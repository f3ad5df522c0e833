"""What the takedown part says, in the reader's language: its errors carry both."""

from __future__ import annotations

from console.words import Language
from core.errors import NetswordError
from takedown.elements import ELEMENTS, IncompleteError
from takedown.guards import Refusal, RefusedError

SEPARATOR = " | "


def told(problem: NetswordError | Refusal, language: Language) -> str:
    """The sentence in one language; one that has no other is said as it is."""
    if isinstance(problem, Refusal):
        return f"线索 {problem.hit_id}：{problem.zh}" if language == "zh" else f"hit {problem.hit_id}: {problem.en}"
    if isinstance(problem, RefusedError):
        return ("；" if language == "zh" else "; ").join(told(refusal, language) for refusal in problem.refusals)
    if isinstance(problem, IncompleteError):
        return _missing(problem, language)
    return side(str(problem), language)


def side(sentence: str, language: Language) -> str:
    """One half of a sentence that is said in both languages, English first."""
    english, _, chinese = sentence.partition(SEPARATOR)
    return chinese if language == "zh" and chinese else english


def _missing(problem: IncompleteError, language: Language) -> str:
    rows = [ELEMENTS[code] for code in problem.missing]
    if language == "zh":
        return "通知要件不全，缺少：" + "；".join(f"{row.zh}（{row.fill_zh}）" for row in rows)
    return "the notice is incomplete, missing: " + "; ".join(f"{row.en} ({row.fill_en})" for row in rows)
