"""Text file of Google's copyright removal programme: a block a work, one infringing address a line."""

from __future__ import annotations

from typing import Final

from core.errors import InputError
from takedown.case import Case, one_line
from takedown.forms.form import Form
from takedown.templates import Templates

LIMIT: Final = 1_000_000  # bytes


def write(case: Case, templates: Templates) -> str:
    """`# description`, `# address of the authorised copy`, then the infringing addresses, for every work."""
    blocks = []
    for work in case.works:
        urls = dict.fromkeys(item.url for item in case.items if item.work == work)
        described = ", ".join(str(part) for part in (work.title, *work.aliases[:3], work.year) if part)
        lines = [f"# {one_line(described)}", f"# {work.original_url}", *urls]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def check(case: Case, text: str) -> None:
    """At most 1 MB."""
    if len(text.encode()) > LIMIT:
        raise InputError(f"google_txt: the file would exceed {LIMIT:,} bytes: draft fewer links at a time")


FORM: Final = Form("google_txt", write, file_name="google-removal.txt", check=check)
