"""The sample form of the National Copyright Administration of China, as a table."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("ncac_sample", letter("ncac_sample"), html="ncac_sample.zh.html")
