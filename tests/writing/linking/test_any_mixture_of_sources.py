"""Whatever stands in the units' cells, a formula comes to exactly the figure it stands for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqg_xl import api
from mtqg_xl.api.linking import links_to_units
from mtqg_xl.consolidation import Intake, combine
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.provenance import RECEIPT_SHEET
from mtqg_xl.ooxml import Workbook
from mtqg_xl.writing.linking import NOT_A_SUM, Source, Spot, linked
from mtqg_xl.writing.linking.sources import Sort
from tests.cli.conftest import SAMPLES, UNITS
from tests.support.books import reporting_unit
from tests.support.intakes import sent
from tests.writing.linking.adding import added_up

FORM = "KR02"
KEY = CellKey(FORM, "NTM", "1")
SORTS: tuple[Sort, ...] = ("number", "text", "blank", "word", "no_result", "sheet_name", "other")
FACTORS = [Decimal(text) for text in ("1", "1000", "0.001", "0.000001")]
CELL = st.tuples(
    st.sampled_from(SORTS),
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.sampled_from(FACTORS),
    st.sampled_from(["", "gone", "locked", "file_kind"]),
)


def figure(sort: Sort, number: Decimal, factor: Decimal) -> Decimal:
    """What a unit reports in a cell of this sort."""
    return Decimal(0) if sort in ("blank", "word") else number * factor


@cache
def reporting_one(at: int) -> Intake:
    """The file of one unit that reports one figure."""
    return sent(UNITS[at], {("NTM", "1"): "1"}, FORM, path=f"/so_lieu/{at} 'b'.xlsx")


@settings(max_examples=150, deadline=None)
@given(st.lists(CELL, min_size=1, max_size=len(UNITS)))
def test_the_parts_of_a_formula_come_to_its_figure(cells: list[tuple[Sort, Decimal, Decimal, str]]) -> None:
    intakes, sources, counted = [], {}, 0
    for at, (sort, number, factor, reason) in enumerate(cells):
        value, unit = figure(sort, number, factor), UNITS[at]
        intake = reporting_one(at)
        (contribution,) = (one for one in intake.given if one.key == KEY)
        intakes.append(replace(intake, given=(replace(contribution, value=value),)))
        content = 'chưa "giải ngân"' if sort == "word" else str(number)
        spot = Spot(contribution.sheet, contribution.cell, sort, content, factor)
        spots = {(str(reporting_unit(unit).code), KEY): spot}
        sources[intake.path] = Source(intake.path, reason, {} if reason else spots)
        counted += bool(reason) or sort not in ("number", "blank", "word")
    merged = combine(intakes, "tỉnh Cao Bằng", "2023-N")
    made = linked(merged, sources, Path("/so_lieu"))
    assert sum(made.left.values()) == counted
    assert (KEY in made.formulas) == (counted < len(cells))
    if KEY in made.formulas:
        formula, value = made.formulas[KEY]
        assert value == merged.figures[KEY]
        assert added_up(formula, made.books) == value


@pytest.mark.thorough
@pytest.mark.parametrize("period", ["2023-6T", "2023-N", "2024-KH"])
def test_the_made_up_province_shows_the_same_with_links_and_without(period: str, tmp_path: Path) -> None:
    total = api.consolidate([SAMPLES / "synthetic" / period], period=period)
    total.save(tmp_path / "khong.xlsx")
    total.save(tmp_path / "co.xlsx", live=True)
    plain, live = (Workbook.open(tmp_path / name) for name in ("khong.xlsx", "co.xlsx"))
    assert [one.name for one in live.sheets] == [one.name for one in plain.sheets]
    for name in (one.name for one in plain.sheets if one.name != RECEIPT_SHEET):
        before, after = plain.sheet(name).cells, live.sheet(name).cells
        shown = {at: (cell.kind, cell.text) for at, cell in before.items()}
        assert {at: (cell.kind, cell.text) for at, cell in after.items()} == shown, name
    made = links_to_units(total.merged, tmp_path / "co.xlsx")
    assert len(made.formulas) > 100
    assert set(made.left) <= {NOT_A_SUM}
    for key, (formula, value) in made.formulas.items():
        assert added_up(formula, made.books) == value == total.merged.figures[key], key
