from typing import Any

from mtqg_xl.domain.binding import METADATA_SHEET, Binding
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import CODES, UNIT


def rows_of(book: Any) -> list[list[str]]:
    lines = book[METADATA_SHEET].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in line] for line in lines]


def test_the_metadata_sheet_cannot_be_unhidden_from_the_menu(blank: Any, province: Any) -> None:
    for book in (blank, province):
        assert book[METADATA_SHEET].sheet_state == "veryHidden"
        assert book[METADATA_SHEET].protection.sheet


def test_every_other_sheet_is_visible(blank: Any, province: Any) -> None:
    for book in (blank, province):
        assert {sheet.sheet_state for sheet in book if sheet.title != METADATA_SHEET} == {"visible"}


def test_the_metadata_tells_where_every_column_and_row_stands(blank: Any, plans: list[SheetPlan]) -> None:
    binding = Binding.from_rows(rows_of(blank))
    assert binding is not None
    assert (binding.unit_name, binding.period, binding.kind) == (UNIT, "2023-N", "template")
    assert [form.form for form in binding.forms] == list(CODES)
    for bound, plan in zip(binding.forms, plans, strict=True):
        sheet = blank[bound.sheet]
        assert [code_row for code_row, _ in bound.tables] == [table.code_row for table in plan.tables]
        for column in plan.form.columns:
            code_row, _ = bound.tables[column.section]
            printed = sheet.cell(code_row, bound.columns[column.key]).value
            assert printed == ("B" if column.in_stub else column.code_text)
        assert [row.key for row in bound.rows] == [row.key for row in plan.form.rows]
        for row in bound.rows:
            assert row.label in (sheet.cell(row.at, 2).value or "", sheet.cell(row.at, 1).value)


def test_a_consolidated_workbook_says_so_and_names_who_reported(province: Any) -> None:
    binding = Binding.from_rows(rows_of(province))
    assert binding is not None
    assert binding.kind == "consolidated"
    assert binding.notes["received"].split("\n") == ["huyện Bảo Lâm", "huyện Hạ Lang", "huyện Thạch An"]
    assert "huyện Bảo Lạc" in binding.notes["missing"].split("\n")
