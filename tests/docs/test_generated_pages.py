from __future__ import annotations

import importlib
import runpy
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.catalogue import all_forms, form_codes
from mtqg_xl.domain.forms import Form
from tests.docs.pages import DOCS, FORM_PAGES, PAGES

#: Loads these modules from ``docs/pages`` as the scripts there do.
LAYOUTS = "pages.layouts"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the scripts, from where they find what they share."""
    monkeypatch.syspath_prepend(DOCS)
    return DOCS


@pytest.mark.parametrize("script", ["make_forms_pages.py", "make_rules_page.py", "make_errors_page.py"])
def test_a_generated_page_is_up_to_date(script: str, scripts: Path) -> None:
    made: dict[str, Any] = runpy.run_path(str(scripts / script))
    for page, wanted in made["pages"]().items():
        kept = page.read_text(encoding="utf-8") if page.exists() else ""
        assert kept == wanted, f"{page.name} is out of date: run python docs/{script}"


def test_every_layout_of_every_form_has_its_page_and_no_other_page_is_there(scripts: Path) -> None:
    layouts = importlib.import_module(LAYOUTS).layouts()
    assert [layout.form for layout in layouts] == list(all_forms())
    assert {layout.page for layout in layouts} == set(FORM_PAGES)


def test_the_index_leads_to_every_form(scripts: Path) -> None:
    index = (DOCS / "bieu_mau.md").read_text(encoding="utf-8")
    for layout in importlib.import_module(LAYOUTS).layouts():
        assert f"[{layout.form.code}](bieu_mau/{layout.page.name})" in index


def the_page_of(form: Form) -> str:
    (layout,) = (found for found in importlib.import_module(LAYOUTS).layouts() if found.form is form)
    text: str = layout.page.read_text(encoding="utf-8")
    return text


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.code}-{form.validity.start}")
def test_the_page_of_a_form_tells_every_column_row_and_rule(form: Form, scripts: Path) -> None:
    page = the_page_of(form)
    for column in form.columns:
        assert f"| {column.code_text.replace('*', chr(92) + '*')} |" in page
    for row in form.rows:
        if row.number:
            assert f"| {row.number} |" in page
    unprinted = [rule for rule in form.rules if not rule.defines]
    assert [rule.id for rule in unprinted if f"| {rule.id} |" not in page] == []


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.code}-{form.validity.start}")
def test_the_page_of_a_form_never_calls_it_more_than_it_is(form: Form, scripts: Path) -> None:
    assert form.mark != "official", "the README and the index say that no form here is an issued one"
    words = {"partial": "Một phần theo biểu gốc", "reference": "Mẫu tham khảo"}
    assert f"**{words[form.mark]}**" in the_page_of(form)


def test_no_page_shows_what_a_reader_cannot_use() -> None:
    for page in (*FORM_PAGES, DOCS / "bieu_mau.md"):
        text = page.read_text(encoding="utf-8")
        for sign in ("{", "}", "#", "None"):
            told = [line for line in text.splitlines() if sign in line and not line.startswith("#")]
            assert [line for line in told if "](" not in line] == [], f"{page.name}: {sign}"


def test_the_pages_are_all_that_is_checked() -> None:
    assert len(FORM_PAGES) == len(all_forms())
    assert len(form_codes()) <= len(FORM_PAGES) < len(PAGES)
