"""Forms: golden texts that a lawyer has read, every element refused by name, hostile words kept harmless."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from core.errors import ConfigError, InputError, NotFoundError
from takedown.elements import ELEMENTS, FACTS, STATEMENTS, WORDS, IncompleteError, law_in
from takedown.forms import FORMS, acns_xml, form_named
from takedown.forms.form import Form
from takedown.templates import Templates

TEMPLATES = Templates()
GOLDEN = Path(__file__).parent / "golden"
WRITINGS = [(form, language) for form in FORMS for language in form.facts.languages]
SUFFIX = {"acns_xml": "xml", "xarf_json": "json", "lumen_json": "json"}
NAMES = [f"{form.name}.{language}" for form, language in WRITINGS]


@pytest.mark.parametrize(("form", "language"), WRITINGS, ids=NAMES)
def test_each_form_is_written_as_it_was_read(form: Form, language: str, make: Any) -> None:
    written = form.render(make.case(form.name, language), TEMPLATES).text
    path = GOLDEN / f"{form.name}.{language}.{SUFFIX.get(form.name, 'txt')}"
    if not path.exists():
        path.write_text(written, encoding="utf-8", newline="")
        pytest.fail(f"{path.name} was written: read it, then run again")
    assert written == path.read_text(encoding="utf-8")


def test_golden_texts_are_all_of_forms() -> None:
    assert {path.name.rsplit(".", 1)[0] for path in GOLDEN.iterdir()} == set(NAMES)


# How each element's facts are taken away from a complete case.
def _without(case: Any, code: str) -> Any:
    holder, agent, item, work = case.holder, case.agent, case.items[0], case.works[0]
    changes: dict[str, dict[str, Any]] = {
        "holder_name": {"holder": replace(holder, name="")},
        "holder_reachable": {"holder": replace(holder, address=""), "agent": replace(agent, phone="", email="")},
        "real_identity": {"holder": replace(holder, identity="")},
        "holder_representative": {"holder": replace(holder, legal_representative="")},
        "holder_postal": {"holder": replace(holder, postcode="")},
        "holder_contact": {"holder": replace(holder, phone="")},
        "agent_authority": {"authority": " "},
        "agent_details": {"agent": replace(agent, address="")},
        "recipient_name": {"recipient": case.recipient.model_copy(update={"zh": "", "en": ""})},
        "site_domain": {"items": (replace(item, url="ftp:"),)},
        "site_ip": {"items": (replace(item, proof=replace(item.proof, ip="")),)},
        "works": {"works": (replace(work, title=" "),)},
        "works_list": {"works": ()},
        "ownership": {"works": (replace(work, ownership=(), batch=""),)},
        "authorised_copy": {"works": (replace(work, original_url=""),)},
        "locations": {"items": (replace(item, url="pan.baidu.com 百度"),)},
        "material": {"items": (replace(item, words=" "),)},
        "proof": {"items": (replace(item, proof=None),)},
        "submitter": {"agent": replace(agent, email="")},
        "contact": {"agent": replace(agent, phone="")},
        "signature": {"signatory": ""},
        "earlier_notice": {"earlier": None},
        "reason": {"reason": ""},
        "reporter_domain": {"agent": replace(agent, email="nobody")},
    }
    return replace(case, **changes[code])


FACT_CASES = [(form, language, code) for form, language in WRITINGS for code in form.elements if code in FACTS]


@pytest.mark.parametrize(("form", "language", "code"), FACT_CASES, ids=lambda value: getattr(value, "name", value))
def test_each_missing_fact_is_refused_by_name_in_both_languages(
    form: Form, language: str, code: str, make: Any
) -> None:
    with pytest.raises(IncompleteError) as caught:
        form.render(_without(make.case(form.name, language), code), TEMPLATES)
    assert code in caught.value.missing
    assert ELEMENTS[code].zh in str(caught.value)
    assert ELEMENTS[code].en in str(caught.value)


def test_all_missing_elements_are_named_at_once(make: Any) -> None:
    bare = replace(make.case("cn_art14", "zh"), authority="", signatory="")
    bare = replace(bare, items=(replace(bare.items[0], proof=None),))
    with pytest.raises(IncompleteError) as caught:
        form_named("cn_art14").render(bare, TEMPLATES)
    assert set(caught.value.missing) == {"agent_authority", "signature", "proof"}


WORD_CASES = [
    (form, lang, code) for form, lang in WRITINGS if form.is_letter for code in form.elements if code in WORDS
]


@pytest.mark.parametrize(("form", "language", "code"), WORD_CASES, ids=lambda value: getattr(value, "name", value))
def test_a_changed_template_that_leaves_an_element_out_is_refused(
    form: Form, language: str, code: str, make: Any, tmp_path: Path
) -> None:
    """The operator's template lacks the words of one element: the notice is refused with its name."""
    case = make.case(form.name, language)
    complete = form.render(case, TEMPLATES).text
    for words in WORDS[code](case):
        complete = complete.replace(words, "")
    folder = tmp_path / "templates"
    folder.mkdir()
    escaped = "{% raw %}" + complete + "{% endraw %}"
    (folder / f"{form.name}.{language}.txt").write_text(escaped, encoding="utf-8")
    with pytest.raises(IncompleteError) as caught:
        form.render(case, Templates(tmp_path))
    assert code in caught.value.missing
    ticks = {law_zh: there for law_zh, _, _, there in form.checklist(case, complete)}
    assert ticks[ELEMENTS[code].zh] is False


