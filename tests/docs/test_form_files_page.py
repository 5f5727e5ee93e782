"""The page about form files explains every key, and what it shows can be used."""

from __future__ import annotations

import msgspec
import pytest
import yaml

from mtqg_xl.catalogue import schema
from mtqg_xl.catalogue.building import build_form
from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import parse_relation
from tests.docs.pages import DOCS, blocks, form_files

PAGE = DOCS / "developers" / "form_files.md"
TEXTS = (
    schema.FormText,
    schema.ColumnText,
    schema.FormulaText,
    schema.RowText,
    schema.SectionText,
    schema.FilingText,
    schema.RuleText,
    schema.CrossRuleText,
    schema.PresetText,
    schema.BlockText,
    schema.ItemText,
    schema.SeriesText,
    schema.BlockRuleText,
    schema.MeasureText,
    schema.UnitText,
    schema.TermText,
    schema.SetText,
    schema.ParameterText,
    schema.WordsText,
)


def shown() -> dict[str, Form]:
    """The forms that the page shows whole."""
    forms = {}
    for code, text in form_files(PAGE):
        loaded = yaml.load(text, Loader=yaml.BaseLoader)
        forms[code] = build_form(msgspec.convert(loaded, schema.FormText, strict=False))
    return forms


def test_every_key_of_a_form_file_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    keys = {name for text in TEXTS for name in text.__struct_encode_fields__}
    assert sorted(key for key in keys if f"`{key}`" not in page) == []


def test_no_key_is_explained_that_is_not_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = page.split("## Notation")[0]
    told = [line.split("|")[1] for line in tables.splitlines() if line.startswith("| `")]
    keys = {name for text in TEXTS for name in text.__struct_encode_fields__}
    words = {word.strip(" `") for cell in told for word in cell.split(",")}
    assert sorted(words - keys) == []


def test_the_small_form_of_the_page_is_a_form() -> None:
    form = shown()["VD01"]
    assert [rule.id for rule in form.rules] == ["VD01.3", "VD01.T", "VD01.2"]
    for rule in form.rules:
        parse_relation(rule.notation)


def test_the_larger_form_of_the_page_has_a_list_a_count_and_a_second_table() -> None:
    form = shown()["VD02"]
    assert [row.key for row in form.rows if row.lines] == ["CT"]
    assert len(form.sections) == 2
    assert {"V1", "V12"} <= form.row_by_key.keys()
    assert "V11" not in form.row_by_key
    assert ("T", "1") in form.defined
    assert form.filing[0].day == 15


def test_the_rules_between_forms_of_the_page_can_be_read() -> None:
    (text,) = (block.text for block in blocks(PAGE) if block.kind == "yaml" and block.text.startswith("- id"))
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    first, second = msgspec.convert(loaded, tuple[schema.CrossRuleText, ...], strict=False)
    assert first.link
    assert len(first.for_) * len(first.times["s"]) * len(first.times["n"]) == 8
    assert second.previous == "last_year"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert([{**loaded[1], "previos": "last_year"}], tuple[schema.CrossRuleText, ...])
