"""Warning letter before infringement: the works of the list, sent to platforms when the list is taken in."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("warning_letter", letter("warning_letter"), lists_hits=False)
