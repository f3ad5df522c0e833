"""`netsword match`: texts in, works out, one JSON line a text, or in words for a reader."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cli.session import opened
from core.types import Match, Reason, Work
from matchers import Matcher
from matchers.wording import sentence
from watchlist import read_list

app = typer.Typer(add_completion=False)
_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode


class Lines(StrEnum):
    """How `match` answers: JSON lines for programs, text for a reader."""

    jsonl = "jsonl"
    text = "text"


@app.command()
def match(
    watchlist: Annotated[Path | None, typer.Option(help="A work list; default: the database's.")] = None,
    catalogue: Annotated[
        Path | None, typer.Option(help="Titles of other works, in the same form: the longest title wins.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also works below the threshold, to see why.")] = False,
    format_: Annotated[Lines, typer.Option("--format")] = Lines.jsonl,
) -> None:
    """Reads one text per line from standard input; writes {"text", "matches": [...]} per line, in the same order."""
    matcher = Matcher(works_of(watchlist), works_of(catalogue) if catalogue else ())
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in sys.stdin:
        text = line.rstrip("\r\n")
        found = matcher.candidates(text) if explain else matcher.match(text)
        if format_ is Lines.text:
            sys.stdout.write("\n".join([text, *_told(found)]) + "\n")
        else:
            shown = {"text": text, "matches": [_shown(m) for m in found]}
            sys.stdout.write(_as_json(shown) + "\n")


def _told(found: list[Match]) -> Iterator[str]:
    """What was found in a text, in words: each work with its score, and under it why, in both languages."""
    if not found:
        yield "    -"
    for one in found:
        yield f"    {one.score:5.1f}  {one.work.title}  [{one.matcher}]"
        for reason in one.reasons:
            chinese = sentence(reason.feature, "zh", reason.evidence)
            yield f"      {reason.score:+6.1f}  {chinese}  |  {reason.detail}"


def works_of(watchlist: Path | None) -> tuple[Work, ...]:
    """The works of a file, or of the database. Rows of the file that were refused are told on standard error."""
    if watchlist is not None:
        reading = read_list(watchlist)
        if reading.rejected:
            sys.stderr.write(
                f"{watchlist}: {reading.refused} of {reading.rows} rows were refused and are not looked for; "
                f"netsword watchlist import {watchlist} --dry-run tells why\n"
            )
        return reading.works
    with opened() as (_, store):
        return tuple(store.works.all())


def _shown(match_: Match) -> dict[str, Any]:
    return {
        "work": match_.work.title,
        "row": match_.work.row if match_.work.row is not None else match_.work.work_id,
        "score": round(match_.score, 1),
        "matcher": match_.matcher,
        "reasons": [_reason(reason) for reason in match_.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "feature": reason.feature,
        "score": reason.score,
        "detail": reason.detail,
        "evidence": reason.evidence,
        "zh": sentence(reason.feature, "zh", reason.evidence),
    }
