"""Notification under 17 U.S.C. 512(c)(3) (United States)."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("dmca_512", letter("dmca_512"))
