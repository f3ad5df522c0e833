"""ACNS 2.0 (revision 1.2) Infringement message, as XML."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from core.errors import InputError
from takedown.case import Case, Item, Party, one_line
from takedown.elements import statement
from takedown.forms.form import Form
from takedown.schemas import check as check_schema
from takedown.schemas import tree
from takedown.templates import Templates

NAMESPACE: Final = "http://www.acns.net/ACNS"
_NAMES: Final[dict[str | None, str]] = {None: NAMESPACE}
_PORTS: Final = {"https": "443", "http": "80", "ftp": "21"}
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HASHES: Final = (
    ("SHA1", re.compile("urn:btih:([0-9a-fA-F]{40})")),
    ("SHA256", re.compile("urn:btmh:1220([0-9a-fA-F]{64})")),
    ("ED2K", re.compile(r"^ed2k://\|file\|.{1,2000}\|([0-9a-fA-F]{32})\|")),
)


def write(case: Case, templates: Templates) -> str:
    """Case, complainant, service provider, source, content, history and declaration, in the schema's order."""
    root = etree.Element(_tag("Infringement"), nsmap=_NAMES)  # type: ignore[arg-type]  # the stubs know no default namespace
    about = _add(root, "Case")
    _add(about, "ID", case.number)
    _add(about, "Status", "Open")
    _add(about, "Severity", "Normal")
    _party(_add(root, "Complainant"), case.sender, case.signatory)
    provider = _add(root, "Service_Provider")
    _add(provider, "Entity", case.recipient.name("en"))
    _some(provider, "Contact", case.recipient.contact)
    _some(provider, "Address", case.recipient.address)
    _some(provider, "Email", case.recipient.email)
    _source(_add(root, "Source"), case.items[0])
    content = _add(root, "Content")
    for item in case.items:
        _item(_add(content, "Item"), item)
    _add(_add(root, "History"), "Notice", ID=case.number, TimeStamp=_time(case.made_at))
    _add(root, "Notes", _notes(case))
    _add(root, "Declaration", f"{statement('good_faith', 'en')} {statement('accuracy', 'en')}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, _tag(name), {key: _clean(value) for key, value in attributes.items()})
    if text:
        child.text = _clean(text)
    return child


def _some(parent: etree._Element, name: str, text: str) -> None:
    if text:
        _add(parent, name, text)


def is_xml(char: str) -> bool:
    """Whether XML can hold the character."""
    return _NOT_XML.fullmatch(char) is None


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _party(parent: etree._Element, party: Party, signatory: str) -> None:
    _add(parent, "Entity", party.called("en"))
    _add(parent, "Contact", signatory or party.contact or party.name)
    _some(parent, "Address", party.address)
    _some(parent, "Phone", party.phone)
    _add(parent, "Email", party.email)


def _source(parent: etree._Element, item: Item) -> None:
    scheme = item.url.partition(":")[0].lower()
    _add(parent, "TimeStamp", _seen(item))
    _some(parent, "IP_Address", item.proof.ip if item.proof else "")
    _add(parent, "Port", _PORTS.get(scheme, "443"))
    _add(parent, "Type", "Web" if scheme != "ftp" else "FTP")
    _add(parent, "SubType", BaseType="Web" if scheme != "ftp" else "FTP", Protocol=scheme.upper())
    _some(parent, "UserName", item.account)


def _item(parent: etree._Element, item: Item) -> None:
    _add(parent, "TimeStamp", _seen(item))
    _add(parent, "AlsoSeen", _time(item.last_seen) if item.last_seen else _seen(item))
    _add(parent, "Title", item.work.title)
    _add(parent, "FileName", one_line(item.words or item.work.title))
    _add(parent, "URL", item.url)
    for kind, pattern in _HASHES:
        if found := pattern.search(item.target):
            _add(parent, "Hash", found[1], Type=kind)


def _notes(case: Case) -> str:
    captures = (f"{item.url} capture sha256 {item.proof.sha256}" for item in case.items if item.proof)
    return "\n".join((f"Rights holder: {case.holder.called('en')}", *captures))


def _seen(item: Item) -> str:
    return _time(item.proof.captured_at if item.proof else item.first_seen)


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def check(case: Case, text: str) -> None:
    """Reads the message back: namespace, order, needed parts and every address."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"acns_xml: not well-formed: {error}") from error
    if root.tag != _tag("Infringement"):
        raise InputError(f"acns_xml: no Infringement message of {NAMESPACE}")
    check_schema("acns_2", tree(root), "acns_xml")
    urls = [element.text for element in root.iter(_tag("URL"))]
    if urls != [_clean(item.url) for item in case.items]:
        raise InputError("acns_xml: the addresses are not those of the case")


FORM: Final = Form("acns_xml", write, media_type="application/xml", file_name="acns.xml", check=check)
