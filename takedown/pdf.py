"""PDF: pages that netsword wrote itself, printed with the fonts of this machine; nothing is fetched."""

from __future__ import annotations

from types import ModuleType

from core.errors import ConfigError

CURE = "install Pango (apt install libpango-1.0-0 libpangoft2-1.0-0) and the extra: pip install 'netsword[evidence]'"


class NoPrinterError(ConfigError):
    """PDF files cannot be made on this machine."""


def print_page(html: str) -> bytes:
    """An HTML page as a PDF file. Only `data:` addresses are read."""
    printer = _printer()
    fetcher = printer.urls.URLFetcher(allowed_protocols=["data"])
    made: bytes = printer.HTML(string=html, url_fetcher=fetcher).write_pdf()
    return made


def can_print() -> bool:
    """Whether PDF files can be made here."""
    try:
        _printer()
    except NoPrinterError:
        return False
    return True


def _printer() -> ModuleType:
    try:
        import weasyprint
        import weasyprint.urls
    except (ImportError, OSError) as error:  # OSError: the package is there, Pango is not
        raise NoPrinterError(f"PDF files need WeasyPrint and Pango: {CURE}") from error
    printer: ModuleType = weasyprint
    return printer
