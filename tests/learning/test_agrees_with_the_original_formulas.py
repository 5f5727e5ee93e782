"""What a learnt form computes is what the formulas of its original give in LibreOffice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.catalogue.sources import FORMS_VARIABLE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.learning import learn_workbook
from mtqg_xl.ooxml import Cell, Workbook, exact, is_percent, to_a1
from mtqg_xl.rules import computed_values
from tests.learning import shapes
from tests.libreoffice.office import Office, program
from tests.support.one_form import FoundForm, find_form

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

#: Shapes with figures in their formulas, whose printed codes do not contradict them.
TOLD = [
    shapes.bottom_total,
    shapes.two_tables,
    shapes.units_in_rows,
    shapes.units_in_columns,
    shapes.guarded,
    shapes.mixed_measures,
    shapes.english,
    shapes.named_list,
    shapes.grouped_stub,
    shapes.repeated_headings,
    shapes.running_balance,
    shapes.group_totals,
]
ROUNDED = Decimal("0.051")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The originals computed by LibreOffice, and the forms learnt from them."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    made = tmp_path_factory.mktemp("hoc")
    for name in ("goc", "tinh", "bieu"):
        (made / name).mkdir()
    books = [shapes.saved(made / "goc" / f"{draw.__name__}.xlsx", draw) for draw in TOLD]
    Office.in_folder(made / "lo").recalculate(made / "tinh", *books)
    for number, book in enumerate(books):
        (file,) = learn_workbook(book, made / "bieu" / f"S{number}.yaml").files
        Path(file.path).write_text(file.text, encoding="utf-8")
    return made


def cells_of(table: FoundForm, book: Workbook) -> dict[CellKey, Cell]:
    """The cells of a bound form, by their keys."""
    sheet = book.sheet(table.binding.sheet)
    rows = {row.key: row.at for row in table.binding.rows}
    found: dict[CellKey, Cell] = {}
    for row in table.form.rows:
        for column in table.form.columns:
            if row.section != column.section or row.key not in rows:
                continue
            cell = sheet.cells.get((rows[row.key], table.binding.columns[column.key]))
            if cell is not None and cell.kind == "number":
                found[table.form.key(row, column)] = cell
    return found


@pytest.mark.parametrize("draw", TOLD, ids=lambda draw: draw.__name__)
def test_totals_and_rates_are_those_of_the_original(
    folder: Path, monkeypatch: pytest.MonkeyPatch, draw: shapes.Draw
) -> None:
    monkeypatch.setenv(FORMS_VARIABLE, str(folder / "bieu"))
    book = Workbook.open(folder / "tinh" / f"{draw.__name__}.xlsx")
    code = f"S{TOLD.index(draw)}"
    table = find_form(book, book.sheet(book.sheets[0].name), None, None, code)
    assert isinstance(table, FoundForm)
    cells, form = cells_of(table, book), table.form
    typed = {
        key: exact(cell.text)
        for key, cell in cells.items()
        if form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column]) is CellKind.INPUT
    }
    computed = {key: value for key, (_, value) in computed_values(form, typed).items()}
    compared = 0
    for key, cell in cells.items():
        if cell.formula is None or key in typed:
            continue
        stated = exact(cell.text) * (100 if is_percent(book.number_format(cell.style)) else 1)
        value = computed[key]
        assert value is not None
        slack = ROUNDED if "ROUND" in cell.formula else Decimal("1e-9") * max(abs(stated), 1)
        assert abs(value - stated) <= slack, to_a1(cell.row, cell.col)
        compared += 1
    assert compared >= 3
