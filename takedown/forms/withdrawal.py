"""Withdrawal of a notice, as to the locations that were listed by mistake."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("withdrawal", letter("withdrawal"))
