"""Forms of notices: one small file each, all of them in FORMS."""

from __future__ import annotations

from typing import Final

from core.errors import NotFoundError
from takedown.forms import (
    acns_xml,
    cn_art14,
    dmca_512,
    dsa_art16,
    ecommerce_art42,
    google_txt,
    lumen_json,
    ncac_sample,
    warning_letter,
    withdrawal,
    xarf_json,
)
from takedown.forms.form import Form

FORMS: Final[tuple[Form, ...]] = (
    cn_art14.FORM,
    ncac_sample.FORM,
    ecommerce_art42.FORM,
    dmca_512.FORM,
    dsa_art16.FORM,
    google_txt.FORM,
    acns_xml.FORM,
    xarf_json.FORM,
    lumen_json.FORM,
    warning_letter.FORM,
    withdrawal.FORM,
)


def form_named(name: str) -> Form:
    """The form of this name."""
    for form in FORMS:
        if form.name == name:
            return form
    raise NotFoundError(f"no form {name!r}; there are {', '.join(form.name for form in FORMS)}")
