from __future__ import annotations

import runpy
from typing import Any

import msgspec
import pytest
import yaml

from mtqg_xl.catalogue import all_forms, schema
from mtqg_xl.catalogue.loader import build_form
from mtqg_xl.cli.main import COMMANDS
from mtqg_xl.rules import parse_relation
from tests.docs.pages import DOCS, ROOT, blocks

FORM_FILES = DOCS / "developers" / "form_files.md"
TEXTS = (
    schema.FormText,
    schema.ColumnText,
    schema.RowText,
    schema.RuleText,
    schema.PresetText,
    schema.BlockText,
    schema.MeasureText,
    schema.UnitText,
    schema.TermText,
    schema.ParameterText,
    schema.WordsText,
)


@pytest.mark.parametrize("script", ["make_forms_page.py", "make_errors_page.py"])
def test_a_generated_page_is_up_to_date(script: str) -> None:
    made: dict[str, Any] = runpy.run_path(str(DOCS / script))
    kept = made["PAGE"].read_text(encoding="utf-8")
    assert kept == made["page"](), f"out of date: run python docs/{script}"


def test_the_form_page_has_every_form_and_never_calls_one_official() -> None:
    page = (DOCS / "bieu_mau.md").read_text(encoding="utf-8")
    for form in all_forms():
        assert f"## {form.code} – {form.number}" in page
        assert form.mark != "official", "the README and the page say that no form here is an issued one"


def test_the_readme_lists_every_form_and_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [form.code for form in all_forms() if f"| {form.code} |" not in readme] == []
    assert [command for command in COMMANDS if f"mtqg-xl {command}" not in readme] == []
    assert [form.code for form in all_forms() if form.code not in readme.split("## Sáu biểu")[1]] == []


def test_every_key_of_a_form_file_is_explained() -> None:
    page = FORM_FILES.read_text(encoding="utf-8")
    keys = {name for text in TEXTS for name in text.__struct_encode_fields__}
    assert sorted(key for key in keys if f"`{key}`" not in page) == []


def test_the_form_file_of_the_page_is_a_form() -> None:
    (example,) = (block.text for block in blocks(FORM_FILES) if block.kind == "yaml")
    text = msgspec.convert(yaml.load(example, Loader=yaml.BaseLoader), schema.FormText, strict=False)
    form = build_form(text)
    assert [rule.id for rule in form.rules] == ["VD01.3", "VD01.T", "VD01.2"]
    for rule in form.rules:
        parse_relation(rule.notation)
