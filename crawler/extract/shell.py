"""Empty shells: pages that show nothing before their scripts have run."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.document import Document
from crawler.extract.redirect import redirect_of

_FEW_WORDS: Final = 300
_FEW_LINKS: Final = 5
_ROOT: Final = re.compile(
    r"<(?:div|main|body)[^>]{0,200}\bid=[\"']?(?:app|root|__next|__nuxt|q-app|main|svelte|react|vue|container|content)\b|"
    r"<noscript|<app-root|javascript",
    re.I,
)
_SCRIPT: Final = re.compile(r"<script\b", re.I)


def is_shell(document: Document) -> bool:
    """Whether a page has scripts, hardly a word and hardly a link, and leads nowhere else by itself."""
    if document.form != "html" or not _SCRIPT.search(document.source):
        return False
    shows = len(document.text.strip()) > _FEW_WORDS or len(document.anchors) > _FEW_LINKS or document.embeds
    return not shows and _ROOT.search(document.source) is not None and not redirect_of(document)
