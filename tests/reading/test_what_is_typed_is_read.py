from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.catalogue import form_codes
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import plain
from mtqg_xl.reading import read_submission
from tests.support.books import UNIT, concrete, input_cells, typed_figures, write
from tests.support.properties import slow

#: Forms that a person writes figures in; lists of names are counted, not figured.
WITH_FIGURES = tuple(code for code in form_codes() if input_cells(concrete(code)))


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, dict[CellKey, Decimal]]:
    """A form and figures for some of its cells, as fine as a workbook keeps them."""
    form = concrete(draw(st.sampled_from(WITH_FIGURES)))
    chosen = draw(st.lists(st.sampled_from(input_cells(form)), max_size=25, unique=True))
    figures: dict[CellKey, Decimal] = {}
    for key in chosen:
        measure = form.measure_of(form.row_by_key[key.row], form.column_by_key[key.column])
        finest = 0 if measure.kind is MeasureKind.COUNT else 6
        digits = draw(st.integers(0, 10**12))
        figures[key] = Decimal(digits).scaleb(-draw(st.integers(0, finest)))
    return form.code, figures


@slow
@given(filled())
def test_a_filled_template_reads_back_exactly(case: tuple[str, dict[CellKey, Decimal]]) -> None:
    code, figures = case
    with TemporaryDirectory() as folder:
        submission = read_submission(write(Path(folder) / "a.xlsx", [code], figures))
    assert typed_figures(submission) == {key: plain(value) for key, value in figures.items()}
    assert submission.remarks == ()
    assert submission.forms == (code,)


@pytest.mark.parametrize("code", form_codes())
def test_unit_period_and_every_row_are_recognised(tmp_path: Path, code: str) -> None:
    submission = read_submission(write(tmp_path / "a.xlsx", [code]))
    assert submission.unit is not None
    assert (submission.unit.name, submission.unit.code) == (UNIT, "042")
    assert str(submission.period) == "2023-N"
    expected = concrete(code)
    assert submission.table(code).form.row_by_key.keys() == expected.row_by_key.keys()
    assert all(seen.value is None for seen in submission.observations())


def test_a_computed_total_is_read_with_its_formula(tmp_path: Path) -> None:
    figures = {
        CellKey("BM16", "DA2", "K4"): Decimal("8285"),
        CellKey("BM16", "DA2", "K5"): Decimal("1550.44"),
    }
    submission = read_submission(write(tmp_path / "a.xlsx", figures=figures))
    total = submission.observation(CellKey("BM16", "DA2", "K6"))
    assert total is not None
    assert total.value == Decimal("9835.44")
    assert total.is_computed


def test_every_observation_says_where_it_stands(tmp_path: Path) -> None:
    submission = read_submission(write(tmp_path / "a.xlsx", ["BM11", "BM16"]))
    places = [(seen.sheet, seen.cell) for seen in submission.observations()]
    assert all(sheet and cell for sheet, cell in places)
    assert len(set(places)) == len(places)


def test_a_workbook_may_hold_several_forms(tmp_path: Path) -> None:
    submission = read_submission(write(tmp_path / "a.xlsx", form_codes()))
    assert submission.forms == form_codes()


def test_a_table_the_workbook_does_not_have_is_a_key_error(tmp_path: Path) -> None:
    submission = read_submission(write(tmp_path / "a.xlsx"))
    with pytest.raises(KeyError):
        submission.table("BM11")
