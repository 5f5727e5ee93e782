"""Every layout of every form as a long table: each cell filled in stands in it once, with its place."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from mtqg_xl.api.results import Book
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.numerals import decimals_of, plain
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.writing import plan_sheet
from tests.support.everyform import Case, Filled, chance_filling, one_case_each, open_cells

every_form = pytest.mark.parametrize("case", one_case_each(), ids=lambda case: case.name)


def opened(case: Case, filled: Filled) -> Book:
    """A book in which these figures and texts were found."""
    plan = plan_sheet(case.form)
    seen = {}
    for row, column, _ in open_cells(case.form):
        key = case.form.key(row, column)
        found = Observation(key, State.BLANK, sheet=plan.sheet, cell=plan.address(key))
        if figure := filled.figures.get(key):
            found = Observation(
                key, State.REPORTED, figure, decimals_of(figure), str(figure), None, plan.sheet, found.cell
            )
        elif text := filled.texts.get(key):
            found = Observation(key, State.REPORTED, None, 0, text, None, plan.sheet, found.cell)
        seen[key] = found
    table = Table(case.form, plan.sheet, seen)
    return Book.of(Submission("a.xlsx", "", case.unit, case.period, (table,)))


def told(filled: Filled) -> dict[tuple[str, str], str]:
    """What the value of each filled cell must say."""
    figures = {(key.row, key.column): figure for key, figure in filled.figures.items() if figure}
    texts = {(key.row, key.column): text for key, text in filled.texts.items()}
    return {**{place: plain(figure) for place, figure in figures.items()}, **texts}


@every_form
def test_the_json_has_every_cell_filled_in_and_every_input_cell_left_blank(case: Case) -> None:
    filled = chance_filling(case.form, 4, blank=0.3)
    exported = json.loads(opened(case, filled).to_json())
    assert (exported["unit"], exported["period"]) == (case.unit.name, str(case.period))
    cells = {(cell["row"], cell["column"]): cell for cell in exported["cells"]}
    assert len(cells) == len(exported["cells"])
    values = {place: cell["value"] for place, cell in cells.items() if cell["state"] == "reported"}
    assert values == told(filled)
    inputs = {(row.key, column.key) for row, column, kind in open_cells(case.form) if kind is CellKind.INPUT}
    assert {place for place, cell in cells.items() if cell["state"] == "blank"} == inputs - values.keys()
    plan = plan_sheet(case.form)
    for (row, column), cell in cells.items():
        assert (cell["sheet"], cell["cell"]) == (
            plan.sheet,
            plan.address(CellKey(case.form.code, row, column)),
        )


@every_form
def test_the_csv_says_the_same_as_the_json(case: Case) -> None:
    book = opened(case, chance_filling(case.form, 5, blank=0.3))
    lines = list(csv.DictReader(io.StringIO(book.to_csv())))
    cells = json.loads(book.to_json())["cells"]
    assert [(line["row"], line["column"], line["value"]) for line in lines] == [
        (cell["row"], cell["column"], cell["value"] or "") for cell in cells
    ]


@every_form
def test_the_table_for_analysis_has_every_figure_in_its_row_and_column(case: Case) -> None:
    filled = chance_filling(case.form, 6, blank=0.3)
    frame = opened(case, filled).frame(case.form.code)
    for key, figure in filled.figures.items():
        if figure:
            value = frame.loc[key.row, key.column]
            assert (type(value), value) == (Decimal, figure)
    for key, text in filled.texts.items():
        assert frame.loc[key.row, key.column] == text
