"""Formulas from form to form, computed by LibreOffice in the workbooks of every set."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.domain.cells import CellKey
from tests.libreoffice.bare_book import Content, Place, write_bare_book
from tests.libreoffice.office import Office
from tests.libreoffice.sharing import made_once
from tests.libreoffice.tables import different
from tests.support.everyform import Filled
from tests.support.sets import TiedSet, fullest_sets
from tests.support.typing_in import stored

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough, pytest.mark.xdist_group("libreoffice")]

#: The share of cells left blank in each filling; in the last nothing is typed at all.
BLANK = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
TIED = fullest_sets()
every_tied_set = pytest.mark.parametrize("at", range(len(TIED)), ids=[tied.title for tied in TIED])


def filled(at: int, number: int) -> Filled:
    return TIED[at].filled(number, BLANK[number])


def formulas_of(tied: TiedSet) -> dict[str, dict[Place, Content]]:
    """The formulas and presets of every sheet of a set as its template holds them."""
    book = openpyxl.load_workbook(BytesIO(tied.template))
    formulas: dict[str, dict[Place, Content]] = {
        code: {
            (c.row, c.column): c.value for line in book[code].iter_rows() for c in line if c.data_type == "f"
        }
        for code in tied.plans
    }
    for key, value in tied.presets.items():
        formulas[key.form][tied.plans[key.form].position(key)] = stored(value)
    return formulas


@pytest.fixture(scope="module")
def computed(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice shows on every sheet of every set in every filling."""

    def make(folder: Path) -> None:
        books = []
        for at, tied in enumerate(TIED):
            formulas = formulas_of(tied)
            for number in range(len(BLANK)):
                sheets = {code: dict(cells) for code, cells in formulas.items()}
                typed = filled(at, number)
                for key, figure in typed.figures.items():
                    sheets[key.form][tied.plans[key.form].position(key)] = stored(figure)
                for key, text in typed.texts.items():
                    sheets[key.form][tied.plans[key.form].position(key)] = text
                books.append(write_bare_book(folder / f"bo{at}_{number}.xlsx", sheets))
        office.compute_tables(folder, *books)

    return made_once(tmp_path_factory, "bo_bieu", make)


@every_tied_set
def test_tied_cells_and_everything_computed_from_them_agree_with_our_rules(computed: Path, at: int) -> None:
    tied = TIED[at]
    with_result: set[CellKey] = set()
    for number in range(len(BLANK)):
        wanted = tied.expected(filled(at, number))
        with_result |= {key for key, value in wanted.items() if value is not None}
        wrong: dict[CellKey, object] = {}
        for code, plan in tied.plans.items():
            own = {key: value for key, value in wanted.items() if key.form == code}
            wrong |= different(plan, own, computed / f"bo{at}_{number}-{code}.csv")
        assert wrong == {}, number
    assert set(tied.ties) <= with_result