def test_a_template_of_the_operator_cannot_run_code(make: Any, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "cn_art14.zh.txt").write_text("{{ case.__class__.__mro__ }}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"cn_art14\.zh\.txt"):
        form_named("cn_art14").render(make.case("cn_art14", "zh"), Templates(tmp_path))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_element_has_names_laws_and_a_check(form: Form) -> None:
    assert form.facts.element
    for element in form.facts.element:
        assert element.code in ELEMENTS
        assert element.law and law_in(element.law, "zh") and law_in(element.law, "en")
        assert element.law in (law_in(element.law, "zh"), law_in(element.law, "en"))
        assert not re.search("[\u4e00-\u9fff]", law_in(element.law, "en")), "readers of English can read it"
        assert element.code in FACTS or element.code in WORDS
    assert all(row.zh or row.en for row in STATEMENTS.values())


def test_a_form_that_does_not_exist_in_a_language_is_refused() -> None:
    with pytest.raises(ConfigError, match="zh only"):
        form_named("cn_art14").language_for("en")
    with pytest.raises(NotFoundError, match="cn_art14"):
        form_named("fax")


def test_without_agent_the_holder_signs(make: Any) -> None:
    case = replace(make.case("cn_art14", "zh"), agent=None, authority="", signatory="王芳")
    text = form_named("cn_art14").render(case, TEMPLATES).text
    assert "代理人" not in text.split("七、声明")[0]
    assert "权利人（签名或者盖章）：星河影业有限公司" in text


def test_a_magnet_link_is_named_beside_its_page(make: Any) -> None:
    item = replace(
        make.ITEM, url="https://bt.example/1.html", link_kind="magnet", target="magnet:?xt=urn:btih:" + "ab" * 20
    )
    case = replace(make.case("acns_xml", "en"), items=(item,))
    assert "magnet:?xt=urn:btih:" in form_named("dmca_512").render(replace(case, form="dmca_512"), TEMPLATES).text
    root = etree.fromstring(form_named("acns_xml").render(case, TEMPLATES).text.encode())
    digest = root.find(".//{*}Hash")
    assert digest is not None
    assert (digest.get("Type"), digest.text) == ("SHA1", "ab" * 20)


# Words that end elements, strings or lines early, or mean something to a parser.
HOSTILE = st.text(
    st.one_of(st.sampled_from(list("&<>\"'\\]{}%\r\n\t\u2028\u202e\x00\x1b\u200b#")), st.characters(codec="utf-8")),
    min_size=1,
    max_size=60,
)


def _hostile(make: Any, form: str, language: str, words: str) -> Any:
    work = replace(make.CASE_WORK, title=f"山{words}灯", aliases=(words,))
    item = replace(make.ITEM, work=work, words=f"字{words}", account=words)
    return replace(make.case(form, language), works=(work,), items=(item,))


@given(words=HOSTILE)
def test_hostile_words_stay_text_in_xml(words: str, make: Any) -> None:
    case = _hostile(make, "acns_xml", "en", words)
    root = etree.fromstring(form_named("acns_xml").render(case, TEMPLATES).text.encode())
    title = root.find(".//{*}Title")
    assert title is not None
    assert title.text is not None
    kept = "".join(char for char in f"山{words}灯" if acns_xml.is_xml(char))
    assert "".join(title.text.split()) == "".join(kept.split())
    assert len(root.findall(".//{*}Item")) == 1


@given(words=HOSTILE)
def test_hostile_words_stay_text_in_json(words: str, make: Any) -> None:
    report = json.loads(form_named("xarf_json").render(_hostile(make, "xarf_json", "en", words), TEMPLATES).text)
    assert report["work_title"] == f"山{words}灯"
    assert json.loads(base64.b64decode(report["evidence"][0]["payload"]))["words"] == f"字{words}"
    notice = json.loads(form_named("lumen_json").render(_hostile(make, "lumen_json", "en", words), TEMPLATES).text)
    assert notice["notice"]["works"][0]["description"] == f"山{words}灯 (2026)"


@given(words=HOSTILE)
def test_hostile_words_stay_text_in_html(words: str, make: Any) -> None:
    for name in ("cn_art14", "ncac_sample"):
        letter = form_named(name).render(_hostile(make, name, "zh", words), TEMPLATES)
        page = html.document_fromstring(letter.documents[0].content.decode())
        allowed = {
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "h1",
            "p",
            "span",
            "table",
            "caption",
            "tr",
            "th",
            "td",
            "tbody",
        }
        assert {element.tag for element in page.iter()} <= allowed
        assert not any(name.startswith("on") for element in page.iter() for name in element.attrib)


@given(words=HOSTILE)
def test_hostile_words_cannot_forge_a_line(words: str, make: Any) -> None:
    forged = words + "\n七、声明\n网络地址：https://innocent.example/"
    text = form_named("cn_art14").render(_hostile(make, "cn_art14", "zh", forged), TEMPLATES).text
    lines = text.split("\n")
    assert not any(line.strip() == "网络地址：https://innocent.example/" for line in lines)
    assert sum(line.startswith("七、声明") for line in lines) == 1
    assert not any(char in text for char in "\r\x00\x1b\u202e\u2028\u200b")


@given(words=HOSTILE)
def test_hostile_words_cannot_list_an_address_in_googles_file(words: str, make: Any) -> None:
    case = _hostile(make, "google_txt", "en", words + "\nhttps://innocent.example/")
    lines = form_named("google_txt").render(case, TEMPLATES).text.strip().split("\n")
    assert [line for line in lines if not line.startswith("#")] == ["https://pan.baidu.com/s/1AbcDef"]


def test_googles_file_has_a_limit(make: Any) -> None:
    items = tuple(
        replace(make.ITEM, hit_id=number, url=f"https://pan.baidu.com/s/1{number:0200d}") for number in range(5000)
    )
    with pytest.raises(InputError, match="fewer links"):
        form_named("google_txt").render(replace(make.case("google_txt", "en"), items=items), TEMPLATES)


def test_machine_forms_are_valid(make: Any) -> None:
    items = (make.ITEM, replace(make.ITEM, hit_id=8, url="https://pan.baidu.com/s/1Xyz?a=1&b=2"))
    for name in ("acns_xml", "xarf_json", "lumen_json"):
        case = replace(make.case(name, "en"), items=items)
        form = form_named(name)
        written = form.render(case, TEMPLATES).text
        assert form.check is not None
        form.check(case, written)
        with pytest.raises(InputError, match=name):
            form.check(case, written.replace(case.items[0].url, "").replace("Infringement", "Other"))
    reports = json.loads(
        form_named("xarf_json").render(replace(make.case("xarf_json", "en"), items=items), TEMPLATES).text
    )
    assert len({report["report_id"] for report in reports}) == 2
