"""Notice under article 42 of the E-commerce Law (China)."""

from __future__ import annotations

from typing import Final

from takedown.forms.form import Form, letter

FORM: Final = Form("ecommerce_art42", letter("ecommerce_art42"))
