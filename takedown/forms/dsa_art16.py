"""Notice under article 16 of the Digital Services Act (European Union)."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("dsa_art16", letter("dsa_art16"))
