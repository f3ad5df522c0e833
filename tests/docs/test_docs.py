"""The documentation says what the product does: verbs, keys, views, and queries that run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.main import VERBS
from core.config import Config, Crawl, Site
from storage.describe import VIEWS

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_and_column_is_described(view: str) -> None:
    text = (DOCS / "analysts.md").read_text("utf-8")
    section = text.partition(f"### {view}\n")[2].partition("\n### ")[0]
    assert all(f"| `{column}` |" in section for column in VIEWS[view].columns)


def test_every_key_of_the_configuration_is_described() -> None:
    text = (DOCS / "configuration.md").read_text("utf-8")
    for name in (*Crawl.model_fields, *Site.model_fields, *(set(Config.model_fields) - {"folder"})):
        assert name in text, name


def test_every_verb_is_in_some_page() -> None:
    text = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *DOCS.glob("*.md")])
    for verb in VERBS:
        assert f"netsword {verb.name}" in text, verb.name


def test_both_readmes_link_the_same_pages() -> None:
    linked = [
        set(re.findall(r"\]\((docs/[\w.-]+|CONTRIBUTING.md)\)", (ROOT / name).read_text("utf-8")))
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert linked[0] == linked[1]
    assert all((ROOT / page).is_file() for page in linked[0])
