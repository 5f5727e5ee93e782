"""Cells that Excel itself would not let change, or would repair afterwards, are refused by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching import NewCell, NewSheet, Patch
from tests.ooxml.conftest import LINKS, MAIN, links
from tests.ooxml.patching.book import SHEET, Members, codes, members, opened, patch_of, sentences, shown

ROWS = '<row r="2"><c r="B2"><v>1</v></c><c r="C2"/></row><row r="3"><c r="B3"><v>2</v></c></row>'
MERGED = '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>'
RELATED = "xl/worksheets/_rels/sheet1.xml.rels"


def with_table(attributes: str = "") -> Members:
    parts = members(ROWS)
    parts["xl/tables/table1.xml"] = f'<table xmlns="{MAIN}" ref="B2:D6"{attributes}/>'
    parts[RELATED] = links(("rId1", f"{LINKS}/table", "../tables/table1.xml"))
    return parts


def with_pivot() -> Members:
    parts = members(ROWS)
    parts["xl/pivotTables/pivotTable1.xml"] = (
        f'<pivotTableDefinition xmlns="{MAIN}"><location ref="B2:D6"/></pivotTableDefinition>'
    )
    parts[RELATED] = links(("rId1", f"{LINKS}/pivotTable", "../pivotTables/pivotTable1.xml"))
    return parts


def refused(parts: Members, *cells: str) -> dict[str, str]:
    """The codes of the refusals by cell, when all of ``cells`` are set."""
    patch = patch_of(parts)
    for cell in cells:
        patch.set(SHEET, cell, 5)
    return {str(found.values["cell"]): found.code.removeprefix("cell.") for found in patch.problems()}


@pytest.mark.parametrize("cell", ["C2", "B3", "C3"])
def test_a_cell_hidden_by_a_merge_is_refused_and_the_shown_one_named(cell: str) -> None:
    patch = opened(ROWS, after=MERGED)
    patch.set(SHEET, cell, 5)
    assert sentences(patch) == [f"Ô {cell} trang “Biểu 1” nằm trong vùng gộp ô; xin ghi vào ô B2."]


def test_the_shown_cell_of_a_merge_and_those_around_are_free() -> None:
    patch = opened(ROWS, after=MERGED)
    around = ("B2", "A1", "B1", "D2", "D3", "A4", "B4", "D4")
    for cell in around:
        patch.set(SHEET, cell, 5)
    assert codes(patch) == []
    assert shown(patch.to_bytes()) == {
        **dict.fromkeys(around, ("number", "5")),
        "B3": ("number", "2"),
    }


@pytest.mark.parametrize("area", ["A1:XFD1048576", "B2:C5000", "$B$2:$C$5000"])
def test_a_merge_of_any_size_is_heeded(area: str) -> None:
    patch = opened("", after=f'<mergeCells><mergeCell ref="{area}"/></mergeCells>')
    anchor = area.partition(":")[0].replace("$", "")
    patch.set(SHEET, "C4999", 5)
    patch.set(SHEET, anchor, 5)
    assert [found.values["anchor"] for found in patch.problems()] == [anchor]
    if anchor == "B2":
        patch.set(SHEET, "D4999", 5)
        patch.set(SHEET, "C5001", 5)
        patch.set(SHEET, "A3", 5)
        assert len(patch.problems()) == 1


def test_a_merge_whose_range_is_nonsense_hides_nothing() -> None:
    patch = opened(
        ROWS, after='<mergeCells><mergeCell ref="x"/><mergeCell/><mergeCell ref="B2:B3"/></mergeCells>'
    )
    patch.set(SHEET, "C2", 5)
    patch.set(SHEET, "B3", 5)
    assert [found.values["cell"] for found in patch.problems()] == ["B3"]


@pytest.mark.parametrize("act", ["clear", "over", "formula"])
def test_a_hidden_cell_is_refused_in_whatever_way_it_is_set(act: str) -> None:
    patch = opened(ROWS, after=MERGED)
    acts: dict[str, Callable[[], None]] = {
        "clear": lambda: patch.set(SHEET, "B3", None),
        "over": lambda: patch.set(SHEET, "B3", 1, over_formula=True),
        "formula": lambda: patch.set_formula(SHEET, "B3", "1+1"),
    }
    acts[act]()
    assert codes(patch) == ["merged"]


def test_a_hidden_cell_may_be_coloured() -> None:
    patch = opened(ROWS, after=MERGED)
    patch.set_fill(SHEET, "C3", "FF0000")
    assert codes(patch) == []


def test_the_heads_of_a_table_are_refused_and_the_cells_below_are_not() -> None:
    below_and_beside = ("B3", "D6", "A2", "E2", "B1", "B7")
    assert refused(with_table(), "B2", "C2", "D2", *below_and_beside) == dict.fromkeys(
        ("B2", "C2", "D2"), "table_header"
    )


def test_the_totals_of_a_table_are_refused() -> None:
    parts = with_table(' totalsRowCount="1"')
    assert refused(parts, "B2", "B5", "B6", "D6", "B7", "E6") == dict.fromkeys(
        ("B2", "B6", "D6"), "table_header"
    )


def test_a_table_without_heads_is_free() -> None:
    assert refused(with_table(' headerRowCount="0"'), "B2", "B6") == {}
    assert refused(with_table(' headerRowCount="0" totalsRowCount="1"'), "B2", "B6") == {"B6": "table_header"}


def test_totals_that_are_switched_off_are_no_totals() -> None:
    assert refused(with_table(' totalsRowCount="0" totalsRowShown="1"'), "B6") == {}


def test_the_area_of_a_pivot_table_is_refused_and_the_cells_around_are_not() -> None:
    inside, around = ("B2", "D6", "C4"), ("A2", "E4", "B1", "D7")
    assert refused(with_pivot(), *inside, *around) == dict.fromkeys(inside, "pivot")


def test_a_pointer_to_a_table_that_is_not_there_forbids_nothing() -> None:
    parts = with_table()
    del parts["xl/tables/table1.xml"]
    assert refused(parts, "B2") == {}


def test_every_refusal_is_listed_for_every_sheet_and_nothing_is_written() -> None:
    parts = members(
        ROWS + '<row r="9"><c r="A9"><f>B2</f></c></row>',
        after=MERGED + '<hyperlinks><hyperlink ref="A9" location="B2"/></hyperlinks>',
        sheets=(("Biểu 1", "visible"), ("Biểu 2", "visible")),
    )
    patch = patch_of(parts)
    for sheet in ("Biểu 1", "Biểu 2"):
        patch.set(sheet, "B3", 5)
        patch.set(sheet, "A9", 5)
        patch.set(sheet, "A10", float("nan"))
        patch.set(sheet, "A11", "được")
        patch.set_link(sheet, "A9", location="B3")
    patch.add_sheet(NewSheet("Biểu 2", [[NewCell("x")]]))
    told = [(found.code, found.values["sheet"], found.values["cell"]) for found in patch.problems()]
    each = [
        ("cell.merged", "B3"),
        ("cell.formula", "A9"),
        ("cell.not_a_number", "A10"),
        ("cell.has_link", "A9"),
    ]
    assert sorted(told, key=str) == sorted(
        [*((code, sheet, cell) for sheet in ("Biểu 1", "Biểu 2") for code, cell in each),
         ("cell.sheet_name", "Biểu 2", "")],
        key=str,
    )  # fmt: skip
    with pytest.raises(CellProblem):
        patch.to_bytes()


def test_each_refusal_is_one_sentence_that_names_sheet_and_cell() -> None:
    patch = patch_of(with_pivot())
    for cell in ("B2", "C3"):
        patch.set(SHEET, cell, 5)
    for cell, sentence in zip(("B2", "C3"), sentences(patch), strict=True):
        assert f"Ô {cell} trang “Biểu 1”" in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_a_refusal_taken_back_is_forgotten() -> None:
    patch: Patch = opened(ROWS, after=MERGED)
    patch.set(SHEET, "B2", 10**20 + 1)
    assert codes(patch) == ["too_precise"]
    patch.set(SHEET, "B2", 5)
    assert codes(patch) == []
