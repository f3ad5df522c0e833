"""Notice under article 14 of the Regulation on the network dissemination right (China)."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("cn_art14", letter("cn_art14"))
